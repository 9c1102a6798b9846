//! A client's batch that has passed every check a leader makes before it appends.

use super::error::{BatchError, BatchReason};
use super::header::{
    Attributes, BASE_SEQUENCE_AT, BATCH_HEADER_LEN, BatchHeader, LAST_OFFSET_DELTA_AT, LEN_TO_MAGIC,
    RECORDS_COUNT_AT, TimestampType,
};
use super::record::RecordSpan;
use super::view::{BatchView, cannot_unpack, check_crc, codec_of};
use crate::compress::decompress_slice;
use bytes::Bytes;

/// The most bytes the records of one batch may unpack to while they are checked. Kafka names no limit; its producers stay
/// below `max.request.size`, 1 MiB, before they compress.
pub const CHECK_DECOMPRESSED_LEN_MAX: usize = 32 << 20;

/// A batch whose header, checksum and records fit together, with what the checks saw on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedBatch {
    pub(super) header: BatchHeader,
    pub(super) bytes: Bytes,
    pub(super) timestamps: (i64, i64),
    pub(super) first_keyless: Option<u32>,
}

impl CheckedBatch {
    /// Checks what a client sent for one partition, as Kafka's leader does: exactly one batch of magic 2 at base offset 0,
    /// a matching checksum, records that parse, follow each other and are as many as declared, no control records.
    /// A cut-off rest after the batch is dropped.
    pub fn from_client(bytes: Bytes) -> Result<CheckedBatch, BatchError> {
        let (header, bytes) = only_batch(bytes)?;
        if header.base_offset != 0 {
            return Err(BatchError::new("baseOffset", 0, BatchReason::BaseOffset(header.base_offset)));
        }
        let checked = CheckedBatch::check(header, bytes, check_flags)?;
        // A client may have named another maximum; the leader's own is what lookups by time rely on.
        Ok(checked.with_timestamp_type(TimestampType::CreateTime, 0))
    }

    /// Takes a batch that this node built itself: the same checks of checksum, counts and records, but control records are
    /// welcome and the base offset is free.
    pub fn from_self(bytes: Bytes) -> Result<CheckedBatch, BatchError> {
        let batch = BatchView::read(bytes)?;
        CheckedBatch::check(*batch.header(), batch.bytes().clone(), |_| Ok(()))
    }

    fn check(
        header: BatchHeader,
        bytes: Bytes,
        check_flags: fn(&BatchHeader) -> Result<(), BatchError>,
    ) -> Result<CheckedBatch, BatchError> {
        check_crc(&header, &bytes)?;
        check_counts(&header)?;
        check_flags(&header)?;
        let walk = Walk::over(&header, &bytes[BATCH_HEADER_LEN..])?;
        let timestamps = (walk.min_timestamp, walk.max_timestamp);
        Ok(CheckedBatch { header, bytes, timestamps, first_keyless: walk.first_keyless })
    }

    /// The batch, header first.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Bytes of the batch.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// The fields before the records.
    pub fn header(&self) -> &BatchHeader {
        &self.header
    }

    /// Flags: codec, timestamp type, transactional, control.
    pub fn attributes(&self) -> Attributes {
        self.header.attributes
    }

    /// Offset of the first record; 0 as long as no leader has appended the batch.
    pub fn base_offset(&self) -> i64 {
        self.header.base_offset
    }

    /// Offset of the last record, from the base offset.
    pub fn last_offset_delta(&self) -> i32 {
        self.header.last_offset_delta
    }

    /// How many records there are; at least one.
    pub fn records_count(&self) -> i32 {
        self.header.records_count
    }

    /// What timestamp deltas count from, in ms since 1970.
    pub fn base_timestamp(&self) -> i64 {
        self.header.base_timestamp
    }

    /// Largest timestamp, in ms since 1970.
    pub fn max_timestamp(&self) -> i64 {
        self.header.max_timestamp
    }

    /// Smallest and largest timestamp of the records themselves, for `message.timestamp.before.max.ms` and its sibling.
    pub fn record_timestamps(&self) -> (i64, i64) {
        self.timestamps
    }

    /// The first record without a key, by its index: a compacted topic refuses it.
    pub fn first_keyless(&self) -> Option<u32> {
        self.first_keyless
    }

    /// Id of an idempotent producer, or -1.
    pub fn producer_id(&self) -> i64 {
        self.header.producer_id
    }

    /// Its epoch, or -1.
    pub fn producer_epoch(&self) -> i16 {
        self.header.producer_epoch
    }

    /// Sequence of the first record, or -1.
    pub fn base_sequence(&self) -> i32 {
        self.header.base_sequence
    }

    /// Sequence of the last record, or -1. After 2^31-1 comes 0.
    pub fn last_sequence(&self) -> i32 {
        self.header.last_sequence()
    }

    /// The same batch as a view, to read its records.
    pub fn view(&self) -> BatchView {
        BatchView::of(self.header, self.bytes.clone())
    }
}

/// The one batch of a client's bytes, without a cut-off rest.
fn only_batch(mut bytes: Bytes) -> Result<(BatchHeader, Bytes), BatchError> {
    let missing = BatchError::new("records", 0, BatchReason::Missing);
    let size = match BatchHeader::whole_len(&bytes) {
        Err(error) if error.reason == BatchReason::Truncated => return Err(missing),
        size => size?,
    };
    if size > bytes.len() {
        return Err(missing);
    }
    let rest = &bytes[size..];
    if rest.len() >= LEN_TO_MAGIC
        && BatchHeader::whole_len(rest).map_err(|error| error.after(size))? <= rest.len()
    {
        return Err(BatchError::new("records", size, BatchReason::SecondBatch));
    }
    bytes.truncate(size);
    Ok((BatchHeader::read(&bytes)?, bytes))
}

fn check_counts(header: &BatchHeader) -> Result<(), BatchError> {
    let (delta, count) = (header.last_offset_delta, header.records_count);
    if delta < 0 || i64::from(delta) + 1 != i64::from(count) {
        let reason = BatchReason::OffsetRange(delta, count);
        return Err(BatchError::new("lastOffsetDelta", LAST_OFFSET_DELTA_AT, reason));
    }
    if count <= 0 {
        return Err(BatchError::new("recordsCount", RECORDS_COUNT_AT, BatchReason::RecordsCount(count)));
    }
    Ok(())
}

fn check_flags(header: &BatchHeader) -> Result<(), BatchError> {
    let attributes = header.attributes;
    let at = super::header::ATTRIBUTES_AT;
    if attributes.is_control() {
        return Err(BatchError::new("attributes", at, BatchReason::Control));
    }
    if header.has_producer_id() && header.base_sequence < 0 {
        let reason = BatchReason::BaseSequence(header.base_sequence);
        return Err(BatchError::new("baseSequence", BASE_SEQUENCE_AT, reason));
    }
    if attributes.timestamp_type() == TimestampType::LogAppendTime {
        return Err(BatchError::new("attributes", at, BatchReason::TimestampType));
    }
    Ok(())
}

/// One pass over the records.
struct Walk {
    min_timestamp: i64,
    max_timestamp: i64,
    first_keyless: Option<u32>,
}

impl Walk {
    fn over(header: &BatchHeader, payload: &[u8]) -> Result<Walk, BatchError> {
        let codec = codec_of(header)?;
        let records = decompress_slice(codec, payload, CHECK_DECOMPRESSED_LEN_MAX).map_err(cannot_unpack)?;
        let mut walk = Walk { min_timestamp: i64::MAX, max_timestamp: -1, first_keyless: None };
        let mut at = 0;
        for index in 0..header.records_count {
            if at == records.len() {
                return Err(undeclared(header, at));
            }
            let span = RecordSpan::read(&records, at)?;
            if span.offset_delta != index {
                let reason = BatchReason::OffsetDelta(index, span.offset_delta);
                return Err(BatchError::new("offsetDelta", BATCH_HEADER_LEN + at, reason));
            }
            walk.see(header.base_timestamp.wrapping_add(span.timestamp_delta), span.key.is_none(), index);
            at = span.end;
        }
        if at != records.len() {
            return Err(undeclared(header, at));
        }
        Ok(walk)
    }

    fn see(&mut self, timestamp: i64, keyless: bool, index: i32) {
        self.min_timestamp = self.min_timestamp.min(timestamp);
        self.max_timestamp = self.max_timestamp.max(timestamp);
        if keyless && self.first_keyless.is_none() {
            self.first_keyless = Some(index as u32);
        }
    }
}

fn undeclared(header: &BatchHeader, at: usize) -> BatchError {
    let reason = BatchReason::DeclaredCount(header.records_count);
    BatchError::new("recordsCount", BATCH_HEADER_LEN + at, reason)
}
