//! Which broker answers what about a group, and what the others say.

mod consumers;
mod host;

use consumers::{GROUP, cluster, commit, heartbeat, join};
use host::Host;
use partita_machine::Listener;
use partita_wire::messages::delete_groups_request::DeleteGroupsRequest;
use partita_wire::messages::describe_groups_request::DescribeGroupsRequest;
use partita_wire::messages::heartbeat_request::HeartbeatRequest;
use partita_wire::messages::join_group_request::JoinGroupRequest;
use partita_wire::messages::list_groups_request::ListGroupsRequest;
use partita_wire::messages::offset_fetch_request::{OffsetFetchRequest, OffsetFetchRequestGroup};
use partita_wire::messages::sync_group_request::SyncGroupRequest;
use partita_wire::{Request, Response};

fn listed(host: &mut Host, at: i32) -> Vec<String> {
    match host.ask(at, ListGroupsRequest::default()) {
        Response::ListGroups(answer) => {
            assert_eq!(answer.error_code, 0);
            answer.groups.into_iter().map(|group| group.group_id).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_group_is_listed_by_its_coordinator_alone() {
    let (mut host, coordinator) = cluster(3);
    assert_eq!(commit(&mut host, coordinator, "", -1, 1), 0);
    for broker in 0..3 {
        let expected: &[&str] = if broker == coordinator { &[GROUP] } else { &[] };
        assert_eq!(listed(&mut host, broker), expected);
    }
}

#[test]
fn another_broker_is_not_the_coordinator() {
    let (mut host, coordinator) = cluster(3);
    assert_eq!(commit(&mut host, coordinator, "", -1, 1), 0);
    let other = (coordinator + 1) % 3;
    assert_eq!(heartbeat(&mut host, other, "m", 1), 16);
    assert_eq!(commit(&mut host, other, "", -1, 1), 16);
    let describe = DescribeGroupsRequest { groups: vec![GROUP.into()], ..Default::default() };
    match host.ask(other, describe) {
        Response::DescribeGroups(answer) => assert_eq!(answer.groups[0].error_code, 16),
        other => panic!("{other:?}"),
    }
    match host.ask(other, DeleteGroupsRequest { groups_names: vec![GROUP.into()] }) {
        Response::DeleteGroups(answer) => assert_eq!(answer.results[0].error_code, 16),
        other => panic!("{other:?}"),
    }
}

/// The error code of an answer that has one for the whole.
fn error(host: &mut Host, at: i32, version: i16, request: impl Into<Request>) -> i16 {
    match host.ask_in(at, Listener::Broker, version, request) {
        Some(Response::JoinGroup(answer)) => answer.error_code,
        Some(Response::SyncGroup(answer)) => answer.error_code,
        Some(Response::Heartbeat(answer)) => answer.error_code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_wrong_everywhere_is_said_before_who_coordinates() {
    let (mut host, _) = cluster(3);
    for broker in 0..3 {
        assert_eq!(error(&mut host, broker, 4, HeartbeatRequest::default()), 24);
        let join = JoinGroupRequest { session_timeout_ms: 10_000, ..Default::default() };
        assert_eq!(error(&mut host, broker, 9, join), 24);
        let join = JoinGroupRequest { group_id: GROUP.into(), session_timeout_ms: 1, ..Default::default() };
        assert_eq!(error(&mut host, broker, 9, join), 26);
        assert_eq!(error(&mut host, broker, 5, SyncGroupRequest::default()), 23);
        assert_eq!(error(&mut host, broker, 4, SyncGroupRequest::default()), 24);
    }
}

#[test]
fn one_request_about_many_groups_has_one_answer() {
    let (mut host, _) = cluster(1);
    assert_eq!(commit(&mut host, 0, "", -1, 1), 0);
    let (_, waiting) = join(&mut host, 0);
    host.run_ms(3_100);
    assert!(host.take(waiting).is_some());
    let names: Vec<String> = ["a", GROUP, "a", ""].map(String::from).to_vec();

    let describe = DescribeGroupsRequest { groups: names.clone(), ..Default::default() };
    let Response::DescribeGroups(answer) = host.ask(0, describe) else { panic!("another answer") };
    let states: Vec<&str> = answer.groups.iter().map(|group| group.group_state.as_str()).collect();
    assert_eq!(states, ["Dead", "CompletingRebalance", "Dead", "Dead"]);

    let Response::DeleteGroups(answer) = host.ask(0, DeleteGroupsRequest { groups_names: names.clone() })
    else {
        panic!("another answer")
    };
    let errors: Vec<(&str, i16)> =
        answer.results.iter().map(|result| (result.group_id.as_str(), result.error_code)).collect();
    assert_eq!(errors, [("a", 69), (GROUP, 68), ("", 69)]);

    let group = |name: &String| OffsetFetchRequestGroup {
        group_id: name.clone(),
        topics: None,
        ..Default::default()
    };
    let request = OffsetFetchRequest { groups: names.iter().map(group).collect(), ..Default::default() };
    let Response::OffsetFetch(answer) = host.ask(0, request) else { panic!("another answer") };
    let topics: Vec<(&str, usize)> =
        answer.groups.iter().map(|group| (group.group_id.as_str(), group.topics.len())).collect();
    assert_eq!(topics, [("a", 0), (GROUP, 1), ("a", 0), ("", 0)]);
}

#[test]
fn requests_about_no_group_are_answered() {
    let (mut host, _) = cluster(1);
    let Response::DescribeGroups(answer) = host.ask(0, DescribeGroupsRequest::default()) else { panic!() };
    assert!(answer.groups.is_empty());
    let Response::DeleteGroups(answer) = host.ask(0, DeleteGroupsRequest::default()) else { panic!() };
    assert!(answer.results.is_empty());
    let Response::OffsetFetch(answer) = host.ask(0, OffsetFetchRequest::default()) else { panic!() };
    assert!(answer.groups.is_empty());
}
