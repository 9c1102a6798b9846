//! Fetch from the quorum: its log from an offset on, or why there is none of it; who finds nothing new waits.

use partita_wire::ErrorCode;
use partita_wire::messages::fetch_request::{FetchPartition, FetchRequest};
use partita_wire::messages::fetch_response::{
    EpochEndOffset, FetchResponse, FetchableTopicResponse, LeaderIdAndEpoch, NodeEndpoint, PartitionData,
    SnapshotId,
};

use super::super::leading::FetchWait;
use super::super::{METADATA_TOPIC, METADATA_TOPIC_ID, Raft, messages, snapshot};
use crate::cx::{Asked, Cx};

/// Most fetches that wait at once.
const WAITS_MAX: usize = 4_096;

impl Raft {
    pub(super) fn on_fetch(&mut self, cx: &mut Cx<'_>, asked: Asked, body: &FetchRequest) {
        if self.is_other_cluster(body.cluster_id.as_deref()) {
            let error_code = ErrorCode::InconsistentClusterId as i16;
            return cx.answer(&asked, FetchResponse { error_code, ..FetchResponse::default() });
        }
        let ask = match &body.topics[..] {
            [topic] if topic.topic == METADATA_TOPIC || topic.topic_id == METADATA_TOPIC_ID => {
                topic.partitions.first().filter(|ask| ask.partition == 0)
            }
            _ => None,
        };
        // Before version 12 a fetch has no epoch to compare logs by, and its answer no place for a leader.
        let Some(ask) = ask.filter(|_| asked.version >= 12) else {
            let error_code = ErrorCode::InvalidRequest as i16;
            return cx.answer(&asked, FetchResponse { error_code, ..FetchResponse::default() });
        };
        if let Err(error) = self.check_fetch(ask) {
            let answer = self.fetch_refused(asked.version, error);
            return cx.answer(&asked, answer);
        }
        if let Some(newest) = self.snapshot_instead(ask) {
            let snapshot_id = SnapshotId { end_offset: newest.end, epoch: newest.epoch };
            let part = PartitionData { snapshot_id, ..PartitionData::default() };
            let answer = self.fetch_partition(asked.version, part);
            return cx.answer(&asked, answer);
        }
        if let Some(diverging) = self.diverging(ask) {
            let part = PartitionData { diverging_epoch: diverging, ..PartitionData::default() };
            let answer = self.fetch_partition(asked.version, part);
            return cx.answer(&asked, answer);
        }
        let replica = if asked.version >= 15 { body.replica_state.replica_id } else { body.replica_id };
        self.note_fetch(cx, replica, ask.replica_directory_id, ask.fetch_offset);
        let bytes_max = ask.partition_max_bytes.min(self.settings.fetch_bytes_max);
        let bytes_max = usize::try_from(bytes_max).unwrap_or(0);
        let nothing_new = ask.fetch_offset >= self.log.end() && ask.high_watermark >= self.high_watermark;
        match u64::try_from(body.max_wait_ms) {
            Ok(wait_ms) if wait_ms > 0 && nothing_new && self.waits.len() < WAITS_MAX => {
                let deadline = cx.now.at.after_ms(wait_ms);
                self.waits.push(FetchWait { asked, offset: ask.fetch_offset, bytes_max, deadline });
            }
            _ => {
                let answer = self.fetch_answer(asked.version, ask.fetch_offset, bytes_max);
                cx.answer(&asked, answer);
            }
        }
    }

    fn check_fetch(&self, ask: &FetchPartition) -> Result<(), ErrorCode> {
        if ask.fetch_offset < 0 || ask.last_fetched_epoch < 0 || ask.current_leader_epoch < 0 {
            return Err(ErrorCode::InvalidRequest);
        }
        self.check_leader_epoch(ask.current_leader_epoch)
    }

    /// Whether this node leads, and in the epoch that was named.
    pub(in super::super) fn check_leader_epoch(&self, epoch: i32) -> Result<(), ErrorCode> {
        match epoch.cmp(&self.state.epoch) {
            core::cmp::Ordering::Less => Err(ErrorCode::FencedLeaderEpoch),
            core::cmp::Ordering::Greater => Err(ErrorCode::UnknownLeaderEpoch),
            core::cmp::Ordering::Equal if !self.is_leader() => Err(ErrorCode::NotLeaderOrFollower),
            core::cmp::Ordering::Equal => Ok(()),
        }
    }

    /// The snapshot that a follower needs before the log can help it: it asks for what is gone, or its last epoch ended
    /// before what is left.
    fn snapshot_instead(&self, ask: &FetchPartition) -> Option<snapshot::SnapshotId> {
        let (offset, epoch, start) = (ask.fetch_offset, ask.last_fetched_epoch, self.log.start());
        if (start, offset, epoch) == (0, 0, 0) {
            return None;
        }
        let oldest = self.log.oldest_snapshot()?;
        let gone = offset < start || (offset == start && epoch != oldest.epoch) || epoch < oldest.epoch;
        self.log.newest_snapshot().filter(|_| gone)
    }

    /// Where a follower's log ends to be like this one, if it has something else at its end.
    fn diverging(&self, ask: &FetchPartition) -> Option<EpochEndOffset> {
        if ask.fetch_offset == 0 && ask.last_fetched_epoch == 0 {
            return None;
        }
        let (epoch, end_offset) = self.log.end_of_epoch(ask.last_fetched_epoch);
        (epoch != ask.last_fetched_epoch || end_offset < ask.fetch_offset)
            .then_some(EpochEndOffset { epoch, end_offset })
    }

    pub(in super::super) fn fetch_answer(
        &self,
        version: i16,
        offset: i64,
        bytes_max: usize,
    ) -> FetchResponse {
        let records = Some(self.log.read(offset, bytes_max));
        self.fetch_partition(version, PartitionData { records, ..PartitionData::default() })
    }

    pub(in super::super) fn fetch_refused(&self, version: i16, error: ErrorCode) -> FetchResponse {
        self.fetch_partition(version, PartitionData { error_code: error as i16, ..PartitionData::default() })
    }

    fn fetch_partition(&self, version: i16, part: PartitionData) -> FetchResponse {
        let current_leader =
            LeaderIdAndEpoch { leader_id: self.told_leader(), leader_epoch: self.state.epoch };
        let part = PartitionData {
            high_watermark: self.high_watermark,
            log_start_offset: self.log.start(),
            current_leader,
            records: Some(part.records.unwrap_or_default()),
            aborted_transactions: None,
            ..part
        };
        let topic = FetchableTopicResponse {
            topic: METADATA_TOPIC.into(),
            topic_id: METADATA_TOPIC_ID,
            partitions: alloc::vec![part],
        };
        // Since KIP-853 whoever asks may not know where the leader listens. Before version 17 there is no word for it.
        let node_endpoints = messages::leader_endpoint(self).filter(|_| version >= 17);
        let node_endpoints = node_endpoints.map(|(node_id, host, port)| NodeEndpoint {
            node_id,
            host,
            port: i32::from(port),
            rack: None,
        });
        FetchResponse {
            responses: alloc::vec![topic],
            node_endpoints: node_endpoints.into_iter().collect(),
            ..FetchResponse::default()
        }
    }
}
