//! A run of record bytes in a few pieces: what a Fetch response carries and a log hands out.

use super::error::BatchError;
use super::header::{BatchHeader, LEN_TO_MAGIC};
use super::view::BatchView;
use alloc::collections::VecDeque;
use alloc::vec::Vec;
use bytes::{Bytes, BytesMut};
use core::fmt;

/// Bytes of record batches, as slices over the chunks that hold them. Cloning copies no bytes. The last batch may be cut
/// off: a limit of Fetch cuts where it falls.
#[derive(Clone, Default)]
pub struct Records {
    slices: Vec<Bytes>,
}

impl Records {
    /// No bytes.
    pub const fn new() -> Records {
        Records { slices: Vec::new() }
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        self.slices.iter().map(Bytes::len).sum()
    }

    /// Whether there are no bytes.
    pub fn is_empty(&self) -> bool {
        self.slices.is_empty()
    }

    /// The pieces, in order, none of them empty.
    pub fn slices(&self) -> &[Bytes] {
        &self.slices
    }

    /// Adds bytes at the end.
    pub fn push(&mut self, bytes: Bytes) {
        if !bytes.is_empty() {
            self.slices.push(bytes);
        }
    }

    /// All bytes in one piece; copies only when there are several.
    pub fn to_bytes(&self) -> Bytes {
        match self.slices.as_slice() {
            [] => Bytes::new(),
            [only] => only.clone(),
            slices => {
                let mut all = BytesMut::with_capacity(self.len());
                for slice in slices {
                    all.extend_from_slice(slice);
                }
                all.freeze()
            }
        }
    }

    /// The bytes from `from` to `to` (both at most `len`), shared.
    pub fn range(&self, from: usize, to: usize) -> Records {
        let mut range = Records::new();
        let mut start = 0;
        for slice in &self.slices {
            let end = start + slice.len();
            let (low, high) = (from.clamp(start, end), to.clamp(start, end));
            if low < high {
                range.push(slice.slice(low - start..high - start));
            }
            start = end;
        }
        range
    }

    /// The whole batches, in order. A batch that is cut off at the end is left out, as every Kafka client does; anything
    /// else that is no batch is an error and ends the iteration.
    pub fn batches(&self) -> Batches {
        Batches { current: Bytes::new(), later: self.slices.clone().into(), left: self.len(), failed: false }
    }
}

impl From<Bytes> for Records {
    fn from(bytes: Bytes) -> Records {
        let mut records = Records::new();
        records.push(bytes);
        records
    }
}

impl FromIterator<Bytes> for Records {
    fn from_iter<I: IntoIterator<Item = Bytes>>(iter: I) -> Records {
        let mut records = Records::new();
        for bytes in iter {
            records.push(bytes);
        }
        records
    }
}

impl PartialEq for Records {
    /// By content; where the pieces meet does not count.
    fn eq(&self, other: &Records) -> bool {
        self.len() == other.len() && self.slices.iter().flatten().eq(other.slices.iter().flatten())
    }
}

impl Eq for Records {}

impl fmt::Debug for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Records({} bytes in {} slices)", self.len(), self.slices.len())
    }
}

/// The whole batches of [`Records`]. A batch inside one slice is shared, one across slices is copied together.
#[derive(Clone, Debug)]
pub struct Batches {
    /// What was taken up and not yet given out.
    current: Bytes,
    later: VecDeque<Bytes>,
    /// Bytes in `current` and `later`.
    left: usize,
    failed: bool,
}

impl Batches {
    fn advance(&mut self) -> Result<Option<BatchView>, BatchError> {
        if !self.gather(LEN_TO_MAGIC) {
            return Ok(None);
        }
        let size = BatchHeader::whole_len(&self.current)?;
        if !self.gather(size) {
            return Ok(None);
        }
        self.left -= size;
        BatchView::read(self.current.split_to(size)).map(Some)
    }

    /// Makes `current` hold at least `len` bytes; false when so many are not left.
    fn gather(&mut self, len: usize) -> bool {
        if self.current.is_empty() {
            self.current = self.later.pop_front().unwrap_or_default();
        }
        if self.current.len() >= len {
            return true;
        }
        if self.left < len {
            return false;
        }
        let mut gathered = BytesMut::with_capacity(len);
        gathered.extend_from_slice(&self.current);
        while gathered.len() < len
            && let Some(mut slice) = self.later.pop_front()
        {
            gathered.extend_from_slice(&slice.split_to(slice.len().min(len - gathered.len())));
            if !slice.is_empty() {
                self.later.push_front(slice);
            }
        }
        self.current = gathered.freeze();
        true
    }
}

impl Iterator for Batches {
    type Item = Result<BatchView, BatchError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let next = self.advance().transpose();
        self.failed = matches!(next, Some(Err(_)));
        next
    }
}
