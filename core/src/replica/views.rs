//! What may be shown of the replicas here, and of the records in them.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_view::{RecordKind, RecordView, ReplicaRole, ReplicaView};
use partita_wire::records::control::ControlType;
use partita_wire::records::{BatchView, CHECK_DECOMPRESSED_LEN_MAX, RecordView as Record};

use super::dirs::log_dir;
use super::{Partition, Role};
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
            role,
            leader_epoch: self.leader_epoch(),
            log_start: self.log.log_start(),
            high_watermark: self.high_watermark,
            log_end: self.log.log_end(),
            flushed: None,
            segments: self.log.segments().collect(),
            epochs: self.log.epochs().entries().to_vec(),
            revision: self.log.revision(),
        }
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
    // Opening a log mends it, so it is opened on a copy.
    let mut disk = disk.clone();
    let key = (topic.into(), partition);
    let has_it = |dir: &String| !disk.list(&format!("{dir}/")).is_empty();
    let dir = (0..LOG_DIRS_MAX).map(|dir| log_dir(dir, &key)).find(has_it);
    match Log::open(&mut disk, &dir.unwrap_or_else(|| log_dir(0, &key)), LogSettings::default()) {
        Ok(log) => window(&log, &disk, from, max),
        Err(_) => Vec::new(),
    }
}

fn window(log: &Log, disk: &dyn Disk, from: i64, max: u32) -> Vec<RecordView> {
    let max = max as usize;
    let from = from.max(log.log_start());
    // A log that cannot be read has nothing to show.
    let batches = log.batches(disk, from, max.min(BATCHES_MAX)).unwrap_or_default();
    let records = batches.iter().flat_map(records_of);
    records.filter(|record| record.offset >= from).take(max).collect()
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
