//! The 61 bytes before the records of a batch.

use super::codec::Codec;
use super::error::{BatchError, BatchReason};

/// Bytes of a batch before its records.
pub const BATCH_HEADER_LEN: usize = 61;
/// The format's number. Kafka 4 knows no older one.
pub const MAGIC: i8 = 2;

/// `baseOffset` and `batchLength`, which the length does not count.
pub(super) const LOG_OVERHEAD: usize = 12;
/// The bytes that must be there before the magic can be seen.
pub(super) const LEN_TO_MAGIC: usize = 17;
pub(super) const LEADER_EPOCH_AT: usize = 12;
pub(super) const MAGIC_AT: usize = 16;
pub(super) const CRC_AT: usize = 17;
/// The checksum covers everything from here to the end.
pub(super) const ATTRIBUTES_AT: usize = 21;
pub(super) const LAST_OFFSET_DELTA_AT: usize = 23;
pub(super) const BASE_TIMESTAMP_AT: usize = 27;
pub(super) const MAX_TIMESTAMP_AT: usize = 35;
pub(super) const PRODUCER_ID_AT: usize = 43;
pub(super) const PRODUCER_EPOCH_AT: usize = 51;
pub(super) const BASE_SEQUENCE_AT: usize = 53;
pub(super) const RECORDS_COUNT_AT: usize = 57;

/// Whose clock the timestamps of a batch come from (`message.timestamp.type`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimestampType {
    /// The producer's, one for each record.
    #[default]
    CreateTime,
    /// The leader's at the append, one for the whole batch: its `max_timestamp`.
    LogAppendTime,
}

impl TimestampType {
    /// Its name as Kafka writes it.
    pub fn name(self) -> &'static str {
        match self {
            TimestampType::CreateTime => "CreateTime",
            TimestampType::LogAppendTime => "LogAppendTime",
        }
    }
}

/// The flags of a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attributes(pub i16);

impl Attributes {
    pub(super) const CODEC: i16 = 0x07;
    pub(super) const LOG_APPEND_TIME: i16 = 0x08;
    pub(super) const TRANSACTIONAL: i16 = 0x10;
    pub(super) const CONTROL: i16 = 0x20;
    pub(super) const DELETE_HORIZON: i16 = 0x40;

    /// The codec of the records; nothing for the unused ids 5 to 7.
    pub fn codec(self) -> Option<Codec> {
        Codec::from_id((self.0 & Attributes::CODEC) as u8)
    }

    /// Whose clock the timestamps come from.
    pub fn timestamp_type(self) -> TimestampType {
        if self.has(Attributes::LOG_APPEND_TIME) {
            TimestampType::LogAppendTime
        } else {
            TimestampType::CreateTime
        }
    }

    /// Whether the batch belongs to a transaction (KIP-98).
    pub fn is_transactional(self) -> bool {
        self.has(Attributes::TRANSACTIONAL)
    }

    /// Whether the records are for Kafka itself: transaction markers, KRaft's own.
    pub fn is_control(self) -> bool {
        self.has(Attributes::CONTROL)
    }

    /// Whether `base_timestamp` holds the time from which compaction may remove tombstones (KIP-534).
    pub fn has_delete_horizon(self) -> bool {
        self.has(Attributes::DELETE_HORIZON)
    }

    /// The same flags with `bit` set or cleared.
    #[must_use]
    pub(super) fn with(self, bit: i16, set: bool) -> Attributes {
        Attributes(if set { self.0 | bit } else { self.0 & !bit })
    }

    fn has(self, bit: i16) -> bool {
        self.0 & bit != 0
    }
}

/// The fields before the records. Big-endian on the wire; -1 is "none" for epochs, ids and sequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchHeader {
    /// Offset of the first record when the batch was written.
    pub base_offset: i64,
    /// Bytes after this field.
    pub batch_length: i32,
    /// Epoch of the leader that appended the batch; not covered by the checksum (KIP-101).
    pub leader_epoch: i32,
    /// Checksum of everything from the attributes on.
    pub crc: u32,
    /// Flags.
    pub attributes: Attributes,
    /// Offset of the last record, from the base offset. Compaction keeps it.
    pub last_offset_delta: i32,
    /// What timestamp deltas count from, in ms since 1970.
    pub base_timestamp: i64,
    /// Largest timestamp, or the time of the append, in ms since 1970.
    pub max_timestamp: i64,
    /// Id of an idempotent producer (KIP-98).
    pub producer_id: i64,
    /// Its epoch.
    pub producer_epoch: i16,
    /// Sequence of the first record.
    pub base_sequence: i32,
    /// How many records follow.
    pub records_count: i32,
}

impl BatchHeader {
    /// Reads a header from the start of `bytes`. Checks that it is whole, its magic, and that its length covers itself.
    pub fn read(bytes: &[u8]) -> Result<BatchHeader, BatchError> {
        BatchHeader::whole_len(bytes)?;
        let Some(header) = bytes.first_chunk::<BATCH_HEADER_LEN>() else {
            return Err(BatchError::new("header", bytes.len(), BatchReason::Truncated));
        };
        Ok(BatchHeader {
            base_offset: i64::from_be_bytes(field(header, 0)),
            batch_length: i32::from_be_bytes(field(header, 8)),
            leader_epoch: i32::from_be_bytes(field(header, LEADER_EPOCH_AT)),
            crc: u32::from_be_bytes(field(header, CRC_AT)),
            attributes: Attributes(i16::from_be_bytes(field(header, ATTRIBUTES_AT))),
            last_offset_delta: i32::from_be_bytes(field(header, LAST_OFFSET_DELTA_AT)),
            base_timestamp: i64::from_be_bytes(field(header, BASE_TIMESTAMP_AT)),
            max_timestamp: i64::from_be_bytes(field(header, MAX_TIMESTAMP_AT)),
            producer_id: i64::from_be_bytes(field(header, PRODUCER_ID_AT)),
            producer_epoch: i16::from_be_bytes(field(header, PRODUCER_EPOCH_AT)),
            base_sequence: i32::from_be_bytes(field(header, BASE_SEQUENCE_AT)),
            records_count: i32::from_be_bytes(field(header, RECORDS_COUNT_AT)),
        })
    }

    /// Bytes of the whole batch that starts `bytes`, read from the few bytes up to the magic.
    pub(super) fn whole_len(bytes: &[u8]) -> Result<usize, BatchError> {
        let Some(start) = bytes.first_chunk::<LEN_TO_MAGIC>() else {
            return Err(BatchError::new("header", bytes.len(), BatchReason::Truncated));
        };
        let magic = start[MAGIC_AT] as i8;
        if !(0..=MAGIC).contains(&magic) {
            return Err(BatchError::new("magic", MAGIC_AT, BatchReason::UnknownMagic(magic)));
        }
        if magic != MAGIC {
            return Err(BatchError::new("magic", MAGIC_AT, BatchReason::OldMagic(magic)));
        }
        let length = i32::from_be_bytes(field(start, 8));
        match usize::try_from(length) {
            Ok(length) if length >= BATCH_HEADER_LEN - LOG_OVERHEAD => Ok(LOG_OVERHEAD + length),
            _ => Err(BatchError::new("batchLength", 8, BatchReason::LengthTooSmall(length))),
        }
    }

    /// Bytes of the whole batch, header included.
    pub fn size(&self) -> usize {
        LOG_OVERHEAD + self.batch_length.max(0) as usize
    }

    /// Offset of the last record when the batch was written.
    pub fn last_offset(&self) -> i64 {
        self.base_offset.wrapping_add(i64::from(self.last_offset_delta))
    }

    /// Offset after the last record.
    pub fn next_offset(&self) -> i64 {
        self.last_offset().wrapping_add(1)
    }

    /// Whether an idempotent producer wrote the batch.
    pub fn has_producer_id(&self) -> bool {
        self.producer_id > i64::from(super::NONE)
    }

    /// Sequence of the last record; -1 when there is none. After 2^31-1 comes 0.
    pub fn last_sequence(&self) -> i32 {
        if self.base_sequence < 0 {
            return i32::from(super::NONE);
        }
        sequence_after(self.base_sequence, self.last_offset_delta)
    }
}

/// The sequence `delta` records after `sequence`. After 2^31-1 comes 0.
pub(super) fn sequence_after(sequence: i32, delta: i32) -> i32 {
    ((i64::from(sequence) + i64::from(delta)) & i64::from(i32::MAX)) as i32
}

/// The `N` bytes from `at` on; the callers' constants lie inside.
fn field<const LEN: usize, const N: usize>(bytes: &[u8; LEN], at: usize) -> [u8; N] {
    let mut field = [0; N];
    field.copy_from_slice(&bytes[at..at + N]);
    field
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_wrap_to_zero() {
        assert_eq!(sequence_after(i32::MAX, 1), 0);
        assert_eq!(sequence_after(i32::MAX - 1, 3), 1);
        assert_eq!(sequence_after(7, 2), 9);
    }
}
