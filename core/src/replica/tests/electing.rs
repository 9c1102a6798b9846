//! What becomes of logs when leaders change.

use alloc::vec;

use partita_machine::Event;
use partita_wire::ErrorCode;

use super::three;

#[test]
fn an_acknowledged_record_survives_its_leader() {
    let mut bench = three();
    let sent = bench.produce(1, -1, &["paid"]);
    bench.run_ms(10);
    assert_eq!(bench.outcome(sent), Some((ErrorCode::None, 0)));
    bench.pause(1);
    bench.elect(2, &[2, 3]);
    bench.run_ms(2_000);
    assert_eq!(bench.values(2), ["paid"]);
    let fetch = bench.fetch(2, 0, 0);
    assert_eq!(bench.batches(fetch), Some(vec![(0, 0)]));
}

#[test]
fn a_zombie_leaders_records_are_cut_off() {
    let mut bench = three();
    bench.produce(1, -1, &["common"]);
    bench.run_ms(1_000);
    bench.pause(2);
    bench.pause(3);
    bench.produce(1, 1, &["lost", "lost"]);
    bench.pause(1);
    bench.resume(2);
    bench.resume(3);
    bench.elect(2, &[2, 3]);
    bench.run_ms(2_000);
    let sent = bench.produce(2, -1, &["kept"]);
    bench.run_ms(2_000);
    assert_eq!(bench.outcome(sent).unwrap().0, ErrorCode::None);
    bench.resume(1);
    bench.run_ms(3_000);
    assert_eq!(bench.values(1), ["common", "kept"]);
    assert_eq!(bench.replica(1).log.epochs().entries(), [(0, 0), (1, 1)]);
    assert_eq!(bench.in_sync(), [1, 2, 3]);
    let truncated = |(id, event): &(i32, Event)| match event {
        Event::Truncated { from, to, .. } => Some((*id, *from, *to)),
        _ => None,
    };
    assert_eq!(bench.events.iter().filter_map(truncated).collect::<alloc::vec::Vec<_>>(), [(1, 3, 1)]);
}

/// KIP-279: leaders in turn, none of which hears of the other's epoch.
#[test]
fn pasts_that_part_more_than_once_are_joined_in_several_rounds() {
    let mut bench = super::bench::Bench::new(2);
    bench.topic("orders", vec![1, 2]);
    bench.produce(1, -1, &["common"]);
    bench.run_ms(1_000);
    bench.pause(2);
    bench.produce(1, 1, &["lost in 0"]);
    for (leader, other, value) in [(2, 1, "kept in 1"), (1, 2, "lost in 2"), (2, 1, "kept in 3")] {
        bench.pause(other);
        bench.resume(leader);
        bench.elect(leader, &[leader]);
        let sent = bench.produce(leader, 1, &[value]);
        assert_eq!(bench.outcome(sent).unwrap().0, ErrorCode::None, "{value}");
    }
    assert_eq!(bench.values(1), ["common", "lost in 0", "lost in 2"]);
    bench.resume(1);
    bench.run_ms(3_000);
    assert_eq!(bench.values(1), ["common", "kept in 1", "kept in 3"]);
    assert_eq!(bench.replica(1).log.epochs(), bench.replica(2).log.epochs());
    let cuts = bench.events.iter().filter_map(|(_, event)| match event {
        Event::Truncated { from, to, .. } => Some((*from, *to)),
        _ => None,
    });
    assert_eq!(cuts.collect::<alloc::vec::Vec<_>>(), [(3, 2), (2, 1)]);
    assert_eq!(bench.in_sync(), [1, 2]);
}

#[test]
fn a_restart_finds_log_and_high_watermark_again() {
    let mut bench = three();
    bench.produce(1, -1, &["a"]);
    bench.produce(1, -1, &["b"]);
    bench.run_ms(11_000);
    bench.restart(2);
    assert_eq!(bench.ends(2), (2, 2));
    bench.run_ms(2_000);
    bench.produce(1, -1, &["c"]);
    bench.run_ms(2_000);
    assert_eq!(bench.values(2), ["a", "b", "c"]);
}

#[test]
fn a_leader_that_restarts_does_not_act_on_history() {
    let mut bench = three();
    bench.produce(1, -1, &["a"]);
    bench.run_ms(1_000);
    bench.elect(2, &[1, 2, 3]);
    bench.events.clear();
    bench.restart(1);
    bench.run_ms(2_000);
    assert!(!bench.events.iter().any(|(id, event)| *id == 1 && matches!(event, Event::BecameLeader { .. })));
    assert_eq!(bench.replica(1).leader_epoch(), 1);
}

#[test]
fn no_one_joins_before_the_beginning_of_the_epoch() {
    let mut bench = three();
    bench.pause(3);
    bench.produce(1, 1, &["a"]);
    bench.run_ms(100);
    bench.change(|state| state.in_sync = vec![1, 2]);
    bench.run_ms(100);
    // Broker 2 leads from offset 1 on; 3 has reached the high watermark it knows, not the epoch's beginning.
    bench.pause(1);
    bench.elect(2, &[2]);
    bench.controller_is_deaf = true;
    bench.resume(3);
    bench.run_ms(1);
    assert!(bench.offers.iter().all(|offer| !offer.contains(&3)) || bench.ends(3).0 >= 1);
    bench.run_ms(3_000);
    assert_eq!(bench.ends(3).0, 1);
    assert_eq!(bench.offers.last(), Some(&vec![2, 3]));
}

#[test]
fn a_follower_without_a_leader_waits() {
    let mut bench = three();
    bench.elect(-1, &[1]);
    bench.run_ms(2_000);
    let sent = bench.produce(1, 1, &["a"]);
    assert_eq!(bench.outcome(sent).unwrap().0, ErrorCode::NotLeaderOrFollower);
    bench.elect(1, &[1]);
    let sent = bench.produce(1, 1, &["a"]);
    assert_eq!(bench.outcome(sent), Some((ErrorCode::None, 0)));
}

#[test]
fn a_deleted_topic_leaves_nothing() {
    let mut bench = three();
    bench.produce(1, -1, &["a"]);
    bench.run_ms(1_000);
    bench.delete_topic("orders");
    bench.topic("orders", vec![2, 1, 3]);
    assert_eq!(bench.ends(1), (0, 0));
}

#[test]
fn a_follower_below_the_log_start_starts_anew() {
    let mut bench = three();
    bench.pause(3);
    bench.elect(1, &[1, 2]);
    for value in ["a", "b", "c"] {
        bench.produce(1, -1, &[value]);
        bench.run_ms(700);
    }
    bench.delete_records(1, 2);
    bench.run_ms(1_000);
    assert_eq!(bench.replica(2).log.log_start(), 2);
    bench.resume(3);
    bench.run_ms(5_000);
    let log = &bench.replica(3).log;
    assert_eq!((log.log_start(), log.log_end()), (2, 3));
    assert_eq!(bench.values(3), ["c"]);
    assert_eq!(bench.in_sync(), [1, 2, 3]);
}

#[test]
fn a_log_that_starts_within_a_batch_is_copied_with_the_whole_batch() {
    let mut bench = super::bench::Bench::new(3);
    bench.topic("orders", vec![1, 2]);
    bench.run_ms(1_000);
    bench.produce(1, -1, &["a", "b", "c"]);
    bench.produce(1, -1, &["d"]);
    bench.run_ms(600);
    bench.delete_records(1, 2);
    bench.run_ms(1_000);
    bench.change(|state| state.replicas = vec![1, 2, 3]);
    bench.run_ms(5_000);
    let log = &bench.replica(3).log;
    assert_eq!((log.log_start(), log.log_end()), (2, 4));
    assert_eq!(bench.values(3), ["a", "b", "c", "d"], "the batch comes whole");
    assert_eq!(bench.in_sync(), [1, 2, 3]);
    let fetch = bench.fetch(3, 1, 0);
    assert_eq!(bench.fetched(fetch).unwrap().error_code, ErrorCode::OffsetOutOfRange as i16);
}

#[test]
fn producers_that_were_silent_for_a_day_are_forgotten() {
    let mut bench = super::bench::Bench::new(1);
    bench.topic("orders", vec![1]);
    let batch = |sequence| {
        let builder = partita_wire::records::BatchBuilder::new(partita_wire::records::Codec::None);
        super::bytes(builder.producer(7, 0, sequence), &["v"])
    };
    bench.produce_bytes(1, -1, batch(0));
    let gap = bench.produce_bytes(1, -1, batch(5));
    assert_eq!(bench.outcome(gap).unwrap().0, ErrorCode::OutOfOrderSequenceNumber);
    bench.run_ms(2 * 86_400_000);
    let sent = bench.produce_bytes(1, -1, batch(5));
    assert_eq!(bench.outcome(sent), Some((ErrorCode::None, 1)));
}
