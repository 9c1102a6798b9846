//! Transactions as a cleaner meets them: which batches were aborted, and which markers have nothing left to mark.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_wire::records::BatchView;
use partita_wire::records::control::ControlType;

/// The most that a marker's batch may unpack to.
const MARKER_LEN_MAX: usize = 64 << 10;

/// Aborted transactions: producer, first and last offset.
#[derive(Clone, Debug, Default)]
pub(super) struct Aborted {
    open: BTreeMap<i64, i64>,
    ranges: Vec<(i64, i64, i64)>,
}

impl Aborted {
    /// Looks at a batch, in the order of the log.
    pub(super) fn see(&mut self, batch: &BatchView) {
        let header = batch.header();
        if !header.attributes.is_transactional() {
            return;
        }
        if !header.attributes.is_control() {
            self.open.entry(header.producer_id).or_insert(header.base_offset);
            return;
        }
        let first = self.open.remove(&header.producer_id);
        if let Some(first) = first.filter(|_| is_abort(batch)) {
            self.ranges.push((header.producer_id, first, header.last_offset()));
        }
    }

    fn has(&self, producer_id: i64, offset: i64) -> bool {
        self.ranges.iter().any(|&(id, first, last)| id == producer_id && (first..=last).contains(&offset))
    }
}

/// The pass in which batches are written anew.
#[derive(Clone, Debug)]
pub(super) struct Pass {
    aborted: Arc<Aborted>,
    /// Producers of whose present transaction data was met.
    with_data: BTreeSet<i64>,
}

impl Pass {
    /// A pass over the batches that `aborted` has seen.
    pub(super) fn new(aborted: Arc<Aborted>) -> Self {
        Self { aborted, with_data: BTreeSet::new() }
    }

    /// Whether a batch may go as a whole: data that was aborted, a marker of a transaction of which nothing is left.
    pub(super) fn may_go(&mut self, batch: &BatchView) -> bool {
        let header = batch.header();
        if header.attributes.is_control() {
            return !self.with_data.remove(&header.producer_id);
        }
        if !header.attributes.is_transactional() {
            return false;
        }
        self.with_data.insert(header.producer_id);
        self.aborted.has(header.producer_id, header.base_offset)
    }
}

fn is_abort(batch: &BatchView) -> bool {
    let mut records = batch.records(MARKER_LEN_MAX).into_iter().flatten();
    let kind = records.next().and_then(Result::ok).and_then(|record| ControlType::of(&record));
    kind == Some(ControlType::Abort)
}
