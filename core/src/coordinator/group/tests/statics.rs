//! Static members (KIP-345).

use alloc::string::String;

use crate::coordinator::testing::{Bench, Joining};

fn joining(instance: &'static str) -> Joining {
    Joining { instance: Some(instance), ..Default::default() }
}

/// A stable group of the static members `a` (the leader) and `b`.
fn stable(bench: &mut Bench) -> [String; 2] {
    let first = bench.join(joining("a"));
    let second = bench.join(joining("b"));
    bench.pass(6_000);
    let (first, second) = (bench.joined(first).unwrap(), bench.joined(second).unwrap());
    assert_eq!(first.leader, first.member_id);
    let ids = [first.member_id, second.member_id];
    bench.sync(&ids[1], 1, &[]);
    bench.sync(&ids[0], 1, &ids);
    assert_eq!(bench.state(), "Stable");
    ids
}

#[test]
fn a_static_member_joins_at_once_and_its_id_tells_its_instance() {
    let mut bench = Bench::new();
    let ids = stable(&mut bench);
    assert!(ids[0].starts_with("a-") && ids[1].starts_with("b-"), "{ids:?}");
    assert_eq!(bench.heartbeat_as(&ids[0], Some("a"), 1), 0);
}

#[test]
fn a_process_that_comes_back_takes_its_place_without_a_rebalance() {
    let mut bench = Bench::new();
    let ids = stable(&mut bench);
    let back = bench.join(joining("b"));
    let answer = bench.joined(back).unwrap();
    assert_eq!((answer.error_code, answer.generation_id), (0, 1));
    assert!(answer.member_id != ids[1] && !answer.skip_assignment && answer.members.is_empty());
    assert_eq!(bench.state(), "Stable");
    let asked = bench.sync(&answer.member_id, 1, &[]);
    assert_eq!(&*bench.synced(asked).unwrap().assignment, b"a");
    // Whoever still believes to be it is fenced.
    assert_eq!(bench.heartbeat_as(&ids[1], Some("b"), 1), 82);
    assert_eq!(bench.heartbeat(&ids[1], 1), 25);
}

#[test]
fn a_leader_that_comes_back_is_told_to_leave_the_assignment_alone() {
    let mut bench = Bench::new();
    let ids = stable(&mut bench);
    let back = bench.join(joining("a"));
    let answer = bench.joined(back).unwrap();
    assert!(answer.skip_assignment);
    assert_eq!(answer.leader, answer.member_id);
    assert_eq!(answer.members.len(), 2);
    // Before version 9 there is no way to tell: it is not told that it leads.
    let back = bench.join(Joining { version: 8, ..joining("a") });
    let old = bench.joined(back).unwrap();
    assert_eq!(old.leader, answer.member_id);
    assert!(old.leader != old.member_id && old.members.is_empty() && !old.skip_assignment);
    assert!(old.member_id != ids[0]);
}

#[test]
fn the_old_id_is_back_if_the_new_one_is_not_stored() {
    let mut bench = Bench::new();
    let ids = stable(&mut bench);
    bench.paper.refuse = Some(partita_wire::ErrorCode::NotEnoughReplicas);
    let back = bench.join(joining("b"));
    let answer = bench.joined(back).unwrap();
    assert_eq!((answer.error_code, answer.member_id), (15, String::new()));
    assert_eq!(bench.heartbeat_as(&ids[1], Some("b"), 1), 0);
    assert_eq!(bench.state(), "Stable");
}

#[test]
fn a_join_under_the_old_id_is_fenced() {
    let mut bench = Bench::new();
    let first = bench.join(joining("a"));
    let again = bench.join(joining("a"));
    let fenced = bench.joined(first).unwrap();
    assert_eq!(fenced.error_code, 82);
    bench.pass(6_000);
    assert_eq!(bench.joined(again).unwrap().generation_id, 1);
}

#[test]
fn a_change_of_protocol_begins_a_rebalance() {
    let mut bench = Bench::new();
    let both = alloc::vec![("range", &b"r"[..]), ("sticky", b"s")];
    let first = bench.join(Joining { protocols: both, ..joining("a") });
    bench.pass(3_000);
    let id = bench.joined(first).unwrap().member_id;
    bench.sync(&id, 1, &[]);
    assert_eq!(bench.state(), "Stable");
    let other = alloc::vec![("sticky", &b"s"[..])];
    let back = bench.join(Joining { protocols: other, ..joining("a") });
    let answer = bench.joined(back).unwrap();
    assert_eq!((answer.generation_id, answer.protocol_name.as_deref()), (2, Some("sticky")));
}

#[test]
fn a_static_member_that_does_not_come_back_stays_until_its_session_ends() {
    let mut bench = Bench::new();
    let ids = stable(&mut bench);
    let (_, waiting) = bench.join_dynamic("c");
    bench.pass(9_999);
    assert_eq!(bench.group().members.len(), 3);
    bench.pass(1);
    assert_eq!(bench.joined(waiting).unwrap().generation_id, 2);
    assert!(ids.iter().all(|id| !bench.group().members.contains_key(id)));
}

#[test]
fn static_members_outlast_the_rebalance_timeout() {
    let mut bench = Bench::new();
    let long = |instance| Joining { session_ms: 600_000, rebalance_ms: 20_000, ..joining(instance) };
    let first = bench.join(long("a"));
    bench.pass(3_000);
    let id = bench.joined(first).unwrap().member_id;
    bench.sync(&id, 1, &[]);
    let second = bench.join(long("b"));
    bench.pass(20_000);
    let answer = bench.joined(second).unwrap();
    assert_eq!(answer.generation_id, 2);
    assert_eq!(answer.leader, answer.member_id, "who is back leads");
    assert!(bench.group().members.contains_key(&id), "the other one is still a member");
}

#[test]
fn an_administrator_removes_by_instance() {
    let mut bench = Bench::new();
    let ids = stable(&mut bench);
    let answer = bench.leave(&[("", Some("b"))]).unwrap();
    assert_eq!(answer.members[0].error_code, 0);
    assert_eq!(answer.members[0].group_instance_id.as_deref(), Some("b"));
    assert!(!bench.group().members.contains_key(&ids[1]));
    let answer = bench.leave(&[(&ids[1], Some("a"))]).unwrap();
    assert_eq!(answer.members[0].error_code, 82);
}

/// A member may say that a rebalance needs no time at all: a broker goes on all the same.
#[test]
fn a_static_member_that_gives_no_time_to_join_takes_none_of_the_brokers() {
    let mut bench = Bench::new();
    let first = bench.join(Joining { rebalance_ms: 0, ..joining("a") });
    let second = bench.join(Joining { version: 3, ..Default::default() });
    bench.pass(6_000);
    let (first, second) = (bench.joined(first).unwrap(), bench.joined(second).unwrap());
    let ids = [first.member_id, second.member_id];
    bench.sync(&ids[1], 1, &[]);
    bench.sync(&ids[0], 1, &ids);
    bench.leave(&[(&ids[1], None)]);
    bench.pass(500);
    assert_eq!(bench.state(), "PreparingRebalance");
    bench.pass(10_000);
    assert_eq!(bench.state(), "Empty", "its session is over");
}
