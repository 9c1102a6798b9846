//! Consumers and the application around them against a cluster that the test plays.

mod scripted;

use partita_client::app::{CommitPolicy, ConsumerApp, Reads};
use partita_client::consumer::{Subscription, decode_assignment};
use partita_client::settings::ConsumerSettings;
use partita_machine::{Event, Rng};
use partita_view::{MemberState, Process};
use partita_wire::messages::heartbeat_response::HeartbeatResponse;
use partita_wire::messages::join_group_response::{JoinGroupResponse, JoinGroupResponseMember};
use partita_wire::messages::leave_group_response::LeaveGroupResponse;
use partita_wire::messages::list_offsets_response::{
    ListOffsetsPartitionResponse, ListOffsetsResponse, ListOffsetsTopicResponse,
};
use partita_wire::messages::sync_group_response::SyncGroupResponse;
use partita_wire::{ApiKey, ErrorCode, Request};

use scripted::group::*;
use scripted::{Cluster, Pending, Whole, metadata};

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
    let processed =
        Event::Processed { topic: TOPIC.into(), partition: 0, first: 7, last: 9, leader_epoch: 0 };
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
