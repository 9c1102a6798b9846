//! Why a batch is refused, and how Kafka answers it.

use crate::compress::DecompressError;
use core::fmt;

/// A batch that cannot be taken: the field, where it stands, and the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchError {
    /// The field's name in Kafka's description of the format.
    pub field: &'static str,
    /// Byte position in the batch; for records of a compressed batch, in the header followed by what decompression gave.
    pub position: u32,
    /// What is wrong.
    pub reason: BatchReason,
}

/// What is wrong with a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchReason {
    /// The bytes end too early.
    Truncated,
    /// No batch of a Produce request where one must be.
    Missing,
    /// A second batch in one partition's entry of a Produce request.
    SecondBatch,
    /// A magic that no Kafka knows.
    UnknownMagic(i8),
    /// A message set of magic 0 or 1, which Kafka 4 no longer takes.
    OldMagic(i8),
    /// A length too small for the header.
    LengthTooSmall(i32),
    /// The checksum does not fit: (stored, computed).
    Crc(u32, u32),
    /// A client's batch must begin at offset 0.
    BaseOffset(i64),
    /// Last offset delta and number of records do not fit: (delta, count).
    OffsetRange(i32, i32),
    /// A number of records that a client's batch must not have.
    RecordsCount(i32),
    /// Bytes after the last record, or records missing, against the number in the header.
    DeclaredCount(i32),
    /// A record whose offset delta does not follow the one before: (expected, found).
    OffsetDelta(i32, i32),
    /// Clients must not write control records.
    Control,
    /// A producer id without a sequence.
    BaseSequence(i32),
    /// LogAppendTime is the leader's to set.
    TimestampType,
    /// A codec id that no Kafka knows.
    UnknownCodec(u8),
    /// The records do not decompress.
    Decompress(DecompressError),
    /// A number of variable length that is too long or cut off.
    Varint,
    /// A length that is negative or goes past the end of its record.
    Length(i32),
    /// A record's fields do not fill its length: (declared, read).
    RecordLength(i32, i32),
    /// More headers than fit: (count, limit).
    HeaderCount(i32, i32),
}

/// Kafka's numbers for the answers to a bad batch.
mod code {
    pub(super) const UNKNOWN_SERVER_ERROR: i16 = -1;
    pub(super) const CORRUPT_MESSAGE: i16 = 2;
    pub(super) const INVALID_TIMESTAMP: i16 = 32;
    pub(super) const INVALID_RECORD: i16 = 87;
}

/// The smallest length that Kafka takes for a batch of whatever format; the rest of a short one does not pass its checksum.
const LENGTH_MIN: i32 = 14;

impl BatchError {
    /// Whether Kafka sees this where it reads the request, before it looks for the partition's leader: no batch or two of
    /// them, or one that cannot be told from what follows.
    pub fn is_of_shape(&self) -> bool {
        match self.reason {
            BatchReason::Truncated
            | BatchReason::Missing
            | BatchReason::SecondBatch
            | BatchReason::UnknownMagic(_)
            | BatchReason::OldMagic(_) => true,
            BatchReason::LengthTooSmall(length) => length < LENGTH_MIN,
            _ => false,
        }
    }

    pub(crate) fn new(field: &'static str, position: usize, reason: BatchReason) -> BatchError {
        BatchError { field, position: u32::try_from(position).unwrap_or(u32::MAX), reason }
    }

    /// The same error, its position counted from `len` bytes earlier.
    pub(crate) fn after(self, len: usize) -> BatchError {
        BatchError::new(self.field, len.saturating_add(self.position as usize), self.reason)
    }

    /// The error code with which Kafka answers such a batch in a Produce response.
    pub fn error_code(&self) -> i16 {
        match self.reason {
            BatchReason::UnknownMagic(_) | BatchReason::LengthTooSmall(_) | BatchReason::Crc(..) => {
                code::CORRUPT_MESSAGE
            }
            BatchReason::Truncated
            | BatchReason::Missing
            | BatchReason::SecondBatch
            | BatchReason::OldMagic(_)
            | BatchReason::BaseOffset(_)
            | BatchReason::OffsetRange(..)
            | BatchReason::RecordsCount(_)
            | BatchReason::DeclaredCount(_)
            | BatchReason::OffsetDelta(..)
            | BatchReason::Control
            | BatchReason::BaseSequence(_)
            | BatchReason::Length(_)
            | BatchReason::RecordLength(..)
            | BatchReason::HeaderCount(..) => code::INVALID_RECORD,
            // A record's own length is read before Kafka expects anything to be wrong with it.
            BatchReason::Varint if self.field != "length" => code::INVALID_RECORD,
            BatchReason::TimestampType => code::INVALID_TIMESTAMP,
            BatchReason::UnknownCodec(_) | BatchReason::Decompress(_) | BatchReason::Varint => {
                code::UNKNOWN_SERVER_ERROR
            }
        }
    }
}

impl fmt::Display for BatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "record batch: {} at byte {}: {}", self.field, self.position, self.reason)
    }
}

impl core::error::Error for BatchError {}

impl fmt::Display for BatchReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            BatchReason::Truncated => f.write_str("the bytes end too early"),
            BatchReason::Missing => f.write_str("a batch must be here"),
            BatchReason::SecondBatch => f.write_str("one batch per partition is the rule"),
            BatchReason::UnknownMagic(magic) => write!(f, "magic {magic} is unknown"),
            BatchReason::OldMagic(magic) => write!(f, "magic {magic} is no longer served"),
            BatchReason::LengthTooSmall(length) => write!(f, "length {length} is too small for a header"),
            BatchReason::Crc(stored, computed) => write!(f, "stored {stored:08x}, computed {computed:08x}"),
            BatchReason::BaseOffset(offset) => write!(f, "{offset}, where a client must send 0"),
            BatchReason::OffsetRange(delta, count) => {
                write!(f, "last offset delta {delta} does not fit {count} records")
            }
            BatchReason::RecordsCount(count) => write!(f, "{count} records"),
            BatchReason::DeclaredCount(count) => write!(f, "the bytes are not {count} records"),
            BatchReason::OffsetDelta(expected, found) => write!(f, "expected {expected}, found {found}"),
            BatchReason::Control => f.write_str("clients must not write control records"),
            BatchReason::BaseSequence(sequence) => write!(f, "{sequence}, beside a producer id"),
            BatchReason::TimestampType => f.write_str("LogAppendTime is not a producer's to set"),
            BatchReason::UnknownCodec(id) => write!(f, "codec {id} is unknown"),
            BatchReason::Decompress(error) => write!(f, "{error}"),
            BatchReason::Varint => f.write_str("a variable-length number is cut off or too long"),
            BatchReason::Length(length) => write!(f, "length {length} does not fit"),
            BatchReason::RecordLength(declared, read) => write!(f, "{declared} bytes declared, {read} read"),
            BatchReason::HeaderCount(count, limit) => write!(f, "{count} headers, at most {limit} fit"),
        }
    }
}
