//! Rules of votes, epochs and fetches, on one voter with its surroundings made up.

use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

use partita_machine::{Address, ConnId, Effect, Links, Listener, Now, Peer, RequestId, Rng, Settings};
use partita_wire::messages::begin_quorum_epoch_request as begin;
use partita_wire::messages::fetch_request::{FetchPartition, FetchRequest, FetchTopic, ReplicaState};
use partita_wire::messages::fetch_response::{FetchResponse, PartitionData as Fetched};
use partita_wire::messages::vote_request::{PartitionData, TopicData, VoteRequest};
use partita_wire::messages::vote_response::{PartitionData as Voted, VoteResponse};
use partita_wire::{ApiKey, ErrorCode, MetadataRecord, Request, Response, Uuid};

use super::*;
use crate::disk::{Disk, MemoryDisk};
use crate::node::{LinkKey, Reply};

/// Voter 0 of voters 0, 1, 2.
struct Bench {
    raft: Raft,
    config: NodeConfig,
    disk: MemoryDisk,
    links: Links<LinkKey, Reply>,
    rng: Rng,
    now: Now,
}

fn config(voters: i32) -> NodeConfig {
    let address = |id: i32| Address::new("localhost", 9_093 + u16::try_from(id).unwrap());
    NodeConfig {
        node_id: 0,
        is_broker: false,
        is_controller: true,
        rack: None,
        broker_address: address(100),
        controller_address: address(0),
        voters: (0..voters).map(|id| (id, address(id))).collect(),
        bootstrap: Vec::new(),
        cluster_id: Uuid([7; 16]),
        directory_id: Uuid([1; 16]),
        properties: Default::default(),
        seed: 1,
    }
}

impl Bench {
    fn new(voters: i32, state: QuorumState) -> Self {
        let config = config(voters);
        let mut disk = MemoryDisk::new();
        state.store(&mut disk, 0, &[0, 1, 2]).unwrap();
        let mut rng = Rng::new(1);
        let links = Links::new(Settings::default(), rng.split());
        let mut bench = Self {
            raft: Raft::new(&config),
            config,
            disk,
            links,
            rng,
            now: Now { at: Instant(0), wall_ms: 0 },
        };
        bench.with(|raft, cx| raft.start(cx));
        bench
    }

    fn with<R>(&mut self, act: impl FnOnce(&mut Raft, &mut Cx<'_>) -> R) -> (R, Vec<Effect>) {
        let mut effects = Vec::new();
        let mut settled = Vec::new();
        let mut cx = Cx {
            now: self.now,
            config: &self.config,
            disk: &mut self.disk,
            links: &mut self.links,
            rng: &mut self.rng,
            effects: &mut effects,
            controller: None,
            settled: &mut settled,
        };
        (act(&mut self.raft, &mut cx), effects)
    }

    fn ask(&mut self, body: impl Into<Request>) -> Option<Response> {
        let body = body.into();
        let peer =
            Peer { listener: Listener::Controller, host: "127.0.0.1".into(), principal: "User:A".into() };
        let asked = crate::cx::Asked {
            conn: ConnId(1),
            request: RequestId(1),
            api: body.api_key(),
            version: body.api_key().versions().1,
            client_id: None,
            peer,
            enveloped: None,
        };
        let (rest, effects) = self.with(|raft, cx| raft.on_request(cx, asked, body));
        assert_eq!(rest, None);
        effects.into_iter().find_map(|effect| match effect {
            Effect::Answer { body, .. } => body,
            _ => None,
        })
    }

    /// Asks for a vote; gives the error and whether it was given.
    fn vote(&mut self, candidate: i32, epoch: i32, log: (i32, i64), pre_vote: bool) -> (i16, bool) {
        let part = PartitionData {
            replica_epoch: epoch,
            replica_id: candidate,
            last_offset_epoch: log.0,
            last_offset: log.1,
            pre_vote,
            ..PartitionData::default()
        };
        let topics = vec![TopicData { topic_name: METADATA_TOPIC.into(), partitions: vec![part] }];
        let cluster_id = Some(self.config.cluster_id.to_string());
        let Some(Response::Vote(answer)) = self.ask(VoteRequest { cluster_id, voter_id: 0, topics }) else {
            panic!()
        };
        let part = &answer.topics[0].partitions[0];
        (part.error_code, part.vote_granted)
    }

    fn begin(&mut self, leader_id: i32, leader_epoch: i32) -> i16 {
        let part = begin::PartitionData { leader_id, leader_epoch, ..Default::default() };
        let topics = vec![begin::TopicData { topic_name: METADATA_TOPIC.into(), partitions: vec![part] }];
        let body = begin::BeginQuorumEpochRequest { topics, voter_id: 0, ..Default::default() };
        let Some(Response::BeginQuorumEpoch(answer)) = self.ask(body) else { panic!() };
        answer.topics[0].partitions[0].error_code
    }

    fn fetch(&mut self, replica: i32, epoch: i32, offset: i64, last_epoch: i32) -> Option<Fetched> {
        let part = FetchPartition {
            current_leader_epoch: epoch,
            fetch_offset: offset,
            last_fetched_epoch: last_epoch,
            partition_max_bytes: 1 << 20,
            ..FetchPartition::default()
        };
        let topic =
            FetchTopic { topic_id: METADATA_TOPIC_ID, partitions: vec![part], ..FetchTopic::default() };
        let body = FetchRequest {
            topics: vec![topic],
            max_wait_ms: 500,
            replica_state: ReplicaState { replica_id: replica, replica_epoch: -1 },
            ..FetchRequest::default()
        };
        match self.ask(body) {
            Some(Response::Fetch(answer)) => {
                answer.responses.into_iter().next()?.partitions.into_iter().next()
            }
            None => None,
            other => panic!("{other:?}"),
        }
    }

    /// Wins an election with the vote of voter 1.
    fn elected(&mut self) -> i32 {
        self.with(|raft, cx| raft.stand(cx));
        for pre_vote in [true, false] {
            self.answered(1, pre_vote, true);
        }
        assert!(self.raft.is_leader());
        self.raft.epoch()
    }

    /// Loses an election to both others; gives how long it waits before the next, milliseconds.
    fn beaten(&mut self) -> u64 {
        self.with(|raft, cx| raft.stand(cx));
        self.answered(1, true, true);
        for voter in [1, 2] {
            self.answered(voter, false, false);
        }
        let Role::Candidate(poll) = &self.raft.role else { panic!("{:?}", self.raft.role) };
        poll.deadline.ms_since(self.now.at)
    }

    /// A voter answers its request for a vote.
    fn answered(&mut self, voter: i32, pre_vote: bool, vote_granted: bool) {
        let epoch = self.raft.epoch();
        let part = Voted { vote_granted, leader_id: -1, leader_epoch: epoch, ..Voted::default() };
        let topic = partita_wire::messages::vote_response::TopicData {
            topic_name: METADATA_TOPIC.into(),
            partitions: vec![part],
        };
        let body = VoteResponse { topics: vec![topic], ..VoteResponse::default() };
        let call = Call::Vote { to: voter, epoch, pre_vote };
        self.with(|raft, cx| raft.on_reply(cx, &call, Ok(Response::Vote(body))));
    }

    fn stored(&self) -> QuorumState {
        QuorumState::load(&self.disk).unwrap()
    }
}

fn code(error: ErrorCode) -> i16 {
    error as i16
}

#[test]
fn one_vote_an_epoch_and_it_is_on_the_disk() {
    let mut bench = Bench::new(3, QuorumState::default());
    assert_eq!(bench.vote(1, 1, (0, 0), false), (0, true));
    assert_eq!(bench.stored(), QuorumState { epoch: 1, leader: None, voted: Some((1, Uuid::ZERO)) });
    assert_eq!(bench.vote(2, 1, (0, 0), false), (0, false));
    assert_eq!(bench.vote(1, 1, (0, 0), false), (0, true));
    assert_eq!(bench.vote(2, 2, (0, 0), false), (0, true));
    assert_eq!(bench.vote(1, 1, (0, 0), false), (code(ErrorCode::FencedLeaderEpoch), false));
}

#[test]
fn a_vote_survives_a_restart() {
    let mut bench = Bench::new(3, QuorumState { epoch: 4, leader: None, voted: Some((2, Uuid::ZERO)) });
    assert_eq!(bench.vote(1, 4, (0, 0), false), (0, false));
    assert_eq!(bench.vote(2, 4, (0, 0), false), (0, true));
}

#[test]
fn strangers_and_nonsense_get_no_vote() {
    let mut bench = Bench::new(3, QuorumState::default());
    assert_eq!(bench.vote(9, 1, (0, 0), false), (0, false));
    assert_eq!(bench.vote(1, 1, (1, 5), false), (code(ErrorCode::InvalidRequest), false));
    assert_eq!(bench.vote(1, 1, (0, -1), true), (code(ErrorCode::InvalidRequest), false));
    assert_eq!(bench.raft.epoch(), 0);
}

#[test]
fn a_shorter_log_gets_no_vote() {
    let mut bench = Bench::new(3, QuorumState::default());
    let epoch = bench.elected();
    assert_eq!(bench.vote(1, epoch + 1, (0, 0), false), (0, false));
    assert_eq!(bench.vote(1, epoch + 2, (epoch, 1), false), (0, true));
}

#[test]
fn pre_votes_cost_nothing_and_are_refused_while_a_leader_is_heard_of() {
    let mut bench = Bench::new(3, QuorumState::default());
    assert_eq!(bench.vote(1, 0, (0, 0), true), (0, true));
    assert_eq!(bench.vote(2, 0, (0, 0), true), (0, true));
    assert_eq!(bench.stored(), QuorumState::default());
    assert_eq!(bench.begin(1, 3), 0);
    assert_eq!(bench.vote(2, 3, (0, 0), true), (0, true), "nothing was fetched from that leader yet");
    let answer = Fetched {
        high_watermark: 0,
        records: Some(Default::default()),
        current_leader: partita_wire::messages::fetch_response::LeaderIdAndEpoch {
            leader_id: 1,
            leader_epoch: 3,
        },
        ..Fetched::default()
    };
    let topic = partita_wire::messages::fetch_response::FetchableTopicResponse {
        partitions: vec![answer],
        ..Default::default()
    };
    let body = FetchResponse { responses: vec![topic], ..FetchResponse::default() };
    bench.with(|raft, cx| raft.on_reply(cx, &Call::Fetch { to: 1, epoch: 3 }, Ok(Response::Fetch(body))));
    assert_eq!(bench.vote(2, 3, (0, 0), true), (0, false));
}

#[test]
fn a_leader_is_learned_once_an_epoch() {
    let mut bench = Bench::new(3, QuorumState::default());
    assert_eq!(bench.begin(1, 3), 0);
    assert_eq!(bench.begin(2, 3), code(ErrorCode::InvalidRequest));
    assert_eq!(bench.begin(2, 2), code(ErrorCode::FencedLeaderEpoch));
    assert_eq!(bench.begin(2, 4), 0);
    assert_eq!(bench.stored(), QuorumState { epoch: 4, leader: Some(2), voted: None });
}

#[test]
fn an_ex_leader_starts_resigned_and_a_follower_follows() {
    let bench = Bench::new(3, QuorumState { epoch: 5, leader: Some(0), voted: Some((0, Uuid::ZERO)) });
    assert_eq!(bench.raft.shown_role(), QuorumRole::Resigned);
    let bench = Bench::new(3, QuorumState { epoch: 5, leader: Some(2), voted: None });
    assert_eq!(bench.raft.shown_role(), QuorumRole::Follower);
}

#[test]
fn a_single_voter_leads_at_once() {
    let bench = Bench::new(1, QuorumState { epoch: 5, leader: Some(0), voted: Some((0, Uuid::ZERO)) });
    assert!(bench.raft.leads_settled());
    assert_eq!((bench.raft.epoch(), bench.raft.high_watermark()), (6, 1));
}

#[test]
fn what_a_majority_has_in_the_leaders_epoch_is_committed() {
    let mut bench = Bench::new(3, QuorumState::default());
    let epoch = bench.elected();
    assert_eq!((bench.raft.end(), bench.raft.high_watermark()), (1, 0));
    let noop = [MetadataRecord::NoOp(Default::default())];
    let (last, _) = bench.with(|raft, cx| raft.append(cx, &noop));
    assert_eq!(last, Ok(1));
    assert!(bench.fetch(1, epoch, 0, 0).is_some());
    assert_eq!(bench.raft.high_watermark(), 0);
    assert!(bench.fetch(1, epoch, 1, epoch).is_some());
    assert_eq!(bench.raft.high_watermark(), 1);
    assert!(bench.fetch(9, epoch, 2, epoch).is_none(), "an observer waits, and counts for nothing");
    assert_eq!(bench.raft.high_watermark(), 1);
}

#[test]
fn fetches_are_checked_and_logs_compared() {
    let mut bench = Bench::new(3, QuorumState::default());
    let epoch = bench.elected();
    let error = |fetched: Option<Fetched>| fetched.unwrap().error_code;
    assert_eq!(error(bench.fetch(1, epoch - 1, 0, 0)), code(ErrorCode::FencedLeaderEpoch));
    assert_eq!(error(bench.fetch(1, epoch + 1, 0, 0)), code(ErrorCode::UnknownLeaderEpoch));
    assert_eq!(error(bench.fetch(1, epoch, -1, 0)), code(ErrorCode::InvalidRequest));
    let diverging = bench.fetch(1, epoch, 7, epoch).unwrap().diverging_epoch;
    assert_eq!((diverging.epoch, diverging.end_offset), (epoch, 1));
    let unknown = bench.fetch(1, epoch, 3, 0).unwrap().diverging_epoch;
    assert_eq!((unknown.epoch, unknown.end_offset), (0, 0));
}

#[test]
fn a_leader_that_nobody_fetches_from_resigns() {
    let mut bench = Bench::new(3, QuorumState::default());
    bench.elected();
    bench.now.at = Instant(0).after_ms(2_999);
    bench.with(|raft, cx| raft.on_time(cx));
    assert!(bench.raft.is_leader());
    bench.now.at = Instant(0).after_ms(3_000);
    bench.with(|raft, cx| raft.on_time(cx));
    assert_eq!(bench.raft.shown_role(), QuorumRole::Resigned);
}

#[test]
fn requests_of_other_apis_are_given_back() {
    let mut bench = Bench::new(3, QuorumState::default());
    let peer = Peer { listener: Listener::Controller, host: "127.0.0.1".into(), principal: "User:A".into() };
    let asked = crate::cx::Asked {
        conn: ConnId(1),
        request: RequestId(1),
        api: ApiKey::Metadata,
        version: 0,
        client_id: None,
        peer,
        enveloped: None,
    };
    let (rest, _) = bench.with(|raft, cx| raft.on_request(cx, asked, Request::new(ApiKey::Metadata)));
    assert!(rest.is_some());
}

#[test]
fn a_snapshot_that_is_too_large_or_exceeds_its_size_is_given_up() {
    use partita_wire::messages::fetch_snapshot_response as fetched;
    let largest = 1_i64 << 30;
    // Size, bytes of the piece, whether more is fetched.
    let cases = [(9, 8, true), (largest, 8, true), (largest + 1, 8, false), (7, 8, false), (-1, 8, false)];
    for (size, len, goes_on) in cases {
        let mut bench = Bench::new(3, QuorumState::default());
        assert_eq!(bench.begin(1, 1), 0);
        let id = super::snapshot::SnapshotId { end: 5, epoch: 1 };
        let (begun, _) = bench.with(|raft, cx| raft.begin_fetching(cx, id));
        begun.unwrap();
        let part = fetched::PartitionSnapshot {
            snapshot_id: fetched::SnapshotId { end_offset: 5, epoch: 1 },
            current_leader: fetched::LeaderIdAndEpoch { leader_id: 1, leader_epoch: 1 },
            size,
            unaligned_records: Some(bytes::Bytes::from(vec![0; len]).into()),
            ..Default::default()
        };
        let topic = fetched::TopicSnapshot { name: METADATA_TOPIC.into(), partitions: vec![part] };
        let body = fetched::FetchSnapshotResponse { topics: vec![topic], ..Default::default() };
        bench.with(|raft, cx| raft.on_snapshot_fetched(cx, 1, body));
        assert_eq!(bench.raft.snapshot_fetched(), goes_on.then_some((id, 8)), "size {size}");
        assert_eq!(bench.disk.len(&id.part()), goes_on.then_some(8), "size {size}");
    }
}

#[test]
fn each_election_lost_in_a_row_is_followed_by_a_longer_wait() {
    let mut bench = Bench::new(3, QuorumState::default());
    let waits: Vec<u64> = (0..12).map(|_| bench.beaten()).collect();
    for (lost, &wait) in (0..).zip(&waits) {
        let most = (50 * (2_u64 << lost)).min(1_049);
        assert!((50..=most).contains(&wait), "after {lost} before it: {waits:?}");
    }
    assert!(waits[6..].iter().any(|&wait| wait >= 1_000), "the configured most: {waits:?}");
    let epoch = bench.raft.epoch();
    assert_eq!(bench.begin(1, epoch), 0);
    assert!(bench.beaten() <= 100, "who has followed begins anew");
}
