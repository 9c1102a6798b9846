//! A piece of a log: one file of batches, and a sparse index of it in memory.

use alloc::format;
use alloc::vec::Vec;

use partita_machine::DiskError;
use partita_wire::records::{BATCH_HEADER_LEN, BatchHeader, BatchView, Records};

use super::LogError;
use super::files::Entries;
use crate::disk::{Disk, FileName};

/// What file names of segments end with.
pub(super) const SUFFIX: &str = ".log";

/// One file of batches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) base_offset: i64,
    pub(super) file: FileName,
    /// Bytes of whole batches.
    pub(super) len: u32,
    /// Offset after its last record.
    pub(super) next_offset: i64,
    /// Timestamp of its first batch, by which it is rolled.
    pub(super) first_timestamp: Option<i64>,
    /// Largest timestamp, -1 while there is none.
    pub(super) max_timestamp: i64,
    /// Position of the first batch with that timestamp.
    pub(super) max_timestamp_at: u32,
    /// Last offset of that batch.
    max_timestamp_offset: i64,
    /// The newest timestamp in the index by time.
    indexed_timestamp: i64,
    index: Vec<IndexEntry>,
    unindexed: u32,
    /// The last batch, which is read most.
    last: Option<Placed>,
}

/// One batch in every few kilobytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct IndexEntry {
    base_offset: i64,
    position: u32,
    /// Largest timestamp of all batches before this one.
    max_timestamp_before: i64,
}

/// A batch's place in its segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) position: u32,
    pub(super) header: BatchHeader,
}

impl Segment {
    /// A segment that begins at `base_offset`, its file not looked at yet.
    pub(super) fn new(dir: &str, base_offset: i64) -> Self {
        Self {
            base_offset,
            file: format!("{dir}/{base_offset:020}{SUFFIX}").into(),
            len: 0,
            next_offset: base_offset,
            first_timestamp: None,
            max_timestamp: -1,
            max_timestamp_at: 0,
            max_timestamp_offset: base_offset,
            indexed_timestamp: -1,
            index: Vec::new(),
            unindexed: 0,
            last: None,
        }
    }

    /// The base offset that a file's name says, if it is a segment of the log in `dir`.
    pub(super) fn base_of(dir: &str, file: &FileName) -> Option<i64> {
        let name = file.as_str().strip_prefix(dir)?.strip_prefix('/')?.strip_suffix(SUFFIX)?;
        if name.len() == 20 { name.parse().ok() } else { None }
    }

    /// Takes a batch that lies at the end of the file into account.
    pub(super) fn note(&mut self, header: &BatchHeader, index_interval: u32, entries: &mut Entries) {
        let is_indexed = self.unindexed > index_interval;
        if is_indexed {
            self.index.push(IndexEntry {
                base_offset: header.base_offset,
                position: self.len,
                max_timestamp_before: self.max_timestamp,
            });
            self.unindexed = 0;
        }
        if header.max_timestamp > self.max_timestamp {
            self.max_timestamp = header.max_timestamp;
            self.max_timestamp_at = self.len;
            self.max_timestamp_offset = header.last_offset();
        }
        if is_indexed {
            entries.offset(self, header.last_offset(), self.len);
            self.note_newest(entries);
        }
        self.first_timestamp.get_or_insert(header.max_timestamp);
        self.last = Some(Placed { position: self.len, header: *header });
        let size = u32::try_from(header.size()).unwrap_or(u32::MAX);
        self.len = self.len.saturating_add(size);
        self.unindexed = self.unindexed.saturating_add(size);
        self.next_offset = header.next_offset();
    }

    /// Takes the newest timestamp into the index by time, if it is not there: now and then, and when the segment ends.
    pub(super) fn note_newest(&mut self, entries: &mut Entries) {
        if self.max_timestamp > self.indexed_timestamp {
            entries.time(self, self.max_timestamp, self.max_timestamp_offset);
            self.indexed_timestamp = self.max_timestamp;
        }
    }

    /// The first batch whose last offset is `offset` or more.
    pub(super) fn find(&self, disk: &dyn Disk, offset: i64) -> Result<Option<Placed>, LogError> {
        if offset >= self.next_offset {
            return Ok(None);
        }
        if let Some(last) = self.last.filter(|last| last.header.base_offset <= offset) {
            return Ok(Some(last));
        }
        let after = self.index.partition_point(|entry| entry.base_offset <= offset);
        self.first(disk, self.position_before(after), |header| header.last_offset() >= offset)
    }

    /// The first batch that has a timestamp of `timestamp` or more.
    pub(super) fn find_time(&self, disk: &dyn Disk, timestamp: i64) -> Result<Option<Placed>, LogError> {
        if timestamp > self.max_timestamp {
            return Ok(None);
        }
        let after = self.index.partition_point(|entry| entry.max_timestamp_before < timestamp);
        self.first(disk, self.position_before(after), |header| header.max_timestamp >= timestamp)
    }

    /// The header of the batch at `position`; none at the end.
    pub(super) fn placed(&self, disk: &dyn Disk, position: u32) -> Result<Option<Placed>, LogError> {
        if position >= self.len {
            return Ok(None);
        }
        let bytes = disk.read_now(&self.file, u64::from(position), BATCH_HEADER_LEN as u32)?.to_bytes();
        Ok(Some(Placed { position, header: BatchHeader::read(&bytes)? }))
    }

    /// The whole batch at `position`.
    pub(super) fn batch(&self, disk: &dyn Disk, position: u32) -> Result<BatchView, LogError> {
        let placed = self.placed(disk, position)?.ok_or(DiskError::Missing)?;
        let bytes = self.bytes(disk, position, placed.end())?;
        Ok(BatchView::read(bytes.to_bytes())?)
    }

    /// The bytes between two positions.
    pub(super) fn bytes(&self, disk: &dyn Disk, from: u32, to: u32) -> Result<Records, LogError> {
        Ok(disk.read_now(&self.file, u64::from(from), to.saturating_sub(from))?)
    }

    fn position_before(&self, after: usize) -> u32 {
        after.checked_sub(1).map_or(0, |entry| self.index[entry].position)
    }

    fn first(
        &self,
        disk: &dyn Disk,
        from: u32,
        wanted: impl Fn(&BatchHeader) -> bool,
    ) -> Result<Option<Placed>, LogError> {
        let mut next = self.placed(disk, from)?;
        while let Some(placed) = next {
            if wanted(&placed.header) {
                return Ok(Some(placed));
            }
            next = self.placed(disk, placed.end())?;
        }
        Ok(None)
    }
}

impl Placed {
    /// Position after the batch.
    pub(super) fn end(&self) -> u32 {
        self.position.saturating_add(u32::try_from(self.header.size()).unwrap_or(u32::MAX))
    }
}
