//! The metadata log of this node: batches on the disk, and all of them in memory too, since every start replays them.
//! Its beginning goes once a snapshot stands for it.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::vec::Vec;

use bytes::Bytes;
use partita_machine::DiskError;
use partita_wire::records::{BatchView, Records};

use crate::SharedList;
use crate::disk::{Disk, FileName};

use super::snapshot::SnapshotId;

/// Folder of the one partition of the metadata topic.
pub(super) const FOLDER: &str = "__cluster_metadata-0/";

/// A batch of the log.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Offset after its last record.
    pub(crate) next: i64,
    pub(crate) epoch: i32,
    /// Where it begins in its segment.
    position: u64,
    pub(crate) batch: BatchView,
}

/// A file of the log, from its first offset to the next one's.
#[derive(Clone, Debug)]
struct Segment {
    base: i64,
    file: FileName,
    size: u64,
}

impl Segment {
    fn new(base: i64) -> Self {
        Self { base, file: format!("{FOLDER}{base:020}.log").into(), size: 0 }
    }

    fn of(file: &FileName) -> Option<Self> {
        let base = file.as_str().strip_prefix(FOLDER)?.strip_suffix(".log")?.parse().ok()?;
        Some(Self { base, file: file.clone(), size: 0 })
    }
}

/// The metadata log.
#[derive(Clone, Debug)]
pub(crate) struct MetadataLog {
    /// First offset; a snapshot stands for what was before it.
    start: i64,
    segments: Vec<Segment>,
    entries: SharedList<Entry>,
    snapshots: BTreeSet<SnapshotId>,
    /// `metadata.log.segment.bytes`.
    segment_bytes: u64,
}

impl MetadataLog {
    /// An empty log; [`MetadataLog::recover`] finds what the disk has.
    pub(crate) fn new(segment_bytes: u64) -> Self {
        Self {
            start: 0,
            segments: Vec::new(),
            entries: SharedList::default(),
            snapshots: BTreeSet::new(),
            segment_bytes,
        }
    }

    /// Takes what is on the disk. A torn or damaged end is cut off; a log that ends before the newest snapshot makes way
    /// for it.
    pub(crate) fn recover(&mut self, disk: &mut dyn Disk) -> Result<(), DiskError> {
        let files = disk.list(FOLDER);
        for part in files.iter().filter(|file| file.as_str().ends_with(".checkpoint.part")) {
            disk.delete(part)?;
        }
        self.snapshots = files.iter().filter_map(SnapshotId::of).collect();
        let mut segments: Vec<Segment> = files.iter().filter_map(Segment::of).collect();
        segments.sort_by_key(|segment| segment.base);
        self.start = segments.first().map_or(0, |first| first.base);
        let mut segments = segments.into_iter();
        for segment in segments.by_ref() {
            if segment.base != self.end() {
                disk.delete(&segment.file)?;
                break;
            }
            if !self.recover_segment(disk, segment)? {
                break;
            }
        }
        for behind in segments {
            disk.delete(&behind.file)?;
        }
        self.truncate_to_snapshot(disk)?;
        if self.start > 0 && self.snapshots.last().is_none_or(|newest| newest.end < self.start) {
            // What the log does not have any more, nothing stands for.
            return Err(DiskError::Missing);
        }
        Ok(())
    }

    /// Whether all of a segment could be read.
    fn recover_segment(&mut self, disk: &mut dyn Disk, segment: Segment) -> Result<bool, DiskError> {
        let file = segment.file.clone();
        let len = disk.len(&file).unwrap_or(0);
        self.segments.push(segment);
        let found = disk.read_now(&file, 0, u32::try_from(len).unwrap_or(u32::MAX))?;
        for batch in found.batches() {
            let Ok(batch) = batch else { break };
            if batch.check_crc().is_err() || batch.header().base_offset != self.end() {
                break;
            }
            self.push(batch);
        }
        let size = self.segments.last().map_or(0, |last| last.size);
        if len > size {
            disk.truncate(&file, size)?;
        }
        Ok(len == size)
    }

    /// Adds a batch that continues the log; whoever calls has made sure of that. It is flushed: what a voter says it
    /// has, it must have after a loss of power too.
    pub(crate) fn append(&mut self, disk: &mut dyn Disk, batch: BatchView) -> Result<(), DiskError> {
        let len = size_of(batch.bytes());
        if self.segments.last().is_none_or(|last| last.size > 0 && last.size + len > self.segment_bytes) {
            self.segments.push(Segment::new(self.end()));
        }
        if let Some(last) = self.segments.last() {
            disk.append(&last.file, &[batch.bytes()])?;
            disk.flush(&last.file)?;
        }
        self.push(batch);
        Ok(())
    }

    /// Holds a batch of the log as another node of this process has it: the bytes are the same.
    pub(super) fn share(&mut self, entry: &Entry, bytes: Bytes) {
        let at = self.entries.partition_point(|known| known.next < entry.next);
        let stays = |known: &Entry| {
            known.next != entry.next
                || known.batch.bytes().as_ptr() == bytes.as_ptr()
                || *known.batch.bytes() != bytes
        };
        if self.entries.get(at).is_none_or(stays) {
            return;
        }
        if let Ok(batch) = BatchView::read(bytes) {
            self.entries.replace(at, Entry { batch, ..entry.clone() });
        }
    }

    /// First offset of the log.
    pub(crate) fn start(&self) -> i64 {
        self.start
    }

    /// Offset after the last record.
    pub(crate) fn end(&self) -> i64 {
        self.entries.last().map_or(self.start, |entry| entry.next)
    }

    /// Epoch of the last record, 0 in a log that never had one.
    pub(crate) fn last_epoch(&self) -> i32 {
        match self.entries.last() {
            Some(last) => last.epoch,
            None => self.snapshots.last().filter(|id| id.end == self.start).map_or(0, |id| id.epoch),
        }
    }

    /// The largest epoch not above `epoch`, and the offset where it ends here. What is before the log, its oldest
    /// snapshot stands for; (0, 0) if there is nothing.
    pub(crate) fn end_of_epoch(&self, epoch: i32) -> (i32, i64) {
        let after = self.entries.partition_point(|entry| entry.epoch <= epoch);
        match after.checked_sub(1).map(|last| &self.entries[last]) {
            Some(last) => (last.epoch, last.next),
            None if self.start == 0 => (0, 0),
            None => self.oldest_snapshot().map_or((0, self.start), |oldest| (oldest.epoch, oldest.end)),
        }
    }

    /// Removes everything from `offset` on. A batch goes as a whole.
    pub(crate) fn truncate(&mut self, disk: &mut dyn Disk, offset: i64) -> Result<(), DiskError> {
        let kept = self.entries.partition_point(|entry| entry.next <= offset);
        let Some(first) = self.entries.get(kept) else { return Ok(()) };
        let (base, position) = (first.batch.header().base_offset, first.position);
        let inside = self.segments.partition_point(|segment| segment.base <= base);
        for behind in self.segments.drain(inside..) {
            disk.delete(&behind.file)?;
        }
        self.entries.truncate(kept);
        match self.segments.last_mut() {
            Some(last) => {
                last.size = position;
                disk.truncate(&last.file, position)
            }
            None => Ok(()),
        }
    }

    /// Batches from the one that holds `offset` on, the first whole however large, then up to `bytes_max`.
    pub(crate) fn read(&self, offset: i64, bytes_max: usize) -> Records {
        let mut records = Records::default();
        for entry in self.from(offset) {
            if !records.is_empty() && records.len() + entry.batch.bytes().len() > bytes_max {
                break;
            }
            records.push(entry.batch.bytes().clone());
        }
        records
    }

    /// Batches from the one that holds `offset` on.
    pub(crate) fn from(&self, offset: i64) -> impl Iterator<Item = &Entry> {
        self.entries.range(self.entries.partition_point(|entry| entry.next <= offset), usize::MAX)
    }

    /// The batch that ends right before `offset`.
    pub(super) fn before(&self, offset: i64) -> Option<&Entry> {
        let after = self.entries.partition_point(|entry| entry.next <= offset);
        after.checked_sub(1).map(|last| &self.entries[last]).filter(|last| last.next == offset)
    }

    /// Bytes of the log.
    pub(super) fn bytes(&self) -> u64 {
        self.segments.iter().map(|segment| segment.size).sum()
    }

    /// The snapshot that stands for the least.
    pub(super) fn oldest_snapshot(&self) -> Option<SnapshotId> {
        self.snapshots.first().copied()
    }

    /// The snapshot that stands for the most.
    pub(super) fn newest_snapshot(&self) -> Option<SnapshotId> {
        self.snapshots.last().copied()
    }

    /// All snapshots, the oldest first.
    pub(super) fn snapshots(&self) -> impl Iterator<Item = SnapshotId> {
        self.snapshots.iter().copied()
    }

    /// Whether there is this snapshot.
    pub(super) fn has_snapshot(&self, id: SnapshotId) -> bool {
        self.snapshots.contains(&id)
    }

    /// Notes a snapshot whose file is there now.
    pub(super) fn add_snapshot(&mut self, id: SnapshotId) {
        self.snapshots.insert(id);
    }

    /// Empties a log that ends before the newest snapshot: it goes on where that ends. Says whether it did.
    pub(super) fn truncate_to_snapshot(&mut self, disk: &mut dyn Disk) -> Result<bool, DiskError> {
        let Some(newest) = self.newest_snapshot() else { return Ok(false) };
        if (newest.epoch, newest.end) <= (self.last_epoch(), self.end()) || newest.end <= self.start {
            return Ok(false);
        }
        for segment in core::mem::take(&mut self.segments) {
            disk.delete(&segment.file)?;
        }
        self.entries = SharedList::default();
        self.start = newest.end;
        self.forget_snapshots_before(disk, newest)?;
        // An empty segment keeps the place over a restart.
        let segment = Segment::new(newest.end);
        disk.replace(&segment.file, &[])?;
        self.segments.push(segment);
        Ok(true)
    }

    /// Lets the log begin where a snapshot ends: segments and snapshots that are wholly before it go.
    pub(super) fn delete_before(&mut self, disk: &mut dyn Disk, id: SnapshotId) -> Result<bool, DiskError> {
        if id.end <= self.start || !self.has_snapshot(id) || id.end > self.end() {
            return Ok(false);
        }
        self.start = id.end;
        let gone = self.segments.partition_point(|segment| segment.base <= id.end).saturating_sub(1);
        for segment in self.segments.drain(..gone) {
            disk.delete(&segment.file)?;
        }
        let whole = self.entries.partition_point(|entry| entry.next <= id.end);
        if whole < self.entries.len() || self.entries.last().is_some_and(|last| last.next == id.end) {
            self.forget_entries(whole);
        }
        self.forget_snapshots_before(disk, id)?;
        Ok(true)
    }

    /// Entries in files that stay are kept in memory too: a truncation needs their positions, and a restart reads them.
    fn forget_entries(&mut self, before: usize) {
        let first_kept = self.segments.first().map_or(0, |segment| segment.base);
        let gone = self.entries.partition_point(|entry| entry.next <= first_kept).min(before);
        self.entries.forget_first(gone);
    }

    fn forget_snapshots_before(&mut self, disk: &mut dyn Disk, id: SnapshotId) -> Result<(), DiskError> {
        while let Some(oldest) = self.snapshots.first().copied().filter(|&oldest| oldest < id) {
            self.snapshots.remove(&oldest);
            disk.delete(&oldest.file())?;
        }
        Ok(())
    }

    fn push(&mut self, batch: BatchView) {
        let header = batch.header();
        let (next, epoch) = (header.next_offset(), header.leader_epoch);
        let Some(segment) = self.segments.last_mut() else { return };
        let position = segment.size;
        segment.size += size_of(batch.bytes());
        self.entries.push(Entry { next, epoch, position, batch });
    }
}

fn size_of(bytes: &Bytes) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
