//! DescribeGroups, ListGroups, DeleteGroups.

use alloc::vec::Vec;

use partita_wire::messages::describe_groups_response::DescribedGroup;
use partita_wire::messages::list_groups_request::ListGroupsRequest;
use partita_wire::{ApiKey, Response};

use crate::coordinator::testing::{Bench, G};

fn describe(bench: &mut Bench, version: i16, group: &str) -> DescribedGroup {
    let asked = bench.ask(ApiKey::DescribeGroups, version, "c", |state, step, caller| {
        state.describe(step, caller, group, false);
    });
    match bench.paper.answers.remove(&asked) {
        Some(Response::DescribeGroups(mut response)) => response.groups.remove(0),
        other => panic!("{other:?}"),
    }
}

fn delete(bench: &mut Bench, group: &str) -> i16 {
    let asked = bench.ask(ApiKey::DeleteGroups, 2, "c", |state, step, caller| {
        state.delete(step, caller, group);
    });
    match bench.paper.answers.remove(&asked) {
        Some(Response::DeleteGroups(response)) => response.results[0].error_code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_unknown_group_is_dead_or_an_error() {
    let mut bench = Bench::new();
    let old = describe(&mut bench, 5, "x");
    assert_eq!((old.error_code, old.group_state.as_str(), old.error_message), (0, "Dead", None));
    let new = describe(&mut bench, 6, "x");
    assert_eq!((new.error_code, new.group_state.as_str()), (69, "Dead"));
    assert_eq!(new.error_message.as_deref(), Some("Group x not found."));
}

#[test]
fn a_stable_group_tells_what_its_members_have() {
    let mut bench = Bench::new();
    let ids = bench.stable(2);
    let group = describe(&mut bench, 6, G);
    assert_eq!((group.group_state.as_str(), group.protocol_type.as_str()), ("Stable", "consumer"));
    assert_eq!(group.protocol_data, "range");
    assert_eq!(group.members.len(), 2);
    let member = group.members.iter().find(|member| member.member_id == ids[0]).unwrap();
    assert_eq!((member.client_id.as_str(), member.client_host.as_str()), ("c", "/127.0.0.1"));
    assert_eq!((&*member.member_metadata, &*member.member_assignment), (&b"r"[..], &b"a"[..]));
    assert_eq!(group.authorized_operations, i32::MIN);

    bench.join_dynamic("c");
    let group = describe(&mut bench, 6, G);
    assert_eq!((group.group_state.as_str(), group.protocol_data.as_str()), ("PreparingRebalance", ""));
    assert!(group.members.iter().all(|member| member.member_metadata.is_empty()));
}

#[test]
fn filters_of_a_list_do_not_look_at_case() {
    let mut bench = Bench::new();
    bench.stable(1);
    let (_, state) = bench.runtime.states().next().unwrap();
    let listed = |states: &[&str], types: &[&str]| {
        let texts = |of: &[&str]| of.iter().map(|text| (*text).into()).collect();
        let request = ListGroupsRequest { states_filter: texts(states), types_filter: texts(types) };
        let groups: Vec<_> = state.listed(&request);
        groups.len()
    };
    assert_eq!(listed(&[], &[]), 1);
    assert_eq!(listed(&["sTable"], &["Classic"]), 1);
    assert_eq!(listed(&["Empty", " stable "], &[]), 1);
    assert_eq!(listed(&["Empty"], &[]), 0);
    assert_eq!(listed(&[], &["consumer"]), 0);
    assert_eq!(listed(&[], &["no such type"]), 0);
    let group = state.listed(&ListGroupsRequest::default()).remove(0);
    assert_eq!((group.group_state.as_str(), group.group_type.as_str()), ("Stable", "classic"));
}

#[test]
fn only_empty_groups_are_deleted() {
    let mut bench = Bench::new();
    assert_eq!(delete(&mut bench, "x"), 69);
    assert_eq!(delete(&mut bench, ""), 69);
    let ids = bench.stable(1);
    bench.commit(&ids[0], 1, 4);
    assert_eq!(delete(&mut bench, G), 68);
    bench.leave(&[(&ids[0], None)]);
    assert_eq!(delete(&mut bench, G), 0);
    assert!(bench.group_called(G).is_none());
    assert_eq!(bench.fetch(false), Some(-1));
    assert_eq!(delete(&mut bench, G), 69);
}
