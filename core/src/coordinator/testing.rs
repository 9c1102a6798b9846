//! A coordinator without a node, for tests: one shard over a log in memory, and clients that ask it by hand.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use bytes::Bytes;
use partita_machine::{ConnId, Event, Instant, Listener, Now, Peer, RequestId, Rng};
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
use partita_wire::records::{BatchBuilder, BatchView, Codec};
use partita_wire::{ApiKey, ErrorCode, Response, Uuid};

use super::group::classic::Group;
use super::group::consumer::ConsumerGroup;
use super::group::settings::Settings;
use super::group::{GroupState, GroupStep};
use super::runtime::{Host, KeyValue, Runtime};
use super::step::Caller;
use crate::cx::Asked;
use crate::image::{Image, TopicImage};

/// The group of most tests.
pub(crate) const G: &str = "g";
/// The partition it lives on.
pub(crate) const PARTITION: i32 = 42;

/// Name and metadata of protocols.
pub(crate) type Protocols = Vec<(&'static str, &'static [u8])>;

/// Answers by the number of their request.
pub(crate) type Answers = BTreeMap<u64, Response>;

/// A node that is only a log.
#[derive(Clone, Debug)]
pub(crate) struct Paper {
    pub(crate) now: Now,
    rng: Rng,
    pub(crate) log: Vec<KeyValue>,
    /// Appends are committed only when a test says so.
    pub(crate) hold: bool,
    pub(crate) high_watermark: i64,
    /// Every append fails with it.
    pub(crate) refuse: Option<ErrorCode>,
    /// Reads fail.
    pub(crate) unreadable: bool,
    pub(crate) answers: Answers,
    pub(crate) events: Vec<Event>,
}

impl Host for Paper {
    fn now(&self) -> Now {
        self.now
    }

    fn rng(&mut self) -> &mut Rng {
        &mut self.rng
    }

    fn append(&mut self, _: i32, records: &[KeyValue]) -> Result<i64, ErrorCode> {
        if let Some(error) = self.refuse {
            return Err(error);
        }
        self.log.extend_from_slice(records);
        if !self.hold {
            self.high_watermark = self.log.len() as i64;
        }
        Ok(self.log.len() as i64 - 1)
    }

    fn high_watermark(&self, _: i32) -> i64 {
        self.high_watermark
    }

    fn log_end(&self, _: i32) -> i64 {
        self.log.len() as i64
    }

    fn read(&mut self, _: i32, from: i64, _: usize) -> Result<Vec<BatchView>, ErrorCode> {
        if self.unreadable {
            return Err(ErrorCode::KafkaStorageError);
        }
        let (key, value) = self.log[usize::try_from(from).unwrap()].clone();
        let mut builder = BatchBuilder::new(Codec::None);
        builder.append(0, key.as_deref(), value.as_deref(), &[]).unwrap();
        Ok(alloc::vec![BatchView::read(builder.build(from, 0).unwrap()).unwrap()])
    }

    fn answer(&mut self, caller: Caller, response: Response) {
        let before = self.answers.insert(caller.asked().request.0, response);
        assert!(before.is_none(), "request {:?} is answered twice", caller.asked().request);
    }

    fn tell(&mut self, event: Event) {
        self.events.push(event);
    }
}

/// A shard, its log, and somebody who asks.
#[derive(Clone, Debug)]
pub(crate) struct Bench {
    pub(crate) runtime: Runtime<GroupState>,
    pub(crate) paper: Paper,
    last_request: u64,
}

/// What a JoinGroup says, with what most tests say.
#[derive(Clone, Debug)]
pub(crate) struct Joining {
    pub(crate) version: i16,
    pub(crate) client: &'static str,
    pub(crate) member: String,
    pub(crate) instance: Option<&'static str>,
    pub(crate) kind: &'static str,
    pub(crate) protocols: Protocols,
    pub(crate) session_ms: i32,
    pub(crate) rebalance_ms: i32,
}

impl Default for Joining {
    fn default() -> Self {
        Self {
            version: 9,
            client: "c",
            member: String::new(),
            instance: None,
            kind: "consumer",
            protocols: alloc::vec![("range", b"r")],
            session_ms: 10_000,
            rebalance_ms: 60_000,
        }
    }
}

/// Kafka's defaults.
pub(crate) fn settings() -> Settings {
    Settings {
        group_min_session_timeout_ms: 6_000,
        group_max_session_timeout_ms: 1_800_000,
        group_initial_rebalance_delay_ms: 3_000,
        group_max_size: usize::MAX,
        image: Arc::default(),
        upgrades: true,
        downgrades: true,
        group_consumer_heartbeat_interval_ms: 5_000,
        group_consumer_session_timeout_ms: 45_000,
        group_consumer_max_size: usize::MAX,
        offset_metadata_max_bytes: 4_096,
        offsets_retention_ms: 10_080 * 60_000,
        offsets_retention_check_interval_ms: 600_000,
        waits_for_the_gone: false,
        expires_by_commit: false,
    }
}

impl Bench {
    /// A shard that has loaded its empty partition, with Kafka's defaults.
    pub(crate) fn new() -> Self {
        Self::with(settings())
    }

    /// The same with other settings.
    pub(crate) fn with(settings: Settings) -> Self {
        let paper = Paper {
            now: Now { at: Instant(1_000_000), wall_ms: 1_700_000_000_000 },
            rng: Rng::new(1),
            log: Vec::new(),
            hold: false,
            high_watermark: 0,
            refuse: None,
            unreadable: false,
            answers: Answers::new(),
            events: Vec::new(),
        };
        let mut bench = Self { runtime: Runtime::new(settings, 5_000), paper, last_request: 0 };
        bench.lead();
        bench
    }

    /// The shard's node leads, and loads all there is.
    pub(crate) fn lead(&mut self) {
        self.runtime.lead(&mut self.paper, PARTITION, true);
        while self.runtime.is_loading() {
            self.runtime.progress(&mut self.paper);
        }
    }

    /// The shard moves to a node that knows only the log.
    pub(crate) fn moved(&mut self, settings: Settings) -> Self {
        let mut other = Self::with(settings);
        other.paper = Paper { answers: Answers::new(), events: Vec::new(), ..self.paper.clone() };
        other.last_request = self.last_request + 1_000;
        self.runtime.lead(&mut self.paper, PARTITION, false);
        other.runtime.lead(&mut other.paper, PARTITION, false);
        other.lead();
        other
    }

    /// Time passes, millisecond by millisecond where something is due.
    pub(crate) fn pass(&mut self, ms: u64) {
        let end = self.paper.now.at.after_ms(ms);
        while let Some(due) = self.runtime.wake_at().filter(|&at| at <= end) {
            self.set_clock(due.max(self.paper.now.at));
            self.runtime.on_time(&mut self.paper);
            self.runtime.progress(&mut self.paper);
        }
        self.set_clock(end);
    }

    fn set_clock(&mut self, at: Instant) {
        self.paper.now.wall_ms += at.ms_since(self.paper.now.at) as i64;
        self.paper.now.at = at;
    }

    /// Everything appended so far is committed.
    pub(crate) fn commit_all(&mut self) {
        self.paper.high_watermark = self.paper.log.len() as i64;
        self.runtime.progress(&mut self.paper);
    }

    /// The group of most tests.
    pub(crate) fn group(&self) -> Group {
        self.group_called(G).expect("the group exists")
    }

    /// A group.
    pub(crate) fn group_called(&self, id: &str) -> Option<Group> {
        let (_, state) = self.runtime.states().next()?;
        state.groups.get(id).map(|group| (**group).clone())
    }

    /// Kafka's name of the group's state.
    pub(crate) fn state(&self) -> &'static str {
        self.group().state.name()
    }

    /// Asks anything. Gives the number of the request.
    pub(crate) fn ask(
        &mut self,
        api: ApiKey,
        version: i16,
        client: &str,
        handler: impl FnOnce(&mut GroupState, &mut GroupStep<'_>, Caller),
    ) -> u64 {
        self.last_request += 1;
        let request = self.last_request;
        let asked = Asked {
            conn: ConnId(1),
            request: RequestId(request),
            api,
            version,
            client_id: Some(client.into()),
            peer: Peer {
                listener: Listener::Broker,
                host: "127.0.0.1".into(),
                principal: "User:ANONYMOUS".into(),
            },
            enveloped: None,
        };
        let served = self.runtime.run(&mut self.paper, PARTITION, |state, step| {
            handler(state, step, Caller::Client(asked));
        });
        assert_eq!(served, Ok(()));
        request
    }

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
        let ids = image.topics.keys().copied().collect();
        self.runtime.settings_mut().image = Arc::new(image);
        ids
    }

    /// Sends a ConsumerGroupHeartbeat.
    pub(crate) fn beat(&mut self, beat: ConsumerGroupHeartbeatRequest) -> ConsumerGroupHeartbeatResponse {
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
