//! What a log has in memory, found again from its files: a segment from its indexes, and the producers from their newest
//! snapshot and the batches behind it.

use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::DiskError;
use partita_wire::records::{BATCH_HEADER_LEN, BatchHeader};

use super::files;
use super::segment::{Placed, Segment};
use super::{Log, LogError, Producers};
use crate::disk::{Disk, read_whole};

/// Bytes behind the last entry of an index beyond which the file is not worth trusting: whatever an index leaves out is
/// looked through in one go.
const UNINDEXED_MAX: u32 = 4 << 20;

/// A place between two batches of a log.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Walk {
    segment: usize,
    position: u32,
}

impl Walk {
    /// The place before the first batch that has `offset` or a later one.
    pub(super) fn at(disk: &dyn Disk, segments: &[Arc<Segment>], offset: i64) -> Result<Self, LogError> {
        let after = segments.partition_point(|segment| segment.base_offset <= offset);
        let segment = after.saturating_sub(1);
        let Some(inside) = segments.get(segment) else { return Ok(Self::default()) };
        let found = inside.find(disk, offset)?;
        Ok(Self { segment, position: found.map_or(inside.len, |placed| placed.position) })
    }

    /// The next batch's header. What lies behind damage in a segment that nobody scanned is passed over.
    pub(super) fn next(
        &mut self,
        disk: &dyn Disk,
        segments: &[Arc<Segment>],
    ) -> Result<Option<BatchHeader>, LogError> {
        while let Some(segment) = segments.get(self.segment) {
            match segment.placed(disk, self.position) {
                Ok(Some(placed)) if placed.header.last_offset() < segment.next_offset => {
                    self.position = placed.end();
                    return Ok(Some(placed.header));
                }
                Ok(_) | Err(LogError::Batch(_)) => *self = Self { segment: self.segment + 1, position: 0 },
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }
}

impl Segment {
    /// A segment as its files say, with the headers of its first and last batch. None if the indexes are missing or cannot be
    /// right, or if it has no batch: then it has to be scanned.
    pub(super) fn load(
        disk: &dyn Disk,
        dir: &str,
        base_offset: i64,
    ) -> Result<Option<(Self, BatchHeader, BatchHeader)>, LogError> {
        let mut segment = Self::new(dir, base_offset);
        let on_disk = disk.len(&segment.file).ok_or(DiskError::Missing)?;
        let Ok(len) = u32::try_from(on_disk) else { return Ok(None) };
        let Some((offsets, times)) = files::read_indexes(disk, &segment, len) else { return Ok(None) };
        (segment.len, segment.offsets, segment.times) = (len, offsets, times);
        let from = segment.offsets.last().map_or(0, |entry| entry.position);
        if len - from > UNINDEXED_MAX {
            return Ok(None);
        }
        let (Some(first), Some(last)) = (segment.header_at(disk, 0), segment.last_from(disk, from)) else {
            return Ok(None);
        };
        if first.base_offset < base_offset || !segment.has_room_for(&last.header) {
            return Ok(None);
        }
        segment.first_timestamp = Some(first.max_timestamp);
        segment.last = Some(last);
        segment.next_offset = last.header.next_offset();
        segment.unindexed = len - from;
        Ok(segment.with_times(disk, [&first, &last.header])?.map(|segment| (segment, first, last.header)))
    }

    /// Takes the largest timestamp from the index by time, if that is true. Batches without timestamps leave no entry, and
    /// then neither the first nor the last batch has one.
    fn with_times(mut self, disk: &dyn Disk, ends: [&BatchHeader; 2]) -> Result<Option<Self>, LogError> {
        let Some(newest) = self.times.last().copied() else {
            let has_none = ends.iter().all(|header| header.max_timestamp < 0);
            return Ok(has_none.then_some(self));
        };
        let Ok(Some(placed)) = self.find(disk, newest.offset) else { return Ok(None) };
        let is_true =
            (placed.header.max_timestamp, placed.header.last_offset()) == (newest.timestamp, newest.offset);
        (self.max_timestamp, self.max_timestamp_offset) = (newest.timestamp, newest.offset);
        Ok(is_true.then_some(self))
    }

    /// The last batch, looked for from a position where one begins; none if the batches do not end where the file does.
    fn last_from(&self, disk: &dyn Disk, from: u32) -> Option<Placed> {
        let mut last = None;
        let mut position = from;
        while position < self.len {
            let header = self.header_at(disk, position)?;
            let next: Option<i64> = last.map(|last: Placed| last.header.next_offset());
            if header.base_offset < next.unwrap_or(self.base_offset) || header.last_offset_delta < 0 {
                return None;
            }
            let placed = Placed { position, header };
            position = placed.end();
            last = Some(placed);
        }
        last.filter(|_| position == self.len)
    }

    fn header_at(&self, disk: &dyn Disk, position: u32) -> Option<BatchHeader> {
        let bytes = disk.read_now(&self.file, u64::from(position), BATCH_HEADER_LEN as u32).ok()?;
        BatchHeader::read(&bytes.to_bytes()).ok()
    }
}

impl Log {
    /// Takes the newest snapshot of the producers that can be believed. Gives the offset it is for: batches from there on
    /// are not in it. Snapshots that mean nothing any more go: of what the log does not have, and between segments.
    pub(super) fn load_snapshot(&mut self, disk: &mut dyn Disk) -> Result<i64, LogError> {
        self.producers = Arc::new(Producers::default());
        let mut offsets = snapshots_on(disk, &self.dir);
        let end = self.log_end();
        let is_newest = |offset: i64| Some(offset) == offsets.last().copied();
        let is_base = |offset| self.segments().any(|base| base == offset);
        let means_nothing: Vec<i64> = offsets
            .iter()
            .copied()
            .filter(|&offset| {
                offset > end || offset < self.log_start || !(is_base(offset) || is_newest(offset))
            })
            .collect();
        for offset in means_nothing {
            disk.delete(&files::snapshot_file(&self.dir, offset))?;
            offsets.retain(|&kept| kept != offset);
        }
        while let Some(offset) = offsets.pop() {
            let file = files::snapshot_file(&self.dir, offset);
            let kept = read_whole(disk, &file).ok().and_then(|bytes| Producers::from_snapshot(&bytes));
            match kept.filter(|producers| producers.are_before(offset)) {
                Some(producers) => {
                    self.producers = Arc::new(producers);
                    return Ok(offset);
                }
                None => disk.delete(&file)?,
            }
        }
        Ok(self.log_start)
    }

    /// Notes the producer of the next batch.
    pub(super) fn note_next_producer(
        &mut self,
        disk: &dyn Disk,
        walk: &mut Walk,
    ) -> Result<Option<BatchHeader>, LogError> {
        let Some(header) = walk.next(disk, &self.segments)? else { return Ok(None) };
        Arc::make_mut(&mut self.producers).note(&header);
        Ok(Some(header))
    }

    /// Finds the producers again after the log was cut.
    pub(super) fn restore_producers(&mut self, disk: &mut dyn Disk) -> Result<(), LogError> {
        let from = self.load_snapshot(disk)?;
        let mut walk = Walk::at(disk, &self.segments, from)?;
        while self.note_next_producer(disk, &mut walk)?.is_some() {}
        Ok(())
    }

    /// Leaves the log in order, for a next life that scans nothing: the index by time whole, the producers kept as they are,
    /// everything flushed.
    pub fn close(&mut self, disk: &mut dyn Disk) -> Result<(), LogError> {
        let indexed = files::Indexed::of(self.active());
        self.active_mut().note_newest();
        indexed.append_to(disk, self.active())?;
        self.flush(disk)?;
        let newest = snapshots_on(disk, &self.dir).last().copied();
        if newest.is_none_or(|newest| newest < self.log_end()) {
            let file = files::snapshot_file(&self.dir, self.log_end());
            disk.replace(&file, &self.producers.to_snapshot())?;
        }
        Ok(())
    }
}

/// Offsets for which snapshots of the producers are kept, in their order.
pub(super) fn snapshots_on(disk: &dyn Disk, dir: &str) -> Vec<i64> {
    let all = files::all(disk, dir);
    all.iter().filter_map(|file| files::offset_of(dir, file, files::SNAPSHOT)).collect()
}
