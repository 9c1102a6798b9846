//! Words of the stories about records: topics, producers, consumers over the host.

#![allow(dead_code, reason = "each test binary uses its own part of the words")]

use partita_machine::{ConnId, Event, Listener};
use partita_wire::messages::create_topics_request::{
    CreatableReplicaAssignment, CreatableTopic, CreatableTopicConfig, CreateTopicsRequest,
};
use partita_wire::messages::fetch_request::{FetchPartition, FetchRequest, FetchTopic};
use partita_wire::messages::produce_request::{PartitionProduceData, ProduceRequest, TopicProduceData};
use partita_wire::records::{BatchBuilder, Codec, ProducedRecords};
use partita_wire::{ErrorCode, Response};

use crate::host::Host;

/// The topic of all stories: one partition.
pub(crate) const TOPIC: &str = "orders";

/// Three combined nodes that are all unfenced, and the topic on brokers 0, 1, 2 in this order.
pub(crate) fn three_with_topic(configs: &[(&str, &str)]) -> Host {
    let mut host = Host::combined(3);
    host.run_until("three brokers are unfenced", |host| {
        (0..3).all(|id| host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(id)))
    });
    create(&mut host, &[0, 1, 2], configs);
    host.run_until("the followers follow", |host| {
        (0..3).all(|id| host.node(id).replica_view(TOPIC, 0).is_some())
    });
    host.run_ms(1_000);
    host
}

pub(crate) fn create(host: &mut Host, replicas: &[i32], configs: &[(&str, &str)]) {
    let assignment = CreatableReplicaAssignment { partition_index: 0, broker_ids: replicas.to_vec() };
    let config =
        |&(name, value): &(&str, &str)| CreatableTopicConfig { name: name.into(), value: Some(value.into()) };
    let topic = CreatableTopic {
        name: TOPIC.into(),
        num_partitions: -1,
        replication_factor: -1,
        assignments: vec![assignment],
        configs: configs.iter().map(config).collect(),
    };
    let request = CreateTopicsRequest { topics: vec![topic], timeout_ms: 5_000, ..Default::default() };
    let Response::CreateTopics(answer) = host.ask(replicas[0], request) else { panic!() };
    assert_eq!(answer.topics[0].error_code, 0, "{answer:?}");
}

/// The request that produces one value.
pub(crate) fn produce_request(acks: i16, value: &str, timeout_ms: i32) -> ProduceRequest {
    batch_request(acks, BatchBuilder::new(Codec::None), value, timeout_ms)
}

pub(crate) fn batch_request(
    acks: i16,
    mut batch: BatchBuilder,
    value: &str,
    timeout_ms: i32,
) -> ProduceRequest {
    batch.append(1_795_000_000_000, Some(b"k"), Some(value.as_bytes()), &[]).unwrap();
    let records = Some(ProducedRecords::from_bytes(batch.build(0, -1).unwrap()));
    let data = PartitionProduceData { index: 0, records };
    let topic = TopicProduceData { name: TOPIC.into(), partition_data: vec![data], ..Default::default() };
    ProduceRequest { acks, timeout_ms, topic_data: vec![topic], ..Default::default() }
}

/// Produces one value and gives error and base offset.
pub(crate) fn produce(host: &mut Host, to: i32, acks: i16, value: &str) -> (ErrorCode, i64) {
    send(host, to, produce_request(acks, value, 30_000))
}

pub(crate) fn send(host: &mut Host, to: i32, request: ProduceRequest) -> (ErrorCode, i64) {
    // The last version that names topics by name.
    let Some(Response::Produce(answer)) = host.ask_in(to, Listener::Broker, 12, request) else { panic!() };
    let answer = &answer.responses[0].partition_responses[0];
    (ErrorCode::from_i16(answer.error_code).unwrap(), answer.base_offset)
}

/// Sends a produce request and does not wait; [`answered`] tells what came of it.
pub(crate) fn post(host: &mut Host, to: i32, acks: i16, value: &str) -> ConnId {
    host.send_in(to, Listener::Broker, 12, produce_request(acks, value, 60_000))
}

/// Error and base offset, once there is an answer.
pub(crate) fn answered(host: &mut Host, request: ConnId) -> Option<(ErrorCode, i64)> {
    let Some(Response::Produce(answer)) = host.take(request)? else { return None };
    let answer = &answer.responses[0].partition_responses[0];
    Some((ErrorCode::from_i16(answer.error_code).unwrap(), answer.base_offset))
}

pub(crate) fn fetch_request(offset: i64, max_wait_ms: i32) -> FetchRequest {
    let partition =
        FetchPartition { fetch_offset: offset, partition_max_bytes: 1 << 20, ..Default::default() };
    let topic = FetchTopic { topic: TOPIC.into(), partitions: vec![partition], ..Default::default() };
    FetchRequest {
        max_wait_ms,
        min_bytes: 1,
        max_bytes: 1 << 20,
        session_epoch: -1,
        topics: vec![topic],
        ..Default::default()
    }
}

/// Values that a consumer reads from `offset` on.
pub(crate) fn consume(host: &mut Host, from: i32, offset: i64) -> Vec<String> {
    let answer = host.ask_in(from, Listener::Broker, 12, fetch_request(offset, 0));
    let Some(Response::Fetch(answer)) = answer else { panic!() };
    let data = &answer.responses[0].partitions[0];
    assert_eq!(data.error_code, 0, "{data:?}");
    let batches = data.records.as_ref().expect("never null").batches();
    let records = batches.flat_map(|batch| batch.unwrap().records(1 << 20).unwrap());
    records.map(|record| String::from_utf8(record.unwrap().value.unwrap().to_vec()).unwrap()).collect()
}

/// Values that a node's replica holds.
pub(crate) fn values(host: &Host, node: i32) -> Vec<String> {
    let records = host.node(node).records(TOPIC, 0, 0, 1_000);
    records.iter().map(|record| String::from_utf8(record.value.clone().unwrap().to_vec()).unwrap()).collect()
}

/// The leader as the active controller has it.
pub(crate) fn leader(host: &Host) -> Option<i32> {
    let view = host.node(host.controller()?).topic_views().into_iter().find(|topic| *topic.name == *TOPIC)?;
    view.partitions[0].leader
}

/// The ISR as the active controller has it.
pub(crate) fn in_sync(host: &Host) -> Vec<i32> {
    let Some(controller) = host.controller() else { return Vec::new() };
    let views = host.node(controller).topic_views();
    let topic = views.iter().find(|topic| *topic.name == *TOPIC);
    topic.map_or_else(Vec::new, |topic| topic.partitions[0].in_sync.clone())
}
