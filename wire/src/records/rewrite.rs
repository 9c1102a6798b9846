//! A batch written anew by who keeps a log: under another codec, or with fewer records.

use super::checked::{CHECK_DECOMPRESSED_LEN_MAX, CheckedBatch};
use super::codec::Codec;
use super::error::{BatchError, BatchReason};
use super::header::{
    ATTRIBUTES_AT, Attributes, BATCH_HEADER_LEN, BatchHeader, LOG_OVERHEAD, MAGIC, TimestampType,
};
use super::record::{self, RecordView};
use super::view::{BatchView, cannot_unpack, codec_of};
use crate::compress;
use crate::crc::crc32c;
use alloc::vec::Vec;
use bytes::Bytes;

impl CheckedBatch {
    /// The same batch under a topic's `compression.type`. Unchanged, and not copied, when it is so already.
    pub fn with_codec(self, codec: Codec) -> Result<CheckedBatch, BatchError> {
        let before = codec_of(&self.header)?;
        if before == codec {
            return Ok(self);
        }
        let payload = self.bytes.slice(BATCH_HEADER_LEN..);
        let records =
            compress::decompress(before, &payload, CHECK_DECOMPRESSED_LEN_MAX).map_err(cannot_unpack)?;
        let attributes = Attributes(self.header.attributes.0 & !Attributes::CODEC | i16::from(codec.id()));
        let (header, bytes) = written(&BatchHeader { attributes, ..self.header }, &records)?;
        Ok(CheckedBatch { header, bytes, ..self })
    }
}

impl BatchView {
    /// The batch with only `records`, which are some of its own, as compaction writes it: offsets, sequences, epochs and the
    /// last offset stay. With a delete horizon (KIP-534) that time takes the place of the base timestamp.
    pub fn retaining(
        &self,
        records: &[RecordView],
        delete_horizon: Option<i64>,
    ) -> Result<BatchView, BatchError> {
        let header = self.header();
        let none = i64::from(super::NONE);
        let base_timestamp =
            delete_horizon.unwrap_or_else(|| records.first().map_or(none, |record| record.timestamp));
        let max_timestamp = match header.attributes.timestamp_type() {
            TimestampType::LogAppendTime => header.max_timestamp,
            TimestampType::CreateTime => records.iter().map(|record| record.timestamp).max().unwrap_or(none),
        };
        let mut bytes = Vec::new();
        for record in records {
            let timestamp_delta = record.timestamp.wrapping_sub(base_timestamp);
            let offset_delta = record.offset.wrapping_sub(header.base_offset) as i32;
            let (key, value) = (record.key.as_deref(), record.value.as_deref());
            record::write(timestamp_delta, offset_delta, key, value, &record.headers, &mut bytes);
        }
        let attributes = header.attributes.with(Attributes::DELETE_HORIZON, delete_horizon.is_some());
        let records_count = i32::try_from(records.len()).unwrap_or(i32::MAX);
        let rewritten = BatchHeader { attributes, base_timestamp, max_timestamp, records_count, ..*header };
        let (header, bytes) = written(&rewritten, &bytes)?;
        Ok(BatchView::of(header, bytes))
    }

    /// The batch without any record: what compaction leaves to remember a producer's last sequence by.
    pub fn emptied(&self) -> Result<BatchView, BatchError> {
        let attributes =
            Attributes(self.header().attributes.0 & !(Attributes::CODEC | Attributes::DELETE_HORIZON));
        let base_timestamp = i64::from(super::NONE);
        let emptied = BatchHeader { attributes, base_timestamp, records_count: 0, ..*self.header() };
        let (header, bytes) = written(&emptied, &[])?;
        Ok(BatchView::of(header, bytes))
    }
}

/// A batch of a header and its records, which are not compressed yet. Length and checksum are made.
fn written(header: &BatchHeader, records: &[u8]) -> Result<(BatchHeader, Bytes), BatchError> {
    let codec = codec_of(header)?;
    let mut batch = Vec::with_capacity(BATCH_HEADER_LEN + records.len());
    batch.extend_from_slice(&header.base_offset.to_be_bytes());
    batch.extend_from_slice(&[0; 4]);
    batch.extend_from_slice(&header.leader_epoch.to_be_bytes());
    batch.push(MAGIC as u8);
    batch.extend_from_slice(&[0; 4]);
    batch.extend_from_slice(&header.attributes.0.to_be_bytes());
    batch.extend_from_slice(&header.last_offset_delta.to_be_bytes());
    batch.extend_from_slice(&header.base_timestamp.to_be_bytes());
    batch.extend_from_slice(&header.max_timestamp.to_be_bytes());
    batch.extend_from_slice(&header.producer_id.to_be_bytes());
    batch.extend_from_slice(&header.producer_epoch.to_be_bytes());
    batch.extend_from_slice(&header.base_sequence.to_be_bytes());
    batch.extend_from_slice(&header.records_count.to_be_bytes());
    if !records.is_empty() {
        compress::compress(codec, records, &mut batch);
    }
    let too_long = |_| BatchError::new("batchLength", 8, BatchReason::LengthTooSmall(i32::MAX));
    let batch_length = i32::try_from(batch.len() - LOG_OVERHEAD).map_err(too_long)?;
    batch[8..LOG_OVERHEAD].copy_from_slice(&batch_length.to_be_bytes());
    let crc = crc32c(&batch[ATTRIBUTES_AT..]);
    batch[ATTRIBUTES_AT - 4..ATTRIBUTES_AT].copy_from_slice(&crc.to_be_bytes());
    Ok((BatchHeader { batch_length, crc, ..*header }, Bytes::from(batch)))
}
