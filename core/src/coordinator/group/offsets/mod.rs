//! Offsets that groups commit: stored beside the group, in the same log.

pub(crate) mod commit;
pub(crate) mod delete;
mod expire;
pub(crate) mod fetch;
mod pending;
pub(crate) mod topics;

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::Uuid;
use partita_wire::messages::offset_commit_value::OffsetCommitValue;

/// No offset, no leader epoch, no expiry, in Kafka's fields.
pub(crate) const NONE: i64 = -1;

/// A committed offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Commit {
    pub(crate) offset: i64,
    /// Leader epoch of the last record consumed, -1 if the client did not say.
    pub(crate) leader_epoch: i32,
    pub(crate) metadata: String,
    /// When it was committed, wall clock.
    pub(crate) commit_timestamp: i64,
    /// Set by old clients that ask for a retention of their own; else -1.
    pub(crate) expire_timestamp: i64,
    /// Id of the topic at that time; zero if the record is older than KIP-848.
    pub(crate) topic_id: Uuid,
}

impl From<OffsetCommitValue> for Commit {
    fn from(value: OffsetCommitValue) -> Self {
        Self {
            offset: value.offset,
            leader_epoch: value.leader_epoch,
            metadata: value.metadata,
            commit_timestamp: value.commit_timestamp,
            expire_timestamp: value.expire_timestamp,
            topic_id: value.topic_id,
        }
    }
}

/// One offset set, or removed by `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) topic: Name,
    pub(crate) partition: i32,
    pub(crate) commit: Option<Commit>,
}

/// By topic and partition.
pub(crate) type ByPartition = BTreeMap<Name, BTreeMap<i32, Commit>>;

/// Offsets of one group: as written to the log, and as far as that is committed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Offsets {
    pub(crate) written: ByPartition,
    pub(crate) committed: ByPartition,
    /// What transactions have written that are not decided yet.
    pending: pending::ByProducer,
    /// How many such were written so far.
    pending_written: u64,
}

impl Offsets {
    /// A record was appended.
    pub(crate) fn write(&mut self, change: Change) {
        self.overtake(&change);
        apply(&mut self.written, change);
    }

    /// Records were committed.
    pub(crate) fn commit(&mut self, changes: Vec<Change>) {
        for change in changes {
            apply(&mut self.committed, change);
        }
    }
}

fn apply(offsets: &mut ByPartition, change: Change) {
    match change.commit {
        Some(commit) => {
            offsets.entry(change.topic).or_default().insert(change.partition, commit);
        }
        None => {
            let Some(partitions) = offsets.get_mut(&change.topic) else { return };
            partitions.remove(&change.partition);
            if partitions.is_empty() {
                offsets.remove(&change.topic);
            }
        }
    }
}
