//! The join phase.

use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::Event;

use crate::coordinator::group::settings::Settings;
use crate::coordinator::testing::{self, Bench, G, Joining, Protocols};

fn settings(change: impl FnOnce(&mut Settings)) -> Settings {
    let mut settings = testing::settings();
    change(&mut settings);
    settings
}

#[test]
fn a_client_gets_an_id_first_and_joins_with_it_then() {
    let mut bench = Bench::new();
    let asked = bench.join(Joining { client: "app", ..Default::default() });
    let answer = bench.joined(asked).unwrap();
    assert_eq!((answer.error_code, answer.generation_id), (79, -1));
    let id = answer.member_id;
    let (client, uuid) = id.split_at(4);
    assert_eq!(client, "app-");
    let lengths: Vec<usize> = uuid.split('-').map(str::len).collect();
    assert_eq!(lengths, [8, 4, 4, 4, 12]);
    assert_eq!((bench.state(), bench.group().members.len()), ("Empty", 0));

    let joined = bench.join(Joining { member: id.clone(), ..Default::default() });
    assert_eq!(bench.joined(joined), None, "the first join phase lasts");
    assert_eq!(bench.state(), "PreparingRebalance");
    assert!(bench.group().pending_members.is_empty());
}

#[test]
fn old_versions_join_at_once_and_version_0_has_one_timeout_only() {
    let mut bench = Bench::new();
    let request = bench.join(Joining { version: 0, session_ms: 7_000, ..Default::default() });
    let group = bench.group();
    let member = group.members.values().next().unwrap();
    assert_eq!((member.session_timeout_ms, member.rebalance_timeout_ms), (7_000, 7_000));
    bench.pass(3_000);
    assert_eq!(bench.joined(request).unwrap().generation_id, 1);
}

#[test]
fn two_members_get_generation_1_after_the_initial_delay() {
    let mut bench = Bench::new();
    let (first, first_request) = bench.join_dynamic("a");
    let (second, second_request) = bench.join_dynamic("b");
    // The second one came after the delay began: it is extended once.
    bench.pass(3_000);
    assert_eq!(bench.state(), "PreparingRebalance");
    bench.pass(3_000);
    let leader = bench.joined(first_request).unwrap();
    let follower = bench.joined(second_request).unwrap();
    for answer in [&leader, &follower] {
        assert_eq!((answer.error_code, answer.generation_id), (0, 1));
        assert_eq!(answer.leader, first, "the first that joined leads");
        assert_eq!(answer.protocol_name.as_deref(), Some("range"));
        assert_eq!(answer.protocol_type.as_deref(), Some("consumer"));
        assert!(!answer.skip_assignment);
    }
    let mut members: Vec<&str> = leader.members.iter().map(|member| member.member_id.as_str()).collect();
    let mut ids = [first.as_str(), second.as_str()];
    members.sort_unstable();
    ids.sort_unstable();
    assert_eq!(members, ids);
    assert!(leader.members.iter().all(|member| &*member.metadata == b"r"));
    assert!(follower.members.is_empty(), "only the leader learns who is there");
    assert_eq!(bench.state(), "CompletingRebalance");
}

#[test]
fn the_initial_delay_grows_up_to_the_rebalance_timeout() {
    let mut bench = Bench::new();
    let first = bench.join(Joining { version: 3, rebalance_ms: 10_000, ..Default::default() });
    // Somebody comes in every extension.
    for _ in 0..3 {
        bench.pass(2_900);
        bench.join(Joining { version: 3, rebalance_ms: 10_000, ..Default::default() });
        bench.pass(100);
    }
    assert_eq!(bench.state(), "PreparingRebalance", "9 s");
    bench.join(Joining { version: 3, rebalance_ms: 10_000, ..Default::default() });
    bench.pass(999);
    assert_eq!(bench.state(), "PreparingRebalance", "9.999 s");
    bench.pass(1);
    assert_eq!(bench.joined(first).unwrap().generation_id, 1, "10 s");
}

#[test]
fn what_is_refused_before_anything_else() {
    let mut bench = Bench::new();
    let cases = [
        (Joining { session_ms: 5_999, ..Default::default() }, 26),
        (Joining { session_ms: 1_800_001, ..Default::default() }, 26),
        (Joining { member: "nobody".into(), ..Default::default() }, 25),
    ];
    for (joining, error) in cases {
        let member = joining.member.clone();
        let request = bench.join(joining);
        let answer = bench.joined(request).unwrap();
        assert_eq!((answer.error_code, answer.member_id), (error, member));
    }
    assert!(bench.group_called(G).is_none());
}

#[test]
fn who_has_no_common_protocol_is_refused() {
    let mut bench = Bench::new();
    let cases: [(&'static str, Protocols); 4] = [
        ("", alloc::vec![("range", b"")]),
        ("consumer", Vec::new()),
        ("connect", alloc::vec![("range", b"")]),
        ("consumer", alloc::vec![("sticky", b"")]),
    ];
    for (kind, protocols) in &cases[..2] {
        let request = bench.join(Joining { kind, protocols: protocols.clone(), ..Default::default() });
        assert_eq!(bench.joined(request).unwrap().error_code, 23, "an empty group: {kind:?} {protocols:?}");
    }
    bench.stable(1);
    for (kind, protocols) in &cases {
        let request = bench.join(Joining { kind, protocols: protocols.clone(), ..Default::default() });
        assert_eq!(bench.joined(request).unwrap().error_code, 23, "{kind:?} {protocols:?}");
    }
}

#[test]
fn a_sole_member_that_comes_back_with_another_protocol_is_refused() {
    let mut bench = Bench::new();
    let ids = bench.stable(1);
    let protocols: Protocols = alloc::vec![("sticky", b"s")];
    let request = bench.join(Joining { member: ids[0].clone(), protocols, ..Default::default() });
    assert_eq!(bench.joined(request).unwrap().error_code, 23);
}

#[test]
fn most_votes_among_the_common_protocols_win() {
    let range_first: Protocols = alloc::vec![("range", b""), ("roundrobin", b"")];
    let others: Protocols = alloc::vec![("sticky", b""), ("roundrobin", b""), ("range", b"")];
    let mut bench = Bench::new();
    let first = bench.join(Joining { version: 3, protocols: range_first, ..Default::default() });
    for _ in 0..2 {
        bench.join(Joining { version: 3, protocols: others.clone(), ..Default::default() });
    }
    bench.pass(60_000);
    assert_eq!(bench.joined(first).unwrap().protocol_name.as_deref(), Some("roundrobin"));
}

#[test]
fn a_known_member_with_the_same_metadata_is_told_the_generation_again() {
    let mut bench = Bench::new();
    let (leader, first) = bench.join_dynamic("a");
    let (follower, second) = bench.join_dynamic("b");
    bench.pass(6_000);
    assert!(bench.joined(first).is_some() && bench.joined(second).is_some());
    // CompletingRebalance: both, the leader with its members.
    let again = bench.join(Joining { member: leader.clone(), ..Default::default() });
    assert_eq!(bench.joined(again).unwrap().members.len(), 2);
    let again = bench.join(Joining { member: follower.clone(), ..Default::default() });
    assert_eq!(bench.joined(again).unwrap().generation_id, 1);
    assert_eq!(bench.state(), "CompletingRebalance");
    // Stable: the follower only.
    bench.sync(&leader, 1, &[]);
    let again = bench.join(Joining { member: follower, ..Default::default() });
    assert_eq!(bench.joined(again).unwrap().generation_id, 1);
    assert_eq!(bench.state(), "Stable");
    let again = bench.join(Joining { member: leader, ..Default::default() });
    assert_eq!(bench.joined(again), None);
    assert_eq!(bench.state(), "PreparingRebalance");
}

#[test]
fn changed_metadata_begins_a_rebalance() {
    let mut bench = Bench::new();
    let ids = bench.stable(2);
    let protocols: Protocols = alloc::vec![("range", b"other")];
    bench.join(Joining { member: ids[1].clone(), protocols, ..Default::default() });
    assert_eq!(bench.state(), "PreparingRebalance");
    let expected =
        alloc::format!("Updating metadata for member {} during Stable; client reason: not provided", ids[1]);
    assert_eq!(bench.group().reason.as_deref(), Some(expected.as_str()));
    assert_eq!(bench.heartbeat(&ids[0], 1), 27);
}

#[test]
fn a_later_rebalance_ends_as_soon_as_everybody_is_back() {
    let mut bench = Bench::new();
    let ids = bench.stable(2);
    let (third, request) = bench.join_dynamic("c");
    bench.join(Joining { member: ids[1].clone(), ..Default::default() });
    assert_eq!(bench.joined(request), None);
    let leader = bench.join(Joining { member: ids[0].clone(), ..Default::default() });
    let answer = bench.joined(request).unwrap();
    assert_eq!((answer.generation_id, answer.member_id), (2, third));
    assert_eq!(bench.joined(leader).unwrap().members.len(), 3);
}

#[test]
fn who_does_not_come_back_in_time_is_removed() {
    let mut bench = Bench::new();
    let ids = bench.stable(2);
    let (_, request) = bench.join_dynamic("c");
    for _ in 0..6 {
        // Both live, but only the second one joins again, in the end.
        bench.pass(9_000);
        assert_eq!(bench.heartbeat(&ids[0], 1), 27);
        assert_eq!(bench.heartbeat(&ids[1], 1), 27);
    }
    bench.join(Joining { member: ids[1].clone(), ..Default::default() });
    assert_eq!(bench.joined(request), None);
    bench.pass(6_000);
    let answer = bench.joined(request).unwrap();
    assert_eq!((answer.error_code, answer.generation_id), (0, 2));
    assert!(answer.leader != ids[0], "the lost leader is replaced");
    assert!(!bench.group().members.contains_key(&ids[0]));
    let gone = |event: &Event| {
        matches!(event, Event::MemberGone { member, why: partita_view::GoneReason::RebalanceTimeout, .. }
            if **member == *ids[0])
    };
    assert!(bench.paper.events.iter().any(gone));
}

#[test]
fn an_id_that_nobody_joins_with_ends_with_its_session() {
    let mut bench = Bench::new();
    let ids = bench.stable(1);
    bench.join(Joining { session_ms: 8_000, ..Default::default() });
    // The others wait for it.
    let request = bench.join(Joining { member: ids[0].clone(), ..Default::default() });
    bench.pass(7_999);
    assert_eq!(bench.joined(request), None);
    bench.pass(1);
    assert_eq!(bench.joined(request).unwrap().generation_id, 2);
    assert!(bench.group().pending_members.is_empty());
}

#[test]
fn a_new_member_that_waits_too_long_is_given_up() {
    let mut bench = Bench::new();
    let ids = bench.stable(1);
    let session_ms = 1_000_000;
    let late = bench.join(Joining { version: 3, session_ms, rebalance_ms: 900_000, ..Default::default() });
    for _ in 0..33 {
        bench.pass(9_000);
        bench.heartbeat(&ids[0], 1);
    }
    assert_eq!(bench.joined(late), None, "297 s");
    bench.pass(3_000);
    let answer = bench.joined(late).unwrap();
    assert_eq!((answer.error_code, answer.member_id), (25, String::new()));
}

#[test]
fn the_largest_size_counts_whoever_is_back() {
    let mut bench = Bench::with(settings(|settings| settings.group_max_size = 2));
    let ids = bench.stable(2);
    let request = bench.join(Joining::default());
    let answer = bench.joined(request).unwrap();
    assert_eq!((answer.error_code, answer.member_id), (81, String::new()));
    assert_eq!(bench.state(), "Stable");
    // Members that are in come back.
    bench.join(Joining { member: ids[0].clone(), ..Default::default() });
    bench.join(Joining { member: ids[1].clone(), ..Default::default() });
    assert_eq!(bench.group().generation, 2);
}

#[test]
fn reasons_are_worded_as_kafka_words_them() {
    let mut bench = Bench::new();
    let (id, _) = bench.join_dynamic("a");
    let expected =
        alloc::format!("Adding new member {id} with group instance id null; client reason: not provided");
    assert_eq!(bench.group().reason.as_deref(), Some(expected.as_str()));
    bench.pass(3_000);
    bench.sync(&id, 1, &[]);
    bench.join(Joining { member: id.clone(), ..Default::default() });
    let expected = alloc::format!("Leader {id} re-joining group during Stable; client reason: not provided");
    assert_eq!(bench.group().reason.as_deref(), Some(expected.as_str()));
}
