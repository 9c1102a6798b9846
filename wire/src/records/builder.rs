//! Writes a batch, byte for byte as Kafka's own builder does.

use super::codec::Codec;
use super::header::{ATTRIBUTES_AT, Attributes, BATCH_HEADER_LEN, LOG_OVERHEAD, MAGIC, TimestampType};
use super::record::{self, Header};
use crate::compress;
use crate::crc::crc32c;
use crate::varint::signed32_len;
use alloc::vec::Vec;
use bytes::Bytes;
use core::fmt;

/// The most bytes of uncompressed records in one batch: its length field has 31 bits.
const RECORDS_LEN_MAX: usize = (i32::MAX as usize) - BATCH_HEADER_LEN;
/// What Kafka reserves for the numbers of a record: a length, attributes and two deltas at their longest.
const RECORD_OVERHEAD_MAX: usize = 21;

/// A batch in the making. Fields that are not set stay "none", as a plain producer leaves them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchBuilder {
    attributes: Attributes,
    producer_id: i64,
    producer_epoch: i16,
    base_sequence: i32,
    base_timestamp: Option<i64>,
    max_timestamp: i64,
    append_time: Option<i64>,
    count: i32,
    records: Vec<u8>,
}

/// Why a record could not be added, or a batch not be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuildError {
    /// The batch would pass its largest size.
    Full,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::Full => f.write_str("the record batch would pass its largest size"),
        }
    }
}

impl core::error::Error for BuildError {}

impl BatchBuilder {
    /// An empty batch whose records will be compressed by `codec`.
    pub fn new(codec: Codec) -> BatchBuilder {
        BatchBuilder {
            attributes: Attributes(i16::from(codec.id())),
            producer_id: i64::from(super::NONE),
            producer_epoch: i16::from(super::NONE),
            base_sequence: i32::from(super::NONE),
            base_timestamp: None,
            max_timestamp: i64::from(super::NONE),
            append_time: None,
            count: 0,
            records: Vec::new(),
        }
    }

    /// Sets an idempotent producer's id and epoch and the sequence of the first record (KIP-98).
    #[must_use]
    pub fn producer(mut self, producer_id: i64, producer_epoch: i16, base_sequence: i32) -> BatchBuilder {
        (self.producer_id, self.producer_epoch, self.base_sequence) =
            (producer_id, producer_epoch, base_sequence);
        self
    }

    /// Marks the batch as part of a transaction.
    #[must_use]
    pub fn transactional(mut self) -> BatchBuilder {
        self.attributes = self.attributes.with(Attributes::TRANSACTIONAL, true);
        self
    }

    /// Marks the records as Kafka's own.
    #[must_use]
    pub fn control(mut self) -> BatchBuilder {
        self.attributes = self.attributes.with(Attributes::CONTROL, true);
        self
    }

    /// Gives the whole batch one timestamp, the leader's at the append, in ms since 1970.
    #[must_use]
    pub fn log_append_time(mut self, now_ms: i64) -> BatchBuilder {
        self.attributes = self.attributes.with(Attributes::LOG_APPEND_TIME, true);
        self.append_time = Some(now_ms);
        self
    }

    /// How many records there are.
    pub fn records_count(&self) -> i32 {
        self.count
    }

    /// Whether there are no records yet.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Bytes of the batch as it stands, before compression.
    pub fn size(&self) -> usize {
        BATCH_HEADER_LEN + self.records.len()
    }

    /// Bytes that a record would add, before compression: exact, as Kafka's producer counts when it asks whether a batch
    /// of `batch.size` has room.
    pub fn size_of(
        &self,
        timestamp: i64,
        key: Option<&[u8]>,
        value: Option<&[u8]>,
        headers: &[Header],
    ) -> usize {
        let timestamp_delta = timestamp.wrapping_sub(self.base_timestamp.unwrap_or(timestamp));
        let body = record::body_len(timestamp_delta, self.count, key, value, headers);
        signed32_len(i32::try_from(body).unwrap_or(i32::MAX)) + body
    }

    /// Adds a record with the next offset. `timestamp` is in ms since 1970; the first one is what the others count from.
    pub fn append(
        &mut self,
        timestamp: i64,
        key: Option<&[u8]>,
        value: Option<&[u8]>,
        headers: &[Header],
    ) -> Result<(), BuildError> {
        let size = self.size_of(timestamp, key, value, headers);
        if size > RECORDS_LEN_MAX - self.records.len() || self.count == i32::MAX {
            return Err(BuildError::Full);
        }
        let base_timestamp = *self.base_timestamp.get_or_insert(timestamp);
        let timestamp_delta = timestamp.wrapping_sub(base_timestamp);
        record::write(timestamp_delta, self.count, key, value, headers, &mut self.records);
        self.max_timestamp = self.max_timestamp.max(timestamp);
        self.count += 1;
        Ok(())
    }

    /// The batch with its first record at `base_offset`, appended under `leader_epoch`. Producers say 0 and -1.
    pub fn build(&self, base_offset: i64, leader_epoch: i32) -> Result<Bytes, BuildError> {
        let codec = self.attributes.codec().unwrap_or_default();
        let mut batch = Vec::with_capacity(BATCH_HEADER_LEN + self.records.len());
        self.write_header(base_offset, leader_epoch, &mut batch);
        compress::compress(codec, &self.records, &mut batch);
        let length = i32::try_from(batch.len() - LOG_OVERHEAD).map_err(|_| BuildError::Full)?;
        batch[8..LOG_OVERHEAD].copy_from_slice(&length.to_be_bytes());
        let crc = crc32c(&batch[ATTRIBUTES_AT..]);
        batch[ATTRIBUTES_AT - 4..ATTRIBUTES_AT].copy_from_slice(&crc.to_be_bytes());
        Ok(Bytes::from(batch))
    }

    /// The header with length and checksum still zero.
    fn write_header(&self, base_offset: i64, leader_epoch: i32, out: &mut Vec<u8>) {
        let max_timestamp = match self.attributes.timestamp_type() {
            TimestampType::CreateTime => self.max_timestamp,
            TimestampType::LogAppendTime => self.append_time.unwrap_or(self.max_timestamp),
        };
        out.extend_from_slice(&base_offset.to_be_bytes());
        out.extend_from_slice(&[0; 4]);
        out.extend_from_slice(&leader_epoch.to_be_bytes());
        out.push(MAGIC as u8);
        out.extend_from_slice(&[0; 4]);
        out.extend_from_slice(&self.attributes.0.to_be_bytes());
        out.extend_from_slice(&(self.count - 1).to_be_bytes());
        out.extend_from_slice(&self.base_timestamp.unwrap_or(i64::from(super::NONE)).to_be_bytes());
        out.extend_from_slice(&max_timestamp.to_be_bytes());
        out.extend_from_slice(&self.producer_id.to_be_bytes());
        out.extend_from_slice(&self.producer_epoch.to_be_bytes());
        out.extend_from_slice(&self.base_sequence.to_be_bytes());
        out.extend_from_slice(&self.count.to_be_bytes());
    }
}

/// The most bytes a batch with only this record can take, as Kafka's producer estimates before it knows the deltas.
pub fn record_size_upper_bound(key: Option<&[u8]>, value: Option<&[u8]>, headers: &[Header]) -> usize {
    // A body with two zero deltas and no attributes holds three bytes less than the parts that vary.
    BATCH_HEADER_LEN + RECORD_OVERHEAD_MAX + record::body_len(0, 0, key, value, headers) - 3
}
