//! DeleteRecords: up to the high watermark, and otherwise an error that says why not.

mod host;
mod records;

use host::Host;
use partita_machine::Listener;
use partita_wire::messages::delete_records_request::{
    DeleteRecordsPartition, DeleteRecordsRequest, DeleteRecordsTopic,
};
use partita_wire::messages::find_coordinator_request::FindCoordinatorRequest;
use partita_wire::{ErrorCode, Response};
use records::{TOPIC, consume, produce, three_with_topic};

/// Error and low watermark of a deletion.
fn delete(host: &mut Host, at: i32, (topic, partition_index): (&str, i32), offset: i64) -> (ErrorCode, i64) {
    let partitions = vec![DeleteRecordsPartition { partition_index, offset }];
    let topics = vec![DeleteRecordsTopic { name: topic.into(), partitions }];
    let body = DeleteRecordsRequest { topics, timeout_ms: 5_000 };
    let Some(Response::DeleteRecords(answer)) = host.ask_in(at, Listener::Broker, 2, body) else { panic!() };
    let answer = &answer.topics[0].partitions[0];
    (ErrorCode::from_i16(answer.error_code).unwrap(), answer.low_watermark)
}

#[test]
fn by_an_offset_or_all_that_is_committed() {
    let mut host = three_with_topic(&[]);
    for (offset, value) in (0..).zip(["a", "b", "c", "d"]) {
        assert_eq!(produce(&mut host, 0, -1, value), (ErrorCode::None, offset));
    }
    assert_eq!(delete(&mut host, 0, (TOPIC, 0), 2), (ErrorCode::None, 2));
    assert_eq!(consume(&mut host, 0, 2), ["c", "d"]);
    assert_eq!(delete(&mut host, 0, (TOPIC, 0), 1), (ErrorCode::None, 2), "they are gone already");
    assert_eq!(delete(&mut host, 0, (TOPIC, 0), 5), (ErrorCode::OffsetOutOfRange, -1));
    assert_eq!(delete(&mut host, 0, (TOPIC, 0), -2), (ErrorCode::OffsetOutOfRange, -1));
    assert_eq!(delete(&mut host, 0, (TOPIC, 0), -1), (ErrorCode::None, 4), "up to the high watermark");
    assert!((0..3).all(|node| host.node(node).replica_view(TOPIC, 0).unwrap().log_start == 4));
    assert_eq!(delete(&mut host, 1, (TOPIC, 0), 4), (ErrorCode::NotLeaderOrFollower, -1));
    assert_eq!(delete(&mut host, 0, (TOPIC, 1), 0), (ErrorCode::UnknownTopicOrPartition, -1));
    assert_eq!(delete(&mut host, 0, ("payments", 0), 0), (ErrorCode::UnknownTopicOrPartition, -1));
}

#[test]
fn not_where_the_policy_is_to_compact_alone() {
    let mut host = three_with_topic(&[("cleanup.policy", "compact")]);
    assert_eq!(produce(&mut host, 0, -1, "a"), (ErrorCode::None, 0));
    assert_eq!(delete(&mut host, 0, (TOPIC, 0), 1), (ErrorCode::PolicyViolation, -1));
}

#[test]
fn never_of_a_topic_of_the_cluster_itself() {
    const OFFSETS: &str = "__consumer_offsets";
    let mut host = three_with_topic(&[]);
    let unknown = (ErrorCode::UnknownTopicOrPartition, -1);
    assert_eq!(delete(&mut host, 0, (OFFSETS, 0), 0), unknown, "it is not there yet");
    let asked = FindCoordinatorRequest { coordinator_keys: vec!["readers".into()], ..Default::default() };
    host.ask(0, asked);
    host.run_until("it is there", |host| host.node(0).replica_view(OFFSETS, 0).is_some());
    for node in 0..3 {
        assert_eq!(
            delete(&mut host, node, (OFFSETS, 0), 0),
            (ErrorCode::InvalidTopicException, -1),
            "whoever leads it"
        );
    }
}
