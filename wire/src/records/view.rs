//! A whole batch, read but not trusted: its header is sound, its checksum and records are still to be looked at.

use super::codec::Codec;
use super::error::{BatchError, BatchReason};
use super::header::{ATTRIBUTES_AT, Attributes, BATCH_HEADER_LEN, BatchHeader, CRC_AT, TimestampType};
use super::record::{RecordSpan, RecordView, slice};
use crate::compress::{self, DecompressError};
use crate::crc::crc32c;
use bytes::Bytes;

/// A whole batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchView {
    header: BatchHeader,
    bytes: Bytes,
}

impl BatchView {
    /// Reads the batch that starts `bytes`; bytes after it are left out.
    pub fn read(bytes: Bytes) -> Result<BatchView, BatchError> {
        let header = BatchHeader::read(&bytes)?;
        if header.size() > bytes.len() {
            return Err(BatchError::new("batchLength", bytes.len(), BatchReason::Truncated));
        }
        Ok(BatchView { header, bytes: bytes.slice(..header.size()) })
    }

    /// A batch that was read before.
    pub(super) fn of(header: BatchHeader, bytes: Bytes) -> BatchView {
        BatchView { header, bytes }
    }

    /// The fields before the records.
    pub fn header(&self) -> &BatchHeader {
        &self.header
    }

    /// The batch as it came, header first.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The bytes after the header: the records, compressed as the header says.
    pub fn payload(&self) -> Bytes {
        self.bytes.slice(BATCH_HEADER_LEN..)
    }

    /// Compares the checksum.
    pub fn check_crc(&self) -> Result<(), BatchError> {
        check_crc(&self.header, &self.bytes)
    }

    /// The records. Compressed ones are unpacked first, to at most `decompressed_len_max` bytes.
    pub fn records(&self, decompressed_len_max: usize) -> Result<RecordIter, BatchError> {
        let codec = codec_of(&self.header)?;
        let records =
            compress::decompress(codec, &self.payload(), decompressed_len_max).map_err(cannot_unpack)?;
        Ok(RecordIter { header: self.header, records, at: 0, left: self.header.records_count })
    }
}

/// Compares the checksum of a batch with the one in its header.
pub(super) fn check_crc(header: &BatchHeader, batch: &[u8]) -> Result<(), BatchError> {
    let computed = crc32c(&batch[ATTRIBUTES_AT..]);
    if computed == header.crc {
        return Ok(());
    }
    Err(BatchError::new("crc", CRC_AT, BatchReason::Crc(header.crc, computed)))
}

/// What a header says of its codec.
pub(super) fn codec_of(header: &BatchHeader) -> Result<Codec, BatchError> {
    header.attributes.codec().ok_or_else(|| {
        let reason = BatchReason::UnknownCodec((header.attributes.0 & Attributes::CODEC) as u8);
        BatchError::new("attributes", ATTRIBUTES_AT, reason)
    })
}

/// Why the records of a batch cannot be unpacked.
pub(super) fn cannot_unpack(error: DecompressError) -> BatchError {
    BatchError::new("records", BATCH_HEADER_LEN, BatchReason::Decompress(error))
}

/// The records of a batch, in order. Ends after the first error, after the number the header names, and then checks that
/// no bytes are left.
#[derive(Clone, Debug)]
pub struct RecordIter {
    header: BatchHeader,
    records: Bytes,
    at: usize,
    left: i32,
}

impl RecordIter {
    fn advance(&mut self) -> Result<RecordView, BatchError> {
        let span = RecordSpan::read(&self.records, self.at)?;
        self.at = span.end;
        self.left -= 1;
        let timestamp = match self.header.attributes.timestamp_type() {
            TimestampType::CreateTime => self.header.base_timestamp.wrapping_add(span.timestamp_delta),
            TimestampType::LogAppendTime => self.header.max_timestamp,
        };
        Ok(RecordView {
            offset: self.header.base_offset.wrapping_add(i64::from(span.offset_delta)),
            timestamp,
            key: span.key.map(|span| slice(&self.records, span)),
            value: span.value.map(|span| slice(&self.records, span)),
            headers: span.headers(&self.records),
        })
    }

    fn undeclared(&self) -> BatchError {
        let reason = BatchReason::DeclaredCount(self.header.records_count);
        BatchError::new("recordsCount", BATCH_HEADER_LEN + self.at, reason)
    }
}

impl Iterator for RecordIter {
    type Item = Result<RecordView, BatchError>;

    fn next(&mut self) -> Option<Self::Item> {
        let more = self.at < self.records.len();
        if self.left <= 0 && !more {
            return None;
        }
        let next = if self.left > 0 && more { self.advance() } else { Err(self.undeclared()) };
        if next.is_err() {
            self.left = 0;
            self.at = self.records.len();
        }
        Some(next)
    }
}
