//! Transactions of a log whose end is not settled: open ones, and those whose marker is not on all replicas yet. Offsets from
//! the first record of the first of them on are not stable (KIP-98): readers of committed records and the cleaner stop there.

use alloc::collections::{BTreeMap, BTreeSet};

/// Transactions that are not settled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Unstable {
    /// First offsets of open ones.
    open: BTreeSet<i64>,
    /// Offsets of the markers of those that have ended, by their first offsets.
    ended: BTreeMap<i64, i64>,
}

impl Unstable {
    /// A transaction begins.
    pub(super) fn begin(&mut self, first_offset: i64) {
        self.open.insert(first_offset);
    }

    /// It ends with a marker.
    pub(super) fn end(&mut self, first_offset: i64, marker: i64) {
        self.open.remove(&first_offset);
        self.ended.insert(first_offset, marker);
    }

    /// Whether a transaction has ended by a marker below the high watermark, so that it need not be known any more.
    pub(super) fn has_settled(&self, high_watermark: i64) -> bool {
        self.ended.values().any(|&marker| marker < high_watermark)
    }

    /// Forgets transactions whose marker lies below the high watermark.
    pub(super) fn settle(&mut self, high_watermark: i64) {
        self.ended.retain(|_, marker| *marker >= high_watermark);
    }

    /// The first offset that is not stable, if there is one.
    pub(super) fn first(&self, high_watermark: i64) -> Option<i64> {
        let ended = self.ended.iter().filter(|(_, marker)| **marker >= high_watermark);
        ended.map(|(first, _)| first).chain(self.open.first()).min().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transaction_is_settled_when_its_marker_is_on_all_replicas() {
        let mut unstable = Unstable::default();
        assert_eq!(unstable.first(10), None);
        unstable.begin(3);
        unstable.begin(5);
        assert_eq!(unstable.first(10), Some(3));
        unstable.end(3, 7);
        assert_eq!(unstable.first(7), Some(3), "the marker is not committed");
        assert_eq!(unstable.first(8), Some(5));
        assert!(unstable.has_settled(8) && !unstable.has_settled(7));
        unstable.settle(8);
        assert_eq!(unstable.first(0), Some(5));
        unstable.end(5, 9);
        unstable.settle(10);
        assert_eq!(unstable, Unstable::default());
    }
}
