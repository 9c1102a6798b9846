//! One file in memory: chunks that are never copied again, and an open one that grows.

use alloc::vec::Vec;

use bytes::Bytes;
use partita_wire::records::Records;

/// The open chunk gets all its room when it has reached this part of it, and is not moved from then on.
const ROOM_AT: usize = 4;

/// Closed chunks of equal length, and an open one behind them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct MemoryFile {
    pub(super) closed: Vec<Bytes>,
    pub(super) open: Vec<u8>,
    /// Bytes that a loss of power leaves.
    pub(super) flushed: u64,
}

impl MemoryFile {
    pub(super) fn len(&self, chunk_len: u32) -> u64 {
        self.closed.len() as u64 * u64::from(chunk_len) + self.open.len() as u64
    }

    /// Room of the open chunk, as [`MemoryFile::extend`] makes it.
    pub(super) fn open_bytes(&self, chunk_len: u32) -> u64 {
        let len = self.open.len() as u64;
        if self.open.len() > chunk_len as usize / ROOM_AT { u64::from(chunk_len) } else { len * 2 }
    }

    pub(super) fn extend(&mut self, mut part: &[u8], chunk_len: u32) {
        let chunk_len = chunk_len as usize;
        while !part.is_empty() {
            let (now, later) = part.split_at(part.len().min(chunk_len - self.open.len()));
            if self.open.capacity() < chunk_len && self.open.len() + now.len() > chunk_len / ROOM_AT {
                self.open.reserve_exact(chunk_len - self.open.len());
            }
            self.open.extend_from_slice(now);
            if self.open.len() == chunk_len {
                self.closed.push(Bytes::from(core::mem::take(&mut self.open)));
            }
            part = later;
        }
    }

    pub(super) fn read(&self, position: u64, len: u32, chunk_len: u32) -> Records {
        let end = position.saturating_add(u64::from(len)).min(self.len(chunk_len));
        let mut read = Records::new();
        let mut at = position;
        while at < end {
            let (chunk, from) = place(at, chunk_len);
            let wanted = usize::try_from(end - at).unwrap_or(usize::MAX);
            let piece = match self.closed.get(chunk) {
                Some(closed) => closed.slice(from..closed.len().min(from.saturating_add(wanted))),
                None => Bytes::copy_from_slice(&self.open[from..from + wanted]),
            };
            at += piece.len() as u64;
            read.push(piece);
        }
        read
    }

    /// Copies what is there from a position on; gives how much that is.
    pub(super) fn peek(&self, position: u64, into: &mut [u8], chunk_len: u32) -> usize {
        let mut copied = 0;
        while copied < into.len() {
            let (chunk, from) = place(position.saturating_add(copied as u64), chunk_len);
            let bytes = match self.closed.get(chunk) {
                Some(closed) => &closed[..],
                None if chunk == self.closed.len() => &self.open[..],
                None => &[],
            };
            let there = bytes.get(from..).unwrap_or_default();
            let piece = &there[..there.len().min(into.len() - copied)];
            if piece.is_empty() {
                break;
            }
            into[copied..copied + piece.len()].copy_from_slice(piece);
            copied += piece.len();
        }
        copied
    }

    pub(super) fn truncate(&mut self, len: u64, chunk_len: u32) {
        if len >= self.len(chunk_len) {
            return;
        }
        let (chunk, from) = place(len, chunk_len);
        if let Some(closed) = self.closed.get(chunk) {
            self.open = closed[..from].to_vec();
            self.closed.truncate(chunk);
        } else {
            self.open.truncate(from);
        }
        self.flushed = self.flushed.min(len);
    }
}

/// The chunk in which `position` lies, and where in it.
pub(super) fn place(position: u64, chunk_len: u32) -> (usize, usize) {
    let chunk = usize::try_from(position / u64::from(chunk_len)).unwrap_or(usize::MAX);
    (chunk, (position % u64::from(chunk_len)) as usize)
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::MemoryFile;

    /// Across chunks, up to the end, and beyond it.
    #[test]
    fn what_is_peeked_is_what_is_read() {
        let mut file = MemoryFile::default();
        file.extend(b"one two three", 4);
        for position in 0..15 {
            for len in 0..15 {
                let mut into = vec![0; len];
                let copied = file.peek(position, &mut into, 4);
                let read = file.read(position, u32::try_from(len).unwrap(), 4).to_bytes();
                assert_eq!(into[..copied], read[..], "{len} from {position}");
            }
        }
    }
}
