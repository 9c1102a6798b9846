//! C5 and V7: reassignments that are forgotten, end half way, or never end.

use alloc::vec;
use alloc::vec::Vec;

use partita_core::Moving;
use partita_view::PartitionView;

use super::super::moves::{Moves, done};
use super::promises;

/// From 0, 1 to 2, 1, seen at partition epoch 4.
fn moving() -> Moving {
    Moving {
        topic: "orders".into(),
        replicas: vec![2, 1, 0],
        adding: vec![2],
        removing: vec![0],
        partition_epoch: 4,
        ..Moving::default()
    }
}

/// What is found when it moves no more, and the partition is this.
fn found_of(assignment: &[i32], in_sync: &[i32], partition_epoch: i32) -> Vec<&'static str> {
    let (mut moves, mut found) = (Moves::default(), Vec::new());
    let after = PartitionView {
        assignment: assignment.to_vec(),
        in_sync: in_sync.to_vec(),
        partition_epoch,
        ..PartitionView::default()
    };
    moves.see(100, vec![moving()], |_, _| None, &mut found);
    moves.see(101, vec![moving()], |_, _| None, &mut found);
    assert_eq!(found, [], "another controller goes on");
    moves.see(101, vec![], |_, _| Some(after.clone()), &mut found);
    promises(&found)
}

#[test]
fn c5_a_reassignment_ends_where_it_was_to_go_or_came_from() {
    assert_eq!(found_of(&[2, 1], &[1, 2], 5), [""; 0], "it arrived");
    assert_eq!(found_of(&[1, 0], &[0, 1], 5), [""; 0], "it was cancelled");
    assert_eq!(found_of(&[2, 1, 0], &[0, 1], 4), ["C5"], "the next controller forgot it");
    assert_eq!(
        found_of(&[2, 1, 0], &[0, 1], 5),
        ["C5"],
        "adding and removing are forgotten, the replicas stay"
    );
    assert_eq!(found_of(&[2, 1], &[1], 5), ["C5"], "the old replica went before the new one was in sync");
    assert_eq!(found_of(&[1], &[1], 5), [""; 0], "another was given, to a replica that is in sync");
    assert_eq!(found_of(&[0], &[1], 5), ["C5"], "fewer replicas than both, and not in sync");
    assert_eq!(found_of(&[3], &[3], 5), ["C5"], "nobody can be in sync who was no replica");
    let (mut moves, mut found) = (Moves::default(), Vec::new());
    moves.see(100, vec![Moving { replicas: vec![1, 0], ..moving() }], |_, _| None, &mut found);
    assert_eq!(promises(&found), ["C5"], "who is to come is no replica");
}

#[test]
fn v7_a_reassignment_that_does_not_end() {
    let mut found = Vec::new();
    done([].into_iter(), &mut found);
    assert_eq!(found, []);
    done([moving()].into_iter(), &mut found);
    assert_eq!(promises(&found), ["V7"]);
}
