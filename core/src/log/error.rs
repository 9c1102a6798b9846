//! Why a log did not do what was asked.

use core::fmt;

use partita_machine::DiskError;
use partita_wire::records::BatchError;

/// Why a log did not do what was asked. The log is as it was before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogError {
    /// The disk refused.
    Disk(DiskError),
    /// The offset asked for is below the log start or beyond the log end: (offset, log start, log end).
    OutOfRange(i64, i64, i64),
    /// An idempotent producer's epoch is older than the one in the log: (epoch sent, epoch known).
    StaleProducerEpoch(i16, i16),
    /// An idempotent producer's sequence does not follow the last one: (sequence sent, last sequence known or -1).
    OutOfOrderSequence(i32, i32),
    /// A fetched batch begins below the log end: (its base offset, log end).
    OffsetsOverlap(i64, i64),
    /// A batch cannot be read.
    Batch(BatchError),
}

impl From<DiskError> for LogError {
    fn from(error: DiskError) -> Self {
        Self::Disk(error)
    }
}

impl From<BatchError> for LogError {
    fn from(error: BatchError) -> Self {
        Self::Batch(error)
    }
}

impl fmt::Display for LogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disk(error) => write!(f, "the disk refused: {error:?}"),
            Self::OutOfRange(offset, start, end) => write!(f, "offset {offset} is not in {start} to {end}"),
            Self::StaleProducerEpoch(sent, known) => {
                write!(f, "producer epoch {sent} is older than {known}")
            }
            Self::OutOfOrderSequence(sent, last) => write!(f, "sequence {sent} does not follow {last}"),
            Self::OffsetsOverlap(base, end) => write!(f, "base offset {base} is below the log end {end}"),
            Self::Batch(error) => write!(f, "{error}"),
        }
    }
}

impl core::error::Error for LogError {}
