//! Words of the views beside the stage: tables and metrics.

use partita_view::{ClusterView, Content, Flight, Micros, PartitionView};

use super::parts::plural;

macro_rules! names {
    ($($name:ident = $text:literal;)*) => { $(#[allow(missing_docs, reason = "a name says itself")] pub const $name: &str = $text;)* };
}

names! {
    VIEWS = "Views";
    SEQUENCE_VIEW = "Sequence";
    TABLES = "Tables";
    METRICS = "Metrics";
    TOPICS_AND_PARTITIONS = "Topics and partitions";
    GROUPS_BY_LAG = "Groups";
    BROKERS_TABLE = "Brokers";
    QUORUM_TABLE = "Metadata quorum";
    CONFIGS = "Configs";
    ALL_CONFIGS = "All, with defaults";
    NOT_DEFAULT = "not the default";
    PARTITION = "Partition";
    ISR = "ISR";
    EPOCH = "Epoch";
    START = "Start";
    HW = "HW";
    END = "End";
    MEMBER = "Member";
    LAG = "Lag";
    BROKER = "Broker";
    NODE = "Node";
    LEADS = "Leads";
    VOTES = "Role";
    WHERE = "Where";
    CONFIG_KEY = "Key";
    DEFAULT = "Default";
    SOURCE = "Source";
    REPLICAS_ORDERED = "Replicas, first is preferred";
    NO_PARTITIONS = "No topic yet.";
    NO_GROUPS = "No group yet.";
    NO_CONFIGS = "Every config has its default.";
    NOBODY = "nobody";
    BELOW_MIN_ISR = "below min ISR";
    UNDER_REPLICATED = "under-replicated";
    OFFLINE = "offline";
    ONLINE = "online";
    FILTERS = "Filters";
    REQUESTS = "Requests";
    ALL_WITH_RECORDS = "with records";
    ALL = "all";
    MACHINE = "Machine";
    ZOOM_IN = "Nearer";
    ZOOM_OUT = "Farther";
    NO_MESSAGES = "No such message in the last seconds. Step on, or choose other filters.";
    REPLAYING = "Playing the last seconds again, to see their messages …";
    BRANCHES = "Branches";
    COMPARE = "Compare";
    CONTINUE_HERE = "Continue here";
    THIS_BRANCH = "this branch";
    AT_THE_SAME_TIME = "at the same time";
    ON_ITS_WAY = "on its way to this moment";
    DIFFERS = "At the same time";
    DIFFERENT = "different";
    SAME = "the same";
    ABSENT = "not there";
    FINDINGS = "Promises broken or given up";
    UNDO = "Undo";
    REDO = "Redo";
    ACTIONS = "Actions";
    FOLLOW = "Inspect";
    CAUSES = "Causes";
    NO_CAUSES = "Nothing has changed yet.";
    PER_SECOND = "per second";
    PARTITIONS_UNIT = "partitions";
    RECORDS_UNIT = "records";
    IN_QUARTER = "per 0.25 s";
}

/// The state of a partition, and its class.
pub fn partition_state(partition: &PartitionView, min_in_sync: i32) -> (&'static str, &'static str) {
    let in_sync = i32::try_from(partition.in_sync.len()).unwrap_or(i32::MAX);
    match () {
        () if partition.leader.is_none() => (OFFLINE, "bad"),
        () if in_sync < min_in_sync => (BELOW_MIN_ISR, "warn"),
        () if partition.in_sync.len() < partition.assignment.len() => (UNDER_REPLICATED, "two"),
        () => (ONLINE, ""),
    }
}

/// What stands beside the title of the partitions.
pub fn partitions_note(all: usize, below: usize, offline: usize) -> String {
    let mut note = plural(all as u64, "partition");
    if below > 0 {
        note.push_str(&format!(", {below} below min.insync.replicas"));
    }
    if offline > 0 {
        note.push_str(&format!(", {offline} offline"));
    }
    note
}

/// What stands beside the title of the brokers.
pub fn brokers_note(all: usize, gone: usize) -> String {
    if gone == 0 { all.to_string() } else { format!("{all}, {gone} not running") }
}

/// What stands beside the title of the quorum.
pub fn quorum_note(epoch: i32, high_watermark: i64) -> String {
    format!("epoch {epoch}, high watermark {high_watermark}")
}

/// Rows that are not shown.
pub fn more_rows(hidden: usize) -> String {
    format!("and {} more", super::parts::count(hidden as u64))
}

/// Sorts a table by a column.
pub fn sort_by(column: &str) -> String {
    format!("Sort by {column}")
}

/// A chart in words: its value now.
pub fn chart(name: &str, value: i64, unit: &str) -> String {
    format!("{name}: {value} {unit} now")
}

/// A cause and its letter.
pub fn cause(letter: char, sentence: &str) -> String {
    format!("{letter}: {sentence}")
}

/// A change that no mark explains.
pub fn changed_at(at: Micros) -> String {
    format!("changed at {}", super::parts::time(at))
}

/// Marks that stand so close that they are one.
pub fn more_marks(count: u32) -> String {
    format!("and {count} more like it")
}

/// Name and unit of a measure by its number, and whether it is a rate.
pub fn measure(number: usize) -> (&'static str, &'static str, bool) {
    const ALL: [(&str, &str, bool); 9] = [
        ("Records in", PER_SECOND, true),
        ("Records out", PER_SECOND, true),
        ("Lag", RECORDS_UNIT, false),
        ("Under-replicated", PARTITIONS_UNIT, false),
        ("Offline", PARTITIONS_UNIT, false),
        ("ISR shrinks", IN_QUARTER, false),
        ("Elections", IN_QUARTER, false),
        ("Rebalances", IN_QUARTER, false),
        ("Refused, retried, given up", IN_QUARTER, false),
    ];
    ALL[number % ALL.len()]
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
        1000..1_000_000 => format!("{}.{} ms", length / 1000, length % 1000 / 100),
        _ => super::parts::span(length),
    }
}

/// A message's line in one sentence.
pub fn line_in_words(flight: &Flight, view: &ClusterView, took: Option<Micros>, open: bool) -> String {
    let party = |party| super::parts::party(party, view);
    let mut text = format!(
        "{} from {} to {}, sent {}: {}",
        super::message::message(flight),
        party(&flight.from),
        party(&flight.to),
        super::parts::time(flight.sent),
        super::message::carries(flight)
    );
    if let Some(took) = took {
        text.push_str(&format!(", {} after the request", precise(took)));
    }
    if open {
        text.push_str(", has not arrived");
    }
    text
}

/// How long an inch of the diagram is.
pub fn per_inch(per_pixel: u64) -> String {
    format!("100 px = {}", precise(per_pixel * 100))
}

/// A branch by its letter.
pub fn branch(name: &str) -> String {
    format!("Branch {name}")
}

/// A branch that was given up, by the command that made another future.
pub fn branch_without(command: &str, parted: Micros, end: Micros) -> String {
    let (parted, end) = (super::parts::time(parted), super::parts::time(end));
    format!("as it was before \u{201c}{command}\u{201d} at {parted}; it came to {end}")
}

/// Leader of a partition.
pub fn leader_of(partition: &str) -> String {
    format!("Leader of {partition}")
}

/// ISR of a partition.
pub fn isr_of(partition: &str) -> String {
    format!("ISR of {partition}")
}

/// Ends of a partition.
pub fn end_of(partition: &str) -> String {
    format!("Log of {partition}")
}

/// High watermark and log end.
pub fn high_watermark_and_end(high_watermark: i64, end: i64) -> String {
    format!("high watermark {high_watermark}, log end {end}")
}

/// Records acknowledged and given up.
pub fn acked_and_failed(acked: u64, failed: u64) -> String {
    if failed == 0 {
        plural(acked, "record")
    } else {
        format!("{}, {failed} given up", plural(acked, "record"))
    }
}
