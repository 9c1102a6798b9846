//! What is left of a batch: the heart of compaction, batch by batch as Kafka's cleaner decides.

use alloc::vec::Vec;

use partita_wire::records::{BatchView, CHECK_DECOMPRESSED_LEN_MAX, RecordView};

use super::offset_map::OffsetMap;
use super::transactions::Pass;
use crate::log::{LogError, Producers};

/// Decides what is kept.
pub(super) struct Filter<'a> {
    pub(super) map: &'a OffsetMap,
    pub(super) pass: &'a mut Pass,
    pub(super) producers: &'a Producers,
    /// Where this round of cleaning ends: the last batch before it stays, for the sake of its offset.
    pub(super) end: i64,
    pub(super) now_ms: i64,
    pub(super) delete_retention_ms: i64,
}

impl Filter<'_> {
    /// The batch as it is to be written; none if it goes.
    pub(super) fn clean(&mut self, batch: &BatchView) -> Result<Option<BatchView>, LogError> {
        let header = batch.header();
        let is_control = header.attributes.is_control();
        let may_go = self.pass.may_go(batch);
        let goes = may_go && (!is_control || self.is_past_horizon(batch));
        let stays_empty = self.is_last_of_producer(batch) || header.next_offset() == self.end;
        let mut kept = Vec::new();
        let mut all = true;
        // A batch that cannot be read stays as it is: it is not the cleaner's to judge.
        let Ok(records) = batch.records(CHECK_DECOMPRESSED_LEN_MAX) else { return Ok(Some(batch.clone())) };
        for record in records {
            let Ok(record) = record else { return Ok(Some(batch.clone())) };
            if !goes && (is_control || self.keeps(batch, &record)) {
                kept.push(record);
            } else {
                all = false;
            }
        }
        if kept.is_empty() {
            return if stays_empty { Ok(Some(batch.emptied()?)) } else { Ok(None) };
        }
        let horizon = horizon_of(batch);
        let has_tombstones = kept.iter().any(|record| record.value.is_none());
        let begins_horizon = horizon.is_none() && (has_tombstones || (may_go && is_control));
        if all && !begins_horizon {
            return Ok(Some(batch.clone()));
        }
        let horizon =
            if begins_horizon { Some(self.now_ms.saturating_add(self.delete_retention_ms)) } else { horizon };
        Ok(Some(batch.retaining(&kept, horizon)?))
    }

    /// Only the newest record of a key is kept, a tombstone until its time is over. A record without a key is invalid here.
    fn keeps(&self, batch: &BatchView, record: &RecordView) -> bool {
        if record.offset >= self.map.end() {
            return true;
        }
        let Some(key) = &record.key else { return false };
        self.map.is_newest(key, record.offset) && (record.value.is_some() || !self.is_past_horizon(batch))
    }

    fn is_past_horizon(&self, batch: &BatchView) -> bool {
        horizon_of(batch).is_some_and(|horizon| horizon <= self.now_ms)
    }

    /// The last batch of a producer that is remembered: without it, its next sequence would be unknown after a restart.
    fn is_last_of_producer(&self, batch: &BatchView) -> bool {
        let header = batch.header();
        let Some(state) = self.producers.by_id().get(&header.producer_id) else { return false };
        match state.batches.back() {
            Some(last) => last.last_offset == header.last_offset(),
            None => header.attributes.is_control() && header.producer_epoch == state.epoch,
        }
    }
}

/// From when on tombstones of a batch may go (KIP-534).
fn horizon_of(batch: &BatchView) -> Option<i64> {
    let header = batch.header();
    header.attributes.has_delete_horizon().then_some(header.base_timestamp)
}
