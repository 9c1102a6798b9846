//! One replica as it was seen last: what it holds, batch by batch, and how far that is known to be what was committed.

use alloc::vec::Vec;

use super::sight::BatchSeen;

/// What was seen of a replica.
#[derive(Clone, Debug, Default)]
pub(super) struct Replica {
    pub(super) incarnation: u32,
    pub(super) leads: bool,
    pub(super) leader_epoch: i32,
    pub(super) log_start: i64,
    pub(super) high_watermark: i64,
    pub(super) log_end: i64,
    /// Every batch it holds, by offset.
    pub(super) held: Vec<BatchSeen>,
    /// Members it offered for the ISR that were looked at already.
    pub(super) offered: Vec<i32>,
}

impl Replica {
    /// Its batch that begins at an offset.
    pub(super) fn batch(&self, base_offset: i64) -> Option<&BatchSeen> {
        let at = self.held.binary_search_by_key(&base_offset, |batch| batch.base_offset).ok()?;
        self.held.get(at)
    }

    /// Its batches that begin in a range of offsets.
    pub(super) fn range(&self, from: i64, until: i64) -> &[BatchSeen] {
        let from = self.held.partition_point(|batch| batch.base_offset < from);
        let until = self.held.partition_point(|batch| batch.base_offset < until);
        self.held.get(from..until).unwrap_or_default()
    }

    /// Forgets what is at or after an offset.
    pub(super) fn cut(&mut self, to: i64) {
        let keep = self.held.partition_point(|batch| batch.last_offset < to);
        self.held.truncate(keep);
        self.log_end = to;
    }
}
