//! A disk in memory: what a simulated machine owns, so that a restart reads back what was written.

mod faults;
mod file;
mod shared;
mod weight;

use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{DiskError, ReadId};
use partita_wire::records::Records;

pub use shared::SharedChunks;

use super::{Disk, FileName, Reading};
use faults::{Faults, Flushes};
use file::MemoryFile;
use shared::Closed;

/// Bytes after which a piece of a file is closed and never copied again, unless another number is asked for.
const CHUNK_LEN: u32 = 64 << 10;
/// One part in so many of a budget is not for records.
const BUDGET_RESERVE: u64 = 16;
/// A segment is at most one part in so many of a budget.
const BUDGET_SEGMENTS: u64 = 32;

/// Files in memory. Cloning costs a pointer; a clone and its original share what neither has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoryDisk {
    files: Arc<BTreeMap<FileName, Arc<MemoryFile>>>,
    chunk_len: u32,
    bytes: u64,
    bytes_max: u64,
    /// Bytes that old records should make way for; [`MemoryDisk::set_budget`].
    budget: Option<u64>,
    faults: Faults,
    /// Files replaced while flushes lie, as they were before: what a loss of power brings back.
    undone: Arc<BTreeMap<FileName, Option<Arc<MemoryFile>>>>,
    /// How long a read takes, microseconds; 0 answers at once.
    delay_us: u64,
    reads: u64,
    late: Vec<LateRead>,
    /// Chunks to look at, on a disk that shares them with others.
    closed: Closed,
}

/// A read that its host has to answer by [`partita_machine::Input::Loaded`], [`MemoryDisk::delay_us`] after it began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateRead {
    /// The read.
    pub read: ReadId,
    /// What it found.
    pub data: Records,
}

impl Default for MemoryDisk {
    fn default() -> Self {
        Self::new()
    }
}

impl MemoryDisk {
    /// An empty disk without a limit.
    #[must_use]
    pub fn new() -> Self {
        Self {
            files: Arc::default(),
            chunk_len: CHUNK_LEN,
            bytes: 0,
            bytes_max: u64::MAX,
            budget: None,
            faults: Faults::default(),
            undone: Arc::default(),
            delay_us: 0,
            reads: 0,
            late: Vec::new(),
            closed: None,
        }
    }

    /// The same with chunks of `chunk_len` bytes, for a disk that is still empty.
    #[must_use]
    pub fn with_chunk_len(self, chunk_len: u32) -> Self {
        Self { chunk_len: chunk_len.max(1), ..self }
    }

    /// Sets how many bytes fit. What is there stays; more is refused as [`DiskError::Full`].
    pub fn set_bytes_max(&mut self, bytes_max: u64) {
        self.bytes_max = bytes_max;
    }

    /// Sets how many bytes should be kept: beyond most of them, [`Disk::is_tight`] asks for the oldest records to go.
    /// More than all of them is refused.
    pub fn set_budget(&mut self, bytes: u64) {
        self.budget = Some(bytes);
        self.bytes_max = bytes;
    }

    /// Makes reads take so many microseconds; 0 answers them at once.
    pub fn set_delay_us(&mut self, delay_us: u64) {
        self.delay_us = delay_us;
    }

    /// How long a read takes, microseconds.
    #[must_use]
    pub fn delay_us(&self) -> u64 {
        self.delay_us
    }

    /// Whether [`MemoryDisk::take_late`] would give anything.
    #[must_use]
    pub fn has_late(&self) -> bool {
        !self.late.is_empty()
    }

    /// Takes the reads that began since the last call and are to be answered later.
    pub fn take_late(&mut self) -> Vec<LateRead> {
        core::mem::take(&mut self.late)
    }

    /// Bytes of all files.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Bytes of a file that would survive a loss of power.
    #[must_use]
    pub fn flushed(&self, name: &FileName) -> Option<u64> {
        self.files.get(name).map(|file| file.flushed)
    }

    fn file(&self, name: &FileName) -> Result<&MemoryFile, DiskError> {
        self.works(name)?;
        self.files.get(name).map(|file| &**file).ok_or(DiskError::Missing)
    }

    fn file_mut(&mut self, name: &FileName) -> Result<&mut MemoryFile, DiskError> {
        self.notices(name)?;
        Arc::make_mut(&mut self.files).get_mut(name).map(Arc::make_mut).ok_or(DiskError::Missing)
    }

    fn room_for(&mut self, name: &FileName, more: u64) -> Result<(), DiskError> {
        self.notices(name)?;
        let is_full = self.bytes.saturating_add(more) > self.bytes_max || (self.faults.full && more > 0);
        if !is_full {
            return Ok(());
        }
        if self.budget.is_none() {
            self.note_failure(name, DiskError::Full);
        }
        Err(DiskError::Full)
    }
}

impl Disk for MemoryDisk {
    fn append(&mut self, name: &FileName, parts: &[&[u8]]) -> Result<(), DiskError> {
        let more = parts.iter().map(|part| part.len() as u64).sum();
        self.room_for(name, more)?;
        let chunk_len = self.chunk_len;
        let files = Arc::make_mut(&mut self.files);
        let file = match files.get_mut(name) {
            Some(file) => file,
            None => files.entry(name.clone()).or_default(),
        };
        let file = Arc::make_mut(file);
        let known = file.closed.len();
        for part in parts {
            file.extend(part, chunk_len);
        }
        if let Some(closed) = &mut self.closed {
            closed.extend((known..file.closed.len()).map(|at| (name.clone(), at)));
        }
        self.bytes += more;
        Ok(())
    }

    fn read(&mut self, name: &FileName, position: u64, len: u32) -> Result<Reading, DiskError> {
        self.notices(name)?;
        let data = self.read_now(name, position, len)?;
        if self.delay_us == 0 {
            return Ok(Reading::Ready(data));
        }
        self.reads += 1;
        let read = ReadId(self.reads);
        self.late.push(LateRead { read, data });
        Ok(Reading::Later(read))
    }

    fn read_now(&self, name: &FileName, position: u64, len: u32) -> Result<Records, DiskError> {
        Ok(self.file(name)?.read(position, len, self.chunk_len))
    }

    fn peek(&self, name: &FileName, position: u64, into: &mut [u8]) -> Result<usize, DiskError> {
        Ok(self.file(name)?.peek(position, into, self.chunk_len))
    }

    fn replace(&mut self, name: &FileName, content: &[u8]) -> Result<(), DiskError> {
        let before = self.len(name).unwrap_or(0);
        self.room_for(name, (content.len() as u64).saturating_sub(before))?;
        self.flushes(name)?;
        self.keep_undone(name);
        let mut file = MemoryFile::default();
        file.extend(content, self.chunk_len);
        file.flushed = content.len() as u64;
        Arc::make_mut(&mut self.files).insert(name.clone(), Arc::new(file));
        self.bytes = self.bytes - before + content.len() as u64;
        Ok(())
    }

    fn truncate(&mut self, name: &FileName, len: u64) -> Result<(), DiskError> {
        let chunk_len = self.chunk_len;
        let file = self.file_mut(name)?;
        let before = file.len(chunk_len);
        file.truncate(len, chunk_len);
        self.bytes -= before.saturating_sub(len);
        Ok(())
    }

    fn delete(&mut self, name: &FileName) -> Result<(), DiskError> {
        self.notices(name)?;
        Arc::make_mut(&mut self.undone).remove(name);
        let gone = Arc::make_mut(&mut self.files).remove(name).ok_or(DiskError::Missing)?;
        self.bytes -= gone.len(self.chunk_len);
        Ok(())
    }

    fn rename(&mut self, from: &FileName, to: &FileName) -> Result<(), DiskError> {
        self.notices(from)?;
        Arc::make_mut(&mut self.undone).remove(from);
        let files = Arc::make_mut(&mut self.files);
        let file = files.remove(from).ok_or(DiskError::Missing)?;
        if let Some(gone) = files.insert(to.clone(), file) {
            self.bytes -= gone.len(self.chunk_len);
        }
        Ok(())
    }

    fn list(&self, prefix: &str) -> Vec<FileName> {
        let from = FileName::new(prefix);
        let names = self.files.range(from..).map(|(name, _)| name);
        names.take_while(|name| name.as_str().starts_with(prefix)).cloned().collect()
    }

    fn len(&self, name: &FileName) -> Option<u64> {
        self.files.get(name).map(|file| file.len(self.chunk_len))
    }

    fn flush(&mut self, name: &FileName) -> Result<(), DiskError> {
        let (chunk_len, flushes) = (self.chunk_len, self.flushes(name)?);
        let file = self.file_mut(name)?;
        if flushes == Flushes::Well {
            file.flushed = file.len(chunk_len);
        }
        Ok(())
    }

    fn failure(&self, dir: u32) -> Option<DiskError> {
        self.faults.noticed.get(&dir).copied()
    }

    fn is_tight(&self, more: u64) -> bool {
        // What is left beside it is for small files, which nobody can do without.
        self.budget.is_some_and(|budget| self.bytes.saturating_add(more) > budget - budget / BUDGET_RESERVE)
    }

    fn segment_len_max(&self) -> u32 {
        let share = self.budget.map_or(u64::MAX, |budget| budget / BUDGET_SEGMENTS);
        u32::try_from(share).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name() -> FileName {
        FileName::new("orders-0/00000000000000000000.log")
    }

    fn disk_with(content: &[u8]) -> MemoryDisk {
        let mut disk = MemoryDisk::new().with_chunk_len(4);
        disk.append(&name(), &[content]).unwrap();
        disk
    }

    fn content(disk: &MemoryDisk) -> Vec<u8> {
        super::super::read_whole(disk, &name()).unwrap()
    }

    #[test]
    fn parts_are_read_back_across_chunks() {
        let mut disk = disk_with(b"abc");
        disk.append(&name(), &[b"de", b"", b"fghij"]).unwrap();
        assert_eq!(content(&disk), b"abcdefghij");
        assert_eq!(disk.read_now(&name(), 3, 6).unwrap().to_bytes(), "defghi");
        assert_eq!(disk.read_now(&name(), 9, 6).unwrap().to_bytes(), "j");
        assert!(disk.read_now(&name(), 99, 6).unwrap().is_empty());
        assert_eq!(disk.bytes(), 10);
    }

    #[test]
    fn a_loss_of_power_takes_what_was_not_flushed() {
        let mut disk = disk_with(b"abcde");
        disk.flush(&name()).unwrap();
        disk.append(&name(), &[b"fghijk"]).unwrap();
        disk.power_off();
        assert_eq!(content(&disk), b"abcde");
        assert_eq!(disk.bytes(), 5);
    }

    #[test]
    fn a_torn_write_leaves_half_of_what_was_not_flushed() {
        let mut disk = disk_with(b"abcde");
        disk.flush(&name()).unwrap();
        disk.append(&name(), &[b"fghijk"]).unwrap();
        disk.tear();
        disk.power_off();
        assert_eq!(content(&disk), b"abcdefgh");
        assert_eq!((disk.bytes(), disk.flushed(&name())), (8, Some(8)));
    }

    #[test]
    fn a_full_and_a_failed_disk_say_so_until_they_are_mended() {
        let mut disk = disk_with(b"abcde");
        disk.fill();
        assert_eq!(disk.append(&name(), &[b"f"]), Err(DiskError::Full));
        assert_eq!(disk.replace(&FileName::new("a"), b"abc"), Err(DiskError::Full));
        disk.delete(&name()).unwrap();
        let mut disk = disk_with(b"abcde");
        disk.fail();
        assert_eq!(disk.append(&name(), &[b"f"]), Err(DiskError::Failed));
        assert_eq!(disk.read(&name(), 0, 1), Err(DiskError::Failed));
        assert_eq!(disk.flush(&name()), Err(DiskError::Failed));
        assert_eq!(disk.truncate(&name(), 0), Err(DiskError::Failed));
        assert_eq!(disk.delete(&name()), Err(DiskError::Failed));
        assert_eq!(disk.failure(0), Some(DiskError::Failed));
        disk.mend();
        assert_eq!(disk.failure(0), None);
        assert_eq!(content(&disk), b"abcde");
    }

    #[test]
    fn a_clone_keeps_its_own_past() {
        let mut disk = disk_with(b"abcde");
        let before = disk.clone();
        disk.truncate(&name(), 2).unwrap();
        disk.append(&name(), &[b"XYZ"]).unwrap();
        assert_eq!(content(&disk), b"abXYZ");
        assert_eq!(content(&before), b"abcde");
    }

    #[test]
    fn a_full_disk_refuses_and_stays_as_it_is() {
        let mut disk = disk_with(b"abcde");
        disk.set_bytes_max(7);
        assert_eq!(disk.append(&name(), &[b"fgh"]), Err(DiskError::Full));
        disk.append(&name(), &[b"fg"]).unwrap();
        assert_eq!(content(&disk), b"abcdefg");
    }

    #[test]
    fn a_slow_disk_answers_later_with_what_it_had_when_it_was_asked() {
        let mut disk = disk_with(b"abcde");
        let ready = disk.read(&name(), 0, 5);
        assert!(matches!(ready, Ok(Reading::Ready(data)) if data.to_bytes() == "abcde"));
        disk.set_delay_us(50_000);
        assert_eq!(disk.read(&name(), 1, 3), Ok(Reading::Later(ReadId(1))));
        disk.truncate(&name(), 0).unwrap();
        let late = disk.take_late();
        assert_eq!(late.len(), 1);
        assert_eq!((late[0].read, late[0].data.to_bytes()), (ReadId(1), "bcd".into()));
        assert!(disk.take_late().is_empty());
    }

    #[test]
    fn names_are_listed_by_prefix() {
        let mut disk = disk_with(b"a");
        disk.replace(&FileName::new("orders-0/partition.metadata"), b"x").unwrap();
        disk.replace(&FileName::new("orders-1/partition.metadata"), b"x").unwrap();
        let names = disk.list("orders-0/");
        assert_eq!(names, [name(), FileName::new("orders-0/partition.metadata")]);
        disk.rename(&names[1], &FileName::new("z")).unwrap();
        disk.delete(&names[0]).unwrap();
        assert!(disk.list("orders-0/").is_empty());
        assert_eq!(disk.bytes(), 2);
    }
}
