//! Slices of `__consumer_offsets` that a disk brings later, for the shards that load.

use alloc::collections::BTreeMap;

use partita_machine::{DiskError, ReadId};
use partita_wire::records::Records;

/// What a disk said to a read, once it came.
type Brought = Result<Records, DiskError>;

/// Reads on their way and what has come, at most one for each partition.
#[derive(Clone, Debug, Default)]
pub(super) struct Reads {
    /// Whose a read is.
    asked: BTreeMap<ReadId, i32>,
    /// What has come, until its shard takes it.
    here: BTreeMap<i32, Brought>,
}

impl Reads {
    /// The disk will bring something for a partition.
    pub(super) fn ask(&mut self, read: ReadId, partition: i32) {
        self.asked.insert(read, partition);
    }

    /// Whether the disk is at something for a partition.
    pub(super) fn is_asked(&self, partition: i32) -> bool {
        self.asked.values().any(|&known| known == partition)
    }

    /// Keeps what the disk brings; gives it back if no shard has asked for it.
    pub(super) fn bring(&mut self, read: ReadId, data: Brought) -> Option<Brought> {
        let Some(partition) = self.asked.remove(&read) else { return Some(data) };
        self.here.insert(partition, data);
        None
    }

    /// What has come for a partition.
    pub(super) fn take(&mut self, partition: i32) -> Option<Brought> {
        self.here.remove(&partition)
    }

    /// Nobody waits for it any more.
    pub(super) fn forget(&mut self, partition: i32) {
        self.asked.retain(|_, known| *known != partition);
        self.here.remove(&partition);
    }
}
