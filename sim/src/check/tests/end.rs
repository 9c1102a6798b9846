//! V1 to V6 and V8: what is not whole again.

use alloc::vec;
use alloc::vec::Vec;

use partita_view::{Finding, PartitionView, TopicView};

use super::super::end::{Disturbed, Reader, answered, delivered, informed, lag, replicas, unfenced};
use super::promises;

/// What is found of a partition with three replicas, whose logs end at `ends`; 5 is committed.
fn found_of(changed: PartitionView, ends: [i64; 3]) -> Vec<&'static str> {
    let mut found = Vec::new();
    let end = |id: i32| Some((ends[usize::try_from(id).unwrap()], 5));
    replicas(&"orders".into(), &changed, end, &mut found);
    promises(&found)
}

fn whole() -> PartitionView {
    PartitionView {
        leader: Some(0),
        assignment: vec![0, 1, 2],
        in_sync: vec![0, 1, 2],
        ..PartitionView::default()
    }
}

#[test]
fn v1_v2_and_v3_a_partition_that_is_not_whole() {
    assert_eq!(found_of(whole(), [6, 5, 5]), [""; 0], "offset 5 is on its way");
    assert_eq!(found_of(PartitionView { leader: None, ..whole() }, [5, 5, 5]), ["V1"]);
    assert_eq!(found_of(PartitionView { in_sync: vec![0, 2], ..whole() }, [5, 5, 5]), ["V2"]);
    assert_eq!(found_of(whole(), [5, 4, 5]), ["V3"]);
}

#[test]
fn v4_a_request_without_an_answer() {
    let found_at = |now: u64| {
        let mut found = Vec::new();
        answered(now, [("shop".into(), 2_000_000)].into_iter(), &mut found);
        promises(&found)
    };
    assert_eq!(found_at(62_000_000), [""; 0]);
    assert_eq!(found_at(62_000_001), ["V4"]);
}

#[test]
fn v4_a_record_that_is_never_given_up() {
    let found_at = |now: u64| {
        let mut found = Vec::new();
        delivered(now, [("shop".into(), 2_000_000)].into_iter(), &mut found);
        promises(&found)
    };
    assert_eq!(found_at(62_000_000), [""; 0]);
    assert_eq!(found_at(62_000_001), ["V4"]);
}

#[test]
fn v5_a_consumer_that_is_behind() {
    let found_at = |position: Option<i64>| {
        let mut found = Vec::new();
        lag(vec![Reader { name: "c".into(), place: ("orders".into(), 0), position, end: 5 }], &mut found);
        promises(&found)
    };
    assert_eq!(found_at(Some(5)), [""; 0]);
    assert_eq!(found_at(Some(4)), ["V5"]);
    assert_eq!(found_at(None), ["V5"], "it has not begun");
}

#[test]
fn v6_and_c2_nodes_that_know_less_or_something_else() {
    let orders = || vec![TopicView { name: "orders".into(), ..TopicView::default() }];
    let found_of = |offset: i64, topics: Vec<TopicView>| {
        let mut found: Vec<Finding> = Vec::new();
        let nodes = [(0, 90, orders()), (1, offset, topics)];
        informed(90, nodes.iter().map(|(id, at, topics)| (*id, *at, || topics.clone())), &mut found);
        found.iter().map(|finding| (finding.promise, finding.node)).collect::<Vec<_>>()
    };
    assert_eq!(found_of(90, orders()), []);
    assert_eq!(found_of(86, vec![]), [], "it reads them yet");
    assert_eq!(found_of(85, orders()), [("V6", Some(1))]);
    assert_eq!(found_of(90, vec![]), [("C2", Some(1))]);
}

#[test]
fn v8_a_broker_that_runs_and_is_fenced() {
    let mut found = Vec::new();
    unfenced(0..3, |broker| broker == 2, &mut found);
    assert_eq!((promises(&found), found[0].node), (vec!["V8"], Some(2)));
}

/// The wall clock of a coordinator was ten minutes ahead, and is right again.
#[test]
fn what_a_clock_stamped_in_its_future_is_waited_for() {
    let mut disturbed = Disturbed::default();
    disturbed.clocks_are(5_000_000, 600_000);
    assert_eq!(disturbed.stamped_until, 0);
    disturbed.clocks_are(9_000_000, 0);
    assert_eq!(disturbed.stamped_until, 609_000_000);
    disturbed.clocks_are(10_000_000, 0);
    assert_eq!(disturbed.stamped_until, 609_000_000);
}
