//! A disk whose process is killed in the middle of its work: for those who check that a start makes the best of it.

use alloc::vec::Vec;

use partita_machine::DiskError;
use partita_wire::records::Records;

use super::{Disk, FileName, MemoryDisk, Reading};

/// A disk whose process is killed after so many changes: nothing happens to it any more.
#[derive(Clone, Debug)]
pub struct Interrupted {
    disk: MemoryDisk,
    changes: u64,
    most: u64,
}

impl Interrupted {
    /// A disk with what was `left`, that takes at most so many changes.
    #[must_use]
    pub fn after(left: &MemoryDisk, most: u64) -> Self {
        Self { disk: left.clone(), changes: 0, most }
    }

    /// How many changes it has taken.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// What the process leaves.
    #[must_use]
    pub fn into_disk(self) -> MemoryDisk {
        self.disk
    }

    fn change(
        &mut self,
        change: impl FnOnce(&mut MemoryDisk) -> Result<(), DiskError>,
    ) -> Result<(), DiskError> {
        if self.changes >= self.most {
            return Err(DiskError::Failed);
        }
        self.changes += 1;
        change(&mut self.disk)
    }
}

impl Disk for Interrupted {
    fn append(&mut self, name: &FileName, parts: &[&[u8]]) -> Result<(), DiskError> {
        self.change(|disk| disk.append(name, parts))
    }

    fn read(&mut self, name: &FileName, position: u64, len: u32) -> Result<Reading, DiskError> {
        self.disk.read(name, position, len)
    }

    fn read_now(&self, name: &FileName, position: u64, len: u32) -> Result<Records, DiskError> {
        self.disk.read_now(name, position, len)
    }

    fn peek(&self, name: &FileName, position: u64, into: &mut [u8]) -> Result<usize, DiskError> {
        self.disk.peek(name, position, into)
    }

    fn replace(&mut self, name: &FileName, content: &[u8]) -> Result<(), DiskError> {
        self.change(|disk| disk.replace(name, content))
    }

    fn truncate(&mut self, name: &FileName, len: u64) -> Result<(), DiskError> {
        self.change(|disk| disk.truncate(name, len))
    }

    fn delete(&mut self, name: &FileName) -> Result<(), DiskError> {
        self.change(|disk| disk.delete(name))
    }

    fn rename(&mut self, from: &FileName, to: &FileName) -> Result<(), DiskError> {
        self.change(|disk| disk.rename(from, to))
    }

    fn list(&self, prefix: &str) -> Vec<FileName> {
        self.disk.list(prefix)
    }

    fn len(&self, name: &FileName) -> Option<u64> {
        self.disk.len(name)
    }

    fn flush(&mut self, name: &FileName) -> Result<(), DiskError> {
        self.change(|disk| disk.flush(name))
    }
}
