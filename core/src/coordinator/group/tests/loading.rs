//! The log: what it holds, and what another node makes of it.

use alloc::vec::Vec;

use partita_machine::Instant;
use partita_wire::messages::group_metadata_value::GroupMetadataValue;
use partita_wire::{GroupRecordKey, GroupRecordValue};

use crate::coordinator::group::settings::Settings;
use crate::coordinator::runtime::{KeyValue, Unavailable};
use crate::coordinator::testing::{Bench, G, Joining, PARTITION, settings};

/// The value of a record of the group, with its version.
fn group_record(bench: &Bench, offset: usize) -> (GroupMetadataValue, i16) {
    let (key, value) = bench.paper.log[offset].clone();
    let key = GroupRecordKey::decode(key.unwrap().into()).unwrap();
    let value = GroupRecordValue::decode(key.record_type(), value.unwrap().into()).unwrap();
    match value {
        (GroupRecordValue::GroupMetadata(value), version) => (value, version),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_records_are_those_that_kafka_writes() {
    let mut bench = Bench::new();
    bench.join(Joining::default());
    let (created, version) = group_record(&bench, 0);
    let expected = GroupMetadataValue {
        protocol: None,
        leader: None,
        current_state_timestamp: 1_700_000_000_000,
        ..Default::default()
    };
    assert_eq!((created, version), (expected, 3));
    // Sizes as kafka-dump-log shows them; the key has the group's name of one letter.
    let sizes = |offset: usize| {
        let (key, value): &KeyValue = &bench.paper.log[offset];
        (key.as_ref().map_or(0, Vec::len), value.as_ref().map_or(0, Vec::len))
    };
    assert_eq!(sizes(0), (5, 24));

    let mut bench = Bench::new();
    let ids = bench.stable(1);
    let (stable, _) = group_record(&bench, 1);
    assert_eq!((stable.protocol_type.as_str(), stable.generation), ("consumer", 1));
    assert_eq!(
        (stable.protocol.as_deref(), stable.leader.as_deref()),
        (Some("range"), Some(ids[0].as_str()))
    );
    assert_eq!((&*stable.members[0].subscription, &*stable.members[0].assignment), (&b"r"[..], &b"a"[..]));
    assert_eq!((stable.members[0].session_timeout, stable.members[0].rebalance_timeout), (10_000, 60_000));
    bench.leave(&[(&ids[0], None)]);
    let (empty, _) = group_record(&bench, 2);
    assert_eq!((empty.protocol_type.as_str(), empty.generation), ("consumer", 2));
    assert_eq!((empty.protocol, empty.leader, empty.members.len()), (None, None, 0));
    assert_eq!(bench.paper.log[2].1.as_ref().map(Vec::len), Some(32));
}

#[test]
fn a_group_goes_on_where_the_log_moves_to() {
    let mut bench = Bench::new();
    let ids = bench.stable(2);
    bench.commit(&ids[1], 1, 7);
    let mut other = bench.moved(settings());
    let group = other.group();
    assert_eq!((group.state.name(), group.generation), ("Stable", 1));
    assert_eq!(group.leader.as_deref(), Some(ids[0].as_str()));
    assert_eq!(other.heartbeat(&ids[0], 1), 0);
    assert_eq!(other.heartbeat(&ids[1], 1), 0);
    assert_eq!(other.fetch(false), Some(7));
    assert_eq!(other.commit(&ids[0], 1, 8), 0);
    let asked = other.sync(&ids[0], 1, &[]);
    assert_eq!(&*other.synced(asked).unwrap().assignment, b"a");
}

#[test]
fn sessions_begin_anew_where_the_log_moves_to() {
    let mut bench = Bench::new();
    bench.stable(1);
    bench.pass(9_000);
    let mut other = bench.moved(settings());
    other.pass(9_999);
    assert_eq!(other.state(), "Stable");
    other.pass(1);
    assert_eq!(other.state(), "Empty");
}

#[test]
fn whoever_waits_learns_that_the_coordinator_has_moved() {
    let mut bench = Bench::new();
    let (_, joining) = bench.join_dynamic("a");
    let _other = bench.moved(settings());
    assert_eq!(bench.joined(joining).unwrap().error_code, 16);

    let mut bench = Bench::new();
    let ids = bench.stable(1);
    bench.paper.hold = true;
    let committing = bench.send_commit(8, &ids[0], 1, 5);
    let _other = bench.moved(settings());
    assert_eq!(bench.committed(committing), Some(16));
    assert!(bench.runtime.check(PARTITION).is_err());
}

#[test]
fn what_is_not_committed_yet_is_read_only_by_who_wants_it_stable() {
    let mut bench = Bench::new();
    bench.commit("", -1, 1);
    bench.paper.hold = true;
    bench.send_commit(8, "", -1, 2);
    let mut other = bench.moved(settings());
    assert_eq!(other.fetch(false), Some(1));
    assert_eq!(other.fetch(true), None);
    other.commit_all();
    assert_eq!(other.fetch(false), Some(2));
}

#[test]
fn a_group_that_grew_too_large_rebalances_once_loaded() {
    let mut bench = Bench::new();
    let ids = bench.stable(2);
    let mut other = bench.moved(Settings { group_max_size: 1, ..settings() });
    assert_eq!(other.state(), "PreparingRebalance");
    let reason = other.group().reason.unwrap();
    assert!(reason.starts_with("Freshly-loaded group g (size 2) is over capacity 1."), "{reason}");
    other.join(Joining { member: ids[0].clone(), ..Default::default() });
    let last = other.join(Joining { member: ids[1].clone(), ..Default::default() });
    assert_eq!(other.joined(last).unwrap().error_code, 81);
}

#[test]
fn a_deleted_group_stays_deleted() {
    let mut bench = Bench::new();
    bench.commit("", -1, 1);
    bench
        .ask(partita_wire::ApiKey::DeleteGroups, 2, "c", |state, step, caller| state.delete(step, caller, G));
    let other = bench.moved(settings());
    assert!(other.group_called(G).is_none());
}

#[test]
fn a_log_is_loaded_in_slices_and_serves_only_then() {
    let mut bench = Bench::new();
    for offset in 0..3 {
        bench.commit("", -1, offset);
    }
    bench.runtime.lead(&mut bench.paper, PARTITION, false);
    assert_eq!(bench.runtime.check(PARTITION), Err(Unavailable::NotCoordinator));
    bench.runtime.lead(&mut bench.paper, PARTITION, true);
    let mut slices = 0;
    while bench.runtime.check(PARTITION) == Err(Unavailable::Loading) {
        assert_eq!(bench.runtime.wake_at(), Some(Instant(0)), "at once");
        bench.runtime.progress(&mut bench.paper);
        slices += 1;
    }
    assert_eq!(slices, 4, "one for each batch here, and one that finds the end");
    assert_eq!(bench.fetch(false), Some(2));
}

#[test]
fn without_its_past_a_coordinator_does_not_serve() {
    let mut bench = Bench::new();
    bench.commit("", -1, 1);
    bench.runtime.lead(&mut bench.paper, PARTITION, false);
    bench.paper.unreadable = true;
    bench.runtime.lead(&mut bench.paper, PARTITION, true);
    bench.runtime.progress(&mut bench.paper);
    assert_eq!(bench.runtime.check(PARTITION), Err(Unavailable::NotCoordinator));
    assert_eq!(bench.runtime.wake_at(), None);
}
