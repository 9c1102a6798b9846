//! Members that are known by an instance id, members whose group moved on, and those that hand over while they read.

mod scripted;

use partita_client::app::CommitPolicy;
use partita_client::consumer::{Subscription, encode_assignment};
use partita_machine::Event;
use partita_view::Process;
use partita_wire::messages::heartbeat_response::HeartbeatResponse;
use partita_wire::messages::join_group_response::JoinGroupResponse;
use partita_wire::messages::sync_group_response::SyncGroupResponse;
use partita_wire::{ApiKey, ErrorCode, Request};

use scripted::group::*;
use scripted::metadata;

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
