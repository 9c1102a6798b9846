//! The log of one partition: batches in segments on a disk, and what follows from them in memory.
//!
//! A log knows offsets, leader epochs and idempotent producers; it knows nothing of high watermarks, replicas or
//! requests. Everything it holds in memory is found again by reading the batches ([`Log::open`]), so what the disk has
//! is what counts.
//!
//! Where to start: `append.rs` for how it grows, `lookup.rs` for how it is read; `recovery.rs` for how a log is opened and what a
//! crash leaves; `epochs.rs` and `producers.rs` for what truncation and idempotence need.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::Name;

use crate::disk::{Disk, FileName};

mod append;
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

pub use append::Appended;
pub use clean::{Cleaned, Cleaning, Compaction, Dirt};
pub use epochs::EpochCache;
pub use error::LogError;
pub use lookup::{FoundOffset, Span};
pub use producers::{BATCHES_REMEMBERED, ProducerBatch, ProducerState, Producers};
pub use recovery::{Left, Opening};
pub use retention::Retention;

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
    /// When it was flushed last, or opened.
    flushed_ms: i64,
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

    /// When something of it was flushed last, or it was opened: milliseconds since 1970.
    #[must_use]
    pub fn flushed_ms(&self) -> i64 {
        self.flushed_ms
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

    /// Notes that a leader epoch begins at the log end, before any record of it is there. It is kept on the disk: a
    /// follower's question must find it after a crash too (KAFKA-7415).
    pub fn begin_epoch(&mut self, disk: &mut dyn Disk, epoch: i32) -> Result<(), LogError> {
        let start = self.log_end();
        self.assign_epoch(disk, epoch, start)
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
