//! G1 to G5.

use alloc::vec;
use alloc::vec::Vec;

use partita_core::GroupTarget;
use partita_machine::Name;
use partita_view::{GroupOffset, GroupView, MemberState, MemberView, Micros, OwnedPartition};

use super::super::groups::GroupSeen;
use super::super::readers::Log;
use super::super::stable::{Consuming, reached, told_stable};
use super::promises;

fn place(partition: i32) -> (Name, i32) {
    ("orders".into(), partition)
}

#[test]
fn g1_two_owners() {
    let assigned = |group: &mut GroupSeen, epoch: i32, member: &str, partitions: &[i32]| {
        let mut found = Vec::new();
        let places: Vec<_> = partitions.iter().map(|&partition| place(partition)).collect();
        let runs = |member: &Name| &**member != "dead";
        group.assigned(&"g".into(), epoch, &member.into(), &places, runs, None, &mut found);
        promises(&found)
    };
    let mut group = GroupSeen::default();
    assert_eq!(assigned(&mut group, 3, "a", &[0, 1]), [""; 0]);
    assert_eq!(assigned(&mut group, 3, "b", &[1]), ["G1"]);
    // During a handover the epochs differ: who gets a partition gets it after it was given back.
    let mut group = GroupSeen::default();
    assigned(&mut group, 3, "a", &[0, 1]);
    assert_eq!(assigned(&mut group, 4, "b", &[1]), ["G1"]);
    let mut group = GroupSeen::default();
    assigned(&mut group, 3, "a", &[0, 1]);
    group.revoked(&"a".into(), &[place(1)]);
    assert_eq!(assigned(&mut group, 4, "b", &[1]), [""; 0]);
    group.left(&"a".into());
    assert_eq!(assigned(&mut group, 5, "b", &[0, 1]), [""; 0]);
    assert_eq!(assigned(&mut group, 3, "a", &[0]), [""; 0], "what a removed member still reads is no matter");
    assigned(&mut group, 5, "dead", &[2]);
    assert_eq!(assigned(&mut group, 6, "b", &[0, 1, 2]), [""; 0], "its process is gone");
}

#[test]
fn g2_a_generation_back() {
    let mut group = GroupSeen::default();
    let mut found = Vec::new();
    group.changed(&"g".into(), 0, "Stable", 4, None, &mut found);
    group.changed(&"g".into(), 1, "PreparingRebalance", 3, None, &mut found);
    assert_eq!(promises(&found), ["G2"]);
}

#[test]
fn g2_a_target_with_a_partition_twice_or_not_at_all_and_a_member_ahead() {
    let found_of = |assigned: &[i32], member_epoch: i32| {
        let target = GroupTarget {
            epoch: 5,
            assignment_epoch: 5,
            members: vec![("m".into(), member_epoch)],
            wanted: vec![place(0), place(1)],
            assigned: assigned.iter().map(|&partition| place(partition)).collect(),
        };
        let mut found = Vec::new();
        GroupSeen::default().aimed(&"g".into(), 0, &target, &mut found);
        promises(&found)
    };
    assert_eq!(found_of(&[1, 0], 5), [""; 0]);
    assert_eq!(found_of(&[0, 1, 1], 5), ["G2"]);
    assert_eq!(found_of(&[0], 5), ["G2"]);
    assert_eq!(found_of(&[0, 1], 6), ["G2"]);
}

#[test]
fn g4_a_commit_of_another_generation() {
    let found_of = |generation: i32, now: Micros| {
        let mut group = GroupSeen::default();
        group.goes_on(0, 4, 1_000_000);
        let mut found = Vec::new();
        group.committed_in(&"g".into(), 0, generation, now, None, &mut found);
        promises(&found)
    };
    assert_eq!(found_of(4, 90_000_000), [""; 0]);
    assert_eq!(found_of(-1, 90_000_000), [""; 0], "of no member");
    assert_eq!(found_of(3, 2_000_000), [""; 0], "accepted before the rebalance");
    assert_eq!(found_of(3, 90_000_000), ["G4"]);
    assert_eq!(found_of(5, 2_000_000), ["G4"], "nobody gave it");
}

#[test]
fn g4_a_commit_beyond_the_log_and_one_that_is_forgotten() {
    let mut group = GroupSeen::default();
    let mut found = Vec::new();
    let name: Name = "g".into();
    group.moved(&name, 0, None, None, None, &mut found);
    group.committed(&name, 0, place(0), 6, Some(5), &mut found);
    assert_eq!(promises(&found), ["G4"]);
    found.clear();
    let known = GroupOffset { topic: "orders".into(), partition: 0, committed: 2, lag: None };
    let view = GroupView { offsets: vec![known], ..GroupView::default() };
    group.moved(&name, 1, Some(&view), None, None, &mut found);
    assert_eq!(promises(&found), ["G4"]);
}

#[test]
fn g5_a_commit_of_what_nobody_got() {
    let mut group = GroupSeen::default();
    let mut found = Vec::new();
    assert_eq!(group.committed(&"g".into(), 0, place(0), 3, Some(9), &mut found), None, "where it begins");
    let skipped = group.committed(&"g".into(), 0, place(0), 7, Some(9), &mut found).unwrap();
    assert_eq!((skipped.promise, skipped.offset), ("G5", Some(7)));
}

#[test]
fn g5_reading_on_where_the_log_is_another_one() {
    // Epoch 0 ends at 1, epoch 3 at 4, epoch 5 goes on.
    let log = Log { epochs: &[(0, 0), (3, 1), (5, 4)], end: 6 };
    assert_eq!(log.skipped((2, 0), 2, 3), Some(1), "the record at 1 is another one by now");
    assert_eq!(log.skipped((1, 0), 2, 3), None, "all that was read is there");
    assert_eq!(log.skipped((4, 3), 5, 5), None);
    assert_eq!(log.skipped((5, 4), 5, 5), Some(4), "it has no epoch 4");
    assert_eq!(log.skipped((2, 0), 2, 1), None, "what was read on is of a third log");
    assert_eq!(log.skipped((2, 0), 4, 3), None, "so is this");
}

fn member(name: &str, state: MemberState, partitions: &[i32]) -> MemberView {
    let owned = |&partition: &i32| OwnedPartition {
        topic: "orders".into(),
        partition,
        position: None,
        committed: None,
        lag: None,
        since_generation: 3,
    };
    let owned = partitions.iter().map(owned).collect();
    MemberView { name: name.into(), state, owned, ..MemberView::default() }
}

#[test]
fn g3_a_stable_group_whose_member_is_not() {
    let found_of = |members: Vec<MemberView>| {
        let mut found = Vec::new();
        let view = GroupView { state: "Stable", members, ..GroupView::default() };
        told_stable(&"g".into(), 0, &view, &mut found);
        promises(&found)
    };
    let stable = || member("a", MemberState::Stable, &[0, 1]);
    assert_eq!(found_of(vec![stable(), member("b", MemberState::Stable, &[2])]), [""; 0]);
    assert_eq!(found_of(vec![stable(), member("b", MemberState::Left, &[1])]), [""; 0], "it has left");
    assert_eq!(found_of(vec![stable(), member("b", MemberState::Syncing, &[2])]), ["G3"]);
    assert_eq!(found_of(vec![stable(), member("b", MemberState::Stable, &[1])]), ["G3"], "two owners");
}

#[test]
fn g3_a_group_that_does_not_become_stable() {
    let found_of = |state: Option<&'static str>, assigned: Option<Vec<i32>>| {
        let places = |partitions: Vec<i32>| partitions.into_iter().map(place).collect();
        let consuming = Consuming {
            name: "c".into(),
            group: "g".into(),
            state,
            assigned: assigned.map(places),
            owned: vec![place(0), place(1)],
        };
        let mut found = Vec::new();
        reached(vec![consuming], true, &mut found);
        promises(&found)
    };
    assert_eq!(found_of(Some("Stable"), Some(vec![0, 1])), [""; 0]);
    assert_eq!(found_of(Some("Stable"), Some(vec![0])), ["G3"], "it has more than it was given");
    assert_eq!(found_of(Some("Stable"), None), ["G3"], "its coordinator does not know it");
    assert_eq!(found_of(Some("Reconciling"), Some(vec![0, 1])), ["G3"]);
    assert_eq!(found_of(None, None), ["G3"]);
}
