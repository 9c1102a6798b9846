//! DescribeQuorum: who votes, who follows, how far each has come (KIP-595, KIP-836).

use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

use partita_wire::ErrorCode;
use partita_wire::messages::describe_quorum_request::DescribeQuorumRequest;
use partita_wire::messages::describe_quorum_response::{
    DescribeQuorumResponse, Listener, Node, PartitionData, ReplicaState, TopicData,
};

use crate::cx::Cx;

use super::leading::{Leading, Progress};
use super::{METADATA_TOPIC, Raft, Role};

impl Raft {
    pub(super) fn describe(
        &self,
        cx: &Cx<'_>,
        version: i16,
        body: &DescribeQuorumRequest,
    ) -> DescribeQuorumResponse {
        let asked = match &body.topics[..] {
            [topic] if topic.topic_name == METADATA_TOPIC => topic.partitions.len() == 1,
            _ => false,
        };
        let part = match &self.role {
            _ if !asked => PartitionData {
                error_code: ErrorCode::UnknownTopicOrPartition as i16,
                error_message: Some(ErrorCode::UnknownTopicOrPartition.message().to_string()),
                ..PartitionData::default()
            },
            Role::Leader(leading) => self.describe_leading(cx, leading),
            _ => PartitionData {
                error_code: ErrorCode::NotLeaderOrFollower as i16,
                error_message: Some(ErrorCode::NotLeaderOrFollower.message().to_string()),
                ..PartitionData::default()
            },
        };
        let topic = TopicData { topic_name: METADATA_TOPIC.into(), partitions: vec![part] };
        let node = |(&node_id, address): (&i32, &partita_machine::Address)| Node {
            node_id,
            listeners: vec![Listener {
                name: "CONTROLLER".into(),
                host: address.host.to_string(),
                port: address.port,
            }],
        };
        DescribeQuorumResponse {
            topics: vec![topic],
            // Older versions have no place for them.
            nodes: self.voters.iter().filter(|_| version >= 2).map(node).collect(),
            ..DescribeQuorumResponse::default()
        }
    }

    fn describe_leading(&self, cx: &Cx<'_>, leading: &Leading) -> PartitionData {
        let own = ReplicaState {
            replica_id: self.me,
            log_end_offset: self.log.end(),
            last_fetch_timestamp: cx.now.wall_ms,
            last_caught_up_timestamp: cx.now.wall_ms,
            ..ReplicaState::default()
        };
        let state = |(&id, progress): (&i32, &Progress)| ReplicaState {
            replica_id: id,
            log_end_offset: progress.end,
            last_fetch_timestamp: progress.fetched_wall_ms,
            last_caught_up_timestamp: progress.caught_up_wall_ms,
            ..ReplicaState::default()
        };
        // A voter of a static quorum is known by its id alone.
        let observer = |(id, progress): (&i32, &Progress)| ReplicaState {
            replica_directory_id: progress.directory,
            ..state((id, progress))
        };
        let mut current_voters: Vec<ReplicaState> = leading.voters.iter().map(state).collect();
        current_voters.push(own);
        current_voters.sort_by_key(|voter| voter.replica_id);
        PartitionData {
            partition_index: 0,
            leader_id: self.me,
            leader_epoch: self.state.epoch,
            high_watermark: self.high_watermark,
            current_voters,
            observers: leading.observers.iter().map(observer).collect(),
            ..PartitionData::default()
        }
    }
}
