//! The sync phase, heartbeats and sessions.

use alloc::format;
use alloc::string::String;

use partita_machine::Event;
use partita_view::GoneReason;
use partita_wire::ErrorCode;
use partita_wire::messages::sync_group_request::SyncGroupRequest;

use crate::coordinator::testing::{Bench, G, Joining};

/// A group whose join phase has ended: ids, the leader first.
fn completing(bench: &mut Bench) -> [String; 2] {
    let (leader, first) = bench.join_dynamic("a");
    let (follower, second) = bench.join_dynamic("b");
    bench.pass(6_000);
    assert!(bench.joined(first).is_some() && bench.joined(second).is_some());
    [leader, follower]
}

#[test]
fn followers_wait_for_the_leaders_assignment() {
    let mut bench = Bench::new();
    let [leader, follower] = completing(&mut bench);
    let second = bench.sync(&follower, 1, &[]);
    assert_eq!(bench.synced(second), None);
    let first = bench.sync(&leader, 1, core::slice::from_ref(&follower));
    let (first, second) = (bench.synced(first).unwrap(), bench.synced(second).unwrap());
    assert_eq!((first.error_code, &*first.assignment), (0, &b""[..]), "who is left out has nothing");
    assert_eq!((second.error_code, &*second.assignment), (0, &b"a"[..]));
    assert_eq!(second.protocol_type.as_deref(), Some("consumer"));
    assert_eq!(second.protocol_name.as_deref(), Some("range"));
    assert_eq!(bench.state(), "Stable");
    // Later ones get it at once.
    let again = bench.sync(&follower, 1, &[]);
    assert_eq!(&*bench.synced(again).unwrap().assignment, b"a");
}

#[test]
fn an_assignment_is_handed_out_only_once_it_is_committed() {
    let mut bench = Bench::new();
    let [leader, follower] = completing(&mut bench);
    bench.paper.hold = true;
    let second = bench.sync(&follower, 1, &[]);
    let first = bench.sync(&leader, 1, core::slice::from_ref(&follower));
    assert!(bench.paper.answers.is_empty());
    assert_eq!(bench.state(), "CompletingRebalance");
    bench.commit_all();
    assert_eq!(bench.synced(first).unwrap().error_code, 0);
    assert_eq!(bench.synced(second).unwrap().error_code, 0);
    assert_eq!(bench.state(), "Stable");
}

#[test]
fn an_assignment_that_is_not_stored_makes_everybody_join_again() {
    for (append, answer, name) in [
        (ErrorCode::NotEnoughReplicas, 15, "COORDINATOR_NOT_AVAILABLE"),
        (ErrorCode::NotLeaderOrFollower, 16, "NOT_COORDINATOR"),
        (ErrorCode::MessageTooLarge, -1, "UNKNOWN_SERVER_ERROR"),
    ] {
        let mut bench = Bench::new();
        let [leader, follower] = completing(&mut bench);
        let second = bench.sync(&follower, 1, &[]);
        bench.paper.refuse = Some(append);
        let first = bench.sync(&leader, 1, &[]);
        assert_eq!(bench.synced(first).unwrap().error_code, answer);
        assert_eq!(bench.synced(second).unwrap().error_code, answer);
        assert_eq!(bench.state(), "PreparingRebalance");
        let reason =
            format!("Error {name} when storing group assignmentduring SyncGroup (member: {leader}).");
        assert_eq!(bench.group().reason.as_deref(), Some(reason.as_str()));
    }
}

#[test]
fn an_assignment_that_is_not_committed_in_time_makes_everybody_join_again() {
    let mut bench = Bench::new();
    let [leader, _] = completing(&mut bench);
    bench.paper.hold = true;
    let first = bench.sync(&leader, 1, &[]);
    bench.pass(4_999);
    assert_eq!(bench.synced(first), None);
    bench.pass(1);
    assert_eq!(bench.synced(first).unwrap().error_code, 15);
    assert_eq!(bench.state(), "PreparingRebalance");
}

#[test]
fn a_join_during_the_sync_phase_sends_everybody_back() {
    let mut bench = Bench::new();
    let [_, follower] = completing(&mut bench);
    let waiting = bench.sync(&follower, 1, &[]);
    bench.join_dynamic("c");
    assert_eq!(bench.synced(waiting).unwrap().error_code, 27);
    assert_eq!(bench.state(), "PreparingRebalance");
    let late = bench.sync(&follower, 1, &[]);
    assert_eq!(bench.synced(late).unwrap().error_code, 27);
}

#[test]
fn what_sync_refuses() {
    let mut bench = Bench::new();
    let asked = bench.sync("nobody", 1, &[]);
    assert_eq!(bench.synced(asked).unwrap().error_code, 25, "no group");
    let ids = bench.stable(1);
    let base = SyncGroupRequest {
        group_id: G.into(),
        generation_id: 1,
        member_id: ids[0].clone(),
        protocol_type: Some("consumer".into()),
        protocol_name: Some("range".into()),
        ..Default::default()
    };
    let cases = [
        (SyncGroupRequest { member_id: "nobody".into(), ..base.clone() }, 25),
        (SyncGroupRequest { generation_id: 0, ..base.clone() }, 22),
        (SyncGroupRequest { generation_id: 2, ..base.clone() }, 22),
        (SyncGroupRequest { protocol_type: Some("connect".into()), ..base.clone() }, 23),
        (SyncGroupRequest { protocol_name: Some("sticky".into()), ..base.clone() }, 23),
        (SyncGroupRequest { group_instance_id: Some("i".into()), ..base.clone() }, 25),
        (SyncGroupRequest { protocol_type: None, protocol_name: None, ..base.clone() }, 0),
    ];
    for (request, error) in cases {
        let asked = bench.sync_with(request.clone());
        assert_eq!(bench.synced(asked).unwrap().error_code, error, "{request:?}");
    }
}

#[test]
fn who_never_syncs_is_removed_after_the_rebalance_timeout() {
    let mut bench = Bench::new();
    let [leader, follower] = completing(&mut bench);
    bench.sync(&leader, 1, &[]);
    for _ in 0..6 {
        bench.pass(9_000);
        assert_eq!(bench.heartbeat(&leader, 1), 0);
        assert_eq!(bench.heartbeat(&follower, 1), 0);
    }
    bench.pass(6_000);
    assert_eq!(bench.state(), "PreparingRebalance");
    assert!(!bench.group().members.contains_key(&follower));
    let reason = format!("Removing [{follower}] on pending sync request expiration");
    assert_eq!(bench.group().reason.as_deref(), Some(reason.as_str()));
}

#[test]
fn heartbeats_in_every_state() {
    let mut bench = Bench::new();
    assert_eq!(bench.heartbeat("nobody", 0), 25, "no group");
    let [leader, follower] = completing(&mut bench);
    assert_eq!(bench.heartbeat(&leader, 1), 0, "CompletingRebalance");
    bench.sync(&leader, 1, &[]);
    bench.sync(&follower, 1, &[]);
    assert_eq!(bench.heartbeat(&leader, 1), 0, "Stable");
    assert_eq!(bench.heartbeat(&leader, 0), 22);
    assert_eq!(bench.heartbeat(&leader, 2), 22);
    assert_eq!(bench.heartbeat("nobody", 1), 25);
    assert_eq!(bench.heartbeat_as(&leader, Some("i"), 1), 25);
    bench.join_dynamic("c");
    assert_eq!(bench.heartbeat(&leader, 1), 27, "PreparingRebalance");
    bench.leave(&[(&leader, None), (&follower, None)]);
    assert_eq!(bench.heartbeat(&leader, 1), 25);
}

#[test]
fn a_member_that_falls_silent_is_removed_after_its_session() {
    let mut bench = Bench::new();
    let ids = bench.stable(2);
    bench.pass(5_000);
    assert_eq!(bench.heartbeat(&ids[0], 1), 0);
    bench.pass(4_999);
    assert_eq!(bench.state(), "Stable");
    bench.pass(1);
    assert_eq!(bench.state(), "PreparingRebalance");
    let reason = format!("removing member {} on heartbeat expiration.", ids[1]);
    assert_eq!(bench.group().reason.as_deref(), Some(reason.as_str()));
    let gone = Event::MemberGone {
        group: G.into(),
        member: ids[1].as_str().into(),
        client: "c".into(),
        why: GoneReason::SessionTimeout,
    };
    assert!(bench.paper.events.contains(&gone));
    let back = bench.join(Joining { member: ids[0].clone(), ..Default::default() });
    assert_eq!(bench.joined(back).unwrap().generation_id, 2);
}

#[test]
fn the_last_member_leaves_an_empty_group_of_a_later_generation() {
    let mut bench = Bench::new();
    bench.stable(1);
    bench.pass(10_000);
    let group = bench.group();
    assert_eq!((group.state.name(), group.generation), ("Empty", 2));
    assert_eq!(group.protocol_type.as_deref(), Some("consumer"));
    assert_eq!((group.protocol, group.leader), (None, None));
}

#[test]
fn who_waits_to_join_needs_no_heartbeat() {
    let mut bench = Bench::new();
    let ids = bench.stable(2);
    let waiting = bench.join(Joining { member: ids[0].clone(), ..Default::default() });
    for _ in 0..5 {
        bench.pass(9_000);
        assert_eq!(bench.heartbeat(&ids[1], 1), 27);
    }
    assert_eq!(bench.joined(waiting), None, "45 s, session 10 s");
    assert!(bench.group().members.contains_key(&ids[0]));
}
