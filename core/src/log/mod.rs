//! The log of one partition: batches in segments on a disk, and what follows from them in memory.
//!
//! A log knows offsets, leader epochs and idempotent producers; it knows nothing of high watermarks, replicas or
//! requests. Everything it holds in memory is found again by reading the batches ([`Log::open`]), so what the disk has
//! is what counts.
//!
//! Where to start: [`Log::append_as_leader`], [`Log::append_as_follower`], [`Log::locate`]; `recovery.rs` for how a log is
//! opened and what a crash leaves; `epochs.rs` and `producers.rs` for what truncation and idempotence need.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::records::{BatchHeader, BatchView, CheckedBatch, Records};

use crate::disk::{Disk, FileName};

mod clean;
mod cut;
mod epochs;
mod error;
mod files;
mod indexes;
mod lookup;
mod producers;
mod recovery;
mod restore;
mod retention;
mod segment;
mod snapshot;
mod times;
mod unstable;

pub use clean::{Cleaned, Cleaning, Compaction, Dirt};
pub use epochs::EpochCache;
pub use error::LogError;
pub use lookup::{FoundOffset, Span};
pub use producers::{BATCHES_REMEMBERED, ProducerBatch, ProducerState, Producers};
pub use recovery::{Left, Opening};
pub use retention::Retention;

use files::{Indexed, OFFSET_ENTRY_LEN, TIME_ENTRY_LEN};
use segment::Segment;

/// When a log begins a new segment, and how densely it is indexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogSettings {
    /// `segment.bytes`.
    pub segment_bytes: u32,
    /// `segment.ms`.
    pub segment_ms: i64,
    /// `segment.jitter.ms`: how much earlier than that a segment may end.
    pub segment_jitter_ms: i64,
    /// Seed of the chance that says how much.
    pub jitter_seed: u64,
    /// `index.interval.bytes`.
    pub index_interval_bytes: u32,
    /// `segment.index.bytes`: a segment ends when one of its indexes is as large.
    pub segment_index_bytes: u32,
    /// `flush.messages`: after so many records the log is flushed.
    pub flush_messages: i64,
    /// `flush.ms`: how long a record waits for a flush, where the log flusher runs (`log.flush.scheduler.interval.ms`).
    pub flush_ms: i64,
}

impl LogSettings {
    /// Kafka's defaults.
    pub const DEFAULT: Self = Self {
        segment_bytes: 1 << 30,
        segment_ms: 7 * 24 * 3_600_000,
        segment_jitter_ms: 0,
        jitter_seed: 0,
        index_interval_bytes: 4_096,
        segment_index_bytes: 10 << 20,
        flush_messages: i64::MAX,
        flush_ms: i64::MAX,
    };
}

impl Default for LogSettings {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// What became of a batch that was to be appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// Offset of its first record.
    pub base_offset: i64,
    /// Offset of its last record.
    pub last_offset: i64,
    /// Whether it lay in the log already: nothing was written, and the offsets are the old ones.
    pub duplicate: bool,
}

/// The log of one partition. Cloning shares everything that no longer changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    dir: Name,
    settings: LogSettings,
    /// At least one; the last is the one that grows.
    segments: Vec<Arc<Segment>>,
    log_start: i64,
    epochs: Arc<EpochCache>,
    producers: Arc<Producers>,
    /// Up to where it was compacted.
    cleaned_to: i64,
    /// Up to where it was flushed: a start after a crash trusts what lies below.
    recovery_point: i64,
    /// Files set aside that nobody has scheduled for deletion yet.
    deleted: Vec<FileName>,
    /// The wall clock, as it was told last.
    now_ms: i64,
    /// How often segments went or were cut: what is known of them from before does not hold any more.
    cuts: u64,
    revision: u64,
}

impl Log {
    /// The directory's name (`orders-0`).
    #[must_use]
    pub fn dir(&self) -> &Name {
        &self.dir
    }

    /// When it begins a new segment, and how densely it is indexed.
    #[must_use]
    pub fn settings(&self) -> LogSettings {
        self.settings
    }

    /// Offset of the first record that readers may have.
    #[must_use]
    pub fn log_start(&self) -> i64 {
        self.log_start
    }

    /// Offset after the last record.
    #[must_use]
    pub fn log_end(&self) -> i64 {
        self.active().next_offset
    }

    /// Leader epochs and their first offsets.
    #[must_use]
    pub fn epochs(&self) -> &EpochCache {
        &self.epochs
    }

    /// Idempotent producers.
    #[must_use]
    pub fn producers(&self) -> &Producers {
        &self.producers
    }

    /// Notes up to where all replicas have the log: transactions that ended below are not looked at any more.
    pub fn note_committed(&mut self, high_watermark: i64) {
        if self.producers.has_settled(high_watermark) {
            Arc::make_mut(&mut self.producers).settle(high_watermark);
        }
    }

    /// Base offsets of the segments.
    pub fn segments(&self) -> impl Iterator<Item = i64> {
        self.segments.iter().map(|segment| segment.base_offset)
    }

    /// Bytes of all segments.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.segments.iter().map(|segment| u64::from(segment.len)).sum()
    }

    /// About how many bytes the active segment's indexes take in memory; those of the others are shared between copies.
    pub(crate) fn index_bytes(&self) -> u64 {
        let active = self.active();
        16 * (active.offsets.len() + active.times.len()) as u64
    }

    /// Files of the segments, for who wants them flushed.
    pub fn files(&self) -> impl Iterator<Item = &FileName> {
        self.segments.iter().map(|segment| &segment.file)
    }

    /// Grows with every change of the content.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Up to where everything survives a loss of power.
    #[must_use]
    pub fn recovery_point(&self) -> i64 {
        self.recovery_point
    }

    /// Takes the names of files that are no longer part of the log: they are to be deleted, after a while or at once.
    pub fn take_deleted(&mut self) -> Vec<FileName> {
        core::mem::take(&mut self.deleted)
    }

    /// Whether [`Log::take_deleted`] would give anything.
    #[must_use]
    pub fn has_deleted(&self) -> bool {
        !self.deleted.is_empty()
    }

    /// Takes other settings from now on.
    pub fn set_settings(&mut self, settings: LogSettings) {
        self.settings = settings;
    }

    /// Whether there are idempotent producers that were silent for `expiration_ms`.
    #[must_use]
    pub fn has_expired_producers(&self, now_ms: i64, expiration_ms: i64) -> bool {
        let mut producers = self.producers.by_id().values();
        producers.any(|producer| producer.is_expired(now_ms, expiration_ms))
    }

    /// Forgets idempotent producers that were silent for `expiration_ms`.
    pub fn expire_producers(&mut self, now_ms: i64, expiration_ms: i64) {
        Arc::make_mut(&mut self.producers).expire(now_ms, expiration_ms);
    }

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
                duplicate: true,
            });
        }
        let base_offset = self.log_end();
        let header = BatchHeader { base_offset, leader_epoch, ..*batch.header() };
        self.store(disk, &header, &[&batch.stamp(base_offset, leader_epoch), batch.unstamped()])?;
        Ok(Appended { base_offset, last_offset: header.last_offset(), duplicate: false })
    }

    /// Appends whole batches as a leader has stored them. All of them are checked before the first is written; a batch
    /// that is cut off at the end is left for the next fetch.
    pub fn append_as_follower(
        &mut self,
        disk: &mut dyn Disk,
        records: &Records,
    ) -> Result<Option<Appended>, LogError> {
        let batches = self.check_fetched(records)?;
        let (Some(first), Some(last)) = (batches.first(), batches.last()) else { return Ok(None) };
        let appended = Appended {
            base_offset: first.header().base_offset,
            last_offset: last.header().last_offset(),
            duplicate: false,
        };
        for batch in &batches {
            self.store(disk, batch.header(), &[batch.bytes()])?;
        }
        Ok(Some(appended))
    }

    /// Notes that a leader epoch begins at the log end, before any record of it is there. It is kept on the disk: a
    /// follower's question must find it after a crash too (KAFKA-7415).
    pub fn begin_epoch(&mut self, disk: &mut dyn Disk, epoch: i32) -> Result<(), LogError> {
        let start = self.log_end();
        self.assign_epoch(disk, epoch, start)
    }

    fn check_fetched(&self, records: &Records) -> Result<Vec<BatchView>, LogError> {
        let mut end = self.log_end();
        let mut batches = Vec::new();
        for batch in records.batches() {
            let batch = batch?;
            batch.check_crc()?;
            let header = batch.header();
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
        self.recovery_point = self.log_end();
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

    fn roll(&mut self, disk: &mut dyn Disk, base_offset: i64) -> Result<(), LogError> {
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

    fn assign_epoch(&mut self, disk: &mut dyn Disk, epoch: i32, start: i64) -> Result<(), LogError> {
        // Nearly every batch is of the epoch that is there.
        if self.epochs.entries().last().is_some_and(|&(last, from)| last == epoch && from <= start) {
            return Ok(());
        }
        let mut epochs = (*self.epochs).clone();
        if epochs.assign(epoch, start) {
            self.keep_epochs(disk, epochs)?;
        }
        Ok(())
    }

    /// Writes the epochs down first: the disk may refuse.
    fn keep_epochs(&mut self, disk: &mut dyn Disk, epochs: EpochCache) -> Result<(), LogError> {
        disk.replace(&epochs_file(&self.dir), epochs.to_checkpoint().as_bytes())?;
        self.epochs = Arc::new(epochs);
        self.revision += 1;
        Ok(())
    }

    fn active(&self) -> &Segment {
        &self.segments[self.segments.len() - 1]
    }

    fn active_mut(&mut self) -> &mut Segment {
        let last = self.segments.len() - 1;
        Arc::make_mut(&mut self.segments[last])
    }
}

/// How many entries an index has room for; one at least, whatever is configured.
fn index_entries_max(bytes: u32, entry_len: usize) -> usize {
    (bytes as usize / entry_len).max(2)
}

fn epochs_file(dir: &str) -> FileName {
    let mut name = String::from(dir);
    name.push_str("/leader-epoch-checkpoint");
    name.into()
}

#[cfg(test)]
mod damage;
#[cfg(test)]
mod starting;
#[cfg(test)]
mod tests;
