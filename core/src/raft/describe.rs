//! DescribeQuorum: who votes, who follows, how far each has come (KIP-595, KIP-836).

use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use partita_machine::Address;
use partita_wire::messages::describe_quorum_request::DescribeQuorumRequest;
use partita_wire::messages::describe_quorum_response::{
    DescribeQuorumResponse, Listener, Node, PartitionData, ReplicaState, TopicData,
};
use partita_wire::{ErrorCode, Uuid};

use crate::cx::Cx;

use super::leading::{Leading, Progress};
use super::voter_set::Voter;
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
        let listener = |(name, address): (&String, &Address)| Listener {
            name: name.clone(),
            host: address.host.to_string(),
            port: address.port,
        };
        let node = |(node_id, voter): (i32, &Voter)| Node {
            node_id,
            listeners: voter.listeners.iter().map(listener).collect(),
        };
        DescribeQuorumResponse {
            topics: vec![topic],
            // Older versions have no place for them.
            nodes: self.voters().iter().filter(|_| version >= 2).map(node).collect(),
            ..DescribeQuorumResponse::default()
        }
    }

    fn describe_leading(&self, cx: &Cx<'_>, leading: &Leading) -> PartitionData {
        // A voter of a configured quorum is known by its id alone.
        let voters = self.voters();
        let own = ReplicaState {
            replica_id: self.me,
            replica_directory_id: if self.is_voter() { voters.directory(self.me) } else { self.directory },
            log_end_offset: self.log.end(),
            last_fetch_timestamp: cx.now.wall_ms,
            last_caught_up_timestamp: cx.now.wall_ms,
        };
        let state = |(id, directory, progress): (i32, Uuid, &Progress)| ReplicaState {
            replica_id: id,
            replica_directory_id: directory,
            log_end_offset: progress.end,
            last_fetch_timestamp: progress.fetched_wall_ms,
            last_caught_up_timestamp: progress.caught_up_wall_ms,
        };
        let of_voter = |(&id, progress)| state((id, voters.directory(id), progress));
        let mut current_voters: Vec<ReplicaState> = leading.voters.iter().map(of_voter).collect();
        let observers = leading.observers.iter();
        let mut observers: Vec<ReplicaState> =
            observers.map(|(&(id, directory), progress)| state((id, directory, progress))).collect();
        let list = if self.is_voter() { &mut current_voters } else { &mut observers };
        list.push(own);
        list.sort_by_key(|replica| replica.replica_id);
        PartitionData {
            partition_index: 0,
            leader_id: self.me,
            leader_epoch: self.state.epoch,
            high_watermark: self.high_watermark,
            current_voters,
            observers,
            ..PartitionData::default()
        }
    }
}
