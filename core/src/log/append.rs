//! How a log grows: batches of a leader and of a follower, the segments that end and begin with them, and flushes.

use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_wire::records::{BatchHeader, BatchView, CheckedBatch, Records};

use super::files::{self, Indexed, OFFSET_ENTRY_LEN, TIME_ENTRY_LEN};
use super::segment::Segment;
use super::{Log, LogError};
use crate::disk::Disk;

/// What became of a batch that was to be appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// Offset of its first record.
    pub base_offset: i64,
    /// Offset of its last record.
    pub last_offset: i64,
    /// Its largest timestamp, milliseconds since 1970.
    pub timestamp: i64,
    /// Whether it lay in the log already: nothing was written, and the offsets are the old ones.
    pub duplicate: bool,
}

impl Log {
    /// Appends a client's or a coordinator's batch under `leader_epoch`: gives it the next offsets, unless an idempotent
    /// producer sent it before.
    pub fn append_as_leader(
        &mut self,
        disk: &mut dyn Disk,
        batch: &CheckedBatch,
        leader_epoch: i32,
    ) -> Result<Appended, LogError> {
        if let Some(known) = self.producers.check(batch.header())? {
            return Ok(Appended {
                base_offset: known.first_offset,
                last_offset: known.last_offset,
                timestamp: known.timestamp,
                duplicate: true,
            });
        }
        let base_offset = self.log_end();
        let header = BatchHeader { base_offset, leader_epoch, ..*batch.header() };
        self.store(disk, &header, &[&batch.stamp(base_offset, leader_epoch), batch.unstamped()])?;
        let (last_offset, timestamp) = (header.last_offset(), header.max_timestamp);
        Ok(Appended { base_offset, last_offset, timestamp, duplicate: false })
    }

    /// Appends whole batches as a leader has stored them, whatever their epochs. All of them are checked before the first is
    /// written; a batch that is cut off at the end is left for the next fetch.
    pub fn append_as_follower(
        &mut self,
        disk: &mut dyn Disk,
        records: &Records,
    ) -> Result<Option<Appended>, LogError> {
        self.append_fetched(disk, records, i32::MAX)
    }

    /// The same up to a batch that no leader up to `leader_epoch` can have appended: no checksum covers its epoch, so it was
    /// damaged, or it is of a leader that came later (KAFKA-18723). It and what follows it are left.
    pub fn append_fetched(
        &mut self,
        disk: &mut dyn Disk,
        records: &Records,
        leader_epoch: i32,
    ) -> Result<Option<Appended>, LogError> {
        let batches = self.check_fetched(records, leader_epoch)?;
        let (Some(first), Some(last)) = (batches.first(), batches.last()) else { return Ok(None) };
        let appended = Appended {
            base_offset: first.header().base_offset,
            last_offset: last.header().last_offset(),
            timestamp: batches.iter().map(|batch| batch.header().max_timestamp).max().unwrap_or(-1),
            duplicate: false,
        };
        for batch in &batches {
            self.store(disk, batch.header(), &[batch.bytes()])?;
        }
        Ok(Some(appended))
    }

    fn check_fetched(&self, records: &Records, leader_epoch: i32) -> Result<Vec<BatchView>, LogError> {
        let mut end = self.log_end();
        let mut batches = Vec::new();
        for batch in records.batches() {
            let batch = batch?;
            let header = batch.header();
            if header.leader_epoch > leader_epoch {
                break;
            }
            batch.check_crc()?;
            if header.base_offset < end || header.last_offset_delta < 0 {
                return Err(LogError::OffsetsOverlap(header.base_offset, end));
            }
            end = header.next_offset();
            batches.push(batch);
        }
        Ok(batches)
    }

    fn store(&mut self, disk: &mut dyn Disk, header: &BatchHeader, parts: &[&[u8]]) -> Result<(), LogError> {
        if self.is_rolled_before(header, disk.segment_len_max()) {
            self.roll(disk, header.base_offset)?;
        }
        self.assign_epoch(disk, header.leader_epoch, header.base_offset)?;
        disk.append(&self.active().file, parts)?;
        let (interval, indexed) = (self.settings.index_interval_bytes, Indexed::of(self.active()));
        let now_ms = self.now_ms;
        let active = self.active_mut();
        active.note(header, interval);
        active.modified_ms = now_ms;
        // The batch is there. An index that the disk refuses is made again when the log is opened.
        let _ = indexed.append_to(disk, self.active());
        Arc::make_mut(&mut self.producers).note(header);
        self.revision += 1;
        if self.log_end().saturating_sub(self.recovery_point) >= self.settings.flush_messages
            && let Err(error) = self.flush(disk)
        {
            // What cannot be kept was not taken. The log directory is offline anyway.
            let _ = self.truncate_to(disk, header.base_offset);
            return Err(error);
        }
        Ok(())
    }

    /// Makes everything survive a loss of power.
    pub fn flush(&mut self, disk: &mut dyn Disk) -> Result<(), LogError> {
        let unflushed = |segment: &&Arc<Segment>| segment.next_offset > self.recovery_point;
        for segment in self.segments.iter().filter(unflushed) {
            files::flush(disk, segment)?;
        }
        if self.recovery_point < self.log_end() {
            (self.recovery_point, self.flushed_ms) = (self.log_end(), self.now_ms);
        }
        Ok(())
    }

    fn is_rolled_before(&self, header: &BatchHeader, segment_len_max: u32) -> bool {
        let active = self.active();
        if active.len == 0 {
            return false;
        }
        let size = u64::from(active.len) + header.size() as u64;
        let span = header.last_offset().saturating_sub(active.base_offset);
        size > u64::from(self.settings.segment_bytes.min(segment_len_max))
            || self.is_rolled_by_time(header)
            || active.offsets.len() >= index_entries_max(self.settings.segment_index_bytes, OFFSET_ENTRY_LEN)
            || active.times.len() + 1 >= index_entries_max(self.settings.segment_index_bytes, TIME_ENTRY_LEN)
            || span > i64::from(i32::MAX)
    }

    /// Begins a new segment at an offset; the one before is flushed.
    pub(super) fn roll(&mut self, disk: &mut dyn Disk, base_offset: i64) -> Result<(), LogError> {
        let (created_ms, modified_ms) = (self.now_ms, self.now_ms);
        let segment = Segment { created_ms, modified_ms, ..Segment::new(&self.dir, base_offset) };
        if let Some(full) = self.segments.last_mut() {
            let indexed = Indexed::of(full);
            Arc::make_mut(full).note_newest();
            // As with every index: it can be made again.
            let _ = indexed.append_to(disk, full);
            self.flush(disk)?;
            let snapshot = files::snapshot_file(&self.dir, base_offset);
            disk.replace(&snapshot, &self.producers.to_snapshot())?;
        }
        files::create(disk, &segment)?;
        self.segments.push(Arc::new(segment));
        Ok(())
    }
}

/// How many entries an index has room for; one at least, whatever is configured.
fn index_entries_max(bytes: u32, entry_len: usize) -> usize {
    (bytes as usize / entry_len).max(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::MemoryDisk;
    use crate::log::LogSettings;
    use partita_wire::records::{BatchBuilder, Codec};

    /// Batches of one record each, at the offsets from 0 on, of these epochs.
    fn batches(epochs: &[i32]) -> Records {
        let mut bytes = Vec::new();
        for (offset, &epoch) in (0..).zip(epochs) {
            let mut builder = BatchBuilder::new(Codec::None);
            builder.append(1_000, Some(b"k"), Some(b"v"), &[]).unwrap();
            bytes.extend(builder.build(offset, epoch).unwrap());
        }
        Records::from(bytes::Bytes::from(bytes))
    }

    #[test]
    fn what_no_leader_so_far_can_have_appended_is_left_with_all_behind_it() {
        let mut disk = MemoryDisk::new();
        let mut log = Log::open(&mut disk, "orders-0", LogSettings::DEFAULT).unwrap();
        let fetched = batches(&[3, 4, 900, 4]);
        let appended = log.append_fetched(&mut disk, &fetched, 4).unwrap().expect("two batches");
        assert_eq!((appended.base_offset, appended.last_offset, log.log_end()), (0, 1, 2));
        assert_eq!(log.epochs().entries(), [(3, 0), (4, 1)]);
        let mut other = Log::open(&mut disk, "orders-1", LogSettings::DEFAULT).unwrap();
        assert_eq!(other.append_fetched(&mut disk, &batches(&[5, 4]), 4), Ok(None));
        assert_eq!(
            other.append_fetched(&mut disk, &batches(&[-1, 4]), 4).map(|some| some.is_some()),
            Ok(true)
        );
    }
}
