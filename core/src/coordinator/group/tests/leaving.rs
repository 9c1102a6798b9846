//! LeaveGroup.

use alloc::string::String;
use alloc::vec::Vec;

use partita_wire::Response;
use partita_wire::messages::leave_group_request::{LeaveGroupRequest, MemberIdentity};
use partita_wire::messages::leave_group_response::LeaveGroupResponse;

use crate::coordinator::group::classic;
use crate::coordinator::testing::{Bench, Joining};

fn errors(response: &LeaveGroupResponse) -> Vec<i16> {
    response.members.iter().map(|member| member.error_code).collect()
}

#[test]
fn each_member_has_an_answer_of_its_own() {
    let mut bench = Bench::new();
    let answer = bench.leave(&[("nobody", None)]).unwrap();
    assert_eq!((answer.error_code, errors(&answer)), (0, alloc::vec![25]), "no group");
    let ids = bench.stable(2);
    let answer = bench.leave(&[(&ids[1], None), ("nobody", None), ("", Some("i")), ("", None)]).unwrap();
    assert_eq!((answer.error_code, errors(&answer)), (0, alloc::vec![0, 25, 25, 25]));
    assert_eq!(bench.state(), "PreparingRebalance");
    let reason = alloc::format!("explicit `LeaveGroup` request for ({}) members.", ids[1]);
    assert_eq!(bench.group().reason.as_deref(), Some(reason.as_str()));
}

#[test]
fn nobody_that_leaves_changes_nothing() {
    let mut bench = Bench::new();
    bench.stable(1);
    bench.leave(&[("nobody", None)]);
    assert_eq!(bench.state(), "Stable");
}

#[test]
fn the_last_one_that_leaves_is_answered_once_the_log_knows() {
    let mut bench = Bench::new();
    let ids = bench.stable(1);
    bench.paper.hold = true;
    assert_eq!(bench.leave(&[(&ids[0], None)]), None);
    assert_eq!(bench.group().generation, 2);
    bench.commit_all();
    let left = |answer: &Response| matches!(answer, Response::LeaveGroup(left) if errors(left) == [0]);
    assert!(bench.paper.answers.values().any(left));
}

#[test]
fn an_id_that_nobody_joined_with_can_leave() {
    let mut bench = Bench::new();
    let ids = bench.stable(1);
    let asked = bench.join(Joining::default());
    let pending = bench.joined(asked).unwrap().member_id;
    let waiting = bench.join(Joining { member: ids[0].clone(), ..Default::default() });
    assert_eq!(bench.joined(waiting), None);
    let answer = bench.leave(&[(&pending, None)]).unwrap();
    assert_eq!(errors(&answer), [0]);
    assert_eq!(bench.joined(waiting).unwrap().generation_id, 2);
}

#[test]
fn a_join_that_waits_learns_that_its_member_is_gone() {
    let mut bench = Bench::new();
    let (id, waiting) = bench.join_dynamic("a");
    bench.leave(&[(&id, None)]);
    let answer = bench.joined(waiting).unwrap();
    assert_eq!((answer.error_code, answer.member_id), (25, String::new()));
    // The first join phase goes on, and ends without anybody.
    assert_eq!(bench.state(), "PreparingRebalance");
    bench.pass(3_000);
    assert_eq!((bench.state(), bench.group().generation), ("Empty", 1));
}

#[test]
fn old_versions_name_one_member_and_have_one_error() {
    let request = LeaveGroupRequest { member_id: "m".into(), ..Default::default() };
    let members = classic::normalized(2, request);
    assert_eq!(members, [MemberIdentity { member_id: "m".into(), ..Default::default() }]);
    let response = classic::left_for_version(2, classic::nobody_left(members));
    assert_eq!((response.error_code, response.members.len()), (25, 0));
    let request = LeaveGroupRequest { members: alloc::vec![MemberIdentity::default()], ..Default::default() };
    assert_eq!(
        classic::left_for_version(3, classic::nobody_left(classic::normalized(3, request))).error_code,
        0
    );
}
