//! What a Produce request carries for one partition.

use super::checked::CheckedBatch;
use super::error::BatchError;
use super::header::BatchHeader;
use bytes::Bytes;
use core::fmt;

/// A client's bytes and what the checks say of them. The checks run once, where the request is decoded: a bad batch is an
/// error of its partition, not of the request.
#[derive(Clone)]
pub struct ProducedRecords {
    bytes: Bytes,
    check: Result<CheckedBatch, BatchError>,
}

impl ProducedRecords {
    /// Takes the bytes and checks them.
    pub fn from_bytes(bytes: Bytes) -> ProducedRecords {
        let check = CheckedBatch::from_client(bytes.clone());
        ProducedRecords { bytes, check }
    }

    /// The bytes as they came.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Bytes of the batch, as far as they can be told; what is cut off behind it does not count.
    pub fn size(&self) -> usize {
        let whole = BatchHeader::read(&self.bytes).map(|header| header.size());
        whole.map_or(self.bytes.len(), |size| size.min(self.bytes.len()))
    }

    /// The batch, or why it is refused.
    pub fn check(&self) -> &Result<CheckedBatch, BatchError> {
        &self.check
    }
}

impl PartialEq for ProducedRecords {
    fn eq(&self, other: &ProducedRecords) -> bool {
        self.bytes == other.bytes
    }
}

impl Eq for ProducedRecords {}

impl fmt::Debug for ProducedRecords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.check {
            Ok(batch) => {
                write!(f, "ProducedRecords({} bytes, {} records)", self.bytes.len(), batch.records_count())
            }
            Err(error) => write!(f, "ProducedRecords({} bytes, {error})", self.bytes.len()),
        }
    }
}
