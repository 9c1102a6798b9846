//! The log cleaner: at its time it compacts the dirtiest log of this broker, slice by slice, and goes on while there is one that
//! is worth it, and the disk has room for what is written anew. Each round begins with what compacted logs keep no longer.

use alloc::collections::BTreeSet;

use partita_machine::{Event, Instant};

use super::checkpoint::{self, Offsets};
use super::dirs::Dirs;
use super::{Partition, Replicas, TopicPartition};
use crate::config::NodeConfig;
use crate::configs::server_number;
use crate::cx::Cx;
use crate::image::Image;
use crate::log::{Cleaned, Cleaning, Dirt, LogError};
use crate::museum::Bug;

/// Bytes that are read in one slice.
const SLICE_BYTES: u64 = 1 << 20;
/// Kafka's default of `log.cleaner.backoff.ms`.
const BACKOFF_MS: i64 = 15_000;

/// When the cleaner works.
#[derive(Clone, Debug)]
pub(super) struct Cleaner {
    /// `log.cleaner.enable`.
    is_enabled: bool,
    /// `log.cleaner.backoff.ms`.
    backoff_ms: u64,
    due: Instant,
    /// Whether the last slice cleaned something, so that there may be more at once.
    is_busy: bool,
    at_work: Option<Work>,
    /// Logs that cannot be cleaned in this life: something in them is damaged. They hold up no other log.
    uncleanable: BTreeSet<TopicPartition>,
    /// As read when the broker started; each is used once.
    noted: Offsets,
}

/// The log that is being cleaned.
#[derive(Clone, Debug)]
struct Work {
    key: TopicPartition,
    cleaning: Cleaning,
}

impl Cleaner {
    pub(super) fn new(config: &NodeConfig) -> Self {
        let backoff_ms = u64::try_from(config.number("log.cleaner.backoff.ms", BACKOFF_MS)).unwrap_or(0);
        let is_enabled = config.flag("log.cleaner.enable", true);
        let (due, noted) = (Instant::default(), Offsets::new());
        let uncleanable = BTreeSet::new();
        Self { is_enabled, backoff_ms, due, is_busy: false, at_work: None, uncleanable, noted }
    }

    pub(super) fn start(&mut self, cx: &Cx<'_>, dirs: &Dirs) {
        self.noted =
            dirs.live().flat_map(|dir| checkpoint::read(cx.disk, dir, checkpoint::CLEANED)).collect();
        self.due = cx.now.at.after_ms(self.backoff_ms);
    }

    /// Takes the backoff that is set for this broker now. A rest that is under way is not cut short.
    pub(super) fn set_backoff(&mut self, image: &Image, config: &NodeConfig) {
        let backoff_ms = server_number(image, config, "log.cleaner.backoff.ms", BACKOFF_MS);
        self.backoff_ms = u64::try_from(backoff_ms).unwrap_or(0);
    }

    /// Up to where a log was cleaned in an earlier life.
    pub(super) fn take(&mut self, key: &TopicPartition) -> Option<i64> {
        self.noted.remove(key)
    }

    /// Whether a log was not given up.
    pub(super) fn may_clean(&self, replica: &Partition) -> bool {
        let given_up = &self.uncleanable;
        given_up.is_empty() || !given_up.contains(&(replica.topic.clone(), replica.partition))
    }

    /// A replica is gone, and its log with what was written of it anew.
    pub(super) fn forget(&mut self, key: &TopicPartition) {
        self.at_work = self.at_work.take().filter(|work| work.key != *key);
        self.uncleanable.remove(key);
    }

    fn rest(&mut self, now: Instant) {
        (self.is_busy, self.due) = (false, now.after_ms(self.backoff_ms));
    }

    /// A round that found nothing is looked at again when something else wakes the node; checkpoints do so often enough.
    pub(super) fn wake_at(&self) -> Option<Instant> {
        self.is_busy.then_some(self.due)
    }

    /// When it does its next round, if anything wakes the node.
    pub(super) fn due(&self) -> Instant {
        self.due
    }
}

impl Replicas {
    /// Goes on compacting, or begins with the dirtiest log, if the time has come and there is one. One slice at a time.
    pub(super) fn drive_cleaner(&mut self, cx: &mut Cx<'_>) {
        let now = cx.now.at;
        if self.cleaner.due > now || !self.cleaner.is_enabled {
            return;
        }
        if self.cleaner.at_work.is_none() {
            self.remove_old_segments(cx, true);
        }
        let Some(work) = self.cleaner.at_work.take().or_else(|| self.begin_cleaning(cx)) else {
            self.cleaner.rest(now);
            return;
        };
        (self.cleaner.is_busy, self.cleaner.due) = (true, now);
        self.clean_slice(cx, work);
    }

    fn begin_cleaning(&self, cx: &Cx<'_>) -> Option<Work> {
        let (key, dirt) = self.dirtiest(cx)?;
        let replica = self.partition(&key.0, key.1)?;
        let cleaning = Cleaning::begin(&replica.log, dirt, replica.config.compaction, cx.now.wall_ms);
        Some(Work { key, cleaning })
    }

    fn clean_slice(&mut self, cx: &mut Cx<'_>, mut work: Work) {
        let (topic, partition) = work.key.clone();
        let Some(replica) = self.partition(&topic, partition) else { return };
        // No more is written than is read. Records that can still be read are not given up for it: it is tried again later.
        if self.is_short_of(cx, replica.log.size().min(SLICE_BYTES)) {
            work.cleaning.abandon(cx.disk);
            self.cleaner.rest(cx.now.at);
            return;
        }
        let Some(replica) = self.partition_mut(&topic, partition) else { return };
        if !replica.config.is_compacted {
            work.cleaning.abandon(cx.disk);
            return;
        }
        let (before, revision) = (replica.log.size(), replica.log.revision());
        let cleaned = work.cleaning.step(&mut replica.log, cx.disk, &mut { SLICE_BYTES });
        let after = replica.log.size();
        if replica.log.revision() != revision {
            replica.revision += 1;
            cx.tell(Event::Compacted { topic: topic.clone(), partition, before, after });
            self.changed.insert((topic, partition));
        }
        match cleaned {
            Ok(Cleaned::NotYet) => self.cleaner.at_work = Some(work),
            Ok(Cleaned::Done) => self.write_cleaned(cx),
            Ok(Cleaned::Abandoned) => {}
            // What the disk refused is tried again in the next round.
            Err(LogError::Disk(_)) => self.cleaner.rest(cx.now.at),
            Err(_) => {
                self.cleaner.uncleanable.insert(work.key);
            }
        }
    }

    fn dirtiest(&self, cx: &Cx<'_>) -> Option<(TopicPartition, Dirt)> {
        let stable = |replica: &Partition| match Bug::Kafka13194.is_in(cx.config) {
            true => replica.log.log_end(),
            false => replica.last_stable_offset(),
        };
        let is_cleanable = |replica: &&Partition| self.cleaner.may_clean(replica);
        let compacted = self.iter().filter(|replica| replica.config.is_compacted).filter(is_cleanable);
        let dirty = compacted.filter_map(|replica| {
            let dirt = replica.log.dirt(replica.config.compaction, stable(replica), cx.now.wall_ms)?;
            Some((replica, dirt))
        });
        let (replica, dirt) = dirty.max_by_key(|(_, dirt)| dirt.thousandths)?;
        Some(((replica.topic.clone(), replica.partition), dirt))
    }

    /// A disk that refuses leaves the older checkpoint: something is cleaned again then.
    fn write_cleaned(&self, cx: &mut Cx<'_>) {
        let cleaned = |replica: &Partition| {
            Some(replica.log.cleaned_to()).filter(|&to| replica.config.is_compacted && to > 0)
        };
        for (dir, offsets) in self.by_dir(cleaned).iter().filter(|(_, offsets)| !offsets.is_empty()) {
            let _ = checkpoint::write(cx.disk, *dir, checkpoint::CLEANED, offsets);
        }
    }
}
