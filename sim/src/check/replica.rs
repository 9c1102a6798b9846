//! One replica as it was seen last: what it holds, batch by batch, and how far that is known to be what was committed.

use alloc::vec::Vec;

use partita_core::SharedList;

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
    /// Up to where it said that its log was flushed.
    pub(super) flushed: i64,
    /// Every batch it holds, by offset.
    pub(super) held: SharedList<BatchSeen>,
    /// The largest timestamp up to each of them.
    pub(super) newest: SharedList<i64>,
    /// Base offset of the batch in its middle that was looked up by time.
    pub(super) looked_up: Option<i64>,
    /// Members it offered for the ISR that were looked at already.
    pub(super) offered: Vec<i32>,
}

impl Replica {
    /// Its batch that begins at an offset.
    pub(super) fn batch(&self, base_offset: i64) -> Option<&BatchSeen> {
        let at = self.held.partition_point(|batch| batch.base_offset < base_offset);
        self.held.get(at).filter(|batch| batch.base_offset == base_offset)
    }

    /// Its batches that begin in a range of offsets.
    pub(super) fn range(&self, from: i64, until: i64) -> impl Iterator<Item = &BatchSeen> {
        let from = self.held.partition_point(|batch| batch.base_offset < from);
        let until = self.held.partition_point(|batch| batch.base_offset < until);
        self.held.range(from, until)
    }

    /// Its first batch from an offset on that has a timestamp or a later one.
    pub(super) fn first_by_time(&self, timestamp: i64, from: i64) -> Option<&BatchSeen> {
        let newer = self.newest.partition_point(|newest| *newest < timestamp);
        let from = self.held.partition_point(|batch| batch.last_offset < from);
        let mut there = self.held.range(newer.max(from), usize::MAX);
        there.find(|batch| batch.max_timestamp >= timestamp)
    }

    /// Takes in what is behind everything that it holds.
    pub(super) fn extend(&mut self, new: impl IntoIterator<Item = BatchSeen>) {
        for batch in new {
            let newest = self.newest.last().copied().unwrap_or(-1);
            self.newest.push(newest.max(batch.max_timestamp));
            self.held.push(batch);
        }
    }

    /// Forgets the batches behind the first few.
    pub(super) fn keep(&mut self, batches: usize) {
        self.held.truncate(batches);
        self.newest.truncate(batches);
        self.looked_up = None;
    }

    /// Forgets the batches that end before an offset.
    pub(super) fn forget_before(&mut self, offset: i64) {
        let gone = self.held.partition_point(|batch| batch.last_offset < offset);
        self.held.forget_first(gone);
        self.newest.forget_first(gone);
    }

    /// Forgets what is at or after an offset.
    pub(super) fn cut(&mut self, to: i64) {
        let keep = self.held.partition_point(|batch| batch.last_offset < to);
        self.keep(keep);
        self.log_end = to;
        self.flushed = self.flushed.min(to);
    }
}
