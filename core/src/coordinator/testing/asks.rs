//! What tests ask a group coordinator for, request by request.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use bytes::Bytes;
use partita_wire::messages::consumer_group_heartbeat_request::ConsumerGroupHeartbeatRequest;
use partita_wire::messages::consumer_group_heartbeat_response::ConsumerGroupHeartbeatResponse;
use partita_wire::messages::heartbeat_request::HeartbeatRequest;
use partita_wire::messages::join_group_request::{JoinGroupRequest, JoinGroupRequestProtocol};
use partita_wire::messages::join_group_response::JoinGroupResponse;
use partita_wire::messages::leave_group_request::MemberIdentity;
use partita_wire::messages::leave_group_response::LeaveGroupResponse;
use partita_wire::messages::offset_commit_request::{
    OffsetCommitRequest, OffsetCommitRequestPartition, OffsetCommitRequestTopic,
};
use partita_wire::messages::offset_commit_response::OffsetCommitResponse;
use partita_wire::messages::offset_fetch_request::{OffsetFetchRequestGroup, OffsetFetchRequestTopics};
use partita_wire::messages::sync_group_request::{SyncGroupRequest, SyncGroupRequestAssignment};
use partita_wire::messages::sync_group_response::SyncGroupResponse;
use partita_wire::{ApiKey, Response, Uuid};

use super::{Bench, G, Joining};
use crate::coordinator::group::consumer::{self, ConsumerGroup};
use crate::image::{Image, TopicImage};

impl Bench {
    /// Sends a JoinGroup.
    pub(crate) fn join(&mut self, joining: Joining) -> u64 {
        let protocol = |(name, metadata): (&str, &'static [u8])| JoinGroupRequestProtocol {
            name: name.into(),
            metadata: Bytes::from_static(metadata),
        };
        let request = JoinGroupRequest {
            group_id: G.into(),
            session_timeout_ms: joining.session_ms,
            rebalance_timeout_ms: joining.rebalance_ms,
            member_id: joining.member,
            group_instance_id: joining.instance.map(String::from),
            protocol_type: joining.kind.into(),
            protocols: joining.protocols.into_iter().map(protocol).collect(),
            reason: None,
        };
        self.ask(ApiKey::JoinGroup, joining.version, joining.client, |state, step, caller| {
            state.join(step, caller, request);
        })
    }

    /// Joins as a consumer does: asks for an id, then joins with it. Gives the id and the number of the second request.
    pub(crate) fn join_dynamic(&mut self, client: &'static str) -> (String, u64) {
        let asked = self.join(Joining { client, ..Default::default() });
        let id = self.joined(asked).expect("an id").member_id;
        let request = self.join(Joining { client, member: id.clone(), ..Default::default() });
        (id, request)
    }

    /// A stable group of so many members; all have synced with the assignment `a`. Gives their ids, the leader first.
    pub(crate) fn stable(&mut self, members: usize) -> Vec<String> {
        let joins: Vec<(String, u64)> = (0..members).map(|_| self.join_dynamic("c")).collect();
        self.pass(if members == 1 { 3_000 } else { 6_000 });
        let leader = self.joined(joins[0].1).expect("the join phase has ended").leader;
        let mut ids: Vec<String> = joins.into_iter().map(|(id, _)| id).collect();
        ids.sort_by_key(|id| *id != leader);
        for id in ids.iter().rev() {
            self.sync(id, 1, if *id == leader { &ids } else { &[] });
        }
        assert_eq!(self.state(), "Stable");
        ids
    }

    /// Sends a SyncGroup; with an assignment `a` for those named.
    pub(crate) fn sync(&mut self, member: &str, generation: i32, assign: &[String]) -> u64 {
        let assignments = assign.iter().map(|id| SyncGroupRequestAssignment {
            member_id: id.clone(),
            assignment: Bytes::from_static(b"a"),
        });
        let request = SyncGroupRequest {
            group_id: G.into(),
            generation_id: generation,
            member_id: member.into(),
            protocol_type: Some("consumer".into()),
            protocol_name: Some("range".into()),
            assignments: assignments.collect(),
            ..Default::default()
        };
        self.sync_with(request)
    }

    /// Sends a SyncGroup with bytes of its own for the sender.
    pub(crate) fn sync_bytes(&mut self, member: &str, generation: i32, assignment: &'static [u8]) -> u64 {
        let assignment = SyncGroupRequestAssignment {
            member_id: member.into(),
            assignment: Bytes::from_static(assignment),
        };
        let request = SyncGroupRequest {
            group_id: G.into(),
            generation_id: generation,
            member_id: member.into(),
            assignments: alloc::vec![assignment],
            ..Default::default()
        };
        self.sync_with(request)
    }

    /// Sends a SyncGroup.
    pub(crate) fn sync_with(&mut self, request: SyncGroupRequest) -> u64 {
        self.ask(ApiKey::SyncGroup, 5, "c", |state, step, caller| state.sync(step, caller, request))
    }

    /// Sends a Heartbeat. Gives the error code.
    pub(crate) fn heartbeat(&mut self, member: &str, generation: i32) -> i16 {
        self.heartbeat_as(member, None, generation)
    }

    /// Sends a Heartbeat of a static member. Gives the error code.
    pub(crate) fn heartbeat_as(&mut self, member: &str, instance: Option<&str>, generation: i32) -> i16 {
        let request = HeartbeatRequest {
            group_id: G.into(),
            generation_id: generation,
            member_id: member.into(),
            group_instance_id: instance.map(String::from),
        };
        let asked = self.ask(ApiKey::Heartbeat, 4, "c", |state, step, caller| {
            state.heartbeat(step, caller, &request);
        });
        match self.paper.answers.remove(&asked) {
            Some(Response::Heartbeat(response)) => response.error_code,
            other => panic!("no answer to a heartbeat: {other:?}"),
        }
    }

    /// Sends a LeaveGroup. Gives the answer if there is one.
    pub(crate) fn leave(&mut self, members: &[(&str, Option<&str>)]) -> Option<LeaveGroupResponse> {
        let identity = |&(id, instance): &(&str, Option<&str>)| MemberIdentity {
            member_id: id.into(),
            group_instance_id: instance.map(String::from),
            ..Default::default()
        };
        let members = members.iter().map(identity).collect();
        let asked = self.ask(ApiKey::LeaveGroup, 5, "c", |state, step, caller| {
            state.leave(step, caller, G, members);
        });
        match self.paper.answers.remove(&asked)? {
            Response::LeaveGroup(response) => Some(response),
            other => panic!("{other:?}"),
        }
    }

    /// Sends an OffsetCommit for partition 0 of `t`. Gives the number of the request.
    pub(crate) fn send_commit(&mut self, version: i16, member: &str, generation: i32, offset: i64) -> u64 {
        let partition = OffsetCommitRequestPartition { committed_offset: offset, ..Default::default() };
        let topic = OffsetCommitRequestTopic {
            name: "t".into(),
            partitions: alloc::vec![partition],
            ..Default::default()
        };
        let request = OffsetCommitRequest {
            group_id: G.into(),
            generation_id_or_member_epoch: generation,
            member_id: member.into(),
            topics: alloc::vec![topic],
            ..Default::default()
        };
        self.ask(ApiKey::OffsetCommit, version, "c", |state, step, caller| {
            state.commit_offsets(step, caller, request, OffsetCommitResponse::default());
        })
    }

    /// The same, at version 8. Gives the error code.
    pub(crate) fn commit(&mut self, member: &str, generation: i32, offset: i64) -> i16 {
        let asked = self.send_commit(8, member, generation, offset);
        self.committed(asked).expect("an answer to OffsetCommit")
    }

    /// Commits offset 7 of a partition of `t` by its id, at version 9. Gives the error code.
    pub(crate) fn commit_of(
        &mut self,
        member: &str,
        epoch: i32,
        topic_id: Uuid,
        partition_index: i32,
    ) -> i16 {
        let partition =
            OffsetCommitRequestPartition { partition_index, committed_offset: 7, ..Default::default() };
        let topic =
            OffsetCommitRequestTopic { name: "t".into(), topic_id, partitions: alloc::vec![partition] };
        let request = OffsetCommitRequest {
            group_id: G.into(),
            generation_id_or_member_epoch: epoch,
            member_id: member.into(),
            topics: alloc::vec![topic],
            ..Default::default()
        };
        let asked = self.ask(ApiKey::OffsetCommit, 9, "c", |state, step, caller| {
            state.commit_offsets(step, caller, request, OffsetCommitResponse::default());
        });
        self.committed(asked).expect("an answer to OffsetCommit")
    }

    /// Commits offset 7 of a partition of `t` for a group that nobody is a member of.
    pub(crate) fn commit_as(&mut self, group: &str, partition_index: i32) {
        let partition =
            OffsetCommitRequestPartition { partition_index, committed_offset: 7, ..Default::default() };
        let topic = OffsetCommitRequestTopic {
            name: "t".into(),
            partitions: alloc::vec![partition],
            ..Default::default()
        };
        let request = OffsetCommitRequest {
            group_id: group.into(),
            generation_id_or_member_epoch: -1,
            topics: alloc::vec![topic],
            ..Default::default()
        };
        let asked = self.ask(ApiKey::OffsetCommit, 8, "c", |state, step, caller| {
            state.commit_offsets(step, caller, request, OffsetCommitResponse::default());
        });
        assert_eq!(self.committed(asked), Some(0));
    }

    /// Error code of an OffsetCommit, if it is answered.
    pub(crate) fn committed(&mut self, request: u64) -> Option<i16> {
        match self.paper.answers.remove(&request)? {
            Response::OffsetCommit(response) => Some(response.topics[0].partitions[0].error_code),
            other => panic!("{other:?}"),
        }
    }

    /// Sends an OffsetFetch for partition 0 of `t`.
    pub(crate) fn fetch(&mut self, require_stable: bool) -> Option<i64> {
        let topic = OffsetFetchRequestTopics {
            name: "t".into(),
            partition_indexes: alloc::vec![0],
            ..Default::default()
        };
        let request = OffsetFetchRequestGroup {
            group_id: G.into(),
            topics: Some(alloc::vec![topic]),
            ..Default::default()
        };
        let asked = self.ask(ApiKey::OffsetFetch, 9, "c", |state, step, caller| {
            state.fetch_offsets(step, caller, &request, require_stable);
        });
        match self.paper.answers.remove(&asked)? {
            Response::OffsetFetch(response) => {
                Some(response.groups[0].topics[0].partitions[0].committed_offset)
            }
            other => panic!("{other:?}"),
        }
    }

    /// The metadata has these topics now, with so many partitions. Gives their ids.
    pub(crate) fn topics(&mut self, topics: &[(&str, usize)]) -> Vec<Uuid> {
        let mut image = Image { offset: self.runtime.settings().image.offset + 1, ..Image::default() };
        for (name, count) in topics {
            let mut bytes = [0; 16];
            bytes.iter_mut().zip(name.bytes()).for_each(|(byte, of)| *byte = of);
            let (id, name) = (Uuid(bytes), partita_machine::Name::from(*name));
            let partitions = (0..*count).map(|_| Arc::default()).collect();
            image.topic_ids.insert(name.clone(), id);
            image.topics.insert(id, Arc::new(TopicImage { id, name, partitions }));
        }
        let ids: Vec<Uuid> = image.topics.keys().copied().collect();
        image.topic_order = Arc::new(ids.clone());
        self.runtime.settings_mut().learn(&Arc::new(image));
        ids
    }

    /// Sends a ConsumerGroupHeartbeat.
    pub(crate) fn beat(&mut self, beat: ConsumerGroupHeartbeatRequest) -> ConsumerGroupHeartbeatResponse {
        if let Err(refused) = consumer::check_heartbeat(self.runtime.settings(), &beat, 1) {
            return consumer::refused(refused);
        }
        let asked = self.ask(ApiKey::ConsumerGroupHeartbeat, 1, "c", |state, step, caller| {
            state.consumer_heartbeat(step, caller, beat);
        });
        match self.paper.answers.remove(&asked) {
            Some(Response::ConsumerGroupHeartbeat(response)) => response,
            other => panic!("{other:?}"),
        }
    }

    /// The consumer group of most tests.
    pub(crate) fn consumers(&self) -> ConsumerGroup {
        let (_, state) = self.runtime.states().next().expect("a shard");
        (**state.consumers.get(G).expect("the group exists")).clone()
    }

    /// The answer to a JoinGroup, if there is one.
    pub(crate) fn joined(&mut self, request: u64) -> Option<JoinGroupResponse> {
        match self.paper.answers.remove(&request)? {
            Response::JoinGroup(response) => Some(response),
            other => panic!("{other:?}"),
        }
    }

    /// The answer to a SyncGroup, if there is one.
    pub(crate) fn synced(&mut self, request: u64) -> Option<SyncGroupResponse> {
        match self.paper.answers.remove(&request)? {
            Response::SyncGroup(response) => Some(response),
            other => panic!("{other:?}"),
        }
    }
}
