//! Opening a log. After a life that ended in order nothing is scanned: indexes, epochs and a snapshot of the producers say
//! what is there, and what of them is missing or cannot be right is made again. After any other, every batch from the segment
//! of the recovery point on is read and checked, and the first bad one ends the log; as in Kafka it ends its segment alone where
//! an index is missing.
//!
//! A log may be large, so that this goes in steps: [`Opening::step`] reads about as much as it is allowed to.

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::DiskError;
use partita_wire::records::{BatchHeader, BatchView};

use super::files;
use super::restore::Walk;
use super::segment::{SUFFIX, Segment};
use super::times::UNKNOWN;
use super::{EpochCache, Log, LogError, LogSettings, Producers, epochs_file};
use crate::disk::{Disk, read_whole};

/// Bytes of a batch up to its length, which says how many to read.
const LEN_PREFIX: u32 = 12;
/// What looking at one header counts as.
const HEADER_COST: u64 = 64;

/// What the last life of a broker wrote down about a log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Whether that life ended in order (`.kafka_cleanshutdown`).
    pub clean: bool,
    /// Up to where the log was flushed (`recovery-point-offset-checkpoint`).
    pub recovery_point: i64,
    /// Its first offset for readers (`log-start-offset-checkpoint`).
    pub log_start: i64,
}

/// A log that is being opened.
#[derive(Clone, Debug)]
pub struct Opening {
    log: Log,
    left: Left,
    /// Epochs as the checkpoint has them.
    noted: EpochCache,
    /// Whether what was seen of the batches contradicts them.
    noted_is_wrong: bool,
    /// Base offsets of segments not looked at yet.
    bases: VecDeque<i64>,
    /// From this segment on everything is scanned.
    scan_from: i64,
    stage: Stage,
}

/// What is done next.
#[derive(Clone, Debug)]
enum Stage {
    Segments,
    Scan(Box<Scan>),
    Epochs(Walk),
    Start,
    Producers(Walk),
    Done,
}

/// A segment whose batches are read and checked.
#[derive(Clone, Debug)]
struct Scan {
    segment: Segment,
    /// Whether a bad batch in it ends the log.
    ends_log: bool,
}

impl Log {
    /// Opens the log in `dir`, or begins one at offset 0, and trusts nothing that was written down about it.
    pub fn open(disk: &mut dyn Disk, dir: &str, settings: LogSettings) -> Result<Log, LogError> {
        Self::open_after(disk, dir, settings, Left::default())
    }

    /// Opens the log in `dir` at once, or begins one.
    pub fn open_after(
        disk: &mut dyn Disk,
        dir: &str,
        settings: LogSettings,
        left: Left,
    ) -> Result<Log, LogError> {
        let mut opening = Opening::begin(disk, dir, settings, left)?;
        while !opening.step(disk, &mut { u64::MAX })? {}
        Ok(opening.finish())
    }
}

impl Opening {
    /// Begins to open the log in `dir`: nothing of its batches is read yet.
    pub fn begin(
        disk: &mut dyn Disk,
        dir: &str,
        settings: LogSettings,
        left: Left,
    ) -> Result<Self, LogError> {
        let log = Log {
            dir: dir.into(),
            settings,
            segments: Vec::new(),
            log_start: 0,
            epochs: Arc::new(EpochCache::default()),
            producers: Arc::new(Producers::default()),
            cleaned_to: 0,
            recovery_point: 0,
            deleted: Vec::new(),
            now_ms: UNKNOWN,
            flushed_ms: UNKNOWN,
            cuts: 0,
            revision: 0,
        };
        super::clean::finish(disk, dir)?;
        let bases = segments_on(disk, dir)?;
        let unflushed = bases.iter().rev().find(|&&base| base <= left.recovery_point);
        let scan_from = match left.clean {
            true => i64::MAX,
            false => unflushed.or(bases.first()).copied().unwrap_or(0),
        };
        let noted = noted_epochs(disk, dir)?;
        let (noted_is_wrong, stage) = (false, Stage::Segments);
        Ok(Self { log, left, noted, noted_is_wrong, bases: bases.into(), scan_from, stage })
    }

    /// Whether its last life ended in order: all that is known of producers is from a snapshot then.
    #[must_use]
    pub fn is_after_orderly_end(&self) -> bool {
        self.left.clean
    }

    /// Goes on, until about `left` bytes were read, of which it takes off what it has read. Says whether the log is open.
    pub fn step(&mut self, disk: &mut dyn Disk, left: &mut u64) -> Result<bool, LogError> {
        while *left > 0 {
            self.stage = match core::mem::replace(&mut self.stage, Stage::Done) {
                Stage::Segments => self.next_segment(disk, left)?,
                Stage::Scan(scan) => self.scan(disk, *scan, left)?,
                Stage::Epochs(walk) => self.read_epochs(disk, walk, left)?,
                Stage::Start => self.find_start(disk)?,
                Stage::Producers(walk) => self.read_producers(disk, walk, left)?,
                Stage::Done => return Ok(true),
            };
        }
        Ok(matches!(self.stage, Stage::Done))
    }

    /// The log, once [`Opening::step`] says that it is open.
    #[must_use]
    pub fn finish(self) -> Log {
        self.log
    }

    fn next_segment(&mut self, disk: &mut dyn Disk, left: &mut u64) -> Result<Stage, LogError> {
        let Some(base_offset) = self.bases.pop_front() else { return Ok(self.after_segments()) };
        if self.log.segments.last().is_some_and(|last| last.next_offset > base_offset) {
            self.bases.push_front(base_offset);
            self.delete_rest(disk)?;
            return Ok(Stage::Segments);
        }
        if base_offset >= self.scan_from {
            let segment = Segment::new(&self.log.dir, base_offset);
            // Kafka makes a missing index again before it scans what was not flushed, and then finds nothing to cut any more.
            let ends_log = files::has_index(disk, &segment);
            return Ok(Stage::Scan(Box::new(Scan { segment, ends_log })));
        }
        match Segment::load(disk, &self.log.dir, base_offset)? {
            Some((segment, first, last)) => {
                // Offsets are in no checksum: a first batch that claims to lie behind the last one says nothing.
                let is_first = first.last_offset() <= last.last_offset();
                let ends = [last, first];
                self.compare_epochs(if is_first { &ends } else { &ends[..1] });
                *left = left.saturating_sub(u64::from(segment.unindexed) + HEADER_COST);
                self.log.segments.push(Arc::new(segment));
                Ok(Stage::Segments)
            }
            None => {
                let segment = Segment::new(&self.log.dir, base_offset);
                Ok(Stage::Scan(Box::new(Scan { segment, ends_log: false })))
            }
        }
    }

    fn after_segments(&mut self) -> Stage {
        if self.noted_is_wrong {
            self.log.epochs = Arc::default();
            return Stage::Epochs(Walk::default());
        }
        Stage::Start
    }

    /// Reads and checks a segment, and cuts it behind its last good batch.
    fn scan(&mut self, disk: &mut dyn Disk, scan: Scan, left: &mut u64) -> Result<Stage, LogError> {
        let Scan { mut segment, ends_log } = scan;
        while let Some(batch) = next_good_batch(disk, &segment)? {
            let header = batch.header();
            if segment.base_offset < self.scan_from {
                self.compare_epochs(&[*header]);
            } else {
                Arc::make_mut(&mut self.log.epochs).assign(header.leader_epoch, header.base_offset);
            }
            segment.note(header, self.log.settings.index_interval_bytes);
            *left = left.saturating_sub(header.size() as u64);
            if *left == 0 {
                return Ok(Stage::Scan(Box::new(Scan { segment, ends_log })));
            }
        }
        let on_disk = disk.len(&segment.file).ok_or(DiskError::Missing)?;
        let good = u64::from(segment.len);
        if good < on_disk {
            // The bad batch goes last: after a crash on the way here it is found again. Without it the segments behind it
            // would be taken for the rest of the log.
            if ends_log {
                self.delete_rest(disk)?;
            }
            disk.truncate(&segment.file, good)?;
        }
        if !self.bases.is_empty() {
            segment.note_newest();
        }
        files::write_indexes(disk, &segment)?;
        *left = left.saturating_sub(HEADER_COST);
        self.log.segments.push(Arc::new(segment));
        Ok(Stage::Segments)
    }

    /// Sets the segments aside that were not looked at yet, the last one first.
    fn delete_rest(&mut self, disk: &mut dyn Disk) -> Result<(), LogError> {
        for base_offset in self.bases.drain(..).rev() {
            let aside = files::set_aside(disk, &Segment::new(&self.log.dir, base_offset))?;
            self.log.deleted.extend(aside);
        }
        Ok(())
    }

    /// What is noted must have the epochs of batches that were not scanned.
    fn compare_epochs(&mut self, seen: &[BatchHeader]) {
        for header in seen.iter().filter(|header| header.last_offset() >= self.left.log_start) {
            let epoch = (header.leader_epoch >= 0).then_some(header.leader_epoch);
            self.noted_is_wrong |= self.noted.epoch_of(header.last_offset()) != epoch;
        }
    }

    /// Reads the epochs of all batches.
    fn read_epochs(
        &mut self,
        disk: &mut dyn Disk,
        mut walk: Walk,
        left: &mut u64,
    ) -> Result<Stage, LogError> {
        while *left > 0 {
            let Some(header) = walk.next(disk, &self.log.segments)? else { return Ok(Stage::Start) };
            Arc::make_mut(&mut self.log.epochs).assign(header.leader_epoch, header.base_offset);
            *left = left.saturating_sub(HEADER_COST);
        }
        Ok(Stage::Epochs(walk))
    }

    /// All segments are known: where the log begins, what its epochs are, and from where on its producers are not kept.
    fn find_start(&mut self, disk: &mut dyn Disk) -> Result<Stage, LogError> {
        let log = &mut self.log;
        let log_start = self.left.log_start;
        if log.segments.is_empty() {
            log.roll(disk, log_start)?;
        }
        log.log_start = log.segments[0].base_offset;
        log.cleaned_to = log.log_start;
        log.recovery_point = if self.left.clean { log.log_end() } else { self.left.recovery_point };
        log.recovery_point = log.recovery_point.clamp(log.log_start, log.log_end());
        self.trust_epochs(disk)?;
        let log = &mut self.log;
        if log_start > log.log_end() {
            // The files of its end are gone.
            log.start_anew(disk, log_start)?;
        } else {
            log.delete_records_to(disk, log_start)?;
        }
        let from = log.load_snapshot(disk)?;
        Ok(Stage::Producers(Walk::at(disk, &log.segments, from)?))
    }

    /// Epochs found in batches are right; where they begin was noted before compaction took their first records. An epoch
    /// that has no record is forgotten.
    fn trust_epochs(&mut self, disk: &mut dyn Disk) -> Result<(), LogError> {
        let log = &mut self.log;
        let mut epochs = EpochCache::default();
        if !self.noted_is_wrong {
            let below = self.noted.entries().iter().filter(|&&(_, start)| start < self.scan_from);
            for &(epoch, start) in below {
                epochs.assign(epoch, start);
            }
        }
        for &(epoch, start) in log.epochs.entries() {
            epochs.assign(epoch, start);
        }
        epochs = epochs.with_starts_of(&self.noted, log.segments[0].base_offset);
        epochs.truncate_from_end(log.log_end());
        epochs.truncate_from_start(log.segments[0].base_offset);
        if epochs == self.noted {
            log.epochs = Arc::new(epochs);
            return Ok(());
        }
        log.keep_epochs(disk, epochs)
    }

    fn read_producers(
        &mut self,
        disk: &mut dyn Disk,
        mut walk: Walk,
        left: &mut u64,
    ) -> Result<Stage, LogError> {
        while *left > 0 {
            let Some(header) = self.log.note_next_producer(disk, &mut walk)? else { return Ok(Stage::Done) };
            *left = left.saturating_sub(if header.has_producer_id() { HEADER_COST } else { HEADER_COST / 2 });
        }
        Ok(Stage::Producers(walk))
    }
}

/// Base offsets of the segments in a directory, in their order. What else is there of segments that are gone, goes.
fn segments_on(disk: &mut dyn Disk, dir: &str) -> Result<Vec<i64>, LogError> {
    let all = files::all(disk, dir);
    let mut bases: Vec<i64> = all.iter().filter_map(|file| files::offset_of(dir, file, SUFFIX)).collect();
    bases.sort_unstable();
    for file in &all {
        let of = |suffix| files::offset_of(dir, file, suffix);
        let orphan = of(files::INDEX).or_else(|| of(files::TIME_INDEX));
        let is_orphan = orphan.is_some_and(|base| bases.binary_search(&base).is_err());
        if is_orphan || file.as_str().ends_with(files::DELETED) {
            disk.delete(file)?;
        }
    }
    Ok(bases)
}

/// What the checkpoint says of the epochs, damaged or not.
fn noted_epochs(disk: &dyn Disk, dir: &str) -> Result<EpochCache, LogError> {
    match read_whole(disk, &epochs_file(dir)) {
        Ok(text) => Ok(EpochCache::from_checkpoint(&String::from_utf8_lossy(&text))),
        Err(DiskError::Missing) => Ok(EpochCache::default()),
        Err(error) => Err(error.into()),
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
    let header = batch.header();
    let in_order = header.base_offset >= segment.next_offset && header.last_offset_delta >= 0;
    let fits = segment.has_room_for(header);
    Ok(Some(batch).filter(|batch| in_order && fits && batch.check_crc().is_ok()))
}
