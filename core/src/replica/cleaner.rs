//! The log cleaner: at its time it compacts the dirtiest log of this broker, and goes on while there is one that is worth it.

use alloc::sync::Arc;

use partita_machine::{Event, Instant};

use super::checkpoint::{self, Offsets};
use super::{Partition, Replicas, TopicPartition};
use crate::config::NodeConfig;
use crate::cx::Cx;
use crate::log::Dirt;
use crate::museum::Bug;

/// When the cleaner works.
#[derive(Clone, Debug)]
pub(super) struct Cleaner {
    /// `log.cleaner.enable`.
    is_enabled: bool,
    /// `log.cleaner.backoff.ms`.
    backoff_ms: u64,
    due: Instant,
    /// Whether the last round cleaned a log, so that there may be more at once.
    is_busy: bool,
    /// As read when the broker started; each is used once.
    noted: Offsets,
}

impl Cleaner {
    pub(super) fn new(config: &NodeConfig) -> Self {
        let backoff_ms = u64::try_from(config.number("log.cleaner.backoff.ms", 15_000)).unwrap_or(0);
        let is_enabled = config.flag("log.cleaner.enable", true);
        Self { is_enabled, backoff_ms, due: Instant::default(), is_busy: false, noted: Offsets::new() }
    }

    pub(super) fn start(&mut self, cx: &Cx<'_>) {
        self.noted = checkpoint::read(cx.disk, checkpoint::CLEANED);
        self.due = cx.now.at.after_ms(self.backoff_ms);
    }

    /// Up to where a log was cleaned in an earlier life.
    pub(super) fn take(&mut self, key: &TopicPartition) -> Option<i64> {
        self.noted.remove(key)
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
    /// Compacts the dirtiest log, if the time has come and there is one.
    pub(super) fn drive_cleaner(&mut self, cx: &mut Cx<'_>) {
        let now = cx.now.at;
        if self.cleaner.due > now || !self.cleaner.is_enabled {
            return;
        }
        let dirtiest = self.dirtiest(cx);
        self.cleaner.is_busy = dirtiest.is_some();
        self.cleaner.due = if dirtiest.is_some() { now } else { now.after_ms(self.cleaner.backoff_ms) };
        let Some(((topic, partition), dirt)) = dirtiest else { return };
        let Some(replica) = self.partition_mut(&topic, partition) else { return };
        let before = replica.log.size();
        let cleaned = replica.log.clean(cx.disk, dirt, replica.config.compaction, cx.now.wall_ms);
        if cleaned.is_err() {
            // A log that cannot be cleaned is left alone until the next round.
            self.cleaner.is_busy = false;
            self.cleaner.due = now.after_ms(self.cleaner.backoff_ms);
            return;
        }
        replica.revision += 1;
        let after = replica.log.size();
        cx.tell(Event::Compacted { topic: topic.clone(), partition, before, after });
        self.changed.insert((topic, partition));
        self.write_cleaned(cx);
    }

    fn dirtiest(&self, cx: &Cx<'_>) -> Option<(TopicPartition, Dirt)> {
        let stable = |replica: &Partition| match Bug::Kafka13194.is_in(cx.config) {
            true => replica.log.log_end(),
            false => replica.last_stable_offset(),
        };
        let compacted = self.iter().filter(|replica| replica.config.is_compacted);
        let dirty = compacted.filter_map(|replica| {
            let dirt = replica.log.dirt(replica.config.compaction, stable(replica), cx.now.wall_ms)?;
            Some((replica, dirt))
        });
        let (replica, dirt) = dirty.max_by_key(|(_, dirt)| dirt.thousandths)?;
        Some(((replica.topic.clone(), replica.partition), dirt))
    }

    /// A disk that refuses leaves the older checkpoint: something is cleaned again then.
    fn write_cleaned(&self, cx: &mut Cx<'_>) {
        let is_cleaned =
            |replica: &&Arc<Partition>| replica.config.is_compacted && replica.log.cleaned_to() > 0;
        let replicas = self.partitions.values().flat_map(|of_topic| of_topic.values());
        let offsets: Offsets = replicas
            .filter(is_cleaned)
            .map(|replica| ((replica.topic.clone(), replica.partition), replica.log.cleaned_to()))
            .collect();
        let _ = checkpoint::write(cx.disk, checkpoint::CLEANED, &offsets);
    }
}
