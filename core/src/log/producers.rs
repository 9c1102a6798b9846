//! What a log remembers of idempotent producers, so that a batch sent twice is stored once (KIP-98).

use alloc::collections::{BTreeMap, VecDeque};

use partita_wire::records::BatchHeader;

use super::LogError;
use super::unstable::Unstable;

/// Batches remembered of each producer: the reason why Kafka's producers keep at most five in flight.
pub const BATCHES_REMEMBERED: usize = 5;

/// State of all idempotent producers of a partition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Producers {
    by_id: BTreeMap<i64, ProducerState>,
    unstable: Unstable,
}

/// State of one producer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProducerState {
    /// Its epoch.
    pub epoch: i16,
    /// Largest timestamp of its newest batch, milliseconds since 1970.
    pub last_timestamp: i64,
    /// Its newest batches of this epoch, the oldest first.
    pub batches: VecDeque<ProducerBatch>,
    /// First offset of the transaction that it is in.
    pub transaction_from: Option<i64>,
}

/// A batch that is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProducerBatch {
    /// Sequence of its first record.
    pub first_sequence: i32,
    /// Sequence of its last record.
    pub last_sequence: i32,
    /// Offset of its first record.
    pub first_offset: i64,
    /// Offset of its last record.
    pub last_offset: i64,
    /// Its largest timestamp, milliseconds since 1970: what a producer that sends it again is told.
    pub timestamp: i64,
}

impl Producers {
    /// Producers that were kept.
    pub(super) fn of(by_id: BTreeMap<i64, ProducerState>) -> Self {
        let mut unstable = Unstable::default();
        by_id.values().filter_map(|state| state.transaction_from).for_each(|first| unstable.begin(first));
        Self { by_id, unstable }
    }

    /// Whether nothing is known of them that lies at or behind `offset`.
    pub(super) fn are_before(&self, offset: i64) -> bool {
        let mut batches = self.by_id.values().flat_map(|state| &state.batches);
        batches.all(|batch| batch.last_offset < offset)
    }

    /// All producers by id.
    #[must_use]
    pub fn by_id(&self) -> &BTreeMap<i64, ProducerState> {
        &self.by_id
    }

    /// Checks a client's batch against what is known of its producer, in Kafka's order: gives the earlier batch if it is
    /// a duplicate of one that is remembered.
    pub fn check(&self, header: &BatchHeader) -> Result<Option<ProducerBatch>, LogError> {
        if !header.has_producer_id() {
            return Ok(None);
        }
        let Some(state) = self.by_id.get(&header.producer_id) else { return Ok(None) };
        if let Some(duplicate) = state.duplicate_of(header) {
            return Ok(Some(duplicate));
        }
        if header.producer_epoch < state.epoch {
            return Err(LogError::StaleProducerEpoch(header.producer_epoch, state.epoch));
        }
        if header.attributes.is_control() {
            return Ok(None);
        }
        let last = if header.producer_epoch == state.epoch { state.last_sequence() } else { None };
        let expected = last.map_or(0, |last| if last == i32::MAX { 0 } else { last + 1 });
        if header.base_sequence != expected {
            let known = state.last_sequence().unwrap_or(-1);
            return Err(LogError::OutOfOrderSequence(header.base_sequence, known));
        }
        Ok(None)
    }

    /// Notes a batch that was appended, or is read again, with its place in the log already in `header`.
    pub fn note(&mut self, header: &BatchHeader) {
        let is_control = header.attributes.is_control();
        // Of a marker that was cleaned the whole transaction is gone.
        if !header.has_producer_id() || (is_control && header.records_count == 0) {
            return;
        }
        let state = self.by_id.entry(header.producer_id).or_insert_with(|| ProducerState {
            epoch: header.producer_epoch,
            last_timestamp: header.max_timestamp,
            batches: VecDeque::new(),
            transaction_from: None,
        });
        if state.epoch != header.producer_epoch {
            state.batches.clear();
        }
        state.epoch = header.producer_epoch;
        state.last_timestamp = header.max_timestamp;
        if is_control {
            if let Some(first) = state.transaction_from.take() {
                self.unstable.end(first, header.base_offset);
            }
            return;
        }
        if header.attributes.is_transactional() && state.transaction_from.is_none() {
            state.transaction_from = Some(header.base_offset);
            self.unstable.begin(header.base_offset);
        }
        if state.batches.len() == BATCHES_REMEMBERED {
            state.batches.pop_front();
        }
        state.batches.push_back(ProducerBatch {
            first_sequence: header.base_sequence,
            last_sequence: header.last_sequence(),
            first_offset: header.base_offset,
            last_offset: header.last_offset(),
            timestamp: header.max_timestamp,
        });
    }

    /// The first offset that belongs to a transaction which is open, or whose marker lies at or behind the high watermark.
    #[must_use]
    pub fn first_unstable(&self, high_watermark: i64) -> Option<i64> {
        self.unstable.first(high_watermark)
    }

    /// Whether [`Producers::settle`] would forget something.
    pub(super) fn has_settled(&self, high_watermark: i64) -> bool {
        self.unstable.has_settled(high_watermark)
    }

    /// Forgets transactions that ended below the high watermark.
    pub(super) fn settle(&mut self, high_watermark: i64) {
        self.unstable.settle(high_watermark);
    }

    /// Forgets producers whose newest batch is `expiration_ms` old or older (`producer.id.expiration.ms`).
    pub fn expire(&mut self, now_ms: i64, expiration_ms: i64) {
        self.by_id.retain(|_, state| !state.is_expired(now_ms, expiration_ms));
    }
}

impl ProducerState {
    /// Whether its newest batch is `expiration_ms` old or older, and it is in no transaction.
    #[must_use]
    pub fn is_expired(&self, now_ms: i64, expiration_ms: i64) -> bool {
        self.transaction_from.is_none() && now_ms.saturating_sub(self.last_timestamp) >= expiration_ms
    }

    /// Sequence of its last record in this epoch.
    #[must_use]
    pub fn last_sequence(&self) -> Option<i32> {
        self.batches.back().map(|batch| batch.last_sequence)
    }

    fn duplicate_of(&self, header: &BatchHeader) -> Option<ProducerBatch> {
        let sequences = (header.base_sequence, header.last_sequence());
        let same = |batch: &&ProducerBatch| (batch.first_sequence, batch.last_sequence) == sequences;
        self.batches.iter().filter(|_| header.producer_epoch == self.epoch).find(same).copied()
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use partita_wire::records::Attributes;

    use super::*;

    fn batch(epoch: i16, sequence: i32, records: i32, offset: i64) -> BatchHeader {
        BatchHeader {
            base_offset: offset,
            batch_length: 100,
            leader_epoch: 0,
            crc: 0,
            attributes: Attributes(0),
            last_offset_delta: records - 1,
            base_timestamp: 1_000,
            max_timestamp: 1_000,
            producer_id: 4_000,
            producer_epoch: epoch,
            base_sequence: sequence,
            records_count: records,
        }
    }

    fn after(batches: &[BatchHeader]) -> Producers {
        let mut producers = Producers::default();
        for header in batches {
            producers.note(header);
        }
        producers
    }

    #[test]
    fn an_unknown_producer_may_begin_anywhere() {
        assert_eq!(Producers::default().check(&batch(3, 77, 2, 0)), Ok(None));
    }

    #[test]
    fn sequences_follow_each_other() {
        let producers = after(&[batch(0, 0, 3, 10)]);
        assert_eq!(producers.check(&batch(0, 3, 1, 0)), Ok(None));
        assert_eq!(producers.check(&batch(0, 4, 1, 0)), Err(LogError::OutOfOrderSequence(4, 2)));
        assert_eq!(producers.check(&batch(0, 1, 1, 0)), Err(LogError::OutOfOrderSequence(1, 2)));
    }

    #[test]
    fn the_last_five_batches_are_recognised() {
        let sent: Vec<_> = (0..6).map(|n| batch(0, n, 1, 10 + i64::from(n))).collect();
        let producers = after(&sent);
        for header in &sent[1..] {
            let known = producers.check(header).unwrap().expect("a duplicate");
            assert_eq!(known.first_offset, header.base_offset);
        }
        assert_eq!(producers.check(&sent[0]), Err(LogError::OutOfOrderSequence(0, 5)));
    }

    #[test]
    fn a_new_epoch_begins_at_zero_and_an_old_one_is_fenced() {
        let producers = after(&[batch(1, 0, 3, 10)]);
        assert_eq!(producers.check(&batch(2, 3, 1, 0)), Err(LogError::OutOfOrderSequence(3, 2)));
        assert_eq!(producers.check(&batch(2, 0, 1, 0)), Ok(None));
        assert_eq!(producers.check(&batch(0, 3, 1, 0)), Err(LogError::StaleProducerEpoch(0, 1)));
    }

    #[test]
    fn after_the_largest_sequence_comes_zero() {
        let producers = after(&[batch(0, i32::MAX, 1, 10)]);
        assert_eq!(producers.check(&batch(0, 0, 1, 0)), Ok(None));
    }

    #[test]
    fn a_transaction_is_open_until_its_marker_and_keeps_its_producer() {
        let transactional = |header: BatchHeader| BatchHeader { attributes: Attributes(0x10), ..header };
        let marker = |offset| BatchHeader { attributes: Attributes(0x30), ..batch(0, -1, 1, offset) };
        let mut producers = after(&[batch(0, 0, 1, 9), transactional(batch(0, 1, 1, 10))]);
        producers.note(&transactional(batch(0, 2, 1, 12)));
        assert_eq!(producers.first_unstable(20), Some(10));
        producers.expire(i64::MAX, 1);
        assert_eq!(producers.by_id()[&4_000].transaction_from, Some(10));
        producers.note(&BatchHeader { records_count: 0, ..marker(13) });
        assert_eq!(producers.first_unstable(20), Some(10), "a cleaned marker ended another one");
        producers.note(&marker(14));
        assert_eq!((producers.first_unstable(14), producers.first_unstable(15)), (Some(10), None));
        producers.expire(i64::MAX, 1);
        assert!(producers.by_id().is_empty());
    }

    #[test]
    fn producers_expire() {
        let mut producers = after(&[batch(0, 0, 1, 10)]);
        producers.expire(1_000 + 86_399_999, 86_400_000);
        assert_eq!(producers.by_id().len(), 1);
        producers.expire(1_000 + 86_400_000, 86_400_000);
        assert!(producers.by_id().is_empty());
    }
}
