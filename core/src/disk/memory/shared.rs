//! Chunks that disks of one process share: a replica's log is byte for byte its leader's, so a world of many nodes holds the
//! closed chunks of each log once.
//!
//! Nobody can tell by anything else than memory: a chunk takes another's place only where both are equal.

use alloc::collections::{BTreeMap, VecDeque};
use alloc::sync::Arc;
use alloc::vec::Vec;

use bytes::Bytes;
use partita_wire::crc::crc32c;

use super::MemoryDisk;
use crate::disk::FileName;

/// Most chunks that are remembered, and so kept although no disk has them any more: replicas are a few behind each other.
const CHUNKS_MAX: usize = 512;

/// Chunks that were closed last, on whatever disk, by their checksums.
#[derive(Clone, Debug, Default)]
pub struct SharedChunks {
    known: Arc<Known>,
}

#[derive(Clone, Debug, Default)]
struct Known {
    by_checksum: BTreeMap<u32, Bytes>,
    /// The oldest first.
    order: VecDeque<u32>,
}

impl SharedChunks {
    /// The chunk that was closed first of those that are equal to this one.
    fn first_of(&mut self, chunk: &Bytes) -> Bytes {
        let checksum = crc32c(chunk);
        if let Some(known) = self.known.by_checksum.get(&checksum) {
            return if known == chunk { known.clone() } else { chunk.clone() };
        }
        let Known { by_checksum, order } = Arc::make_mut(&mut self.known);
        if order.len() >= CHUNKS_MAX
            && let Some(oldest) = order.pop_front()
        {
            by_checksum.remove(&oldest);
        }
        by_checksum.insert(checksum, chunk.clone());
        order.push_back(checksum);
        chunk.clone()
    }
}

/// Chunks of a disk that were closed since they were last looked at: file and place. Nothing is noted on a disk that shares
/// none.
pub(super) type Closed = Option<Vec<(FileName, usize)>>;

impl MemoryDisk {
    /// The same, for a disk that shares its chunks: whoever owns it calls [`MemoryDisk::share`] now and then.
    #[must_use]
    pub fn sharing(self) -> Self {
        Self { closed: Some(Vec::new()), ..self }
    }

    /// Whether [`MemoryDisk::share`] has anything to do.
    #[must_use]
    pub fn has_closed(&self) -> bool {
        self.closed.as_ref().is_some_and(|closed| !closed.is_empty())
    }

    /// Puts equal chunks of other disks into the places of those that were closed since the last call.
    pub fn share(&mut self, chunks: &mut SharedChunks) {
        let Some(closed) = &mut self.closed else { return };
        for (name, at) in core::mem::take(closed) {
            let Some(file) = Arc::make_mut(&mut self.files).get_mut(&name) else { continue };
            if let Some(chunk) = Arc::make_mut(file).closed.get_mut(at) {
                *chunk = chunks.first_of(chunk);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::Disk;

    fn disk(content: &[u8]) -> MemoryDisk {
        let mut disk = MemoryDisk::new().with_chunk_len(4).sharing();
        disk.append(&FileName::new("log"), &[content]).unwrap();
        disk
    }

    fn chunks(disk: &MemoryDisk) -> Vec<Bytes> {
        disk.files[&FileName::new("log")].closed.clone()
    }

    #[test]
    fn equal_chunks_are_held_once() {
        let mut shared = SharedChunks::default();
        let (mut one, mut other) = (disk(b"abcdefghij"), disk(b"abcdEFGHijkl"));
        one.share(&mut shared);
        assert!(other.has_closed());
        other.share(&mut shared);
        assert!(!other.has_closed());
        assert_eq!(chunks(&other), [&b"abcd"[..], b"EFGH", b"ijkl"], "its content stays");
        let is_same: Vec<bool> =
            chunks(&one).iter().zip(chunks(&other)).map(|(a, b)| a.as_ptr() == b.as_ptr()).collect();
        assert_eq!(is_same, [true, false]);
    }

    #[test]
    fn what_was_cut_off_since_is_not_looked_for() {
        let mut disk = disk(b"abcdefgh");
        disk.truncate(&FileName::new("log"), 2).unwrap();
        disk.share(&mut SharedChunks::default());
        assert!(!disk.has_closed());
        disk.append(&FileName::new("log"), &[b"cd"]).unwrap();
        disk.delete(&FileName::new("log")).unwrap();
        disk.share(&mut SharedChunks::default());
    }
}
