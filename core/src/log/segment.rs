//! A piece of a log: one file of batches, and its sparse indexes by offset and by time.

use alloc::format;
use alloc::vec::Vec;

use partita_machine::DiskError;
use partita_wire::records::{BATCH_HEADER_LEN, BatchHeader, BatchView, Records};

use super::LogError;
use super::times::UNKNOWN;
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
    /// Timestamp of its first batch, by which it is rolled; -1 if that has none.
    pub(super) first_timestamp: Option<i64>,
    /// When it was begun, or found at a start, by the wall clock.
    pub(super) created_ms: i64,
    /// When it was last written, or found at a start, by the wall clock.
    pub(super) modified_ms: i64,
    /// Largest timestamp, -1 while there is none.
    pub(super) max_timestamp: i64,
    /// Last offset of the first batch with that timestamp.
    pub(super) max_timestamp_offset: i64,
    /// What its `.index` has.
    pub(super) offsets: Vec<OffsetEntry>,
    /// What its `.timeindex` has.
    pub(super) times: Vec<TimeEntry>,
    /// Bytes behind the last batch that the index has.
    pub(super) unindexed: u32,
    /// The last batch, which is read most.
    pub(super) last: Option<Placed>,
}

/// One batch in every few kilobytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OffsetEntry {
    /// Its last offset.
    pub(super) offset: i64,
    pub(super) position: u32,
}

/// No record up to `offset` is newer than `timestamp`, and a batch that ends there is as new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TimeEntry {
    pub(super) timestamp: i64,
    pub(super) offset: i64,
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
            created_ms: UNKNOWN,
            modified_ms: UNKNOWN,
            max_timestamp: -1,
            max_timestamp_offset: base_offset,
            offsets: Vec::new(),
            times: Vec::new(),
            unindexed: 0,
            last: None,
        }
    }

    /// Whether a batch's offsets are near enough to the segment's for its indexes. The offsets of a batch are not in its
    /// checksum.
    pub(super) fn has_room_for(&self, header: &BatchHeader) -> bool {
        header
            .last_offset()
            .checked_sub(self.base_offset)
            .is_some_and(|span| (0..=i64::from(i32::MAX)).contains(&span))
    }

    /// Takes a batch that lies at the end of the file into account.
    pub(super) fn note(&mut self, header: &BatchHeader, index_interval: u32) {
        if header.max_timestamp > self.max_timestamp {
            self.max_timestamp = header.max_timestamp;
            self.max_timestamp_offset = header.last_offset();
        }
        if self.unindexed > index_interval {
            self.offsets.push(OffsetEntry { offset: header.last_offset(), position: self.len });
            self.note_newest();
            self.unindexed = 0;
        }
        self.first_timestamp.get_or_insert(header.max_timestamp);
        self.last = Some(Placed { position: self.len, header: *header });
        let size = u32::try_from(header.size()).unwrap_or(u32::MAX);
        self.len = self.len.saturating_add(size);
        self.unindexed = self.unindexed.saturating_add(size);
        self.next_offset = header.next_offset();
    }

    /// Takes the newest timestamp into the index by time, if it is not there: now and then, and when the segment ends.
    pub(super) fn note_newest(&mut self) {
        if self.times.last().is_none_or(|last| self.max_timestamp > last.timestamp) && self.max_timestamp >= 0
        {
            self.times.push(TimeEntry { timestamp: self.max_timestamp, offset: self.max_timestamp_offset });
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
        let start = self.indexed_before(disk, offset)?;
        self.first(disk, start, |header| header.last_offset() >= offset)
    }

    /// The first batch that has a timestamp of `timestamp` or more.
    pub(super) fn find_time(&self, disk: &dyn Disk, timestamp: i64) -> Result<Option<Placed>, LogError> {
        if timestamp > self.max_timestamp {
            return Ok(None);
        }
        let start = self.older_than(disk, timestamp)?;
        self.first(disk, start, |header| header.max_timestamp >= timestamp)
    }

    /// The first batch with the largest timestamp.
    pub(super) fn newest(&self, disk: &dyn Disk) -> Result<Option<Placed>, LogError> {
        self.find(disk, self.max_timestamp_offset)
    }

    /// Where to begin looking for `offset`: the last batch in the index that ends at or before it. An entry that does not
    /// say what lies there, as a damaged file may have it, is not believed.
    fn indexed_before(&self, disk: &dyn Disk, offset: i64) -> Result<Option<Placed>, LogError> {
        let after = self.offsets.partition_point(|entry| entry.offset <= offset);
        if let Some(entry) = after.checked_sub(1).map(|before| self.offsets[before])
            && let Ok(Some(placed)) = self.placed(disk, entry.position)
            && placed.header.last_offset() == entry.offset
        {
            return Ok(Some(placed));
        }
        self.placed(disk, 0)
    }

    /// Where to begin looking for `timestamp`: a batch before which all are older. As for offsets, an entry must be true.
    fn older_than(&self, disk: &dyn Disk, timestamp: i64) -> Result<Option<Placed>, LogError> {
        let after = self.times.partition_point(|entry| entry.timestamp < timestamp);
        if let Some(entry) = after.checked_sub(1).map(|before| self.times[before])
            && let Some(placed) = self.find(disk, entry.offset)?
            && (placed.header.last_offset(), placed.header.max_timestamp) == (entry.offset, entry.timestamp)
        {
            return Ok(Some(placed));
        }
        self.placed(disk, 0)
    }

    /// The header of the batch at `position`; none at the end.
    pub(super) fn placed(&self, disk: &dyn Disk, position: u32) -> Result<Option<Placed>, LogError> {
        if position >= self.len {
            return Ok(None);
        }
        let mut bytes = [0; BATCH_HEADER_LEN];
        let there = disk.peek(&self.file, u64::from(position), &mut bytes)?;
        Ok(Some(Placed { position, header: BatchHeader::read(&bytes[..there])? }))
    }

    /// The whole batch at `position`.
    pub(super) fn batch(&self, disk: &dyn Disk, position: u32) -> Result<BatchView, LogError> {
        let placed = self.placed(disk, position)?.ok_or(DiskError::Missing)?;
        self.whole(disk, placed)
    }

    /// The whole batch of a header.
    pub(super) fn whole(&self, disk: &dyn Disk, placed: Placed) -> Result<BatchView, LogError> {
        let bytes = self.bytes(disk, placed.position, placed.end())?;
        Ok(BatchView::read(bytes.to_bytes())?)
    }

    /// The bytes between two positions.
    pub(super) fn bytes(&self, disk: &dyn Disk, from: u32, to: u32) -> Result<Records, LogError> {
        Ok(disk.read_now(&self.file, u64::from(from), to.saturating_sub(from))?)
    }

    fn first(
        &self,
        disk: &dyn Disk,
        start: Option<Placed>,
        wanted: impl Fn(&BatchHeader) -> bool,
    ) -> Result<Option<Placed>, LogError> {
        let mut next = start;
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
