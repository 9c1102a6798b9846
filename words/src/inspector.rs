//! Words of the inspector: names of facts, and facts in a few words.

use partita_view::{
    BatchState, BatchView, Blocked, BlockedOn, GroupOffset, Micros, NodeView, OwnedPartition, PartitionState,
    QuorumRole, RecordKind,
};

use super::nouns::{RECORDS, REPLICAS_COUNTED, decimal, plural};
use super::parts::partition;
use super::values::span;

texts! {
    FENCED_OR_NOT { same: "Fenced" }
    STATE { en: "State", de: "Zustand" }
    VOTED_FOR { en: "Voted for", de: "Stimme für" }
    READING { en: "reading", de: "liest" }
    LISTENER { same: "Listener" }
    QUORUM { same: "Quorum" }
    METADATA { en: "Metadata", de: "Metadaten" }
    DISK { en: "Disk", de: "Platte" }
    REPLICAS { same: "Replicas" }
    ON { en: "On", de: "Auf" }
    ROLE { en: "Role", de: "Rolle" }
    LEADER { same: "Leader" }
    LEADER_EPOCH { en: "Leader epoch", de: "Leader-Epoche" }
    LOG_START { en: "Log start", de: "Log-Anfang" }
    HIGH_WATERMARK { en: "High watermark", de: "High Watermark" }
    LOG_END { en: "Log end", de: "Log-Ende" }
    FLUSHED { en: "Flushed", de: "Auf Platte" }
    SEGMENTS { en: "Segments", de: "Segmente" }
    EPOCHS { en: "Epochs", de: "Epochen" }
    KEY { en: "Key", de: "Schlüssel" }
    VALUE { en: "Value", de: "Wert" }
    HEADER { same: "Header" }
    TIMESTAMP { en: "Timestamp", de: "Zeitstempel" }
    BATCH { same: "Batch" }
    PRODUCER_ID { en: "Producer id", de: "Producer-Id" }
    SEQUENCE { en: "Sequence", de: "Sequenznummer" }
    KIND { en: "Kind", de: "Art" }
    SETTINGS { en: "Settings", de: "Einstellungen" }
    CONFIG { en: "Config", de: "Konfiguration" }
    ACKED { en: "Acknowledged", de: "Bestätigt" }
    FAILED { en: "Given up", de: "Aufgegeben" }
    GENERATION { same: "Generation" }
    ASSIGNOR { same: "Assignor" }
    COORDINATOR { en: "Coordinator", de: "Koordinator" }
    REASON { en: "Last rebalance", de: "Letztes Rebalance" }
    COMMITTED { same: "Committed" }
    GROUP { en: "Group", de: "Gruppe" }
    MEMBER_ID { en: "Member id", de: "Mitglieds-Id" }
    OWNS { en: "Owns", de: "Besitzt" }
    PROCESSED { en: "Processed", de: "Verarbeitet" }
    FROM { en: "From", de: "Von" }
    TO { en: "To", de: "An" }
    SENT { en: "Sent", de: "Gesendet" }
    ARRIVES { en: "Arrives", de: "Ankunft" }
    CARRIES { en: "Carries", de: "Enthält" }
    HELD { en: "held", de: "festgehalten" }
    HEX { same: "Hex" }
    /// The bytes of a message, one by one.
    BYTES_OF_MESSAGE { en: "Bytes of the message", de: "Bytes der Nachricht" }
    FIELDS { en: "Fields and bytes", de: "Felder und Bytes" }
    CLOSE { en: "Close", de: "Schließen" }
    KILL { en: "Kill", de: "Hart beenden" }
    STOP { en: "Stop", de: "Beenden" }
    RESTART { en: "Restart", de: "Neu starten" }
    POWER_OFF { en: "Power off", de: "Strom aus" }
    LEAVE { en: "Leave", de: "Verlassen" }
    RESUME { en: "Resume", de: "Fortsetzen" }
    HOLD { en: "Pause", de: "Anhalten" }
    HOLD_BACK { en: "Hold", de: "Festhalten" }
    DROP { en: "Drop", de: "Verwerfen" }
    DELAY { en: "Delay", de: "Verzögern" }
    LATE { en: "Break and deliver late", de: "Trennen und spät zustellen" }
    RELEASE { en: "Release", de: "Freigeben" }
    COMMAND { en: "Command", de: "Befehl" }
    DESCRIBE { en: "Describe", de: "Beschreiben" }
    ADD_PARTITION { en: "Add a partition", de: "Partition hinzufügen" }
    DELETE { en: "Delete", de: "Löschen" }
    ELECT_PREFERRED { en: "Elect the preferred leader", de: "Bevorzugten Leader wählen" }
    ELECT_UNCLEAN { en: "Elect any leader (unclean)", de: "Beliebigen Leader wählen (unclean)" }
}

/// Cuts the link with another node.
pub fn cut_link(other: i32) -> String {
    say!(en: "Cut from {other}", de: "Von {other} trennen")
}

/// Mends the link with another node.
pub fn heal_link(other: i32) -> String {
    say!(en: "Heal to {other}", de: "Verbindung zu {other} heilen")
}

/// Makes the link with another node slow.
pub fn slow_link(other: i32) -> String {
    say!(en: "Slow to {other}", de: "Verbindung zu {other} bremsen")
}

/// Kills the broker that leads.
pub fn kill_leader(leader: i32) -> String {
    say!(en: "Kill its leader, Broker {leader}", de: "Leader hart beenden, Broker {leader}")
}

/// State of a partition, by the names that Kafka's lessons use for it.
pub fn life(state: PartitionState) -> &'static str {
    match state {
        PartitionState::NonExistent => "NonExistent",
        PartitionState::New => "New",
        PartitionState::Online => "Online",
        PartitionState::Offline => "Offline",
    }
}

/// `yes` or `no`.
pub fn yes(yes: bool) -> &'static str {
    match yes {
        true => text!(en: "yes", de: "ja").text(),
        false => text!(en: "no", de: "nein").text(),
    }
}

/// `broker,controller`.
pub fn roles(node: &NodeView) -> &'static str {
    match (node.is_broker, node.is_controller) {
        (true, true) => "broker,controller",
        (false, true) => "controller",
        _ => "broker",
    }
}

/// A node's part in the quorum.
pub fn quorum_role(role: QuorumRole) -> &'static str {
    let word = match role {
        QuorumRole::Leader => text!(en: "active controller", de: "aktiver Controller"),
        QuorumRole::Follower => text!(en: "voter", de: "Voter"),
        QuorumRole::Observer => text!(en: "observer", de: "Observer"),
        QuorumRole::Candidate => text!(en: "candidate", de: "Candidate"),
        QuorumRole::Prospective => text!(en: "prospective", de: "Prospective"),
        QuorumRole::Unattached => text!(en: "unattached", de: "Unattached"),
        QuorumRole::Resigned => text!(en: "resigned", de: "Resigned"),
    };
    word.text()
}

/// How much of the metadata log a node has.
pub fn metadata(node: &NodeView) -> String {
    say!(
        en: "epoch {epoch}, log end {end}",
        de: "Epoche {epoch}, Log-Ende {end}",
        epoch = node.quorum_epoch,
        end = node.metadata_end
    )
}

/// `3 replicas, leads 1`.
pub fn led(all: usize, leads: usize) -> String {
    say!(en: "{replicas}, leads {leads}", de: "{replicas}, führt {leads}", replicas = plural(all as u64, REPLICAS_COUNTED))
}

/// `1.2 KB`.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{} KB", decimal(bytes / 100)),
        _ => format!("{} MB", decimal(bytes / 100_000)),
    }
}

/// Everything below an offset.
pub fn below(offset: i64) -> String {
    say!(en: "below {offset}", de: "unter {offset}")
}

/// Leader epochs and where they begin.
pub fn epochs(epochs: &[(i32, i64)]) -> String {
    let all: Vec<String> = epochs
        .iter()
        .map(|(epoch, offset)| say!(en: "{epoch} from {offset}", de: "{epoch} ab {offset}"))
        .collect();
    all.join(", ")
}

/// The batch of a record.
pub fn batch_of(base: i64, codec: &str) -> String {
    let codec = if codec.is_empty() { text!(en: "none", de: "keine").text() } else { codec };
    say!(en: "base offset {base}, compression {codec}", de: "Basis-Offset {base}, Kompression {codec}")
}

/// Producer id with its epoch.
pub fn producer_id(id: i64, epoch: i16) -> String {
    say!(en: "{id}, epoch {epoch}", de: "{id}, Epoche {epoch}")
}

/// What a record is for.
pub fn kind(kind: RecordKind) -> &'static str {
    let word = match kind {
        RecordKind::Data => text!(en: "data", de: "Daten"),
        RecordKind::Commit => text!(en: "COMMIT marker", de: "COMMIT-Marker"),
        RecordKind::Abort => text!(en: "ABORT marker", de: "ABORT-Marker"),
        RecordKind::Control => text!(en: "control record", de: "Control Record"),
    };
    word.text()
}

/// Title of a record.
pub fn record_title(topic: &str, number: i32, offset: i64) -> String {
    say!(en: "{of}, offset {offset}", de: "{of}, Offset {offset}", of = partition(topic, number))
}

/// A batch of a producer.
pub fn batch_in_words(batch: &BatchView) -> String {
    let of = partition(&batch.topic, batch.partition);
    let records = plural(u64::from(batch.records), RECORDS);
    let state = match &batch.state {
        BatchState::Lingering(until) => {
            say!(
                en: "lingers {length}",
                de: "wartet {length} (linger)",
                length = span(until.until.saturating_sub(until.from))
            )
        }
        BatchState::Ready => text!(en: "ready", de: "bereit").text().into(),
        BatchState::InFlight => text!(en: "sent", de: "gesendet").text().into(),
        BatchState::Retrying { attempt, error, .. } => {
            say!(en: "{error}, attempt {attempt}", de: "{error}, Versuch {attempt}")
        }
    };
    say!(en: "{records} for {of}, {state}", de: "{records} für {of}, {state}")
}

/// What an application waits for in `send`, since when, and what ends it.
pub fn blocked_in_words(blocked: &Blocked) -> String {
    let (from, until) = (super::values::time(blocked.wait.from), super::values::time(blocked.wait.until));
    match blocked.on {
        BlockedOn::Memory => say!(
            en: "blocked in send since {from}: buffer.memory is full; gives up at {until} (max.block.ms)",
            de: "blockiert in send seit {from}: buffer.memory ist voll; gibt um {until} auf (max.block.ms)"
        ),
        BlockedOn::Metadata => say!(
            en: "blocked in send since {from}: metadata are missing; gives up at {until} (max.block.ms)",
            de: "blockiert in send seit {from}: Metadaten fehlen; gibt um {until} auf (max.block.ms)"
        ),
    }
}

/// A committed offset.
pub fn committed(offset: &GroupOffset) -> String {
    let of = partition(&offset.topic, offset.partition);
    match offset.lag {
        Some(lag) => say!(en: "{of}: {at}, lag {lag}", de: "{of}: {at}, Lag {lag}", at = offset.committed),
        None => format!("{of}: {}", offset.committed),
    }
}

/// What a member owns.
pub fn owned(owned: &OwnedPartition) -> String {
    let of = partition(&owned.topic, owned.partition);
    match (owned.position, owned.lag) {
        (Some(position), Some(lag)) => {
            say!(en: "{of} at {position}, lag {lag}", de: "{of} bei {position}, Lag {lag}")
        }
        (Some(position), None) => say!(en: "{of} at {position}", de: "{of} bei {position}"),
        _ => of,
    }
}

/// A time down to the microsecond.
pub fn time_us(at: Micros) -> String {
    format!("{}{:03}", super::values::time(at), at % 1000)
}

/// A byte in words: its place, its two digits, and the field that it belongs to, if it belongs to one.
pub fn byte_of(at: usize, hex: &str, field: &str) -> String {
    if field.is_empty() {
        return say!(en: "{hex}, byte {at}", de: "{hex}, Byte {at}");
    }
    say!(en: "{hex}, byte {at}, of {field}", de: "{hex}, Byte {at}, von {field}")
}

/// Which bytes of a frame.
pub fn byte_range(start: u32, len: u32) -> String {
    match len {
        0 => text!(en: "no bytes", de: "keine Bytes").text().into(),
        1 => say!(en: "byte {start}", de: "Byte {start}"),
        _ => say!(en: "bytes {start} to {end}", de: "Bytes {start} bis {end}", end = start + len - 1),
    }
}
