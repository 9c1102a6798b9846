//! Consumers by hand, for tests of groups: each speaks the classic protocol with whatever version a test likes.

#![allow(dead_code, reason = "each test binary uses its own part of the consumers")]

use bytes::Bytes;
use partita_machine::{ConnId, Listener};
use partita_wire::Response;
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::messages::find_coordinator_request::FindCoordinatorRequest;
use partita_wire::messages::heartbeat_request::HeartbeatRequest;
use partita_wire::messages::join_group_request::{JoinGroupRequest, JoinGroupRequestProtocol};
use partita_wire::messages::join_group_response::JoinGroupResponse;
use partita_wire::messages::offset_commit_request::{
    OffsetCommitRequest, OffsetCommitRequestPartition, OffsetCommitRequestTopic,
};
use partita_wire::messages::offset_fetch_request::{
    OffsetFetchRequest, OffsetFetchRequestGroup, OffsetFetchRequestTopics,
};
use partita_wire::messages::sync_group_request::{SyncGroupRequest, SyncGroupRequestAssignment};
use partita_wire::messages::sync_group_response::SyncGroupResponse;

use crate::host::Host;

pub(crate) const GROUP: &str = "billing";
pub(crate) const TOPIC: &str = "orders";
pub(crate) const SESSION_MS: i32 = 10_000;

/// A cluster with the topic, whose group has a coordinator.
pub(crate) fn cluster(brokers: i32) -> (Host, i32) {
    cluster_with(brokers, &[])
}

/// The same with more properties.
pub(crate) fn cluster_with(brokers: i32, properties: &[(&str, &str)]) -> (Host, i32) {
    let factor = brokers.to_string();
    let own = [("offsets.topic.replication.factor", &*factor), ("offsets.topic.num.partitions", "5")];
    let mut host = Host::with_properties(brokers, &[&own, properties].concat());
    host.run_until("a controller", |host| host.controller().is_some());
    host.run_ms(2_000);
    let topic =
        CreatableTopic { name: TOPIC.into(), num_partitions: 2, replication_factor: 1, ..Default::default() };
    let request = CreateTopicsRequest { topics: vec![topic], timeout_ms: 5_000, validate_only: false };
    match host.ask(0, request) {
        Response::CreateTopics(answer) => assert_eq!(answer.topics[0].error_code, 0, "{answer:?}"),
        other => panic!("{other:?}"),
    }
    let coordinator = find(&mut host, 0);
    (host, coordinator)
}

/// Asks a broker for the group's coordinator until it knows one.
pub(crate) fn find(host: &mut Host, at: i32) -> i32 {
    for _ in 0..100 {
        let request = FindCoordinatorRequest { coordinator_keys: vec![GROUP.into()], ..Default::default() };
        let Response::FindCoordinator(answer) = host.ask(at, request) else { panic!("another answer") };
        let found = &answer.coordinators[0];
        if found.error_code == 0 {
            return found.node_id;
        }
        assert_eq!(found.error_code, 15);
        host.run_ms(100);
    }
    panic!("the group has no coordinator");
}

/// Sends a JoinGroup.
pub(crate) fn send_join(host: &mut Host, at: i32, member: &str) -> ConnId {
    let protocol = JoinGroupRequestProtocol {
        name: "range".into(),
        metadata: Bytes::from_static(b"\0\0\0\0\0\0\xff\xff\xff\xff"),
    };
    let request = JoinGroupRequest {
        group_id: GROUP.into(),
        session_timeout_ms: SESSION_MS,
        rebalance_timeout_ms: 30_000,
        member_id: member.into(),
        protocol_type: "consumer".into(),
        protocols: vec![protocol],
        ..Default::default()
    };
    host.send_in(at, Listener::Broker, 9, request)
}

/// The answer to a JoinGroup, if it is there.
pub(crate) fn joined(host: &mut Host, conn: ConnId) -> Option<JoinGroupResponse> {
    match host.take(conn)?.expect("an answer") {
        Response::JoinGroup(answer) => Some(answer),
        other => panic!("{other:?}"),
    }
}

/// Asks for a member id, waiting for a coordinator that loads, and joins with it.
pub(crate) fn join(host: &mut Host, at: i32) -> (String, ConnId) {
    for _ in 0..100 {
        let asked = send_join(host, at, "");
        host.run_ms(100);
        let answer = joined(host, asked).expect("an id, or an error, at once");
        if answer.error_code == 79 {
            let again = send_join(host, at, &answer.member_id);
            return (answer.member_id, again);
        }
        assert!(matches!(answer.error_code, 14 | 16), "{answer:?}");
    }
    panic!("the coordinator does not load");
}

/// Sends a SyncGroup that assigns `a` to those named.
pub(crate) fn send_sync(host: &mut Host, at: i32, member: &str, generation: i32, assign: &[&str]) -> ConnId {
    let assignments = assign.iter().map(|id| SyncGroupRequestAssignment {
        member_id: (*id).into(),
        assignment: Bytes::from_static(b"a"),
    });
    let request = SyncGroupRequest {
        group_id: GROUP.into(),
        generation_id: generation,
        member_id: member.into(),
        protocol_type: Some("consumer".into()),
        protocol_name: Some("range".into()),
        assignments: assignments.collect(),
        ..Default::default()
    };
    host.send_in(at, Listener::Broker, 5, request)
}

/// The answer to a SyncGroup, if it is there.
pub(crate) fn synced(host: &mut Host, conn: ConnId) -> Option<SyncGroupResponse> {
    match host.take(conn)?.expect("an answer") {
        Response::SyncGroup(answer) => Some(answer),
        other => panic!("{other:?}"),
    }
}

/// Error code of a Heartbeat.
pub(crate) fn heartbeat(host: &mut Host, at: i32, member: &str, generation: i32) -> i16 {
    let request = HeartbeatRequest {
        group_id: GROUP.into(),
        generation_id: generation,
        member_id: member.into(),
        ..Default::default()
    };
    match host.ask(at, request) {
        Response::Heartbeat(answer) => answer.error_code,
        other => panic!("{other:?}"),
    }
}

/// Error code of an OffsetCommit for partition 0 of the topic.
pub(crate) fn commit(host: &mut Host, at: i32, member: &str, generation: i32, offset: i64) -> i16 {
    commit_of(host, at, 0, member, generation, offset)
}

/// Error code of an OffsetCommit for a partition of the topic.
pub(crate) fn commit_of(
    host: &mut Host,
    at: i32,
    partition_index: i32,
    member: &str,
    epoch: i32,
    offset: i64,
) -> i16 {
    let partition =
        OffsetCommitRequestPartition { partition_index, committed_offset: offset, ..Default::default() };
    let topic =
        OffsetCommitRequestTopic { name: TOPIC.into(), partitions: vec![partition], ..Default::default() };
    let request = OffsetCommitRequest {
        group_id: GROUP.into(),
        generation_id_or_member_epoch: epoch,
        member_id: member.into(),
        topics: vec![topic],
        ..Default::default()
    };
    match host.ask_in(at, Listener::Broker, 9, request) {
        Some(Response::OffsetCommit(answer)) => answer.topics[0].partitions[0].error_code,
        other => panic!("{other:?}"),
    }
}

/// Error code of an OffsetFetch, and the offset of partition 0 of the topic.
pub(crate) fn fetch(host: &mut Host, at: i32) -> (i16, i64) {
    let topic =
        OffsetFetchRequestTopics { name: TOPIC.into(), partition_indexes: vec![0], ..Default::default() };
    let group =
        OffsetFetchRequestGroup { group_id: GROUP.into(), topics: Some(vec![topic]), ..Default::default() };
    let request = OffsetFetchRequest { groups: vec![group], require_stable: true, ..Default::default() };
    match host.ask_in(at, Listener::Broker, 9, request) {
        Some(Response::OffsetFetch(answer)) => {
            let group = &answer.groups[0];
            let offset = group.topics.first().map_or(-1, |topic| topic.partitions[0].committed_offset);
            (group.error_code, offset)
        }
        other => panic!("{other:?}"),
    }
}

/// Two members of generation 1 that have synced; the leader first.
pub(crate) fn stable(host: &mut Host, at: i32) -> [String; 2] {
    let (first, first_join) = join(host, at);
    let (second, second_join) = join(host, at);
    host.run_ms(6_500);
    let answer = joined(host, first_join).expect("the join phase has ended");
    assert_eq!((answer.error_code, answer.generation_id), (0, 1));
    assert_eq!(answer.leader, first);
    joined(host, second_join).expect("for both");
    let follows = send_sync(host, at, &second, 1, &[]);
    let leads = send_sync(host, at, &first, 1, &[&first, &second]);
    host.run_ms(500);
    for conn in [follows, leads] {
        let answer = synced(host, conn).expect("the assignment is committed");
        assert_eq!((answer.error_code, &*answer.assignment), (0, &b"a"[..]));
    }
    [first, second]
}
