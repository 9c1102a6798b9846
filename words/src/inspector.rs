//! Words of the inspector: names of facts, and facts in a few words.

use partita_view::{
    BatchState, BatchView, GroupOffset, Micros, NodeView, OwnedPartition, QuorumRole, RecordKind,
};

use super::parts::{partition, plural, span};

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => { $($(#[$doc])* #[allow(missing_docs, reason = "a name says itself")] pub const $name: &str = $text;)* };
}

names! {
    STATE = "State";
    LISTENER = "Listener";
    QUORUM = "Quorum";
    METADATA = "Metadata";
    DISK = "Disk";
    REPLICAS = "Replicas";
    ON = "On";
    ROLE = "Role";
    LEADER = "Leader";
    LEADER_EPOCH = "Leader epoch";
    LOG_START = "Log start";
    HIGH_WATERMARK = "High watermark";
    LOG_END = "Log end";
    FLUSHED = "Flushed";
    SEGMENTS = "Segments";
    EPOCHS = "Epochs";
    KEY = "Key";
    VALUE = "Value";
    HEADER = "Header";
    TIMESTAMP = "Timestamp";
    BATCH = "Batch";
    PRODUCER_ID = "Producer id";
    SEQUENCE = "Sequence";
    KIND = "Kind";
    SETTINGS = "Settings";
    CONFIG = "Config";
    ACKED = "Acknowledged";
    FAILED = "Given up";
    GENERATION = "Generation";
    ASSIGNOR = "Assignor";
    COORDINATOR = "Coordinator";
    REASON = "Last rebalance";
    COMMITTED = "Committed";
    GROUP = "Group";
    MEMBER_ID = "Member id";
    OWNS = "Owns";
    PROCESSED = "Processed";
    FROM = "From";
    TO = "To";
    SENT = "Sent";
    ARRIVES = "Arrives";
    CARRIES = "Carries";
    HELD = "held";
    HEX = "Hex";
    FIELDS = "Fields and bytes";
    CLOSE = "Close";
    KILL = "Kill";
    STOP = "Stop";
    RESTART = "Restart";
    POWER_OFF = "Power off";
    LEAVE = "Leave";
    RESUME = "Resume";
    HOLD = "Pause";
    HOLD_BACK = "Hold";
    DROP = "Drop";
    DELAY = "Delay";
    LATE = "Break and deliver late";
    RELEASE = "Release";
    COMMAND = "Command";
    DESCRIBE = "Describe";
    ADD_PARTITION = "Add a partition";
    DELETE = "Delete";
    ELECT_PREFERRED = "Elect the preferred leader";
    ELECT_UNCLEAN = "Elect any leader (unclean)";
}

/// Cuts the link with another node.
pub fn cut_link(other: i32) -> String {
    format!("Cut from {other}")
}

/// Mends the link with another node.
pub fn heal_link(other: i32) -> String {
    format!("Heal to {other}")
}

/// Makes the link with another node slow.
pub fn slow_link(other: i32) -> String {
    format!("Slow to {other}")
}

/// Kills the broker that leads.
pub fn kill_leader(leader: i32) -> String {
    format!("Kill its leader, Broker {leader}")
}

/// `yes` or `no`.
pub fn yes(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
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
    match role {
        QuorumRole::Leader => "active controller",
        QuorumRole::Follower => "voter",
        QuorumRole::Observer => "observer",
        QuorumRole::Candidate => "candidate",
        QuorumRole::Prospective => "prospective",
        QuorumRole::Unattached => "unattached",
        QuorumRole::Resigned => "resigned",
    }
}

/// How much of the metadata log a node has.
pub fn metadata(node: &NodeView) -> String {
    format!("epoch {}, log end {}", node.quorum_epoch, node.metadata_end)
}

/// `3 replicas, leads 1`.
pub fn led(all: usize, leads: usize) -> String {
    format!("{}, leads {leads}", plural(all as u64, "replica"))
}

/// `1.2 KB`.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// Everything below an offset.
pub fn below(offset: i64) -> String {
    format!("below {offset}")
}

/// Leader epochs and where they begin.
pub fn epochs(epochs: &[(i32, i64)]) -> String {
    let all: Vec<String> = epochs.iter().map(|(epoch, offset)| format!("{epoch} from {offset}")).collect();
    all.join(", ")
}

/// The batch of a record.
pub fn batch_of(base: i64, codec: &str) -> String {
    format!("base offset {base}, compression {}", if codec.is_empty() { "none" } else { codec })
}

/// Producer id with its epoch.
pub fn producer_id(id: i64, epoch: i16) -> String {
    format!("{id}, epoch {epoch}")
}

/// What a record is for.
pub fn kind(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Data => "data",
        RecordKind::Commit => "COMMIT marker",
        RecordKind::Abort => "ABORT marker",
        RecordKind::Control => "control record",
    }
}

/// Title of a record.
pub fn record_title(topic: &str, number: i32, offset: i64) -> String {
    format!("{}, offset {offset}", partition(topic, number))
}

/// A batch of a producer.
pub fn batch_in_words(batch: &BatchView) -> String {
    let of = partition(&batch.topic, batch.partition);
    let records = plural(u64::from(batch.records), "record");
    let state = match &batch.state {
        BatchState::Lingering(until) => {
            format!("lingers {}", span(until.until.saturating_sub(until.from)))
        }
        BatchState::Ready => "ready".into(),
        BatchState::InFlight => "sent".into(),
        BatchState::Retrying { attempt, error, .. } => format!("{error}, attempt {attempt}"),
    };
    format!("{records} for {of}, {state}")
}

/// A committed offset.
pub fn committed(offset: &GroupOffset) -> String {
    let of = partition(&offset.topic, offset.partition);
    match offset.lag {
        Some(lag) => format!("{of}: {}, lag {lag}", offset.committed),
        None => format!("{of}: {}", offset.committed),
    }
}

/// What a member owns.
pub fn owned(owned: &OwnedPartition) -> String {
    let of = partition(&owned.topic, owned.partition);
    match (owned.position, owned.lag) {
        (Some(position), Some(lag)) => format!("{of} at {position}, lag {lag}"),
        (Some(position), None) => format!("{of} at {position}"),
        _ => of,
    }
}

/// A time down to the microsecond.
pub fn time_us(at: Micros) -> String {
    format!("{}{:03}", super::parts::time(at), at % 1000)
}

/// Which bytes of a frame.
pub fn byte_range(start: u32, len: u32) -> String {
    match len {
        0 => "no bytes".into(),
        1 => format!("byte {start}"),
        _ => format!("bytes {start} to {}", start + len - 1),
    }
}
