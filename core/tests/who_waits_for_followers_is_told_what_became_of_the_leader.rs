//! Produce and DeleteRecords wait for a follower that holds still. Meanwhile the topic is deleted, or the leader's log directory
//! fails, or the time is over: each is told by its own code.

mod host;

use host::Host;
use partita_machine::{ConnId, Event, Listener};
use partita_wire::messages::create_topics_request::{
    CreatableReplicaAssignment, CreatableTopic, CreateTopicsRequest,
};
use partita_wire::messages::delete_records_request::{
    DeleteRecordsPartition, DeleteRecordsRequest, DeleteRecordsTopic,
};
use partita_wire::messages::delete_topics_request::{DeleteTopicState, DeleteTopicsRequest};
use partita_wire::messages::produce_request::{PartitionProduceData, ProduceRequest, TopicProduceData};
use partita_wire::records::{BatchBuilder, Codec, ProducedRecords};
use partita_wire::{ErrorCode, Response};

const TOPIC: &str = "orders";
/// Its partition in the second log directory.
const PARTITION: i32 = 1;

/// Three nodes with two directories each and a topic of two partitions, which 0 leads, with one record; and one that holds
/// still from now on.
fn waiting() -> Host {
    let mut host = Host::with_properties(3, &[("log.dirs", "/a,/b")]);
    host.run_until("three brokers are unfenced", |host| {
        (0..3).all(|id| host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(id)))
    });
    let assignment = |index| CreatableReplicaAssignment { partition_index: index, broker_ids: vec![0, 1, 2] };
    let topic = CreatableTopic {
        name: TOPIC.into(),
        num_partitions: -1,
        replication_factor: -1,
        assignments: vec![assignment(0), assignment(1)],
        ..Default::default()
    };
    let request = CreateTopicsRequest { topics: vec![topic], timeout_ms: 5_000, ..Default::default() };
    let Response::CreateTopics(answer) = host.ask(0, request) else { panic!() };
    assert_eq!(answer.topics[0].error_code, 0);
    host.run_ms(2_000);
    let asked = produce(&mut host, -1, 1_000);
    host.run_ms(1_000);
    assert_eq!(produced(&mut host, asked), Some(ErrorCode::None));
    let still = if host.controller() == Some(1) { 2 } else { 1 };
    host.pause(still);
    host
}

fn produce(host: &mut Host, acks: i16, timeout_ms: i32) -> ConnId {
    let mut batch = BatchBuilder::new(Codec::None);
    batch.append(1_795_000_000_000, Some(b"k"), Some(b"v"), &[]).unwrap();
    let records = Some(ProducedRecords::from_bytes(batch.build(0, -1).unwrap()));
    let data = PartitionProduceData { index: PARTITION, records };
    let topic = TopicProduceData { name: TOPIC.into(), partition_data: vec![data], ..Default::default() };
    let body = ProduceRequest { acks, timeout_ms, topic_data: vec![topic], ..Default::default() };
    host.send_in(0, Listener::Broker, 12, body)
}

fn produced(host: &mut Host, asked: ConnId) -> Option<ErrorCode> {
    let Some(Response::Produce(answer)) = host.take(asked)? else { panic!() };
    ErrorCode::from_i16(answer.responses[0].partition_responses[0].error_code)
}

fn delete(host: &mut Host, timeout_ms: i32) -> ConnId {
    let partition = DeleteRecordsPartition { partition_index: PARTITION, offset: 1 };
    let topic = DeleteRecordsTopic { name: TOPIC.into(), partitions: vec![partition] };
    let body = DeleteRecordsRequest { topics: vec![topic], timeout_ms };
    host.send_in(0, Listener::Broker, 2, body)
}

/// Error and low watermark.
fn deleted(host: &mut Host, asked: ConnId) -> Option<(ErrorCode, i64)> {
    let Some(Response::DeleteRecords(answer)) = host.take(asked)? else { panic!() };
    let answer = &answer.topics[0].partitions[0];
    Some((ErrorCode::from_i16(answer.error_code).unwrap(), answer.low_watermark))
}

#[test]
fn that_its_topic_was_deleted() {
    let mut host = waiting();
    let (first, second) = (produce(&mut host, -1, 60_000), delete(&mut host, 60_000));
    host.run_ms(500);
    assert_eq!((produced(&mut host, first), deleted(&mut host, second)), (None, None), "they wait");
    let topics = vec![DeleteTopicState { name: Some(TOPIC.into()), ..Default::default() }];
    host.ask(0, DeleteTopicsRequest { topics, timeout_ms: 5_000, ..Default::default() });
    host.run_ms(1_000);
    assert_eq!(produced(&mut host, first), Some(ErrorCode::UnknownTopicOrPartition));
    assert_eq!(deleted(&mut host, second), Some((ErrorCode::UnknownTopicOrPartition, -1)));
}

#[test]
fn that_its_log_directory_does_not_work() {
    let mut host = waiting();
    let (first, second) = (produce(&mut host, -1, 60_000), delete(&mut host, 60_000));
    host.run_ms(500);
    assert_eq!((produced(&mut host, first), deleted(&mut host, second)), (None, None), "they wait");
    host.disk_under(0).fail_dir(1);
    let finds_out = produce(&mut host, 1, 1_000);
    host.run_ms(500);
    assert_eq!(produced(&mut host, finds_out), Some(ErrorCode::KafkaStorageError));
    assert_eq!(produced(&mut host, first), Some(ErrorCode::KafkaStorageError));
    assert_eq!(deleted(&mut host, second), Some((ErrorCode::KafkaStorageError, -1)));
    let later = delete(&mut host, 60_000);
    host.run_ms(100);
    assert_eq!(deleted(&mut host, later), Some((ErrorCode::KafkaStorageError, -1)), "nobody waits any more");
}

#[test]
fn that_the_time_is_over() {
    let mut host = waiting();
    let (first, second) = (produce(&mut host, -1, 300), delete(&mut host, 300));
    host.run_ms(1_000);
    assert_eq!(produced(&mut host, first), Some(ErrorCode::RequestTimedOut));
    assert_eq!(
        deleted(&mut host, second),
        Some((ErrorCode::RequestTimedOut, 0)),
        "with the low watermark as it was when the deletion began"
    );
}
