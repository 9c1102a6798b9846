//! What a consumer gets.

use alloc::vec;

use partita_wire::messages::list_offsets_request::{
    ListOffsetsPartition, ListOffsetsRequest, ListOffsetsTopic,
};
use partita_wire::messages::offset_for_leader_epoch_request::{
    OffsetForLeaderEpochRequest, OffsetForLeaderPartition, OffsetForLeaderTopic,
};
use partita_wire::records::{BatchBuilder, CheckedBatch, Codec};
use partita_wire::{ErrorCode, Response};

use super::bench::Bench;
use super::three;

#[test]
fn a_long_poll_wakes_when_records_are_committed() {
    let mut bench = three();
    bench.pause(3);
    let fetch = bench.fetch(1, 0, 5_000);
    let sent = bench.produce(1, 1, &["a"]);
    bench.run_ms(100);
    assert!(bench.outcome(sent).is_some() && bench.fetched(fetch).is_none(), "not before it is committed");
    bench.resume(3);
    bench.run_ms(10);
    assert_eq!(bench.batches(fetch), Some(vec![(0, 0)]));
}

#[test]
fn a_long_poll_ends_empty_handed() {
    let mut bench = three();
    let fetch = bench.fetch(1, 0, 700);
    bench.run_ms(699);
    assert!(bench.fetched(fetch).is_none());
    bench.run_ms(1);
    let answer = bench.fetched(fetch).unwrap();
    assert_eq!((answer.error_code, answer.high_watermark), (0, 0));
    assert!(answer.records.as_ref().is_some_and(partita_wire::Records::is_empty), "empty, never null");
}

#[test]
fn a_minimum_of_bytes_is_waited_for() {
    let mut bench = three();
    let mut request = bench.fetch_request(0, 5_000);
    request.min_bytes = 100;
    let fetch = bench.send(1, request);
    bench.produce(1, -1, &["a"]);
    bench.run_ms(10);
    assert!(bench.fetched(fetch).is_none());
    bench.produce(1, -1, &["b"]);
    bench.run_ms(10);
    assert_eq!(bench.batches(fetch), Some(vec![(0, 0), (1, 0)]));
}

#[test]
fn offsets_and_epochs_are_checked() {
    let mut bench = three();
    let error = |bench: &mut Bench, offset, epoch, last_fetched| {
        let mut request = bench.fetch_request(offset, 0);
        let partition = &mut request.topics[0].partitions[0];
        (partition.current_leader_epoch, partition.last_fetched_epoch) = (epoch, last_fetched);
        let fetch = bench.send(1, request);
        ErrorCode::from_i16(bench.fetched(fetch).unwrap().error_code).unwrap()
    };
    bench.elect(1, &[1, 2, 3]);
    assert_eq!(error(&mut bench, 5, -1, -1), ErrorCode::OffsetOutOfRange);
    assert_eq!(error(&mut bench, 0, 0, -1), ErrorCode::FencedLeaderEpoch);
    assert_eq!(error(&mut bench, 0, 2, -1), ErrorCode::UnknownLeaderEpoch);
    assert_eq!(error(&mut bench, 0, 1, 1), ErrorCode::None);
    let mut request = bench.fetch_request(0, 0);
    request.topics[0].topic_id = partita_wire::Uuid([9; 16]);
    let fetch = bench.send(1, request);
    assert_eq!(bench.fetched(fetch).unwrap().error_code, ErrorCode::UnknownTopicId as i16);
}

#[test]
fn old_consumers_read_from_the_leader_only() {
    let mut bench = three();
    let request = bench.fetch_request(0, 0);
    let fetch = bench.send_version(2, request, 10);
    assert_eq!(bench.fetched(fetch).unwrap().error_code, ErrorCode::NotLeaderOrFollower as i16);
    let fetch = bench.fetch(2, 0, 0);
    assert_eq!(bench.fetched(fetch).unwrap().error_code, 0);
}

#[test]
fn a_consumer_learns_where_its_past_diverges() {
    let mut bench = three();
    for _ in 0..3 {
        bench.produce(1, -1, &["a"]);
        bench.run_ms(600);
    }
    bench.elect(2, &[1, 2, 3]);
    let mut request = bench.fetch_request(3, 1_000);
    request.topics[0].partitions[0].last_fetched_epoch = 0;
    let fetch = bench.send(2, request.clone());
    assert!(bench.fetched(fetch).is_none(), "the same past: it waits");
    request.topics[0].partitions[0].fetch_offset = 9;
    let fetch = bench.send(2, request);
    let diverging = &bench.fetched(fetch).unwrap().diverging_epoch;
    assert_eq!((diverging.epoch, diverging.end_offset), (0, 3));
}

fn list(bench: &mut Bench, to: i32, timestamp: i64, version: i16) -> (ErrorCode, i64, i64) {
    list_as(bench, (to, -1), timestamp, version)
}

/// The same of a reader that says who it is.
fn list_as(
    bench: &mut Bench,
    (to, replica_id): (i32, i32),
    timestamp: i64,
    version: i16,
) -> (ErrorCode, i64, i64) {
    let partition = ListOffsetsPartition { timestamp, current_leader_epoch: -1, ..Default::default() };
    let topic = ListOffsetsTopic { name: "orders".into(), partitions: vec![partition] };
    let request = ListOffsetsRequest { replica_id, topics: vec![topic], ..Default::default() };
    let id = bench.send_version(to, request, version);
    let Some(Some(Response::ListOffsets(response))) = bench.answers.get(&id) else { panic!() };
    let answer = &response.topics[0].partitions[0];
    (ErrorCode::from_i16(answer.error_code).unwrap(), answer.offset, answer.timestamp)
}

#[test]
fn offsets_are_listed() {
    let mut bench = three();
    assert_eq!(list(&mut bench, 1, -3, 11), (ErrorCode::None, -1, -1));
    bench.produce(1, -1, &["a", "b"]);
    bench.run_ms(10);
    let none = ErrorCode::None;
    assert_eq!(list(&mut bench, 1, -1, 11), (none, 2, -1));
    assert_eq!(list(&mut bench, 1, -2, 11), (none, 0, -1));
    assert_eq!(list(&mut bench, 1, -3, 11), (none, 0, 1));
    assert_eq!(list(&mut bench, 1, -3, 6), (ErrorCode::UnsupportedVersion, -1, -1));
    assert_eq!(list(&mut bench, 1, -4, 8), (none, 0, -1));
    assert_eq!(list(&mut bench, 1, -5, 9), (none, -1, -1));
    assert_eq!(list(&mut bench, 1, -5, 8), (ErrorCode::UnsupportedVersion, -1, -1));
    assert_eq!(list(&mut bench, 1, -6, 11), (none, -1, -1));
    assert_eq!(list(&mut bench, 1, -7, 11), (ErrorCode::UnsupportedVersion, -1, -1));
    assert_eq!(list(&mut bench, 1, 0, 11), (none, 0, 1));
    assert_eq!(list(&mut bench, 1, 2, 11), (none, -1, -1));
    assert_eq!(list(&mut bench, 2, -1, 11), (ErrorCode::NotLeaderOrFollower, -1, -1));
}

#[test]
fn records_without_a_timestamp_have_no_largest_one() {
    let mut bench = three();
    let mut builder = partita_wire::records::BatchBuilder::new(partita_wire::records::Codec::None);
    builder.append(-1, Some(b"k"), Some(b"v"), &[]).unwrap();
    bench.produce_bytes(1, -1, builder.build(0, -1).unwrap());
    bench.run_ms(10);
    assert_eq!(list(&mut bench, 1, -3, 11), (ErrorCode::None, -1, -1));
    assert_eq!(list(&mut bench, 1, -1, 11), (ErrorCode::None, 1, -1));
}

#[test]
fn a_follower_and_a_debugger_see_what_is_not_committed() {
    let mut bench = three();
    bench.pause(3);
    bench.produce(1, 1, &["a"]);
    bench.run_ms(1);
    let none = ErrorCode::None;
    assert_eq!(list(&mut bench, 1, -1, 11), (none, 0, -1));
    assert_eq!(list(&mut bench, 1, 0, 11), (none, -1, -1));
    assert_eq!(list_as(&mut bench, (1, 2), -1, 11), (none, 1, -1));
    assert_eq!(list_as(&mut bench, (1, 2), 0, 11), (none, 0, 1));
    assert_eq!(list_as(&mut bench, (2, -2), -1, 11), (none, 1, -1), "and asks any replica");
    assert_eq!(list_as(&mut bench, (2, 3), -1, 11), (ErrorCode::NotLeaderOrFollower, -1, -1));
}

#[test]
fn a_partition_that_is_named_twice_is_refused() {
    let mut bench = three();
    let partition =
        |partition_index| ListOffsetsPartition { partition_index, timestamp: -1, current_leader_epoch: -1 };
    let partitions = vec![partition(0), partition(7), partition(0)];
    let topic = ListOffsetsTopic { name: "orders".into(), partitions };
    let request = ListOffsetsRequest { replica_id: -1, topics: vec![topic], ..Default::default() };
    let id = bench.send(1, request);
    let Some(Some(Response::ListOffsets(response))) = bench.answers.get(&id) else { panic!() };
    let codes = response.topics[0].partitions.iter().map(|answer| answer.error_code);
    let (twice, unknown) = (ErrorCode::InvalidRequest, ErrorCode::UnknownTopicOrPartition);
    assert_eq!(codes.collect::<alloc::vec::Vec<_>>(), [twice as i16, unknown as i16, twice as i16]);
}

#[test]
fn the_end_is_not_told_while_the_high_watermark_lags() {
    let mut bench = three();
    bench.controller_is_deaf = true;
    bench.produce(1, -1, &["a"]);
    bench.run_ms(1);
    bench.pause(3);
    // Broker 2 has the record, but not the news that it is committed.
    bench.elect(2, &[2, 3]);
    assert_eq!(bench.ends(2), (1, 0));
    assert_eq!(list(&mut bench, 2, -1, 11), (ErrorCode::OffsetNotAvailable, -1, -1));
    assert_eq!(list(&mut bench, 2, 0, 11), (ErrorCode::OffsetNotAvailable, -1, -1));
    assert_eq!(list(&mut bench, 2, -1, 4), (ErrorCode::LeaderNotAvailable, -1, -1));
    assert_eq!(list(&mut bench, 2, -2, 11), (ErrorCode::None, 0, -1));
}

#[test]
fn the_end_is_told_while_a_transaction_is_open() {
    let mut bench = three();
    bench.produce(1, -1, &["a"]);
    let mut open = BatchBuilder::new(Codec::None).producer(7, 0, 0).transactional();
    open.append(1, Some(b"k"), Some(b"v"), &[]).unwrap();
    let open = CheckedBatch::from_self(open.build(0, -1).unwrap()).unwrap();
    bench.with(1, |broker, cx, _| {
        let replica = broker.replicas.partition_mut("orders", 0).unwrap();
        replica.log.append_as_leader(cx.disk, &open, 0).unwrap();
    });
    bench.produce(1, -1, &["b"]);
    bench.run_ms(1_000);
    bench.elect(2, &[1, 2, 3]);
    bench.run_ms(1_000);
    assert_eq!(bench.ends(2), (3, 3));
    let partition = ListOffsetsPartition { timestamp: -1, current_leader_epoch: -1, ..Default::default() };
    let topic = ListOffsetsTopic { name: "orders".into(), partitions: vec![partition] };
    let committed =
        ListOffsetsRequest { replica_id: -1, isolation_level: 1, topics: vec![topic], ..Default::default() };
    let id = bench.send(2, committed);
    let Some(Some(Response::ListOffsets(response))) = bench.answers.get(&id) else { panic!() };
    let answer = &response.topics[0].partitions[0];
    assert_eq!((answer.error_code, answer.offset), (0, 1), "where the transaction begins");
}

#[test]
fn epochs_end_where_the_next_begins() {
    let mut bench = three();
    bench.produce(1, -1, &["a", "b"]);
    bench.run_ms(600);
    bench.elect(2, &[1, 2, 3]);
    let ends = [0, 1, 2].map(|epoch| epoch_end(&mut bench, 2, (epoch, -1), 0));
    let none = ErrorCode::None;
    assert_eq!(ends, [(none, 0, 2), (none, 1, 2), (none, -1, -1)]);
}

/// What OffsetForLeaderEpoch says of an epoch, asked with the leader epoch believed in.
fn epoch_end(bench: &mut Bench, to: i32, epochs: (i32, i32), partition: i32) -> (ErrorCode, i32, i64) {
    let (leader_epoch, current_leader_epoch) = epochs;
    let partition = OffsetForLeaderPartition { partition, leader_epoch, current_leader_epoch };
    let topic = OffsetForLeaderTopic { topic: "orders".into(), partitions: vec![partition] };
    let id = bench.send(to, OffsetForLeaderEpochRequest { topics: vec![topic], ..Default::default() });
    let Some(Some(Response::OffsetForLeaderEpoch(response))) = bench.answers.get(&id) else { panic!() };
    let answer = &response.topics[0].partitions[0];
    (ErrorCode::from_i16(answer.error_code).unwrap(), answer.leader_epoch, answer.end_offset)
}

#[test]
fn who_asks_for_an_epoch_is_checked_like_who_fetches() {
    let mut bench = three();
    bench.elect(2, &[1, 2, 3]);
    let mut refusal = |to, current, partition| {
        let (code, epoch, end) = epoch_end(&mut bench, to, (0, current), partition);
        assert_eq!((epoch, end), (-1, -1));
        code
    };
    assert_eq!(refusal(2, 0, 0), ErrorCode::FencedLeaderEpoch);
    assert_eq!(refusal(2, 2, 0), ErrorCode::UnknownLeaderEpoch);
    assert_eq!(refusal(1, 0, 0), ErrorCode::FencedLeaderEpoch, "the epoch is compared first");
    assert_eq!(refusal(1, 1, 0), ErrorCode::NotLeaderOrFollower);
    assert_eq!(refusal(1, -1, 0), ErrorCode::NotLeaderOrFollower);
    assert_eq!(refusal(2, 1, 7), ErrorCode::UnknownTopicOrPartition);
}

#[test]
fn deleted_records_are_gone_from_all_replicas_first() {
    let mut bench = three();
    bench.produce(1, -1, &["a"]);
    bench.produce(1, -1, &["b"]);
    bench.run_ms(1_000);
    let id = bench.delete_records(1, 1);
    assert!(!bench.answers.contains_key(&id));
    bench.run_ms(1_100);
    let Some(Some(Response::DeleteRecords(response))) = bench.answers.get(&id) else { panic!() };
    let answer = &response.topics[0].partitions[0];
    assert_eq!((answer.error_code, answer.low_watermark), (0, 1));
    assert_eq!(bench.replica(3).log.log_start(), 1);
    assert_eq!(list(&mut bench, 1, -2, 11).1, 1);
}

#[test]
fn old_records_go_on_all_replicas() {
    let mut bench = three();
    bench.configure("orders", "retention.ms", "60000");
    for _ in 0..3 {
        bench.produce(1, -1, &["old"]);
    }
    bench.run_ms(700_000);
    for id in 1..=3 {
        assert_eq!((bench.replica(id).log.log_start(), bench.ends(id)), (3, (3, 3)), "on {id}");
    }
    let fetch = bench.fetch(1, 0, 0);
    assert_eq!(bench.fetched(fetch).unwrap().error_code, ErrorCode::OffsetOutOfRange as i16);
}
