//! From the batches of an answer to records for the application.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use partita_wire::messages::fetch_response::AbortedTransaction;
use partita_wire::records::control::ControlType;
use partita_wire::records::{BatchError, BatchView};

use super::positions::{ConsumerRecord, Place};

/// Most bytes that one batch may unpack to.
const DECOMPRESSED_LEN_MAX: usize = 128 << 20;

/// Reads batches into records for the application.
pub(super) struct Reader<'a> {
    pub(super) place: &'a Place,
    /// Records below are passed over.
    pub(super) from: i64,
    pub(super) check_crcs: bool,
    pub(super) aborted: Aborted,
    pub(super) records: VecDeque<ConsumerRecord>,
    /// The offset after everything read.
    pub(super) end: i64,
}

impl Reader<'_> {
    pub(super) fn take(&mut self, batch: &BatchView) -> Result<(), BatchError> {
        if self.check_crcs {
            batch.check_crc()?;
        }
        let header = batch.header();
        let hidden = self.aborted.hides(batch);
        if !hidden && !header.attributes.is_control() {
            for record in batch.records(DECOMPRESSED_LEN_MAX)? {
                let record = record?;
                if record.offset < self.from {
                    continue;
                }
                self.records.push_back(ConsumerRecord {
                    topic: self.place.0.clone(),
                    partition: self.place.1,
                    offset: record.offset,
                    leader_epoch: header.leader_epoch,
                    timestamp_ms: record.timestamp,
                    timestamp_type: header.attributes.timestamp_type(),
                    key: record.key,
                    value: record.value,
                    headers: record.headers,
                });
            }
        }
        self.end = self.end.max(header.next_offset());
        Ok(())
    }
}

/// Which producers' records belong to aborted transactions, at a point of the log.
pub(super) struct Aborted {
    /// Those to come: (first offset, producer id), the first one last.
    ahead: Vec<(i64, i64)>,
    /// Producers within an aborted transaction.
    open: Vec<i64>,
}

impl Aborted {
    pub(super) fn new(transactions: &[AbortedTransaction]) -> Self {
        let mut ahead: Vec<(i64, i64)> =
            transactions.iter().map(|aborted| (aborted.first_offset, aborted.producer_id)).collect();
        ahead.sort_unstable_by(|a, b| b.cmp(a));
        Self { ahead, open: Vec::new() }
    }

    /// Whether a batch must not be seen. Batches are asked about in the order of the log.
    fn hides(&mut self, batch: &BatchView) -> bool {
        let header = batch.header();
        while let Some((_, producer)) = self.ahead.pop_if(|(first, _)| *first <= header.last_offset()) {
            self.open.push(producer);
        }
        if !header.attributes.is_transactional() {
            return false;
        }
        if header.attributes.is_control() {
            let first = batch.records(DECOMPRESSED_LEN_MAX).ok().and_then(|mut records| records.next()?.ok());
            if first.as_ref().and_then(ControlType::of) == Some(ControlType::Abort) {
                self.open.retain(|&producer| producer != header.producer_id);
            }
            return true;
        }
        self.open.contains(&header.producer_id)
    }
}
