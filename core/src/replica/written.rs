//! What a broker writes down about all its logs, and when: Kafka's checkpoints. Each is written only when it says something
//! new. A disk that refuses leaves the older one, which is only lower; it is
//! tried again, unless the directory is taken offline.

use alloc::collections::BTreeMap;
use alloc::sync::Arc;

use partita_machine::Instant;

use super::checkpoint::{self, Offsets};
use super::{OfTopic, Partition, Replicas, TopicPartition};
use crate::config::NodeConfig;
use crate::cx::Cx;

/// What only looks after the disk begins this long after the start (`log.initial.task.delay.ms`).
pub(super) const BACKGROUND_DELAY_MS: u64 = 30_000;

/// Checkpoints as they were last written, by log directory and name, and when each is due.
#[derive(Clone, Debug)]
pub(super) struct Written {
    last: BTreeMap<(u32, &'static str), Arc<Offsets>>,
    high_watermarks_at: Option<Instant>,
    /// `replica.high.watermark.checkpoint.interval.ms`.
    high_watermarks_ms: u64,
    recovery_points_at: Option<Instant>,
    log_starts_at: Option<Instant>,
    /// `log.flush.offset.checkpoint.interval.ms`.
    recovery_points_ms: u64,
    /// `log.flush.start.offset.checkpoint.interval.ms`.
    log_starts_ms: u64,
    flush_at: Option<Instant>,
    /// `log.flush.scheduler.interval.ms`: how often logs are looked through for what waits for a flush; by default once.
    flush_interval_ms: u64,
}

impl Written {
    pub(super) fn new(config: &NodeConfig) -> Self {
        let ms = |name, default| u64::try_from(config.number(name, default)).unwrap_or(0).max(1);
        Self {
            last: BTreeMap::new(),
            high_watermarks_at: None,
            high_watermarks_ms: ms("replica.high.watermark.checkpoint.interval.ms", 5_000),
            recovery_points_at: None,
            log_starts_at: None,
            recovery_points_ms: ms("log.flush.offset.checkpoint.interval.ms", 60_000),
            log_starts_ms: ms("log.flush.start.offset.checkpoint.interval.ms", 60_000),
            flush_at: None,
            flush_interval_ms: ms("log.flush.scheduler.interval.ms", i64::MAX),
        }
    }

    /// The next checkpoints are due; `recovery_points` is what stands in theirs.
    pub(super) fn start(&mut self, now: Instant, recovery_points: &BTreeMap<u32, Offsets>) {
        let noted = |(&dir, offsets): (&u32, &Offsets)| {
            ((dir, checkpoint::RECOVERY_POINTS), Arc::new(offsets.clone()))
        };
        self.last = recovery_points.iter().map(noted).collect();
        self.high_watermarks_at = Some(now.after_ms(self.high_watermarks_ms));
        let background = Some(now.after_ms(BACKGROUND_DELAY_MS));
        (self.recovery_points_at, self.log_starts_at, self.flush_at) = (background, background, background);
    }

    pub(super) fn wake_at(&self) -> Option<Instant> {
        let all = [self.high_watermarks_at, self.recovery_points_at, self.log_starts_at, self.flush_at];
        all.into_iter().flatten().min()
    }
}

impl Replicas {
    /// Flushes and writes what is due.
    pub(super) fn write_due(&mut self, cx: &mut Cx<'_>) {
        let now = cx.now.at;
        let is_due = |at: Option<Instant>| at.is_some_and(|at| at <= now);
        if is_due(self.written.flush_at) {
            self.written.flush_at = next(now, self.written.flush_interval_ms);
            self.flush_old(cx);
        }
        if is_due(self.written.high_watermarks_at) {
            self.written.high_watermarks_at = next(now, self.written.high_watermarks_ms);
            self.write_high_watermarks(cx);
        }
        if is_due(self.written.recovery_points_at) {
            self.written.recovery_points_at = next(now, self.written.recovery_points_ms);
            self.write_recovery_points(cx);
        }
        if is_due(self.written.log_starts_at) {
            self.written.log_starts_at = next(now, self.written.log_starts_ms);
            self.write_log_starts(cx);
        }
    }

    /// Leaves everything in order, as a controlled shutdown does at its end: logs are flushed and closed, and everything is
    /// written down. Says whether the next life may believe it.
    pub(crate) fn close(&mut self, cx: &mut Cx<'_>) -> bool {
        let mut in_order = true;
        for replica in self.partitions.values_mut().flat_map(OfTopic::values_mut) {
            in_order &= Arc::make_mut(replica).log.close(cx.disk).is_ok();
        }
        self.write_high_watermarks(cx);
        self.write_recovery_points(cx);
        self.write_log_starts(cx);
        in_order
    }

    /// A partition has changed: files that its log has set aside are deleted later, and a recovery point beyond what it has
    /// now must not outlive a crash.
    pub(crate) fn after_change(&mut self, cx: &mut Cx<'_>, key: &TopicPartition) {
        let dir = self.partition(&key.0, key.1).map_or(0, Partition::dir);
        let written = self.written.last.get(&(dir, checkpoint::RECOVERY_POINTS));
        let noted = written.and_then(|offsets| offsets.get(key)).copied();
        let Some(replica) = self.partition_mut_if(key, |replica| replica.log.has_deleted()) else {
            let now = self.partition(&key.0, key.1).map(|replica| replica.log.recovery_point());
            if noted > now {
                self.write_recovery_points(cx);
            }
            return;
        };
        let delay_ms = replica.config.file_delete_delay_ms;
        let (files, recovery_point) = (replica.log.take_deleted(), replica.log.recovery_point());
        self.delete_files_later(cx, files, delay_ms);
        if noted > Some(recovery_point) {
            self.write_recovery_points(cx);
        }
    }

    /// Flushes logs that have waited for it longer than `flush.ms`.
    fn flush_old(&mut self, cx: &mut Cx<'_>) {
        let now_ms = cx.now.wall_ms;
        let is_due = |replica: &&mut Arc<Partition>| {
            let waited = now_ms.saturating_sub(replica.log.flushed_ms());
            replica.log.recovery_point() < replica.log.log_end() && waited >= replica.config.log.flush_ms
        };
        let all = self.partitions.values_mut().flat_map(OfTopic::values_mut);
        for replica in all.filter(is_due) {
            let replica = Arc::make_mut(replica);
            replica.log.tell_time(now_ms);
            // A disk that fails to flush is noticed by the node: its log directory is offline then.
            let _ = replica.log.flush(cx.disk);
        }
    }

    fn write_high_watermarks(&mut self, cx: &mut Cx<'_>) {
        self.write_offsets(cx, checkpoint::HIGH_WATERMARKS, |replica| Some(replica.high_watermark));
    }

    fn write_recovery_points(&mut self, cx: &mut Cx<'_>) {
        self.write_offsets(cx, checkpoint::RECOVERY_POINTS, |replica| Some(replica.log.recovery_point()));
    }

    /// Where no records were deleted, the first segment says it.
    fn write_log_starts(&mut self, cx: &mut Cx<'_>) {
        self.write_offsets(cx, checkpoint::LOG_STARTS, |replica| {
            let log_start = replica.log.log_start();
            (replica.log.segments().next() < Some(log_start)).then_some(log_start)
        });
    }

    /// Writes a checkpoint in each log directory for which it says something new, once this broker knows what is here.
    fn write_offsets(&mut self, cx: &mut Cx<'_>, file: &'static str, of: impl Fn(&Partition) -> Option<i64>) {
        if self.broker_epoch.is_none() {
            return;
        }
        for (dir, offsets) in self.by_dir(of) {
            let before = self.written.last.get(&(dir, file));
            let is_known = before.map_or(offsets.is_empty(), |before| **before == offsets);
            if !is_known && checkpoint::write(cx.disk, dir, file, &offsets).is_ok() {
                self.written.last.insert((dir, file), Arc::new(offsets));
            }
        }
    }

    /// Something of every replica that has it, by the log directories that work.
    pub(super) fn by_dir(&self, of: impl Fn(&Partition) -> Option<i64>) -> BTreeMap<u32, Offsets> {
        let mut by_dir: BTreeMap<u32, Offsets> = self.dirs.live().map(|dir| (dir, Offsets::new())).collect();
        for replica in self.iter() {
            if let (Some(offset), Some(offsets)) = (of(replica), by_dir.get_mut(&replica.dir())) {
                offsets.insert((replica.topic.clone(), replica.partition), offset);
            }
        }
        by_dir
    }

    /// A replica to change, if it is one of those.
    fn partition_mut_if(
        &mut self,
        key: &TopicPartition,
        wanted: impl Fn(&Partition) -> bool,
    ) -> Option<&mut Partition> {
        self.partition(&key.0, key.1).filter(|replica| wanted(replica))?;
        self.partition_mut(&key.0, key.1)
    }
}

/// The next time; none if there is none.
fn next(now: Instant, interval_ms: u64) -> Option<Instant> {
    let at = now.after_ms(interval_ms);
    (at < Instant(u64::MAX)).then_some(at)
}
