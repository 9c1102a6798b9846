//! How much memory a copy of a disk takes for itself.

use alloc::sync::Arc;

use super::MemoryDisk;
use super::file::MemoryFile;

/// A file's name and place in the directory.
const NAME_BYTES: u64 = 80;
/// A file without its content.
const FILE_BYTES: u64 = 80;
/// A closed chunk without its content.
const CHUNK_BYTES: u64 = 32;

impl MemoryDisk {
    /// About how many bytes it does not share with an earlier copy of it; with none, how many it takes. Chunks that it shares with
    /// other disks ([`MemoryDisk::share`]) count in full on each: a limit that is kept by this count is kept all the more.
    #[must_use]
    pub fn bytes_beside(&self, before: Option<&Self>) -> u64 {
        if before.is_some_and(|before| Arc::ptr_eq(&self.files, &before.files)) {
            return 0;
        }
        // Side by side, since nearly all are in both.
        let mut older = before.into_iter().flat_map(|before| before.files.iter()).peekable();
        let files = self.files.iter().map(|(name, file)| {
            while older.next_if(|(other, _)| *other < name).is_some() {}
            let before = older.next_if(|(other, _)| *other == name).map(|(_, file)| file);
            let shared = before.is_some_and(|before| Arc::ptr_eq(file, before));
            NAME_BYTES + if shared { 0 } else { file.bytes_beside(before, self.chunk_len) }
        });
        files.sum()
    }
}

impl MemoryFile {
    fn bytes_beside(&self, before: Option<&Arc<MemoryFile>>, chunk_len: u32) -> u64 {
        let shared = before.map_or(0, |before| before.closed.len().min(self.closed.len()));
        let new = (self.closed.len() - shared) as u64 * u64::from(chunk_len);
        FILE_BYTES + self.closed.len() as u64 * CHUNK_BYTES + new + self.open_bytes(chunk_len)
    }
}
