//! The bytes a decoder reads, and how far it has come.

use super::error::Reason;
use crate::varint::{self, VarintError};
use bytes::Bytes;
use core::ops::Range;

/// Bytes, a position in them, and where the part being read ends. The position never passes the end.
pub(super) struct Input {
    bytes: Bytes,
    position: usize,
    end: usize,
}

impl Input {
    pub(super) fn new(bytes: Bytes) -> Input {
        Input { end: bytes.len(), bytes, position: 0 }
    }

    pub(super) fn position(&self) -> usize {
        self.position
    }

    pub(super) fn remaining(&self) -> usize {
        self.end - self.position
    }

    /// Makes the next `len` bytes the part being read; gives where the outer part ends, for [`Input::leave`].
    pub(super) fn enter(&mut self, len: usize) -> Result<usize, Reason> {
        if len > self.remaining() {
            return Err(Reason::Truncated);
        }
        Ok(core::mem::replace(&mut self.end, self.position + len))
    }

    /// Goes on with the outer part.
    pub(super) fn leave(&mut self, outer_end: usize) {
        self.end = outer_end;
    }

    pub(super) fn skip(&mut self, len: usize) -> Result<(), Reason> {
        self.step_over(len).map(|_| ())
    }

    /// Steps to the end of the part.
    pub(super) fn skip_rest(&mut self) {
        self.position = self.end;
    }

    pub(super) fn fixed<const N: usize>(&mut self) -> Result<[u8; N], Reason> {
        let bytes = *self.rest().first_chunk::<N>().ok_or(Reason::Truncated)?;
        self.position += N;
        Ok(bytes)
    }

    pub(super) fn unsigned(&mut self) -> Result<u32, Reason> {
        let (value, len) = varint::read_unsigned32(self.rest()).map_err(|error| match error {
            VarintError::Truncated => Reason::Truncated,
            VarintError::TooLong => Reason::NumberTooLong,
        })?;
        self.position += len;
        Ok(value)
    }

    /// The next `len` bytes, shared.
    pub(super) fn blob(&mut self, len: usize) -> Result<Bytes, Reason> {
        let range = self.step_over(len)?;
        Ok(self.bytes.slice(range))
    }

    /// The next `len` bytes as text.
    pub(super) fn text(&mut self, len: usize) -> Result<&str, Reason> {
        let range = self.step_over(len)?;
        core::str::from_utf8(&self.bytes[range]).map_err(|_| Reason::NotUtf8)
    }

    fn step_over(&mut self, len: usize) -> Result<Range<usize>, Reason> {
        if len > self.remaining() {
            return Err(Reason::Truncated);
        }
        let start = self.position;
        self.position += len;
        Ok(start..self.position)
    }

    fn rest(&self) -> &[u8] {
        &self.bytes[self.position..self.end]
    }
}
