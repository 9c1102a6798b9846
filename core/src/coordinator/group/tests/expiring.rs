//! Offsets whose time is over (KIP-211).

use partita_wire::{ErrorCode, Uuid};

use crate::coordinator::group::settings::Settings;
use crate::coordinator::testing::{Bench, G, Joining, settings};

const CHECK_MS: u64 = 600_000;
/// A subscription to `t`, as consumers write it.
const OF_T: &[u8] = b"\0\0\0\0\0\x01\0\x01t\xff\xff\xff\xff";
const OF_U: &[u8] = b"\0\0\0\0\0\x01\0\x01u\xff\xff\xff\xff";

/// Offsets live for half an hour.
fn short() -> Settings {
    Settings { offsets_retention_ms: 30 * 60_000, ..settings() }
}

/// A stable group of one consumer that subscribes as said. Gives its id.
fn consumer(bench: &mut Bench, metadata: &'static [u8]) -> alloc::string::String {
    let protocols = alloc::vec![("range", metadata)];
    let request = bench.join(Joining {
        version: 3,
        protocols,
        session_ms: 1_800_000,
        rebalance_ms: 1_800_000,
        ..Default::default()
    });
    bench.pass(3_000);
    let id = bench.joined(request).unwrap().member_id;
    bench.sync(&id, 1, core::slice::from_ref(&id));
    assert_eq!(bench.state(), "Stable");
    id
}

#[test]
fn a_simple_groups_offsets_go_that_long_after_their_commit_and_the_group_with_the_last() {
    let mut bench = Bench::with(short());
    bench.commit("", -1, 5);
    bench.pass(2 * CHECK_MS);
    assert_eq!(bench.fetch(false), Some(5));
    let written = bench.paper.log.len();
    bench.pass(CHECK_MS);
    assert!(bench.group_called(G).is_none());
    // Two tombstones: of the offset and of the group.
    let tombstones = &bench.paper.log[written..];
    assert_eq!(tombstones.len(), 2);
    assert!(tombstones.iter().all(|(_, value)| value.is_none()));
    let other = bench.moved(short());
    assert!(other.group_called(G).is_none());
}

#[test]
fn of_a_group_that_became_empty_they_go_that_long_after_it_did() {
    let mut bench = Bench::with(short());
    let id = consumer(&mut bench, OF_T);
    bench.commit(&id, 1, 5);
    bench.pass(29 * 60_000);
    bench.leave(&[(&id, None)]);
    assert_eq!(bench.state(), "Empty");
    bench.pass(20 * 60_000);
    assert_eq!(bench.fetch(false), Some(5), "49 minutes after the commit, 20 after the last member left");
    bench.pass(20 * 60_000);
    assert!(bench.group_called(G).is_none());
}

#[test]
fn while_somebody_subscribes_they_stay() {
    let mut bench = Bench::with(short());
    let id = consumer(&mut bench, OF_T);
    bench.commit(&id, 1, 5);
    for _ in 0..4 {
        bench.pass(20 * 60_000);
        assert_eq!(bench.heartbeat(&id, 1), 0);
    }
    assert_eq!(bench.fetch(false), Some(5));
}

#[test]
fn a_topic_that_nobody_subscribes_to_loses_its_offsets_and_the_group_stays() {
    let mut bench = Bench::with(short());
    let id = consumer(&mut bench, OF_U);
    bench.commit(&id, 1, 5);
    for _ in 0..2 {
        bench.pass(20 * 60_000);
        assert_eq!(bench.heartbeat(&id, 1), 0);
    }
    assert_eq!(bench.fetch(false), Some(-1));
    assert_eq!(bench.state(), "Stable");
}

#[test]
fn what_was_not_stored_is_tried_again_with_the_next_look() {
    let mut bench = Bench::with(short());
    bench.commit("", -1, 5);
    bench.paper.refuse = Some(partita_wire::ErrorCode::NotEnoughReplicas);
    bench.pass(4 * CHECK_MS);
    assert_eq!(bench.fetch(false), Some(5));
    bench.paper.refuse = None;
    bench.pass(CHECK_MS);
    assert!(bench.group_called(G).is_none());
}

#[test]
fn an_empty_group_without_offsets_goes_with_the_next_look() {
    let mut bench = Bench::new();
    let id = consumer(&mut bench, OF_T);
    bench.leave(&[(&id, None)]);
    assert_eq!(bench.state(), "Empty");
    bench.pass(CHECK_MS);
    assert!(bench.group_called(G).is_none());
}

/// More than one step writes, and none of them while the log takes nothing.
#[test]
fn many_go_one_step_after_another_however_long_the_log_takes_nothing() {
    let mut bench = Bench::with(short());
    for partition in 0..1_100 {
        assert_eq!(bench.commit_of("", -1, Uuid([1; 16]), partition), 0);
    }
    bench.paper.refuse = Some(ErrorCode::NotEnoughReplicas);
    let written = bench.paper.log.len();
    bench.pass(4 * CHECK_MS);
    assert_eq!(bench.paper.log.len(), written);
    bench.paper.refuse = None;
    bench.pass(CHECK_MS + 10);
    assert_eq!(bench.paper.log.len(), written + 1_101);
    assert!(bench.group_called(G).is_none());
}

/// Names are as long as their owners like: what one step writes stays far below the largest batch.
#[test]
fn long_names_make_a_step_write_fewer() {
    let mut bench = Bench::with(short());
    let group = "g".repeat(20_000);
    for partition in 0..40 {
        bench.commit_as(&group, partition);
    }
    let written = bench.paper.log.len();
    bench.paper.hold = true;
    bench.pass(3 * CHECK_MS);
    let tombstones = bench.paper.log.len() - written;
    assert!((5..20).contains(&tombstones), "{tombstones}");
    bench.commit_all();
    bench.paper.hold = false;
    bench.pass(CHECK_MS);
    assert!(bench.group_called(&group).is_none());
}
