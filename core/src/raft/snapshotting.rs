//! When snapshots are made and old ones go, how they are served, and how they are fetched from the leader (KIP-630).

use alloc::vec::Vec;

use bytes::Bytes;
use partita_machine::{DiskError, Instant};
use partita_wire::messages::fetch_snapshot_request::{FetchSnapshotRequest, PartitionSnapshot as Ask};
use partita_wire::messages::fetch_snapshot_response::{FetchSnapshotResponse, PartitionSnapshot};
use partita_wire::{ErrorCode, MetadataRecord};

use crate::config::NodeConfig;
use crate::cx::Cx;
use crate::museum::Bug;

use super::election::address_in;
use super::snapshot::{self, SNAPSHOT_LEN_MAX, Snapshot, SnapshotId};
use super::{METADATA_TOPIC, Raft, Role, messages};

/// How often old snapshots are looked for, milliseconds.
const CLEANING_MS: u64 = 60_000;

/// When to make a snapshot, and which one is to be loaded.
#[derive(Clone, Debug)]
pub(super) struct Snapshots {
    limits: Limits,
    /// Bytes of batches that were handed out since the last snapshot, and when that was.
    bytes: u64,
    made_at: Instant,
    clean_at: Instant,
    /// Replaces everything that was handed out before.
    to_load: Option<SnapshotId>,
    /// The snapshot that is being fetched, and how much of it is there.
    fetching: Option<(SnapshotId, u64)>,
}

/// Kafka's settings of snapshots.
#[derive(Clone, Copy, Debug)]
struct Limits {
    bytes_between: u64,
    interval_ms: u64,
    retention_bytes: u64,
    retention_ms: u64,
    fetch_bytes_max: i32,
}

impl Snapshots {
    pub(super) fn new(config: &NodeConfig) -> Self {
        let number = |name, default| u64::try_from(config.number(name, default)).unwrap_or(u64::MAX);
        let fetch_bytes_max = config.number("controller.quorum.fetch.snapshot.max.bytes", 1 << 20);
        Self {
            limits: Limits {
                bytes_between: number("metadata.log.max.record.bytes.between.snapshots", 20 << 20),
                interval_ms: number("metadata.log.max.snapshot.interval.ms", 3_600_000),
                retention_bytes: number("metadata.max.retention.bytes", 100 << 20),
                retention_ms: number("metadata.max.retention.ms", 604_800_000),
                fetch_bytes_max: i32::try_from(fetch_bytes_max).unwrap_or(i32::MAX).max(1),
            },
            bytes: 0,
            made_at: Instant::default(),
            clean_at: Instant::default(),
            to_load: None,
            fetching: None,
        }
    }
}

impl Raft {
    /// What an earlier life left is loaded first. Whatever a snapshot stands for was committed.
    pub(super) fn begin_snapshots(&mut self, cx: &Cx<'_>) {
        self.snapshots.made_at = cx.now.at;
        self.snapshots.clean_at = cx.now.at.after_ms(CLEANING_MS);
        if let Some(newest) = self.log.newest_snapshot() {
            self.load_next(newest);
        }
    }

    fn load_next(&mut self, id: SnapshotId) {
        self.high_watermark = self.high_watermark.max(id.end);
        self.handed = id.end;
        self.snapshots.to_load = Some(id);
        self.snapshots.bytes = 0;
        self.revision += 1;
    }

    /// A snapshot that replaces everything that was handed out before, if there is one now.
    pub(crate) fn snapshot_to_load(&mut self, cx: &mut Cx<'_>) -> Option<Snapshot> {
        let id = self.snapshots.to_load.take()?;
        match snapshot::read(cx.disk, id) {
            Ok(snapshot) => Some(snapshot),
            // The log has it all still: it is replayed instead.
            Err(_) if self.log.start() == 0 => {
                self.handed = 0;
                None
            }
            Err(error) => {
                self.fail(error);
                None
            }
        }
    }

    /// Counts a batch that was handed out.
    pub(super) fn count_handed(&mut self, bytes: usize) {
        self.snapshots.bytes = self.snapshots.bytes.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
    }

    /// Whether what was handed out is to be written as a snapshot: enough bytes came since the last, or enough time has
    /// passed.
    pub(crate) fn is_snapshot_due(&self, now: Instant) -> bool {
        let Snapshots { limits, bytes, made_at, .. } = &self.snapshots;
        let newer = self.log.newest_snapshot().is_none_or(|newest| newest.end < self.handed);
        let late = limits.interval_ms > 0 && made_at.after_ms(limits.interval_ms) <= now;
        newer && (*bytes >= limits.bytes_between || late)
    }

    /// Writes a snapshot of everything that was handed out: `records` make the same of it.
    pub(crate) fn write_snapshot(&mut self, cx: &mut Cx<'_>, records: &[MetadataRecord]) {
        self.snapshots.bytes = 0;
        self.snapshots.made_at = cx.now.at;
        let Some(last) = self.log.before(self.handed) else { return };
        let end = self.handed - i64::from(Bug::Kafka14618.is_in(cx.config));
        let id = SnapshotId { end, epoch: last.epoch };
        let last_contained_ms = last.batch.header().max_timestamp;
        let quorum = self.membership.records_before(id.end);
        let content = snapshot::content(id, &quorum, records, last_contained_ms, cx.now.wall_ms);
        let Some(content) = content else { return };
        // A snapshot that has no room now is made another time: the log has everything.
        if cx.disk.replace(&id.file(), &content).is_ok() {
            self.log.add_snapshot(id);
            self.revision += 1;
        }
    }

    /// Lets old snapshots go, and the log before the next one with them.
    pub(super) fn clean_if_due(&mut self, cx: &mut Cx<'_>) {
        if self.snapshots.clean_at > cx.now.at {
            return;
        }
        self.snapshots.clean_at = cx.now.at.after_ms(CLEANING_MS);
        if let Err(error) = self.clean(cx) {
            self.fail(error);
        }
    }

    pub(super) fn cleaning_wake_at(&self) -> Option<Instant> {
        // Nothing goes as long as there are not two snapshots.
        (self.log.snapshots().count() >= 2).then_some(self.snapshots.clean_at)
    }

    fn clean(&mut self, cx: &mut Cx<'_>) -> Result<(), DiskError> {
        let ids: Vec<SnapshotId> = self.log.snapshots().collect();
        let mut total: u64 = ids.iter().filter_map(|id| cx.disk.len(&id.file())).sum();
        for pair in ids.windows(2) {
            let &[old, next] = pair else { break };
            let size = cx.disk.len(&old.file()).unwrap_or(0);
            let too_many = self.log.bytes().saturating_add(total) > self.snapshots.limits.retention_bytes;
            if !too_many && !self.is_too_old(cx, old) {
                break;
            }
            if !self.log.delete_before(cx.disk, next)? {
                break;
            }
            self.membership.forget_before(self.log.start());
            total = total.saturating_sub(size);
            self.revision += 1;
        }
        Ok(())
    }

    fn is_too_old(&self, cx: &Cx<'_>, id: SnapshotId) -> bool {
        let Ok(retention_ms) = i64::try_from(self.snapshots.limits.retention_ms) else { return false };
        let made_ms = snapshot::made_ms(cx.disk, id);
        made_ms.is_some_and(|made_ms| made_ms.saturating_add(retention_ms) < cx.now.wall_ms)
    }

    /// A piece of a snapshot for somebody who is further behind than the log reaches.
    pub(super) fn on_fetch_snapshot(
        &mut self,
        cx: &mut Cx<'_>,
        body: &FetchSnapshotRequest,
    ) -> FetchSnapshotResponse {
        let whole = |error: ErrorCode| FetchSnapshotResponse {
            error_code: error as i16,
            ..FetchSnapshotResponse::default()
        };
        if self.is_other_cluster(body.cluster_id.as_deref()) {
            return whole(ErrorCode::InconsistentClusterId);
        }
        let [topic] = &body.topics[..] else { return whole(ErrorCode::InvalidRequest) };
        let [ask] = &topic.partitions[..] else { return whole(ErrorCode::InvalidRequest) };
        let part = match self.piece(cx, &topic.name, ask, body.max_bytes) {
            Ok(part) => {
                self.note_snapshot_fetch(cx, body.replica_id, ask.replica_directory_id);
                part
            }
            Err(error) => PartitionSnapshot { error_code: error as i16, ..PartitionSnapshot::default() },
        };
        messages::fetch_snapshot_answer(self, &topic.name, PartitionSnapshot { index: ask.partition, ..part })
    }

    fn piece(
        &self,
        cx: &Cx<'_>,
        topic: &str,
        ask: &Ask,
        bytes_max: i32,
    ) -> Result<PartitionSnapshot, ErrorCode> {
        if topic != METADATA_TOPIC || ask.partition != 0 {
            return Err(ErrorCode::UnknownTopicOrPartition);
        }
        self.check_leader_epoch(ask.current_leader_epoch)?;
        let id = SnapshotId { end: ask.snapshot_id.end_offset, epoch: ask.snapshot_id.epoch };
        let size = cx.disk.len(&id.file()).filter(|_| self.log.has_snapshot(id));
        let size = size.ok_or(ErrorCode::SnapshotNotFound)?;
        let position = u64::try_from(ask.position).ok().filter(|&position| position < size);
        let position = position.ok_or(ErrorCode::PositionOutOfRange)?;
        let len = u32::try_from(bytes_max.clamp(0, self.snapshots.limits.fetch_bytes_max)).unwrap_or(0);
        let read = cx.disk.read_now(&id.file(), position, len).map_err(|_| ErrorCode::SnapshotNotFound)?;
        Ok(PartitionSnapshot {
            snapshot_id: partita_wire::messages::fetch_snapshot_response::SnapshotId {
                end_offset: id.end,
                epoch: id.epoch,
            },
            size: i64::try_from(size).unwrap_or(i64::MAX),
            position: ask.position,
            unaligned_records: Some(read),
            ..PartitionSnapshot::default()
        })
    }

    /// What is fetched instead of the log, if anything: a snapshot, and from where on.
    pub(super) fn snapshot_fetched(&self) -> Option<(SnapshotId, u64)> {
        self.snapshots.fetching
    }

    pub(super) fn snapshot_bytes_max(&self) -> i32 {
        self.snapshots.limits.fetch_bytes_max
    }

    /// The leader's log begins behind this one's end: its snapshot comes first.
    pub(super) fn begin_fetching(&mut self, cx: &mut Cx<'_>, id: SnapshotId) -> Result<(), DiskError> {
        if id.end < self.high_watermark || self.log.has_snapshot(id) {
            // It would take back what is known to be committed. Another leader will know better.
            self.fetch_failed(cx);
            return Ok(());
        }
        cx.disk.replace(&id.part(), &[])?;
        self.snapshots.fetching = Some((id, 0));
        Ok(())
    }

    /// Gives up on a snapshot that is half there.
    pub(super) fn stop_fetching(&mut self, cx: &mut Cx<'_>) {
        if let Some((id, _)) = self.snapshots.fetching.take() {
            // What cannot be removed now, the next start removes.
            let _ = cx.disk.delete(&id.part());
        }
    }

    /// Takes a piece of a snapshot.
    pub(super) fn on_snapshot_fetched(&mut self, cx: &mut Cx<'_>, epoch: i32, body: FetchSnapshotResponse) {
        if epoch == self.state.epoch {
            self.fetcher.landed();
        }
        let part = body.topics.into_iter().next().and_then(|topic| topic.partitions.into_iter().next());
        let Some(part) = part.filter(|_| body.error_code == 0) else { return self.fetch_failed(cx) };
        let current = &part.current_leader;
        let ends = body.node_endpoints.iter().map(|end| (end.node_id, &*end.host, end.port));
        let address = address_in(ends, current.leader_id);
        if self.learn(cx, current.leader_epoch, current.leader_id, address) {
            return self.fetch_if_due(cx);
        }
        if epoch != self.state.epoch {
            return;
        }
        let not_found = part.error_code == ErrorCode::SnapshotNotFound as i16;
        if (part.error_code != 0 && !not_found) || !matches!(self.role, Role::Follower { .. }) {
            return self.fetch_failed(cx);
        }
        self.heard_of_leader(cx);
        let done = if not_found { Ok(false) } else { self.take_piece(cx, &part) };
        match done {
            Ok(true) => {}
            // The leader has another one by now, or this is no piece of it: it is asked anew what there is.
            Ok(false) => self.stop_fetching(cx),
            Err(error) => return self.fail(error),
        }
        self.fetch_if_due(cx);
    }

    /// Adds a piece; the last one makes the snapshot whole. `false` if it does not fit.
    fn take_piece(&mut self, cx: &mut Cx<'_>, part: &PartitionSnapshot) -> Result<bool, DiskError> {
        let Some((id, position)) = self.snapshots.fetching else { return Ok(false) };
        let named = SnapshotId { end: part.snapshot_id.end_offset, epoch: part.snapshot_id.epoch };
        let piece: Bytes = part.unaligned_records.as_ref().map(|piece| piece.to_bytes()).unwrap_or_default();
        if named != id || u64::try_from(part.position) != Ok(position) || piece.is_empty() {
            return Ok(false);
        }
        // One that could not be read in the end, or has no end, would only fill the disk.
        let size = u64::try_from(part.size).ok().filter(|&size| size <= SNAPSHOT_LEN_MAX);
        let end = position.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        let Some(size) = size.filter(|&size| end <= size) else { return Ok(false) };
        cx.disk.append(&id.part(), &[&piece])?;
        self.snapshots.fetching = Some((id, end));
        if end < size {
            return Ok(true);
        }
        self.snapshots.fetching = None;
        cx.disk.flush(&id.part())?;
        cx.disk.rename(&id.part(), &id.file())?;
        if snapshot::read(cx.disk, id).is_err() {
            cx.disk.delete(&id.file())?;
            return Ok(true);
        }
        self.log.add_snapshot(id);
        if self.log.truncate_to_snapshot(cx.disk)? {
            self.load_next(id);
            self.read_membership(cx);
        }
        Ok(true)
    }
}
