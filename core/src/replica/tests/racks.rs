//! Consumers that read from a replica of their rack (KIP-392).

use partita_machine::RequestId;
use partita_wire::ErrorCode;

use super::bench::Bench;

const SELECTOR: (&str, &str) =
    ("replica.selector.class", "org.apache.kafka.common.replica.RackAwareReplicaSelector");

/// Four brokers in racks a, b, b and c; 1 leads `orders-0`, which lies on 1, 2 and 3 and has one record.
fn racks(properties: &[(&str, &str)]) -> Bench {
    let mut bench = Bench::with_properties(4, properties);
    for (id, rack) in [(1, "a"), (2, "b"), (3, "b"), (4, "c")] {
        bench.change_broker(id, |broker| broker.rack = Some(rack.into()));
    }
    bench.topic("orders", alloc::vec![1, 2, 3]);
    bench.produce(1, -1, &["x"]);
    bench.run_ms(1_100);
    bench
}

fn fetch_from_rack(bench: &mut Bench, rack: &str, offset: i64) -> RequestId {
    let mut request = bench.fetch_request(offset, 5_000);
    request.rack_id = rack.into();
    bench.send(1, request)
}

/// The replica that a reader is sent to, -1 for none, and the number of bytes it got.
fn sent_to(bench: &mut Bench, rack: &str, offset: i64) -> (i32, usize) {
    let id = fetch_from_rack(bench, rack, offset);
    let data = bench.fetched(id).expect("an answer at once");
    assert_eq!(data.error_code, 0);
    (data.preferred_read_replica, data.records.as_ref().unwrap().len())
}

#[test]
fn a_reader_is_sent_to_an_in_sync_replica_of_its_rack() {
    let mut bench = racks(&[SELECTOR]);
    assert_eq!(sent_to(&mut bench, "b", 0), (3, 0), "the higher id of two that are equal");
    assert_eq!(sent_to(&mut bench, "b", 1), (3, 0), "at once, though there is nothing to read");
    let here = |(preferred, bytes): (i32, usize)| preferred == -1 && bytes > 0;
    assert!(here(sent_to(&mut bench, "a", 0)), "the leader's own rack");
    assert!(here(sent_to(&mut bench, "c", 0)), "no replica there");
    assert!(here(sent_to(&mut bench, "", 0)));
    bench.change(|state| state.in_sync = alloc::vec![1, 2]);
    assert_eq!(sent_to(&mut bench, "b", 0), (2, 0));
    bench.change_broker(2, |broker| broker.fenced = true);
    assert!(here(sent_to(&mut bench, "b", 0)));
}

#[test]
fn a_follower_that_has_not_got_the_offset_is_not_chosen() {
    let mut bench = racks(&[SELECTOR]);
    bench.pause(3);
    bench.produce(1, 1, &["y"]);
    bench.run_ms(1_000);
    assert_eq!(sent_to(&mut bench, "b", 2), (2, 0));
    assert_eq!(sent_to(&mut bench, "b", 1), (2, 0), "the one that is further");
}

#[test]
fn without_a_selector_everybody_reads_from_the_leader() {
    for properties in [&[][..], &[("replica.selector.class", "com.example.Mine")]] {
        let mut bench = racks(properties);
        assert_eq!(sent_to(&mut bench, "b", 0).0, -1);
    }
}

#[test]
fn a_follower_serves_what_it_knows_to_be_committed() {
    let mut bench = racks(&[SELECTOR]);
    bench.controller_is_deaf = true;
    bench.pause(3);
    bench.produce(1, 1, &["y"]);
    bench.run_ms(1_000);
    assert_eq!(bench.ends(2), (2, 1));
    let above_mark = bench.fetch(2, 1, 400);
    assert!(bench.fetched(above_mark).is_none(), "it waits for the mark to move");
    bench.run_ms(400);
    let answer = bench.fetched(above_mark).unwrap();
    assert_eq!((answer.error_code, answer.high_watermark), (0, 1));
    assert!(answer.records.as_ref().unwrap().is_empty());
    let beyond_end = bench.fetch(2, 3, 400);
    assert_eq!(bench.fetched(beyond_end).unwrap().error_code, ErrorCode::OffsetOutOfRange as i16);
    let waiting = bench.fetch(2, 1, 5_000);
    bench.resume(3);
    bench.run_ms(1_000);
    assert_eq!(bench.batches(waiting), Some(alloc::vec![(1, 0)]));
}

#[test]
fn a_follower_compares_epochs_too() {
    let mut bench = racks(&[SELECTOR]);
    bench.pause(2);
    bench.elect(1, &[1, 2, 3]);
    let mut error = |to: i32, epoch: i32| {
        let mut request = bench.fetch_request(0, 0);
        request.topics[0].partitions[0].current_leader_epoch = epoch;
        if to == 2 {
            bench.resume_on_old_metadata(2);
        }
        let id = bench.send(to, request);
        ErrorCode::from_i16(bench.fetched(id).unwrap().error_code).unwrap()
    };
    assert_eq!(error(3, 0), ErrorCode::FencedLeaderEpoch);
    assert_eq!(error(3, 1), ErrorCode::None);
    assert_eq!(error(2, 1), ErrorCode::UnknownLeaderEpoch);
}
