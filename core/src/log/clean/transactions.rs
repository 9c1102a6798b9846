//! Transactions as a cleaner meets them: which batches were aborted, and which markers have nothing left to mark.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::sync::Arc;

use partita_wire::records::control::ControlType;
use partita_wire::records::{BatchHeader, BatchView};

/// The most that a marker's batch may unpack to.
const MARKER_LEN_MAX: usize = 64 << 10;

/// Aborted transactions, of those batches that were looked at. Kafka keeps them in `.txnindex` files.
#[derive(Clone, Debug, Default)]
pub(super) struct Aborted {
    /// First offset of the transaction that a producer is in.
    open: BTreeMap<i64, i64>,
    /// Offset of the marker, by producer and first offset.
    last: BTreeMap<(i64, i64), i64>,
}

impl Aborted {
    /// A batch of records that belongs to a transaction, in the order of the log.
    pub(super) fn see_data(&mut self, header: &BatchHeader) {
        self.open.entry(header.producer_id).or_insert(header.base_offset);
    }

    /// The end of a transaction, in the order of the log.
    pub(super) fn see_marker(&mut self, header: &BatchHeader, is_abort: bool) {
        if let Some(first) = self.open.remove(&header.producer_id).filter(|_| is_abort) {
            self.last.insert((header.producer_id, first), header.last_offset());
        }
    }

    /// Whether all transactions that began before `offset` have ended in what was looked at.
    pub(super) fn is_decided_before(&self, offset: i64) -> bool {
        self.open.values().all(|&first| first >= offset)
    }

    /// Whether a batch of records was aborted.
    pub(super) fn has(&self, header: &BatchHeader) -> bool {
        let (id, offset) = (header.producer_id, header.base_offset);
        let before = self.last.range((id, i64::MIN)..=(id, offset)).next_back();
        header.attributes.is_transactional() && before.is_some_and(|(_, &last)| offset <= last)
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
            let is_left = match marker_of(batch) {
                Marker::End { .. } => self.with_data.remove(&header.producer_id),
                Marker::Emptied => false,
                Marker::None => true,
            };
            return !is_left;
        }
        if !header.attributes.is_transactional() {
            return false;
        }
        self.with_data.insert(header.producer_id);
        self.aborted.has(header)
    }
}

/// What a control batch has to do with transactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// It ends one.
    End { is_abort: bool },
    /// It did, and was cleaned.
    Emptied,
    /// Nothing, as far as can be read.
    None,
}

/// What a control batch has to do with transactions.
pub(super) fn marker_of(batch: &BatchView) -> Marker {
    let Ok(mut records) = batch.records(MARKER_LEN_MAX) else { return Marker::None };
    match records.next() {
        None => Marker::Emptied,
        Some(Ok(record)) => match ControlType::of(&record) {
            Some(ControlType::Abort) => Marker::End { is_abort: true },
            Some(ControlType::Commit) => Marker::End { is_abort: false },
            _ => Marker::None,
        },
        Some(Err(_)) => Marker::None,
    }
}
