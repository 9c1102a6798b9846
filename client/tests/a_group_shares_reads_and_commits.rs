//! Consumers and the application around them against a cluster that the test plays.

mod scripted;

use partita_client::app::{CommitPolicy, ConsumerApp, Reads};
use partita_client::consumer::{Subscription, decode_assignment, encode_assignment};
use partita_client::settings::ConsumerSettings;
use partita_machine::{Event, Rng};
use partita_view::{MemberState, Process};
use partita_wire::messages::fetch_response::{FetchResponse, FetchableTopicResponse, PartitionData};
use partita_wire::messages::find_coordinator_response::{Coordinator, FindCoordinatorResponse};
use partita_wire::messages::heartbeat_response::HeartbeatResponse;
use partita_wire::messages::join_group_response::{JoinGroupResponse, JoinGroupResponseMember};
use partita_wire::messages::leave_group_response::LeaveGroupResponse;
use partita_wire::messages::list_offsets_response::{
    ListOffsetsPartitionResponse, ListOffsetsResponse, ListOffsetsTopicResponse,
};
use partita_wire::messages::offset_commit_response::{
    OffsetCommitResponse, OffsetCommitResponsePartition, OffsetCommitResponseTopic,
};
use partita_wire::messages::offset_fetch_response::{
    OffsetFetchResponse, OffsetFetchResponseGroup, OffsetFetchResponsePartitions, OffsetFetchResponseTopics,
};
use partita_wire::messages::sync_group_response::SyncGroupResponse;
use partita_wire::records::{BatchBuilder, Codec, Records};
use partita_wire::{ApiKey, ErrorCode, Request, Response};

use scripted::{Cluster, Pending, Whole, metadata, topic_id};

const TOPIC: &str = "orders";

type App = Cluster<Whole<ConsumerApp>>;

/// An application in group `g`; broker 1 coordinates. `committed`: the group's offset, -1 for none.
fn app(pairs: &[(&str, &str)], policy: CommitPolicy, us_per_record: u64, committed: i64) -> App {
    let mut all = vec![("bootstrap.servers", "127.0.0.1:9092"), ("group.id", "g")];
    all.extend_from_slice(pairs);
    let settings = ConsumerSettings::new(&all).unwrap();
    let reads = Reads::Topics(vec![TOPIC.into()]);
    let app = ConsumerApp::new("c1".into(), reads, policy, us_per_record, settings, Rng::new(3));
    let mut cluster = Cluster::new(Whole(app), move |pending| match &pending.body {
        Request::Metadata(_) => Some(metadata(2, &[(TOPIC, &[0, 0])])),
        Request::FindCoordinator(request) => {
            assert_eq!((request.key_type, &request.coordinator_keys[..]), (0, &["g".to_string()][..]));
            let coordinator = Coordinator {
                key: "g".into(),
                node_id: 1,
                host: "127.0.0.1".into(),
                port: 9_093,
                ..Default::default()
            };
            Some(FindCoordinatorResponse { coordinators: vec![coordinator], ..Default::default() }.into())
        }
        Request::OffsetFetch(request) => {
            let asked = &request.groups[0].topics.as_ref().unwrap()[0];
            let partition = |&partition_index: &i32| OffsetFetchResponsePartitions {
                partition_index,
                committed_offset: committed,
                committed_leader_epoch: -1,
                metadata: Some(String::new()),
                error_code: 0,
            };
            let partitions = asked.partition_indexes.iter().map(partition).collect();
            let topic = OffsetFetchResponseTopics { name: TOPIC.into(), partitions, ..Default::default() };
            let group =
                OffsetFetchResponseGroup { group_id: "g".into(), topics: vec![topic], ..Default::default() };
            Some(OffsetFetchResponse { groups: vec![group], ..Default::default() }.into())
        }
        Request::ListOffsets(request) => {
            let partition = |asked: &partita_wire::messages::list_offsets_request::ListOffsetsPartition| {
                ListOffsetsPartitionResponse {
                    partition_index: asked.partition_index,
                    offset: match asked.timestamp {
                        -2 => 5,
                        -1 => 100,
                        // An hour ago, or not even a second.
                        then if then < scripted::WALL_MS - 3_000_000 => 42,
                        _ => -1,
                    },
                    ..Default::default()
                }
            };
            let partitions = request.topics[0].partitions.iter().map(partition).collect();
            let topic = ListOffsetsTopicResponse { name: TOPIC.into(), partitions };
            Some(ListOffsetsResponse { topics: vec![topic], ..Default::default() }.into())
        }
        Request::Heartbeat(_) => Some(HeartbeatResponse::default().into()),
        _ => None,
    });
    cluster.tell(partita_machine::Input::Started);
    cluster.run_ms(1_000);
    cluster
}

/// Lets the member join as the leader of a group of its own, and get these partitions.
fn join(cluster: &mut App, generation_id: i32, partitions: &[i32]) {
    join_as(cluster, generation_id, partitions, "range");
}

fn join_as(cluster: &mut App, generation_id: i32, partitions: &[i32], protocol: &str) {
    let mut join = cluster.only(ApiKey::JoinGroup);
    if member_id(&join).is_empty() {
        let response = JoinGroupResponse {
            error_code: ErrorCode::MemberIdRequired as i16,
            member_id: "m1".into(),
            ..Default::default()
        };
        cluster.answer(&join, response);
        join = cluster.only(ApiKey::JoinGroup);
        assert_eq!(member_id(&join), "m1");
    }
    let Request::JoinGroup(request) = &join.body else { panic!() };
    let member = JoinGroupResponseMember {
        member_id: "m1".into(),
        metadata: request.protocols[0].metadata.clone(),
        ..Default::default()
    };
    let response = JoinGroupResponse {
        generation_id,
        protocol_type: Some("consumer".into()),
        protocol_name: Some(protocol.into()),
        leader: "m1".into(),
        member_id: "m1".into(),
        members: vec![member],
        ..Default::default()
    };
    cluster.answer(&join, response);
    let sync = cluster.only(ApiKey::SyncGroup);
    let assigned: Vec<(String, i32)> = partitions.iter().map(|&p| (TOPIC.to_string(), p)).collect();
    let assignment = encode_assignment(&assigned).into();
    cluster.answer(&sync, SyncGroupResponse { assignment, ..Default::default() });
    cluster.run_ms(0);
}

fn member_id(pending: &Pending) -> &str {
    let Request::JoinGroup(request) = &pending.body else { panic!() };
    &request.member_id
}

/// Partition and offset of everything a fetch asks for.
fn wants(pending: &Pending) -> Vec<(i32, i64)> {
    let Request::Fetch(request) = &pending.body else { panic!() };
    let partitions = request.topics.iter().flat_map(|topic| &topic.partitions);
    partitions.map(|partition| (partition.partition, partition.fetch_offset)).collect()
}

/// An answer with `count` records from the offset asked for in partition 0, and nothing in the others.
fn records(pending: &Pending, count: i64) -> Response {
    let partition = |(partition_index, offset): (i32, i64)| {
        let mut builder = BatchBuilder::new(Codec::None);
        for n in 0..count {
            builder.append(1_000, None, Some(format!("v{n}").as_bytes()), &[]).unwrap();
        }
        let batch = builder.build(offset, 0).unwrap();
        PartitionData {
            partition_index,
            high_watermark: offset + count,
            records: Some(if partition_index == 0 && count > 0 {
                Records::from(batch)
            } else {
                Records::new()
            }),
            ..Default::default()
        }
    };
    let partitions = wants(pending).into_iter().map(partition).collect();
    let topic = FetchableTopicResponse { topic_id: topic_id(0), partitions, ..Default::default() };
    FetchResponse { responses: vec![topic], ..Default::default() }.into()
}

fn fail_fetch(pending: &Pending, code: ErrorCode) -> Response {
    let partition = |(partition_index, _)| PartitionData {
        partition_index,
        error_code: code as i16,
        records: Some(Records::new()),
        ..Default::default()
    };
    let partitions = wants(pending).into_iter().map(partition).collect();
    let topic = FetchableTopicResponse { topic_id: topic_id(0), partitions, ..Default::default() };
    FetchResponse { responses: vec![topic], ..Default::default() }.into()
}

/// Version, generation, and partition with offset of everything a commit commits.
fn commits(pending: &Pending) -> (i16, i32, Vec<(i32, i64)>) {
    let Request::OffsetCommit(request) = &pending.body else { panic!() };
    let partitions = request.topics.iter().flat_map(|topic| &topic.partitions);
    let offsets =
        partitions.map(|partition| (partition.partition_index, partition.committed_offset)).collect();
    (pending.version, request.generation_id_or_member_epoch, offsets)
}

fn committed(pending: &Pending, code: ErrorCode) -> Response {
    let (_, _, offsets) = commits(pending);
    let partition =
        |(partition_index, _)| OffsetCommitResponsePartition { partition_index, error_code: code as i16 };
    let partitions = offsets.into_iter().map(partition).collect();
    let topic = OffsetCommitResponseTopic { name: TOPIC.into(), partitions, ..Default::default() };
    OffsetCommitResponse { topics: vec![topic], ..Default::default() }.into()
}

fn told(cluster: &App, wanted: &Event) -> usize {
    cluster.events.iter().filter(|(_, event)| event == wanted).count()
}

#[test]
fn the_leader_shares_by_range_and_everybody_reads_from_the_committed_offset() {
    let mut cluster = app(&[], CommitPolicy::Auto, 0, 7);
    let first = cluster.only(ApiKey::JoinGroup);
    assert_eq!((first.to, first.version, member_id(&first)), (9_093, 9, ""));
    let response = JoinGroupResponse {
        error_code: ErrorCode::MemberIdRequired as i16,
        member_id: "m1".into(),
        ..Default::default()
    };
    cluster.answer(&first, response);
    let second = cluster.only(ApiKey::JoinGroup);
    let Request::JoinGroup(request) = &second.body else { panic!() };
    assert_eq!(request.reason.as_deref(), Some("need to re-join with the given member-id: m1"));
    assert_eq!((request.session_timeout_ms, request.rebalance_timeout_ms), (45_000, 300_000));
    assert_eq!(Subscription::decode(&request.protocols[0].metadata).unwrap().topics, [TOPIC]);
    let metadata = request.protocols[0].metadata.clone();
    let member = |id: &str| JoinGroupResponseMember {
        member_id: id.into(),
        metadata: metadata.clone(),
        ..Default::default()
    };
    let response = JoinGroupResponse {
        generation_id: 1,
        protocol_type: Some("consumer".into()),
        protocol_name: Some("range".into()),
        leader: "m1".into(),
        member_id: "m1".into(),
        members: vec![member("m2"), member("m1")],
        ..Default::default()
    };
    cluster.answer(&second, response);
    let sync = cluster.only(ApiKey::SyncGroup);
    let Request::SyncGroup(request) = &sync.body else { panic!() };
    let shared: Vec<_> = request
        .assignments
        .iter()
        .map(|given| (given.member_id.as_str(), decode_assignment(&given.assignment).unwrap()))
        .collect();
    assert_eq!(shared, [("m1", vec![(TOPIC.into(), 0)]), ("m2", vec![(TOPIC.into(), 1)])]);

    let assignment = request.assignments[0].assignment.clone();
    cluster.answer(&sync, SyncGroupResponse { assignment, ..Default::default() });
    let assigned = Event::Assigned { group: "g".into(), generation: 1, partitions: vec![(TOPIC.into(), 0)] };
    assert_eq!(told(&cluster, &assigned), 1);
    let fetch = cluster.only(ApiKey::Fetch);
    assert_eq!((fetch.to, fetch.version, wants(&fetch)), (9_092, 18, vec![(0, 7)]));
    let response = records(&fetch, 3);
    cluster.answer(&fetch, response);
    let processed = Event::Processed { topic: TOPIC.into(), partition: 0, first: 7, last: 9 };
    assert_eq!(told(&cluster, &processed), 1);
    assert_eq!(wants(&cluster.only(ApiKey::Fetch)), [(0, 10)]);
    let view = cluster.machine.0.view(Process::Running);
    assert_eq!((view.state, view.processed), (MemberState::Stable, 3));
    assert_eq!(
        (view.owned[0].position, view.owned[0].committed, view.owned[0].lag),
        (Some(10), Some(7), Some(0))
    );
}

#[test]
fn without_a_committed_offset_the_reset_policy_decides() {
    let policies = [("latest", 100), ("earliest", 5), ("by_duration:PT1H", 42), ("by_duration:PT0.5S", 100)];
    for (policy, expected) in policies {
        let mut cluster = app(&[("auto.offset.reset", policy)], CommitPolicy::Auto, 0, -1);
        join(&mut cluster, 1, &[0]);
        assert_eq!(wants(&cluster.only(ApiKey::Fetch)), [(0, expected)]);
        let reset = Event::PositionReset { topic: TOPIC.into(), partition: 0, to: expected };
        assert_eq!(told(&cluster, &reset), 1);
    }
}

#[test]
fn an_offset_out_of_range_is_reset() {
    let mut cluster = app(&[("auto.offset.reset", "earliest")], CommitPolicy::Auto, 0, 50);
    join(&mut cluster, 1, &[0]);
    let fetch = cluster.only(ApiKey::Fetch);
    let response = fail_fetch(&fetch, ErrorCode::OffsetOutOfRange);
    cluster.answer(&fetch, response);
    assert_eq!(wants(&cluster.only(ApiKey::Fetch)), [(0, 5)]);
}

#[test]
fn without_a_reset_policy_the_application_ends_with_an_error() {
    let mut cluster = app(&[("auto.offset.reset", "none")], CommitPolicy::Auto, 0, -1);
    join(&mut cluster, 1, &[0]);
    let error = cluster.machine.0.error().unwrap();
    assert_eq!(error.message, "Undefined offset with no reset policy for partitions: [orders-0]");
}

#[test]
fn auto_commit_commits_what_earlier_polls_gave_every_five_seconds() {
    let mut cluster = app(&[], CommitPolicy::Auto, 0, 0);
    join(&mut cluster, 1, &[0]);
    let fetch = cluster.only(ApiKey::Fetch);
    let response = records(&fetch, 4);
    cluster.answer(&fetch, response);
    cluster.run_ms(4_999);
    assert!(cluster.waiting(ApiKey::OffsetCommit).is_empty());
    cluster.run_ms(1);
    let commit = cluster.only(ApiKey::OffsetCommit);
    assert_eq!(commits(&commit), (9, 1, vec![(0, 4)]));
    let response = committed(&commit, ErrorCode::None);
    cluster.answer(&commit, response);
    assert_eq!(cluster.machine.0.view(Process::Running).owned[0].committed, Some(4));
}

#[test]
fn with_commits_after_each_batch_the_next_poll_waits_for_the_commit() {
    let mut cluster = app(&[], CommitPolicy::SyncAfterBatch, 1_000, 0);
    join(&mut cluster, 1, &[0]);
    let fetch = cluster.only(ApiKey::Fetch);
    let response = records(&fetch, 3);
    cluster.answer(&fetch, response);
    cluster.run_ms(2);
    assert!(cluster.waiting(ApiKey::OffsetCommit).is_empty());
    cluster.run_ms(1);
    let commit = cluster.only(ApiKey::OffsetCommit);
    assert_eq!(commits(&commit), (9, 1, vec![(0, 3)]));
    let next = cluster.only(ApiKey::Fetch);
    let response = records(&next, 2);
    cluster.answer(&next, response);
    cluster.run_ms(10);
    assert_eq!(cluster.machine.0.view(Process::Running).processed, 3, "it waits");
    let response = committed(&commit, ErrorCode::None);
    cluster.answer(&commit, response);
    cluster.run_ms(2);
    assert_eq!(cluster.machine.0.view(Process::Running).processed, 5);
}

#[test]
fn a_rebalance_waits_until_the_application_polls_again() {
    let mut cluster = app(&[], CommitPolicy::None, 10_000_000, 0);
    join(&mut cluster, 1, &[0, 1]);
    let fetch = cluster.only(ApiKey::Fetch);
    let response = records(&fetch, 2);
    cluster.answer(&fetch, response);
    let refuse = |pending: &Pending| match &pending.body {
        Request::Heartbeat(_) => {
            let error_code = ErrorCode::RebalanceInProgress as i16;
            Some(HeartbeatResponse { error_code, ..Default::default() }.into())
        }
        _ => None,
    };
    cluster.set_script(refuse);
    cluster.run_ms(19_000);
    assert!(cluster.waiting(ApiKey::JoinGroup).is_empty(), "it works on its records");
    cluster.run_ms(1_000);
    let revoked = Event::Revoked {
        group: "g".into(),
        partitions: vec![(TOPIC.into(), 0), (TOPIC.into(), 1)],
        lost: false,
    };
    assert_eq!(told(&cluster, &revoked), 1);
    assert_eq!(member_id(&cluster.only(ApiKey::JoinGroup)), "m1");
}

#[test]
fn who_is_unknown_to_the_coordinator_loses_its_partitions_and_joins_anew() {
    let mut cluster = app(&[], CommitPolicy::None, 0, 0);
    join(&mut cluster, 1, &[0]);
    cluster.set_script(|pending| match &pending.body {
        Request::Heartbeat(_) => {
            let error_code = ErrorCode::UnknownMemberId as i16;
            Some(HeartbeatResponse { error_code, ..Default::default() }.into())
        }
        _ => None,
    });
    cluster.run_ms(3_000);
    let lost = Event::Revoked { group: "g".into(), partitions: vec![(TOPIC.into(), 0)], lost: true };
    assert_eq!(told(&cluster, &lost), 1);
    assert_eq!(member_id(&cluster.only(ApiKey::JoinGroup)), "");
}

#[test]
fn an_application_that_does_not_poll_for_too_long_leaves_the_group() {
    let pairs = [("max.poll.interval.ms", "10000")];
    let mut cluster = app(&pairs, CommitPolicy::None, 60_000_000, 0);
    join(&mut cluster, 1, &[0]);
    let fetch = cluster.only(ApiKey::Fetch);
    let response = records(&fetch, 1);
    cluster.answer(&fetch, response);
    cluster.run_ms(9_999);
    assert!(cluster.waiting(ApiKey::LeaveGroup).is_empty());
    cluster.run_ms(1);
    let leave = cluster.only(ApiKey::LeaveGroup);
    let Request::LeaveGroup(request) = &leave.body else { panic!() };
    assert_eq!(request.members[0].reason.as_deref(), Some("consumer poll timeout has expired."));
    assert_eq!(cluster.machine.0.view(Process::Running).state, MemberState::Left);
}

#[test]
fn leaving_commits_then_says_so() {
    let mut cluster = app(&[], CommitPolicy::Auto, 0, 0);
    join(&mut cluster, 1, &[0]);
    let fetch = cluster.only(ApiKey::Fetch);
    let response = records(&fetch, 4);
    cluster.answer(&fetch, response);
    cluster.act(|app, now, effects| app.0.leave(now, effects));
    let commit = cluster.only(ApiKey::OffsetCommit);
    assert!(cluster.waiting(ApiKey::LeaveGroup).is_empty());
    let response = committed(&commit, ErrorCode::None);
    cluster.answer(&commit, response);
    let leave = cluster.only(ApiKey::LeaveGroup);
    cluster.answer(&leave, LeaveGroupResponse::default());
    assert!(cluster.machine.0.consumer().is_closed());
    let revoked = Event::Revoked { group: "g".into(), partitions: vec![(TOPIC.into(), 0)], lost: false };
    assert_eq!(told(&cluster, &revoked), 1);
}

#[test]
fn a_coordinator_that_moved_is_looked_for() {
    let mut cluster = app(&[], CommitPolicy::SyncAfterBatch, 0, 0);
    join(&mut cluster, 1, &[0]);
    let fetch = cluster.only(ApiKey::Fetch);
    let response = records(&fetch, 1);
    cluster.answer(&fetch, response);
    let commit = cluster.only(ApiKey::OffsetCommit);
    let response = committed(&commit, ErrorCode::NotCoordinator);
    cluster.answer(&commit, response);
    cluster.run_ms(200);
    let again = cluster.only(ApiKey::OffsetCommit);
    assert_ne!(again.link, commit.link);
    assert_eq!(commits(&again), commits(&commit));
}

#[test]
fn a_new_leader_of_a_partition_is_found() {
    let mut cluster = app(&[], CommitPolicy::None, 0, 3);
    join(&mut cluster, 1, &[0]);
    let fetch = cluster.only(ApiKey::Fetch);
    cluster.set_script(|pending| match &pending.body {
        Request::Metadata(_) => Some(metadata(2, &[(TOPIC, &[1, 0])])),
        Request::Heartbeat(_) => Some(HeartbeatResponse::default().into()),
        _ => None,
    });
    let response = fail_fetch(&fetch, ErrorCode::NotLeaderOrFollower);
    cluster.answer(&fetch, response);
    cluster.run_ms(200);
    let again = cluster.only(ApiKey::Fetch);
    assert_eq!((again.to, wants(&again)), (9_093, vec![(0, 3)]));
}

#[test]
fn a_partition_without_a_group_is_read_from_the_beginning() {
    let pairs = [("bootstrap.servers", "127.0.0.1:9092"), ("auto.offset.reset", "earliest")];
    let settings = ConsumerSettings::new(&pairs).unwrap();
    let app = ConsumerApp::new(
        "c1".into(),
        Reads::AllOf(TOPIC.into()),
        CommitPolicy::None,
        0,
        settings,
        Rng::new(3),
    );
    let mut cluster = Cluster::new(Whole(app), |pending| match &pending.body {
        Request::Metadata(_) => Some(metadata(1, &[(TOPIC, &[0, 0])])),
        Request::ListOffsets(request) => {
            let partitions = request.topics[0].partitions.iter().map(|asked| ListOffsetsPartitionResponse {
                partition_index: asked.partition_index,
                offset: 5,
                ..Default::default()
            });
            let topic = ListOffsetsTopicResponse { name: TOPIC.into(), partitions: partitions.collect() };
            Some(ListOffsetsResponse { topics: vec![topic], ..Default::default() }.into())
        }
        _ => None,
    });
    cluster.tell(partita_machine::Input::Started);
    assert_eq!(wants(&cluster.only(ApiKey::Fetch)), [(0, 5), (1, 5)]);
    assert!(cluster.waiting(ApiKey::FindCoordinator).is_empty());
}

#[test]
fn a_static_member_stays_when_it_closes() {
    let mut cluster = app(&[("group.instance.id", "i1")], CommitPolicy::None, 0, 0);
    let join = cluster.only(ApiKey::JoinGroup);
    let Request::JoinGroup(request) = &join.body else { panic!() };
    assert_eq!(request.group_instance_id.as_deref(), Some("i1"));
    let response = JoinGroupResponse {
        generation_id: 4,
        protocol_type: Some("consumer".into()),
        protocol_name: Some("range".into()),
        leader: "other".into(),
        member_id: "i1-1".into(),
        ..Default::default()
    };
    cluster.answer(&join, response);
    let sync = cluster.only(ApiKey::SyncGroup);
    let assignment = encode_assignment(&[(TOPIC.to_string(), 0)]).into();
    cluster.answer(&sync, SyncGroupResponse { assignment, ..Default::default() });
    cluster.act(|app, now, effects| app.0.leave(now, effects));
    assert!(cluster.waiting(ApiKey::LeaveGroup).is_empty());
    assert!(cluster.machine.0.consumer().is_closed());
}

#[test]
fn a_fenced_instance_ends_with_an_error() {
    let mut cluster = app(&[("group.instance.id", "i1")], CommitPolicy::None, 0, 0);
    let join = cluster.only(ApiKey::JoinGroup);
    let error_code = ErrorCode::FencedInstanceId as i16;
    cluster.answer(&join, JoinGroupResponse { error_code, ..Default::default() });
    assert_eq!(cluster.machine.0.error().unwrap().code, ErrorCode::FencedInstanceId);
}

#[test]
fn a_commit_after_the_group_moved_on_fails_and_the_records_come_again() {
    let mut cluster = app(&[], CommitPolicy::SyncAfterBatch, 0, 0);
    join(&mut cluster, 1, &[0]);
    let fetch = cluster.only(ApiKey::Fetch);
    let response = records(&fetch, 2);
    cluster.answer(&fetch, response);
    let commit = cluster.only(ApiKey::OffsetCommit);
    let response = committed(&commit, ErrorCode::IllegalGeneration);
    cluster.answer(&commit, response);
    let lost = Event::Revoked { group: "g".into(), partitions: vec![(TOPIC.into(), 0)], lost: true };
    assert_eq!(told(&cluster, &lost), 1);
    assert_eq!(member_id(&cluster.only(ApiKey::JoinGroup)), "m1", "the member id is still good");
    cluster.pending.retain(|pending| pending.body.api_key() != ApiKey::Fetch);
    join(&mut cluster, 2, &[0]);
    cluster.run_ms(1_000);
    assert_eq!(cluster.machine.0.view(Process::Running).owned[0].position, Some(0));
}

#[test]
fn a_topic_that_grows_makes_the_leader_ask_for_a_rebalance() {
    let mut cluster = app(&[("metadata.max.age.ms", "10000")], CommitPolicy::None, 0, 0);
    join(&mut cluster, 1, &[0, 1]);
    cluster.set_script(|pending| match &pending.body {
        Request::Metadata(_) => Some(metadata(2, &[(TOPIC, &[0, 0, 0])])),
        _ => None,
    });
    cluster.run_ms(10_000);
    let join = cluster.only(ApiKey::JoinGroup);
    let Request::JoinGroup(request) = &join.body else { panic!() };
    assert_eq!(request.reason.as_deref(), Some("cached metadata has changed"));
}

#[test]
fn a_cooperative_member_keeps_reading_while_it_hands_over() {
    let class = "org.apache.kafka.clients.consumer.CooperativeStickyAssignor";
    let mut cluster = app(&[("partition.assignment.strategy", class)], CommitPolicy::Auto, 0, 0);
    let first = cluster.only(ApiKey::JoinGroup);
    let Request::JoinGroup(request) = &first.body else { panic!() };
    let names: Vec<&str> = request.protocols.iter().map(|protocol| protocol.name.as_str()).collect();
    assert_eq!(names, ["cooperative-sticky"]);
    join_as(&mut cluster, 1, &[0, 1], "cooperative-sticky");
    let fetch = cluster.only(ApiKey::Fetch);
    let response = records(&fetch, 3);
    cluster.answer(&fetch, response);

    // Somebody joins: this member joins again with all it has, and goes on reading.
    cluster.set_script(|pending| match &pending.body {
        Request::Heartbeat(_) => {
            let error_code = ErrorCode::RebalanceInProgress as i16;
            Some(HeartbeatResponse { error_code, ..Default::default() }.into())
        }
        Request::OffsetCommit(_) => Some(committed(pending, ErrorCode::None)),
        _ => None,
    });
    cluster.run_ms(3_000);
    let again = cluster.only(ApiKey::JoinGroup);
    let Request::JoinGroup(request) = &again.body else { panic!() };
    let subscription = Subscription::decode(&request.protocols[0].metadata).unwrap();
    assert_eq!(subscription.owned, [(TOPIC.to_string(), 0), (TOPIC.to_string(), 1)]);
    assert_eq!(subscription.generation, 1);
    let next = cluster.only(ApiKey::Fetch);
    assert_eq!(wants(&next), [(0, 3), (1, 0)]);
    let response = records(&next, 2);
    cluster.answer(&next, response);
    assert_eq!(cluster.machine.0.view(Process::Running).processed, 5);

    // It is to give one up, says so, and joins a second time.
    cluster.set_script(|pending| match &pending.body {
        Request::Heartbeat(_) => Some(HeartbeatResponse::default().into()),
        _ => None,
    });
    join_as(&mut cluster, 2, &[0], "cooperative-sticky");
    let revoked = Event::Revoked { group: "g".into(), partitions: vec![(TOPIC.into(), 1)], lost: false };
    assert_eq!(told(&cluster, &revoked), 1);
    let last = cluster.only(ApiKey::JoinGroup);
    let Request::JoinGroup(request) = &last.body else { panic!() };
    assert_eq!(request.reason.as_deref(), Some("need to revoke partitions and re-join"));
    let view = cluster.machine.0.view(Process::Running);
    assert_eq!((view.owned.len(), view.owned[0].position, view.owned[0].since_generation), (1, Some(5), 1));
}
