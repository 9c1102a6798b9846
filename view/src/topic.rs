//! Topics, partitions, replicas, and windows of records.

use alloc::sync::Arc;
use alloc::vec::Vec;

use bytes::Bytes;

use crate::{Micros, Name};

/// A topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopicView {
    /// Its name.
    pub name: Name,
    /// Its id as Kafka prints it.
    pub id: Name,
    /// Whether it is one of Kafka's own (`__consumer_offsets`, ...).
    pub internal: bool,
    /// Configs that are set for this topic, by name.
    pub configs: Vec<(Name, Name)>,
    /// Effective `min.insync.replicas`.
    pub min_in_sync: i32,
    /// Partitions by number.
    pub partitions: Vec<Arc<PartitionView>>,
}

/// A partition as the active controller knows it, and its replicas as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartitionView {
    /// Its number.
    pub partition: i32,
    /// The leader by the committed metadata.
    pub leader: Option<i32>,
    /// Leader epoch.
    pub leader_epoch: i32,
    /// Partition epoch.
    pub partition_epoch: i32,
    /// Assignment, the preferred leader first.
    pub assignment: Vec<i32>,
    /// Members of the assignment that a reassignment adds.
    pub adding: Vec<i32>,
    /// Members of the assignment that a reassignment removes.
    pub removing: Vec<i32>,
    /// In-sync replicas.
    pub in_sync: Vec<i32>,
    /// Eligible leader replicas (KIP-966).
    pub eligible: Vec<i32>,
    /// Last known eligible leader replicas.
    pub last_known_eligible: Vec<i32>,
    /// High watermark of the leader; while there is none, the highest known.
    pub high_watermark: i64,
    /// Last stable offset.
    pub last_stable_offset: i64,
    /// One replica per member of the assignment, in its order.
    pub replicas: Vec<Arc<ReplicaView>>,
}

/// The state of a partition, by the names that Kafka's lessons use for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartitionState {
    /// It was never created, or is deleted.
    NonExistent,
    /// It is created and never had a leader.
    New,
    /// It has a leader.
    Online,
    /// It had a leader, and has none now.
    Offline,
}

impl PartitionView {
    /// Its state. A partition that is shown exists; for one that is not, see [`PartitionState::of`].
    #[must_use]
    pub fn state(&self) -> PartitionState {
        match self.leader {
            Some(_) => PartitionState::Online,
            None if self.leader_epoch == 0 && self.partition_epoch == 0 => PartitionState::New,
            None => PartitionState::Offline,
        }
    }
}

impl PartitionState {
    /// The state of a partition that may be there or not.
    #[must_use]
    pub fn of(partition: Option<&PartitionView>) -> Self {
        partition.map_or(Self::NonExistent, PartitionView::state)
    }
}

/// What a replica is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReplicaRole {
    /// It believes that it leads.
    Leader,
    /// It follows and is in the ISR.
    Follower,
    /// It follows and is not in the ISR.
    OutOfSync,
    /// Its node does not run, or its log directory failed.
    #[default]
    Offline,
}

/// One replica on one broker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReplicaView {
    /// The broker.
    pub node: i32,
    /// Which of the broker's log directories it is in, counted from 0 as `log.dirs` lists them.
    pub log_dir: u32,
    /// What it is doing.
    pub role: ReplicaRole,
    /// Leader epoch it knows.
    pub leader_epoch: i32,
    /// Offset of the first record it holds.
    pub log_start: i64,
    /// Its own high watermark; of a replica whose node does not run, as it last wrote it down. `None` where it is not known.
    pub high_watermark: Option<i64>,
    /// Offset after its last record.
    pub log_end: i64,
    /// Everything below this offset was flushed; `None` where it is not told.
    pub flushed: Option<i64>,
    /// Base offsets of its segments.
    pub segments: Vec<i64>,
    /// First offset of each leader epoch in the log: (epoch, offset).
    pub epochs: Vec<(i32, i64)>,
    /// Grows with every change of the log's content: a page asks for records again when it differs.
    pub revision: u64,
}

/// A record of a replica, as a window of its log shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordView {
    /// Its offset.
    pub offset: i64,
    /// Base offset of its batch.
    pub batch: i64,
    /// Leader epoch its batch was appended in.
    pub leader_epoch: i32,
    /// Its timestamp, milliseconds since 1970.
    pub timestamp_ms: i64,
    /// Key, if any.
    pub key: Option<Bytes>,
    /// Value; `None` is a tombstone.
    pub value: Option<Bytes>,
    /// Headers in their order, repeats kept.
    pub headers: Vec<(Bytes, Option<Bytes>)>,
    /// Producer id, epoch and sequence, if it was sent with idempotence.
    pub producer: Option<(i64, i16, i32)>,
    /// Codec of its batch by Kafka's name (`none`, `gzip`, ...).
    pub codec: &'static str,
    /// What it is.
    pub kind: RecordKind,
}

/// What a record is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RecordKind {
    /// Data of an application.
    #[default]
    Data,
    /// A transaction's COMMIT marker.
    Commit,
    /// A transaction's ABORT marker.
    Abort,
    /// Another control record.
    Control,
}

/// When something is due, and how long it takes: a bar that fills.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Its beginning.
    pub from: Micros,
    /// Its end.
    pub until: Micros,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partition_is_in_one_of_four_states() {
        let of = |leader, leader_epoch, partition_epoch| {
            PartitionView { leader, leader_epoch, partition_epoch, ..PartitionView::default() }.state()
        };
        assert_eq!(PartitionState::of(None), PartitionState::NonExistent);
        assert_eq!(of(None, 0, 0), PartitionState::New);
        assert_eq!(of(Some(1), 0, 0), PartitionState::Online);
        assert_eq!(of(None, 1, 1), PartitionState::Offline);
    }
}
