//! What a leader writes into a batch as it appends it.
//!
//! Base offset and leader epoch stand outside the checksum, so that an append may copy the rest of the batch untouched.
//! Timestamp type and maximum stand inside: setting them costs a new checksum.

use super::checked::CheckedBatch;
use super::header::{ATTRIBUTES_AT, Attributes, BatchHeader, CRC_AT, MAX_TIMESTAMP_AT, TimestampType};
use crate::crc::crc32c;
use bytes::BytesMut;

/// The bytes of a batch up to its magic: base offset, length, leader epoch.
pub const STAMP_LEN: usize = 16;

impl BatchHeader {
    /// The first 16 bytes of this batch when it lies at `base_offset`, appended under `leader_epoch`.
    pub fn stamp(&self, base_offset: i64, leader_epoch: i32) -> [u8; STAMP_LEN] {
        let mut stamp = [0; STAMP_LEN];
        stamp[..8].copy_from_slice(&base_offset.to_be_bytes());
        stamp[8..12].copy_from_slice(&self.batch_length.to_be_bytes());
        stamp[12..].copy_from_slice(&leader_epoch.to_be_bytes());
        stamp
    }
}

impl CheckedBatch {
    /// The first 16 bytes of the batch for its place in a log. What follows them is [`CheckedBatch::unstamped`].
    pub fn stamp(&self, base_offset: i64, leader_epoch: i32) -> [u8; STAMP_LEN] {
        self.header.stamp(base_offset, leader_epoch)
    }

    /// The bytes after the stamp, the same wherever the batch lies.
    pub fn unstamped(&self) -> &[u8] {
        &self.bytes[STAMP_LEN..]
    }

    /// The batch under a topic's timestamp type: with LogAppendTime its maximum becomes `now_ms`, with CreateTime the
    /// largest of its records. Unchanged, and not copied, when it says so already.
    #[must_use]
    pub fn with_timestamp_type(self, timestamp_type: TimestampType, now_ms: i64) -> CheckedBatch {
        let max_timestamp = match timestamp_type {
            TimestampType::CreateTime => self.timestamps.1,
            TimestampType::LogAppendTime => now_ms,
        };
        if (self.attributes().timestamp_type(), self.max_timestamp()) == (timestamp_type, max_timestamp) {
            return self;
        }
        let append_time = timestamp_type == TimestampType::LogAppendTime;
        let attributes = self.attributes().with(Attributes::LOG_APPEND_TIME, append_time);
        let mut bytes = BytesMut::from(self.bytes.as_ref());
        bytes[ATTRIBUTES_AT..ATTRIBUTES_AT + 2].copy_from_slice(&attributes.0.to_be_bytes());
        bytes[MAX_TIMESTAMP_AT..MAX_TIMESTAMP_AT + 8].copy_from_slice(&max_timestamp.to_be_bytes());
        let crc = crc32c(&bytes[ATTRIBUTES_AT..]);
        bytes[CRC_AT..CRC_AT + 4].copy_from_slice(&crc.to_be_bytes());
        let header = BatchHeader { crc, attributes, max_timestamp, ..self.header };
        CheckedBatch { header, bytes: bytes.freeze(), ..self }
    }
}
