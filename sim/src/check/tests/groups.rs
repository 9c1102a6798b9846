//! G1, G2, G4 and G5.

use alloc::vec;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_view::{GroupOffset, GroupView};

use super::super::groups::GroupSeen;
use super::promises;

fn place(partition: i32) -> (Name, i32) {
    ("orders".into(), partition)
}

#[test]
fn g1_two_owners() {
    let mut group = GroupSeen::default();
    let mut found = Vec::new();
    group.assigned(&"g".into(), 3, &"a".into(), &[place(0), place(1)], &mut found);
    assert_eq!(found, []);
    group.assigned(&"g".into(), 3, &"b".into(), &[place(1)], &mut found);
    assert_eq!(promises(&found), ["G1"]);
}

#[test]
fn g2_a_generation_back() {
    let mut group = GroupSeen::default();
    let mut found = Vec::new();
    group.changed(&"g".into(), 0, "Stable", 4, &mut found);
    group.changed(&"g".into(), 1, "PreparingRebalance", 3, &mut found);
    assert_eq!(promises(&found), ["G2"]);
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
