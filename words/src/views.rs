//! Words of the views beside the stage: tables and metrics.

use super::Text;
use super::nouns::{PARTITIONS, RECORDS, decimal, plural, point};
use partita_view::{ClusterView, Content, Event, Flight, Micros, PartitionState, PartitionView};

texts! {
    VIEWS_AND_PANELS { en: "Views and panels", de: "Ansichten und Panels" }
    VIEWS { en: "Views", de: "Ansichten" }
    SEQUENCE_VIEW { en: "Sequence", de: "Ablauf" }
    TABLES { en: "Tables", de: "Tabellen" }
    METRICS { en: "Metrics", de: "Metriken" }
    TOPICS_AND_PARTITIONS { en: "Topics and partitions", de: "Topics und Partitionen" }
    GROUPS_BY_LAG { en: "Groups", de: "Gruppen" }
    BROKERS_TABLE { en: "Brokers", de: "Broker" }
    QUORUM_TABLE { en: "Metadata quorum", de: "Metadaten-Quorum" }
    CONFIGS { en: "Configs", de: "Konfiguration" }
    ALL_CONFIGS { en: "All, with defaults", de: "Alle, mit Vorgaben" }
    NOT_DEFAULT { en: "what was set", de: "was gesetzt wurde" }
    ALL_BROKERS { en: "all brokers", de: "alle Broker" }
    PARTITION { same: "Partition" }
    ISR { same: "ISR" }
    EPOCH { en: "Epoch", de: "Epoche" }
    START { en: "Start", de: "Anfang" }
    HW { same: "HW" }
    END { en: "End", de: "Ende" }
    MEMBER { en: "Member", de: "Mitglied" }
    LAG { same: "Lag" }
    BROKER { same: "Broker" }
    NODE { en: "Node", de: "Knoten" }
    LEADS { en: "Leads", de: "Führt" }
    VOTES { en: "Role", de: "Rolle" }
    WHERE { en: "Where", de: "Wo" }
    CONFIG_KEY { en: "Key", de: "Schlüssel" }
    DEFAULT { en: "Default", de: "Vorgabe" }
    SOURCE { en: "Source", de: "Quelle" }
    REPLICAS_ORDERED { en: "Replicas, first is preferred", de: "Replicas, die erste ist bevorzugt" }
    PARTITIONS_COLUMN { en: "Partitions", de: "Partitionen" }
    TOPIC_COLUMN { same: "Topic" }
    FILTER { en: "Filter", de: "Filtern" }
    TOPICS_TABLE { en: "Topics, a row each", de: "Topics, eine Zeile je Topic" }
    RECORDS_HELD { en: "Records held", de: "Gehaltene Records" }
    UNDER { en: "Under-replicated", de: "Unterrepliziert" }
    NO_PARTITIONS { en: "No topic yet.", de: "Noch kein Topic." }
    NO_GROUPS { en: "No group yet.", de: "Noch keine Gruppe." }
    NO_CONFIGS { en: "Every config has its default.", de: "Alles hat seine Vorgabe." }
    NO_LEADER { en: "none", de: "keiner" }
    NOBODY { en: "nobody", de: "niemand" }
    BELOW_MIN_ISR { en: "below min ISR", de: "unter min. ISR" }
    UNDER_REPLICATED { en: "under-replicated", de: "unterrepliziert" }
    OFFLINE { same: "offline" }
    OFFLINE_COLUMN { same: "Offline" }
    FILTERS { en: "Filters", de: "Filter" }
    REQUESTS { en: "Requests", de: "Anfragen" }
    ALL_WITH_RECORDS { en: "with records", de: "mit Records" }
    ALL { en: "all", de: "alle" }
    MACHINE { en: "Machine", de: "Maschine" }
    ZOOM_IN { en: "Nearer", de: "Näher" }
    ZOOM_OUT { en: "Farther", de: "Ferner" }
    NO_MESSAGES { en: "No such message in the last seconds. Step on, or choose other filters.", de: "Keine solche Nachricht in den letzten Sekunden. Einen Schritt weiter oder ein anderer Filter hilft." }
    REPLAYING { en: "Playing the last seconds again, to see their messages …", de: "Die letzten Sekunden laufen noch einmal, um ihre Nachrichten zu zeigen …" }
    BRANCHES { en: "Branches", de: "Zweige" }
    COMPARE { en: "Compare", de: "Vergleichen" }
    CLOSE_COMPARISON { en: "Close the comparison", de: "Vergleich schließen" }
    LEFT_BRANCH { en: "Branch on the left", de: "Zweig links" }
    RIGHT_BRANCH { en: "Branch on the right", de: "Zweig rechts" }
    CONTINUE_HERE { en: "Continue here", de: "Hier weitermachen" }
    THIS_BRANCH { en: "this branch", de: "dieser Zweig" }
    AT_THE_SAME_TIME { en: "at the same time", de: "zur selben Zeit" }
    ON_ITS_WAY { en: "on its way to this moment", de: "auf dem Weg zu diesem Moment" }
    DIFFERS { en: "At the same time", de: "Zur selben Zeit" }
    DIFFERENT { en: "different", de: "verschieden" }
    SAME { en: "the same", de: "gleich" }
    ABSENT { en: "not there", de: "nicht da" }
    FINDINGS { en: "Promises broken or given up", de: "Versprechen gebrochen oder aufgegeben" }
    UNDO { en: "Undo", de: "Rückgängig" }
    REDO { en: "Redo", de: "Wiederholen" }
    ACTIONS { en: "Actions", de: "Aktionen" }
    FOLLOW { en: "Inspect", de: "Untersuchen" }
    CAUSES { en: "Causes", de: "Ursachen" }
    NO_CAUSES { en: "Nothing has changed yet.", de: "Noch hat sich nichts geändert." }
    PER_SECOND { en: "per second", de: "pro Sekunde" }
    PARTITIONS_UNIT { en: "partitions", de: "Partitionen" }
    RECORDS_UNIT { en: "records", de: "Records" }
}

/// The state of a partition by the name of Kafka's lessons, what its ISR lacks, and its class.
pub fn partition_state(partition: &PartitionView, min_in_sync: i32) -> (String, &'static str) {
    let in_sync = i32::try_from(partition.in_sync.len()).unwrap_or(i32::MAX);
    let state = partition.state();
    let life = super::inspector::life(state);
    match state {
        PartitionState::Offline => (life.into(), "bad"),
        PartitionState::New | PartitionState::NonExistent => (life.into(), "two"),
        PartitionState::Online if in_sync < min_in_sync => {
            (format!("{life}, {}", BELOW_MIN_ISR.text()), "warn")
        }
        PartitionState::Online if partition.in_sync.len() < partition.assignment.len() => {
            (format!("{life}, {}", UNDER_REPLICATED.text()), "two")
        }
        PartitionState::Online => (life.into(), ""),
    }
}

/// `leads p0, epoch 1`.
pub fn leads_in_epoch(partition: i32, epoch: i32) -> String {
    say!(en: "leads p{partition}, epoch {epoch}", de: "führt p{partition}, Epoche {epoch}")
}

/// What happened to a machine or a link, beside its line of life.
pub fn life_mark(event: &Event) -> String {
    let text = match event {
        Event::Killed => text!(en: "killed", de: "hart beendet"),
        Event::PoweredOff => text!(en: "power off", de: "Strom aus"),
        Event::Stopping => text!(en: "stops", de: "endet"),
        Event::Started => text!(en: "starts", de: "startet"),
        Event::Paused => text!(en: "paused", de: "angehalten"),
        Event::Resumed => text!(en: "goes on", de: "läuft weiter"),
        Event::LinkCut { .. } => text!(en: "cut", de: "getrennt"),
        Event::LinkSlowed { by, .. } => return format!("+{}", super::values::span(*by)),
        Event::LinkHealed { .. } => text!(en: "mended", de: "geheilt"),
        Event::QuorumRoleChanged { .. } => text!(en: "active controller", de: "aktiver Controller"),
        Event::DiskFilled => text!(en: "disk full", de: "Platte voll"),
        Event::DiskFailed => text!(en: "disk failed", de: "Platte defekt"),
        _ => return String::new(),
    };
    text.text().into()
}

/// What stands beside the title of the partitions.
pub fn partitions_note(all: usize, below: usize, offline: usize) -> String {
    let mut note = plural(all as u64, PARTITIONS);
    if below > 0 {
        note.push_str(
            &say!(en: ", {below} below min.insync.replicas", de: ", {below} unter min.insync.replicas"),
        );
    }
    if offline > 0 {
        // The same word in both languages.
        note.push_str(&format!(", {offline} offline"));
    }
    note
}

/// What stands beside the title of the brokers.
pub fn brokers_note(all: usize, gone: usize) -> String {
    if gone == 0 {
        all.to_string()
    } else {
        say!(en: "{all}, {gone} not running", de: "{all}, nicht laufend: {gone}")
    }
}

/// What stands beside the title of the quorum.
pub fn quorum_note(epoch: i32, high_watermark: i64) -> String {
    say!(
        en: "epoch {epoch}, high watermark {high_watermark}",
        de: "Epoche {epoch}, High Watermark {high_watermark}"
    )
}

/// Rows that are not shown.
pub fn more_rows(hidden: usize) -> String {
    say!(en: "and {hidden} more", de: "und {hidden} weitere", hidden = super::nouns::count(hidden as u64))
}

/// Shows more rows of a table.
pub fn show_more_rows(hidden: usize) -> String {
    say!(en: "Show more: {n} hidden", de: "Mehr zeigen: {n} verborgen", n = super::nouns::count(hidden as u64))
}

/// The field that narrows a table.
pub fn filter_of(table: &str) -> String {
    say!(en: "Look in {table}", de: "Suchen in {table}")
}

/// Entries of the log that are not shown.
pub fn older(number: usize) -> String {
    say!(en: "{n} older", de: "{n} ältere", n = super::nouns::count(number as u64))
}

/// Sorts a table by a column.
pub fn sort_by(column: &str) -> String {
    say!(en: "Sort by {column}", de: "Nach {column} sortieren")
}

/// A chart in words: its value now, where it is known.
pub fn chart(name: &str, value: Option<i64>, unit: &str) -> String {
    match value {
        Some(value) => say!(en: "{name}: {value} {unit} now", de: "{name}: jetzt {value} {unit}"),
        None => format!("{name}: {}", super::deeds::NOT_KNOWN.text()),
    }
}

texts! {
    /// Behind the number of partitions, while there is no active controller.
    METADATA_MAY_BE_OLD { en: "; no active controller: what the metadata say may be old", de: "; kein aktiver Controller: die Metadaten können veraltet sein" }
}

/// Why a measure of the metadata says nothing now.
pub fn not_known_since(at: Micros) -> String {
    say!(
        en: "No active controller since {at}: nobody changes an ISR or a leader, what the metadata say may be old.",
        de: "Kein aktiver Controller seit {at}: niemand ändert ISR oder Leader, die Metadaten können veraltet sein.",
        at = super::values::time(at)
    )
}

/// A cause and its letter.
pub fn cause(letter: char, sentence: &str) -> String {
    format!("{letter}: {sentence}")
}

/// A change that no mark explains.
pub fn changed_at(at: Micros) -> String {
    say!(en: "changed at {at}", de: "geändert bei {at}", at = super::values::time(at))
}

/// Marks that stand so close that they are one.
pub fn more_marks(count: u32) -> String {
    say!(en: "and {count} more like it", de: "und {count} weitere")
}

/// Name and unit of a measure by its number, and whether it is a rate.
pub fn measure(number: usize, sample: Micros) -> (&'static str, String, bool) {
    const ALL: [(Text, Option<Text>, bool); 9] = [
        (text!(en: "Records in", de: "Records hinein"), Some(PER_SECOND), true),
        (text!(en: "Records out", de: "Records heraus"), Some(PER_SECOND), true),
        (LAG, Some(RECORDS_UNIT), false),
        (text!(en: "Under-replicated", de: "Unterrepliziert"), Some(PARTITIONS_UNIT), false),
        (text!(same: "Offline"), Some(PARTITIONS_UNIT), false),
        (text!(en: "ISR shrinks", de: "ISR schrumpft"), None, false),
        (text!(en: "Elections", de: "Wahlen"), None, false),
        (text!(same: "Rebalances"), None, false),
        (text!(en: "Refused, retried, given up", de: "Abgelehnt, wiederholt, aufgegeben"), None, false),
    ];
    let (name, unit, rate) = ALL[number % ALL.len()];
    let unit = unit.map_or_else(|| per_sample(sample), |unit| unit.text().to_owned());
    (name.text(), unit, rate)
}

/// `per 0.25 s`: what is counted by the sample.
fn per_sample(sample: Micros) -> String {
    let hundredths = sample / 10_000;
    let length = match hundredths % 100 {
        0 => (hundredths / 100).to_string(),
        part => format!("{}{}{}", hundredths / 100, point(), format!("{part:02}").trim_end_matches('0')),
    };
    say!(en: "per {length} s", de: "in {length} s")
}

/// The word beside a message's line: what it is, and for an answer how long it took.
pub fn line_word(flight: &Flight, took: Option<Micros>) -> String {
    let word = match (&flight.content, flight.response) {
        (Content::Done { error: None, .. } | Content::Control, true) => "ok".to_owned(),
        _ => super::message::flight(flight),
    };
    match took {
        Some(took) => format!("{word}, {}", precise(took)),
        None => word,
    }
}

/// A length with a tenth of its unit: `1.2 ms`.
fn precise(length: Micros) -> String {
    match length {
        1000..1_000_000 => format!("{} ms", decimal(length / 100)),
        _ => super::values::span(length),
    }
}

/// A message's line in one sentence.
pub fn line_in_words(flight: &Flight, view: &ClusterView, took: Option<Micros>, open: bool) -> String {
    let party = |party| super::parts::party(party, view);
    let mut text = say!(
        en: "{message} from {from} to {to}, sent {sent}: {carries}",
        de: "{message} von {from} an {to}, gesendet {sent}: {carries}",
        message = super::message::message(flight),
        from = party(&flight.from),
        to = party(&flight.to),
        sent = super::values::time(flight.sent),
        carries = super::message::carries(flight)
    );
    if let Some(took) = took {
        text.push_str(&say!(
            en: ", {took} after the request",
            de: ", {took} nach der Anfrage",
            took = precise(took)
        ));
    }
    if open {
        text.push_str(text!(en: ", has not arrived", de: ", ist nicht angekommen").text());
    }
    text
}

/// How long an inch of the diagram is.
pub fn per_inch(per_pixel: u64) -> String {
    format!("100 px = {}", precise(per_pixel * 100))
}

/// A branch by its letter.
pub fn branch(name: &str) -> String {
    say!(en: "Branch {name}", de: "Zweig {name}")
}

/// Two branches that stand side by side, by their letters.
pub fn side_by_side(left: &str, right: &str) -> String {
    say!(en: "{left} and {right} side by side", de: "{left} und {right} nebeneinander")
}

/// A story that another took the place of.
pub fn branch_of_story(title: &str, end: Micros) -> String {
    let end = super::values::time(end);
    say!(en: "the story “{title}” before another took its place; it came to {end}", de: "die Story „{title}“, bevor eine andere ihren Platz nahm; sie kam bis {end}")
}

/// A branch of the timeline as a button.
pub fn compare_with(name: &str, parted: Micros, end: Micros) -> String {
    let (parted, end) = (super::values::time(parted), super::values::time(end));
    say!(
        en: "Branch {name}, from {parted} to {end}: compare",
        de: "Zweig {name}, von {parted} bis {end}: vergleichen"
    )
}

/// A branch that was given up, by the command that made another future.
pub fn branch_without(command: &str, parted: Micros, end: Micros) -> String {
    let (parted, end) = (super::values::time(parted), super::values::time(end));
    say!(
        en: "as it was before “{command}” at {parted}; it came to {end}",
        de: "wie vor „{command}“ bei {parted}; er kam bis {end}"
    )
}

/// Leader of a partition.
pub fn leader_of(partition: &str) -> String {
    say!(en: "Leader of {partition}", de: "Leader von {partition}")
}

/// ISR of a partition.
pub fn isr_of(partition: &str) -> String {
    say!(en: "ISR of {partition}", de: "ISR von {partition}")
}

/// Ends of a partition.
pub fn end_of(partition: &str) -> String {
    say!(en: "Log of {partition}", de: "Log von {partition}")
}

/// What a group has committed of a partition.
pub fn committed_of(group: &str, partition: &str) -> String {
    format!("{group}, {partition}")
}

/// A committed offset and its lag.
pub fn committed_and_lag(offset: &partita_view::GroupOffset) -> String {
    match offset.lag {
        Some(lag) => {
            say!(en: "committed {at}, lag {lag}", de: "committet {at}, Lag {lag}", at = offset.committed)
        }
        None => say!(en: "committed {at}", de: "committet {at}", at = offset.committed),
    }
}

/// High watermark and log end.
pub fn high_watermark_and_end(high_watermark: i64, end: i64) -> String {
    say!(
        en: "high watermark {high_watermark}, log end {end}",
        de: "High Watermark {high_watermark}, Log-Ende {end}"
    )
}

/// Records acknowledged and given up.
pub fn acked_and_failed(acked: u64, failed: u64) -> String {
    if failed == 0 {
        plural(acked, RECORDS)
    } else {
        say!(en: "{acked}, {failed} given up", de: "{acked}, {failed} aufgegeben", acked = plural(acked, RECORDS))
    }
}
/// Whose configs a table tells in full.
pub fn all_configs_of(of: &partita_view::Configured) -> String {
    use partita_view::Configured;
    let whose = match of {
        Configured::Topic(name) => format!("Topic {name}"),
        Configured::Brokers => ALL_BROKERS.text().into(),
        Configured::Broker(id) => super::parts::node(*id, true),
        Configured::Group(id) => say!(en: "group {id}", de: "Gruppe {id}"),
    };
    say!(en: "of {whose}; select another topic, broker or group", de: "von {whose}; ein anderes Topic, einen Broker oder eine Gruppe auswählen")
}
