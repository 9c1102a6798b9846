//! A producer against a cluster that the test plays.

mod scripted;

use partita_client::producer::{Delivery, Producer, ProducerRecord, SendId};
use partita_client::settings::ProducerSettings;
use partita_machine::{Event, Rng};
use partita_view::BlockedOn;
use partita_wire::messages::init_producer_id_response::InitProducerIdResponse;
use partita_wire::messages::produce_request::ProduceRequest;
use partita_wire::messages::produce_response::{
    PartitionProduceResponse, ProduceResponse, TopicProduceResponse,
};
use partita_wire::{ApiKey, ErrorCode, Request, Response};

use scripted::{Cluster, Pending, metadata, topic_id};

const TOPIC: &str = "orders";

fn producer(pairs: &[(&str, &str)], leaders: &'static [i32]) -> Cluster<Producer> {
    let mut all = vec![("bootstrap.servers", "127.0.0.1:9092")];
    all.extend_from_slice(pairs);
    let settings = ProducerSettings::new(&all).unwrap();
    Cluster::new(Producer::new(settings, Rng::new(1)), move |pending| match &pending.body {
        Request::Metadata(_) => Some(metadata(2, &[(TOPIC, leaders)])),
        Request::InitProducerId(_) => Some(
            InitProducerIdResponse { producer_id: 1_000, producer_epoch: 0, ..Default::default() }.into(),
        ),
        _ => None,
    })
}

fn send(cluster: &mut Cluster<Producer>, partition: Option<i32>, value: &str) -> SendId {
    let value = Some(value.as_bytes().to_vec().into());
    let record = ProducerRecord { topic: TOPIC.into(), partition, value, ..Default::default() };
    cluster.act(|producer, now, effects| producer.send(now, record, effects)).unwrap()
}

fn request(pending: &Pending) -> &ProduceRequest {
    let Request::Produce(request) = &pending.body else { panic!("{pending:?}") };
    request
}

/// Partition, base sequence and number of records of each batch.
fn batches(pending: &Pending) -> Vec<(i32, i32, i32)> {
    let topics = &request(pending).topic_data;
    let partitions = topics.iter().flat_map(|topic| &topic.partition_data);
    partitions
        .map(|partition| {
            let batch = partition.records.as_ref().unwrap().check().clone().unwrap();
            (partition.index, batch.header().base_sequence, batch.records_count())
        })
        .collect()
}

fn answer(pending: &Pending, code: ErrorCode, base_offset: i64) -> Response {
    let partition = |&(index, _, _): &(i32, i32, i32)| PartitionProduceResponse {
        index,
        error_code: code as i16,
        base_offset,
        ..Default::default()
    };
    let partition_responses = batches(pending).iter().map(partition).collect();
    let topic = TopicProduceResponse { topic_id: topic_id(0), partition_responses, ..Default::default() };
    ProduceResponse { responses: vec![topic], ..Default::default() }.into()
}

fn deliveries(cluster: &mut Cluster<Producer>) -> Vec<Delivery> {
    cluster.machine.take_deliveries()
}

#[test]
fn records_linger_travel_together_and_are_acknowledged() {
    let mut cluster = producer(&[], &[0]);
    let ids = [send(&mut cluster, None, "a"), send(&mut cluster, None, "b")];
    assert!(cluster.waiting(ApiKey::Produce).is_empty(), "they linger");
    cluster.run_ms(5);
    let produce = cluster.only(ApiKey::Produce);
    assert_eq!((produce.version, request(&produce).acks), (13, -1));
    assert_eq!(batches(&produce), [(0, 0, 2)]);
    let response = answer(&produce, ErrorCode::None, 40);
    cluster.answer(&produce, response);
    let all = deliveries(&mut cluster);
    assert_eq!(all.len(), 1);
    let sent: Vec<SendId> = all[0].records.iter().map(|(id, _)| *id).collect();
    assert_eq!((&sent[..], &all[0].outcome), (&ids[..], &Ok(40)));
    assert!(cluster.machine.is_idle());
    let acked = Event::Acked { topic: TOPIC.into(), partition: 0, base_offset: 40, records: 2, acks: -1 };
    assert!(cluster.events.iter().any(|(_, event)| *event == acked));
}

#[test]
fn a_full_batch_does_not_linger() {
    let mut cluster = producer(&[("linger.ms", "1000"), ("batch.size", "100")], &[0]);
    send(&mut cluster, None, "0123456789");
    assert!(cluster.waiting(ApiKey::Produce).is_empty());
    send(&mut cluster, None, "012345678901234567890123456789");
    assert_eq!(batches(&cluster.only(ApiKey::Produce)), [(0, 0, 1)], "the second one lingers");
}

#[test]
fn an_error_that_passes_is_tried_again_with_the_same_sequence() {
    let mut cluster = producer(&[("linger.ms", "0")], &[0]);
    send(&mut cluster, Some(0), "a");
    cluster.run_ms(0);
    let first = cluster.only(ApiKey::Produce);
    let response = answer(&first, ErrorCode::NotEnoughReplicas, -1);
    cluster.answer(&first, response);
    assert!(cluster.waiting(ApiKey::Produce).is_empty(), "the backoff comes first");
    cluster.run_ms(120);
    let second = cluster.only(ApiKey::Produce);
    assert_eq!(batches(&second), batches(&first));
    let response = answer(&second, ErrorCode::None, 7);
    cluster.answer(&second, response);
    assert_eq!(deliveries(&mut cluster)[0].outcome, Ok(7));
    let retried =
        Event::Retried { topic: TOPIC.into(), partition: 0, attempt: 1, error: "NOT_ENOUGH_REPLICAS" };
    assert!(cluster.events.iter().any(|(_, event)| *event == retried));
}

#[test]
fn at_most_five_requests_are_in_flight() {
    let mut cluster = producer(&[("linger.ms", "0")], &[0]);
    for n in 0..8 {
        send(&mut cluster, Some(0), &n.to_string());
        cluster.run_ms(0);
    }
    let flying = cluster.waiting(ApiKey::Produce);
    let sequences: Vec<i32> = flying.iter().map(|pending| batches(pending)[0].1).collect();
    assert_eq!(sequences, [0, 1, 2, 3, 4]);
    let response = answer(&flying[0], ErrorCode::None, 0);
    cluster.answer(&flying[0], response);
    assert_eq!(batches(&cluster.waiting(ApiKey::Produce)[4]), [(0, 5, 3)], "the rest gathered in one batch");
}

#[test]
fn after_a_failed_batch_the_later_ones_wait_for_its_retry() {
    let mut cluster = producer(&[("linger.ms", "0")], &[0]);
    for n in 0..3 {
        send(&mut cluster, Some(0), &n.to_string());
        cluster.run_ms(0);
    }
    let flying = cluster.waiting(ApiKey::Produce);
    let codes = [
        ErrorCode::NotLeaderOrFollower,
        ErrorCode::OutOfOrderSequenceNumber,
        ErrorCode::OutOfOrderSequenceNumber,
    ];
    for (pending, code) in flying.iter().zip(codes) {
        let response = answer(pending, code, -1);
        cluster.answer(pending, response);
    }
    for expected in 0..3 {
        cluster.run_ms(2_000);
        let retry = cluster.only(ApiKey::Produce);
        assert_eq!(batches(&retry)[0].1, expected);
        let response = answer(&retry, ErrorCode::None, i64::from(expected));
        cluster.answer(&retry, response);
    }
    let offsets: Vec<_> = deliveries(&mut cluster).into_iter().map(|delivery| delivery.outcome).collect();
    assert_eq!(offsets, [Ok(0), Ok(1), Ok(2)]);
}

#[test]
fn the_delivery_timeout_ends_all_tries() {
    let mut cluster = producer(&[("delivery.timeout.ms", "31000"), ("linger.ms", "1000")], &[-1]);
    send(&mut cluster, Some(0), "a");
    cluster.run_ms(30_999);
    assert!(deliveries(&mut cluster).is_empty());
    cluster.run_ms(1);
    let error = deliveries(&mut cluster).remove(0).outcome.unwrap_err();
    assert_eq!(error.code, ErrorCode::RequestTimedOut);
    assert_eq!(error.message, "Expiring 1 record(s) for orders-0:31000 ms has passed since batch creation");
}

#[test]
fn an_unknown_topic_is_waited_for() {
    let mut cluster = producer(&[("max.block.ms", "2000")], &[]);
    let id = send(&mut cluster, None, "a");
    cluster.run_ms(2_000);
    let failed = deliveries(&mut cluster).remove(0);
    assert_eq!(failed.records[0].0, id);
    assert_eq!(failed.outcome.unwrap_err().message, "Topic orders not present in metadata after 2000 ms.");
}

#[test]
fn with_acks_0_nobody_answers() {
    let mut cluster = producer(&[("acks", "0"), ("linger.ms", "0")], &[1]);
    send(&mut cluster, Some(0), "a");
    cluster.run_ms(0);
    let produce = cluster.only(ApiKey::Produce);
    assert_eq!((produce.to, request(&produce).acks), (9_093, 0));
    assert_eq!(batches(&produce), [(0, -1, 1)]);
    assert_eq!(deliveries(&mut cluster)[0].outcome, Ok(-1));
    cluster.run_ms(60_000);
    assert!(cluster.machine.is_idle());
}

#[test]
fn a_batch_that_is_too_large_for_the_broker_is_split() {
    let mut cluster = producer(&[("linger.ms", "10"), ("batch.size", "150")], &[0]);
    for n in 0..4 {
        send(&mut cluster, Some(0), &format!("{n}{}", "x".repeat(20)));
    }
    cluster.run_ms(10);
    let flying = cluster.waiting(ApiKey::Produce);
    assert_eq!(flying.iter().flat_map(batches).collect::<Vec<_>>(), [(0, 0, 3), (0, 3, 1)]);
    let response = answer(&flying[0], ErrorCode::MessageTooLarge, -1);
    cluster.answer(&flying[0], response);
    cluster.run_ms(10);
    let sum: i32 = cluster.waiting(ApiKey::Produce).iter().flat_map(batches).map(|(_, _, count)| count).sum();
    assert_eq!(sum, 4);
}

#[test]
fn a_record_that_is_too_large_is_refused_at_once() {
    let mut cluster = producer(&[("max.request.size", "100")], &[0]);
    let record =
        ProducerRecord { topic: TOPIC.into(), value: Some(vec![0; 200].into()), ..Default::default() };
    let refused = cluster.act(|producer, now, effects| producer.send(now, record, effects));
    let error = refused.unwrap_err();
    assert_eq!(error.code, ErrorCode::MessageTooLarge);
    assert!(error.message.ends_with("which is the value of the max.request.size configuration."), "{error}");
}

#[test]
fn closing_sends_what_lingers() {
    let mut cluster = producer(&[("linger.ms", "100000"), ("delivery.timeout.ms", "200000")], &[0]);
    send(&mut cluster, Some(0), "a");
    cluster.act(|producer, now, effects| producer.close(now, effects));
    let produce = cluster.only(ApiKey::Produce);
    assert!(!cluster.machine.is_closed());
    let response = answer(&produce, ErrorCode::None, 0);
    cluster.answer(&produce, response);
    assert!(cluster.machine.is_closed());
    assert_eq!(cluster.machine.wake_at(), None);
}

#[test]
fn gzip_batches_unpack_to_what_was_sent() {
    let mut cluster = producer(&[("compression.type", "gzip")], &[0]);
    send(&mut cluster, Some(0), &"a".repeat(500));
    cluster.run_ms(5);
    let produce = cluster.only(ApiKey::Produce);
    let partition = &request(&produce).topic_data[0].partition_data[0];
    let batch = partition.records.as_ref().unwrap().check().clone().unwrap();
    assert!(batch.bytes().len() < 200, "{} bytes", batch.bytes().len());
    let record = batch.view().records(usize::MAX).unwrap().next().unwrap().unwrap();
    assert_eq!(record.value.unwrap(), "a".repeat(500).as_bytes());
}

#[test]
fn a_batch_that_was_given_up_starts_its_partition_again_under_a_new_epoch() {
    let mut cluster = producer(&[("linger.ms", "0")], &[0]);
    send(&mut cluster, Some(0), "a");
    let first = cluster.only(ApiKey::Produce);
    let response = answer(&first, ErrorCode::TopicAuthorizationFailed, -1);
    cluster.answer(&first, response);
    assert!(deliveries(&mut cluster)[0].outcome.is_err());
    send(&mut cluster, Some(0), "b");
    let second = cluster.only(ApiKey::Produce);
    let partition = &request(&second).topic_data[0].partition_data[0];
    let batch = partition.records.as_ref().unwrap().check().clone().unwrap();
    let header = batch.header();
    assert_eq!((header.producer_id, header.producer_epoch, header.base_sequence), (1_000, 1, 0));
}

#[test]
fn when_memory_is_used_up_records_wait_and_lingering_ends() {
    let pairs = [("buffer.memory", "2000"), ("batch.size", "1000"), ("linger.ms", "500")];
    let mut cluster = producer(&pairs, &[0, 1, 0]);
    for partition in 0..3 {
        send(&mut cluster, Some(partition), "a");
    }
    assert!(cluster.machine.is_blocked());
    let blocked = cluster.machine.view().blocked.expect("a page can tell");
    assert_eq!(blocked.on, BlockedOn::Memory);
    assert_eq!(blocked.wait.until - blocked.wait.from, 60_000_000, "max.block.ms");
    let revision = cluster.machine.revision();
    let produce = cluster.waiting(ApiKey::Produce);
    assert_eq!(produce.iter().map(|pending| batches(pending).len()).sum::<usize>(), 2, "no linger");
    let response = answer(&produce[0], ErrorCode::None, 0);
    cluster.answer(&produce[0], response);
    assert!(!cluster.machine.is_blocked());
    assert_eq!(cluster.machine.view().blocked, None);
    assert!(cluster.machine.revision() > revision, "a page looks again");
}

#[test]
fn a_topic_that_is_not_there_blocks_send_for_max_block_ms() {
    let mut cluster = producer(&[("max.block.ms", "2000")], &[0]);
    let revision = cluster.machine.revision();
    let record = ProducerRecord { topic: "nowhere".into(), ..Default::default() };
    cluster.act(|producer, now, effects| {
        producer.send(now, record, effects).expect("it waits");
    });
    let blocked = cluster.machine.view().blocked.expect("a page can tell");
    assert_eq!(blocked.on, BlockedOn::Metadata);
    assert_eq!(blocked.wait.until - blocked.wait.from, 2_000_000);
    assert!(cluster.machine.revision() > revision, "a page looks again");
    cluster.run_ms(2_500);
    assert_eq!(cluster.machine.view().blocked, None, "it was given up");
}

#[test]
fn the_round_robin_partitioner_deals_records_out() {
    let class = "org.apache.kafka.clients.producer.RoundRobinPartitioner";
    let mut cluster = producer(&[("partitioner.class", class), ("linger.ms", "0")], &[0, 0, 0]);
    let mut partitions = Vec::new();
    for n in 0..5 {
        send(&mut cluster, None, &n.to_string());
        let produce = cluster.only(ApiKey::Produce);
        partitions.push(batches(&produce)[0].0);
        let response = answer(&produce, ErrorCode::None, n);
        cluster.answer(&produce, response);
    }
    assert_eq!(partitions, [0, 1, 2, 0, 1]);
}

#[test]
fn a_broker_that_is_gone_costs_no_try() {
    let mut cluster = producer(&[("linger.ms", "0")], &[1]);
    cluster.down = vec![9_093];
    send(&mut cluster, Some(0), "a");
    cluster.run_ms(5_000);
    assert!(!cluster.events.iter().any(|(_, event)| matches!(event, Event::Retried { .. })));
    let refreshes = cluster.asked(ApiKey::Metadata);
    assert!((5..15).contains(&refreshes), "{refreshes} refreshes in five seconds");
    cluster.down.clear();
    cluster.run_ms(2_000);
    let produce = cluster.only(ApiKey::Produce);
    let response = answer(&produce, ErrorCode::None, 3);
    cluster.answer(&produce, response);
    assert_eq!(deliveries(&mut cluster)[0].outcome, Ok(3));
}

#[test]
fn flush_ends_lingering() {
    let mut cluster = producer(&[("linger.ms", "1000")], &[0]);
    send(&mut cluster, Some(0), "a");
    cluster.act(|producer, now, effects| producer.flush(now, effects));
    assert_eq!(batches(&cluster.only(ApiKey::Produce)), [(0, 0, 1)]);
    send(&mut cluster, Some(0), "b");
    assert_eq!(cluster.waiting(ApiKey::Produce).len(), 1, "what comes after a flush lingers");
}
