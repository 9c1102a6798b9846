//! Opening a log: every batch is read and checked once, and the first bad one ends the log (as Kafka does after an
//! unclean shutdown).

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::DiskError;
use partita_wire::records::BatchView;

use super::files::{self, Entries};
use super::segment::Segment;
use super::{EpochCache, Log, LogError, LogSettings, Producers, epochs_file};
use crate::disk::{Disk, read_whole};

/// Bytes of a batch up to its length, which says how many to read.
const LEN_PREFIX: u32 = 12;

impl Log {
    /// Opens the log in `dir`, or begins one at offset 0. What lies behind the first batch that is torn, damaged or out of
    /// order is removed from the disk.
    pub fn open(disk: &mut dyn Disk, dir: &str, settings: LogSettings) -> Result<Log, LogError> {
        let mut log = Log {
            dir: dir.into(),
            settings,
            segments: Vec::new(),
            log_start: 0,
            epochs: Arc::new(EpochCache::default()),
            producers: Arc::new(Producers::default()),
            cleaned_to: 0,
            flushed_to: 0,
            revision: 0,
        };
        super::clean::finish(disk, dir)?;
        let noted = log.noted_epochs(disk)?;
        log.read_segments(disk)?;
        if log.segments.is_empty() {
            log.roll(disk, 0)?;
        }
        log.log_start = log.segments[0].base_offset;
        log.flushed_to = log.active().base_offset;
        log.trust_epochs(disk, noted)?;
        Ok(log)
    }

    /// What the checkpoint says of the epochs, damaged or not.
    fn noted_epochs(&self, disk: &dyn Disk) -> Result<EpochCache, LogError> {
        match read_whole(disk, &epochs_file(&self.dir)) {
            Ok(text) => Ok(EpochCache::from_checkpoint(&String::from_utf8_lossy(&text))),
            Err(DiskError::Missing) => Ok(EpochCache::default()),
            Err(error) => Err(error.into()),
        }
    }

    /// Epochs found in the batches are right; where they begin was noted before compaction took their first records. Of
    /// those noted, one without a record may still be told.
    fn trust_epochs(&mut self, disk: &mut dyn Disk, noted: EpochCache) -> Result<(), LogError> {
        let mut epochs = self.epochs.with_starts_of(&noted, self.segments[0].base_offset);
        for &(epoch, start) in noted.entries() {
            let newer = epochs.latest().is_none_or(|latest| epoch > latest);
            if newer && start == self.log_end() {
                epochs.assign(epoch, start);
            }
        }
        if epochs == noted {
            self.epochs = Arc::new(epochs);
            return Ok(());
        }
        self.keep_epochs(disk, epochs)
    }

    fn read_segments(&mut self, disk: &mut dyn Disk) -> Result<(), LogError> {
        let files = disk.list(&(String::from(&*self.dir) + "/"));
        let mut bases: Vec<i64> = files.iter().filter_map(|file| Segment::base_of(&self.dir, file)).collect();
        bases.sort_unstable();
        let (mut whole, mut beyond) = (true, Vec::new());
        for base_offset in bases {
            let follows = self.segments.last().is_none_or(|last| last.next_offset <= base_offset);
            if whole && follows {
                whole = self.read_segment(disk, base_offset)?;
            } else {
                beyond.push(base_offset);
            }
        }
        // The bad batch goes last: after a crash on the way here it is found again. Without it the segments behind it would
        // be taken for the rest of the log.
        for &base_offset in beyond.iter().rev() {
            files::delete(disk, &Segment::new(&self.dir, base_offset))?;
        }
        match self.segments.last() {
            Some(last) if !whole => Ok(disk.truncate(&last.file, u64::from(last.len))?),
            _ => Ok(()),
        }
    }

    /// Reads one segment up to its last good batch. Says whether it was good to its end.
    fn read_segment(&mut self, disk: &mut dyn Disk, base_offset: i64) -> Result<bool, LogError> {
        let mut segment = Segment::new(&self.dir, base_offset);
        let on_disk = disk.len(&segment.file).ok_or(DiskError::Missing)?;
        if self.segments.is_empty() {
            self.producers = Arc::new(self.kept_producers(disk, &segment));
        }
        let mut entries = Entries::default();
        while let Some(batch) = next_good_batch(disk, &segment)? {
            Arc::make_mut(&mut self.epochs).assign(batch.header().leader_epoch, batch.header().base_offset);
            Arc::make_mut(&mut self.producers).note(batch.header());
            segment.note(batch.header(), self.settings.index_interval_bytes, &mut entries);
        }
        let good = u64::from(segment.len);
        segment.note_newest(&mut entries);
        entries.replace(disk, &segment)?;
        self.segments.push(Arc::new(segment));
        Ok(good == on_disk)
    }

    /// Producers whose batches lay before the first segment.
    fn kept_producers(&self, disk: &dyn Disk, first: &Segment) -> Producers {
        let kept = files::snapshot(disk, first).and_then(|bytes| Producers::from_snapshot(&bytes));
        kept.unwrap_or_default()
    }

    /// Reads all that is in memory again after the log was cut.
    pub(super) fn read_producers(&mut self, disk: &dyn Disk) -> Result<(), LogError> {
        let mut producers = self.kept_producers(disk, &self.segments[0]);
        for segment in &self.segments {
            let mut position = 0;
            while let Some(placed) = segment.placed(disk, position)? {
                producers.note(&placed.header);
                position = placed.end();
            }
        }
        self.producers = Arc::new(producers);
        Ok(())
    }
}

/// The batch behind those that `segment` has, if it is whole, undamaged and in order.
pub(super) fn next_good_batch(disk: &dyn Disk, segment: &Segment) -> Result<Option<BatchView>, LogError> {
    let position = u64::from(segment.len);
    let prefix = disk.read_now(&segment.file, position, LEN_PREFIX)?.to_bytes();
    let Some(length) = prefix.get(8..12).and_then(|length| length.first_chunk::<4>()) else {
        return Ok(None);
    };
    let Ok(length) = u32::try_from(i32::from_be_bytes(*length)) else { return Ok(None) };
    let bytes = disk.read_now(&segment.file, position, LEN_PREFIX.saturating_add(length))?.to_bytes();
    let Ok(batch) = BatchView::read(bytes) else { return Ok(None) };
    let in_order = batch.header().base_offset >= segment.next_offset && batch.header().last_offset_delta >= 0;
    Ok(Some(batch).filter(|batch| in_order && batch.check_crc().is_ok()))
}
