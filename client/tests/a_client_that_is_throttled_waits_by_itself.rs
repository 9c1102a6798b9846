//! A broker that tells a client of a throttle time reads nothing of its connection meanwhile. The client sends it nothing until
//! then (KIP-219), so that no request runs out of time before it is read.

mod scripted;

use partita_client::producer::{Producer, ProducerRecord};
use partita_client::settings::ProducerSettings;
use partita_machine::Rng;
use partita_wire::messages::init_producer_id_response::InitProducerIdResponse;
use partita_wire::messages::produce_response::{
    PartitionProduceResponse, ProduceResponse, TopicProduceResponse,
};
use partita_wire::{ApiKey, Request};

use scripted::{Cluster, metadata, topic_id};

const TOPIC: &str = "orders";

/// A producer of two partitions, led by a broker each.
fn producer() -> Cluster<Producer> {
    let pairs = [("bootstrap.servers", "127.0.0.1:9092"), ("linger.ms", "0")];
    let settings = ProducerSettings::new(&pairs).unwrap();
    Cluster::new(Producer::new(settings, Rng::new(1)), |pending| match &pending.body {
        Request::Metadata(_) => Some(metadata(2, &[(TOPIC, &[0, 1])])),
        Request::InitProducerId(_) => Some(
            InitProducerIdResponse { producer_id: 1_000, producer_epoch: 0, ..Default::default() }.into(),
        ),
        _ => None,
    })
}

fn send(cluster: &mut Cluster<Producer>, partition: i32) {
    let value = Some(b"x".to_vec().into());
    let record =
        ProducerRecord { topic: TOPIC.into(), partition: Some(partition), value, ..Default::default() };
    cluster.act(|producer, now, effects| producer.send(now, record, effects)).unwrap();
    cluster.run_ms(100);
}

/// Answers the only Produce that waits, and throttles its sender.
fn answer(cluster: &mut Cluster<Producer>, throttle_time_ms: i32) {
    let pending = cluster.only(ApiKey::Produce);
    let Request::Produce(request) = &pending.body else { panic!() };
    let index = request.topic_data[0].partition_data[0].index;
    let partition_responses = vec![PartitionProduceResponse { index, ..Default::default() }];
    let topic = TopicProduceResponse { topic_id: topic_id(0), partition_responses, ..Default::default() };
    cluster
        .answer(&pending, ProduceResponse { responses: vec![topic], throttle_time_ms, ..Default::default() });
    cluster.run_ms(100);
}

#[test]
fn until_its_time_is_over() {
    let mut cluster = producer();
    send(&mut cluster, 0);
    // Longer than `request.timeout.ms`.
    answer(&mut cluster, 40_000);
    send(&mut cluster, 0);
    cluster.run_ms(39_000);
    assert_eq!(cluster.waiting(ApiKey::Produce).len(), 0);
    cluster.run_ms(1_000);
    let late = cluster.only(ApiKey::Produce);
    answer(&mut cluster, 0);
    assert_eq!(cluster.machine.take_deliveries().len(), 2, "both are acknowledged, over the same link");
    send(&mut cluster, 0);
    assert_eq!(cluster.only(ApiKey::Produce).link, late.link);
}

#[test]
fn but_only_with_that_broker() {
    let mut cluster = producer();
    send(&mut cluster, 0);
    answer(&mut cluster, 40_000);
    send(&mut cluster, 1);
    assert_eq!(cluster.only(ApiKey::Produce).to, 9_093);
}
