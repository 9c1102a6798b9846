//! What may be shown of the replicas here, and of the records in them.

use alloc::format;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_view::{RecordKind, RecordView, ReplicaRole, ReplicaView};
use partita_wire::records::control::ControlType;
use partita_wire::records::{BatchView, CHECK_DECOMPRESSED_LEN_MAX, RecordView as Record};

use super::dirs::log_dir;
use super::{Partition, Role, checkpoint};
use crate::config::LOG_DIRS_MAX;
use crate::disk::Disk;
use crate::log::{Log, LogSettings};

/// Most batches that one window of records is looked for in.
const BATCHES_MAX: usize = 4_096;

impl Partition {
    /// This replica as broker `me` has it. What its disk has flushed, the world knows better.
    pub(crate) fn view(&self, me: i32) -> ReplicaView {
        let role = match self.role {
            Role::Leader(_) => ReplicaRole::Leader,
            Role::Follower(_) if self.state.in_sync.contains(&me) => ReplicaRole::Follower,
            Role::Follower(_) => ReplicaRole::OutOfSync,
        };
        ReplicaView {
            node: me,
            log_dir: self.dir(),
            role,
            leader_epoch: self.leader_epoch(),
            log_start: self.log.log_start(),
            high_watermark: Some(self.high_watermark),
            log_end: self.log.log_end(),
            flushed: None,
            segments: self.log.segments().collect(),
            epochs: self.log.epochs().entries().to_vec(),
            revision: self.log.revision(),
        }
    }

    /// Whether [`Partition::view`] would give the same, whatever the ISR makes of a follower; nothing is copied to find out.
    pub(crate) fn is_as(&self, me: i32, view: &ReplicaView) -> bool {
        let leads = matches!(self.role, Role::Leader(_));
        (view.node, view.role == ReplicaRole::Leader) == (me, leads)
            && view.role != ReplicaRole::Offline
            && view.log_dir == self.dir()
            && (view.leader_epoch, view.revision) == (self.leader_epoch(), self.log.revision())
            && (view.log_start, view.log_end) == (self.log.log_start(), self.log.log_end())
            && view.high_watermark == Some(self.high_watermark)
            && view.epochs == self.log.epochs().entries()
            && view.segments.iter().copied().eq(self.log.segments())
    }

    /// At most `max` records, from the first at or after `from`.
    pub(crate) fn records(&self, disk: &dyn Disk, from: i64, max: u32) -> Vec<RecordView> {
        window(&self.log, disk, from, max)
    }
}

/// The same of a replica whose node does not run, from its disk alone.
pub(crate) fn records_on<D: Disk + Clone>(
    disk: &D,
    topic: &str,
    partition: i32,
    from: i64,
    max: u32,
) -> Vec<RecordView> {
    left(disk, topic, partition).map_or_else(Vec::new, |left| window(&left.log, &left.disk, from, max))
}

/// A replica of broker `me`, which does not run, from its disk alone: its log, and what the checkpoints of its log directory say.
/// `None` where the disk has no log of it that can be opened.
pub(crate) fn replica_on<D: Disk + Clone>(
    disk: &D,
    me: i32,
    topic: &str,
    partition: i32,
) -> Option<ReplicaView> {
    let Left { log, disk, dir, key } = left(disk, topic, partition)?;
    let written = |file| checkpoint::read(&disk, dir, file).remove(&key);
    let log_start = written(checkpoint::LOG_STARTS).map_or(log.log_start(), |at| at.max(log.log_start()));
    let epochs = log.epochs().entries().to_vec();
    Some(ReplicaView {
        node: me,
        log_dir: dir,
        role: ReplicaRole::Offline,
        leader_epoch: epochs.last().map_or(0, |(epoch, _)| *epoch),
        log_start: log_start.min(log.log_end()),
        high_watermark: written(checkpoint::HIGH_WATERMARKS),
        log_end: log.log_end(),
        flushed: written(checkpoint::RECOVERY_POINTS),
        segments: log.segments().collect(),
        epochs,
        revision: 0,
    })
}

/// What a broker left of a replica.
struct Left<D> {
    log: Log,
    /// A copy of its disk: opening a log mends it.
    disk: D,
    dir: u32,
    key: (Name, i32),
}

fn left<D: Disk + Clone>(disk: &D, topic: &str, partition: i32) -> Option<Left<D>> {
    let mut disk = disk.clone();
    let key = (topic.into(), partition);
    let has_it = |dir: &u32| !disk.list(&format!("{}/", log_dir(*dir, &key))).is_empty();
    let dir = (0..LOG_DIRS_MAX).find(has_it)?;
    let log = Log::open(&mut disk, &log_dir(dir, &key), LogSettings::default()).ok()?;
    Some(Left { log, disk, dir, key })
}

fn window(log: &Log, disk: &dyn Disk, from: i64, max: u32) -> Vec<RecordView> {
    let max = max as usize;
    let from = from.max(log.log_start());
    let (mut records, mut at) = (Vec::new(), from);
    for _ in 0..BATCHES_MAX {
        // Of a log that cannot be read there is as much to show as lies before.
        let batch = log.batches(disk, at, 1).ok().and_then(|batches| batches.into_iter().next());
        let Some(batch) = batch.filter(|_| records.len() < max) else { break };
        at = batch.header().next_offset();
        records.extend(records_of(&batch).into_iter().filter(|record| record.offset >= from));
    }
    records.truncate(max);
    records
}

fn records_of(batch: &BatchView) -> Vec<RecordView> {
    let Ok(records) = batch.records(CHECK_DECOMPRESSED_LEN_MAX) else { return Vec::new() };
    (0..).zip(records.map_while(Result::ok)).map(|(index, record)| shown(batch, index, record)).collect()
}

fn shown(batch: &BatchView, index: i32, record: Record) -> RecordView {
    let header = batch.header();
    let kind = if !header.attributes.is_control() {
        RecordKind::Data
    } else {
        match ControlType::of(&record) {
            Some(ControlType::Commit) => RecordKind::Commit,
            Some(ControlType::Abort) => RecordKind::Abort,
            _ => RecordKind::Control,
        }
    };
    let sequence = header.base_sequence.wrapping_add(index) & i32::MAX;
    RecordView {
        offset: record.offset,
        batch: header.base_offset,
        leader_epoch: header.leader_epoch,
        timestamp_ms: record.timestamp,
        key: record.key,
        value: record.value,
        headers: record.headers.into_iter().map(|header| (header.key, header.value)).collect(),
        producer: header.has_producer_id().then_some((header.producer_id, header.producer_epoch, sequence)),
        codec: header.attributes.codec().unwrap_or_default().name(),
        kind,
    }
}
