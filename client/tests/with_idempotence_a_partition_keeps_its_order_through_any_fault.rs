//! A property over many seeds: whatever is lost or refused, each partition has every record once and in the order sent.

mod scripted;

use std::collections::BTreeMap;

use partita_client::producer::{Producer, ProducerRecord};
use partita_client::settings::ProducerSettings;
use partita_machine::Rng;
use partita_wire::messages::init_producer_id_response::InitProducerIdResponse;
use partita_wire::messages::produce_response::{
    PartitionProduceResponse, ProduceResponse, TopicProduceResponse,
};
use partita_wire::{ApiKey, ErrorCode, Request};

use scripted::{Cluster, Pending, metadata, topic_id};

const TOPIC: &str = "orders";

/// A broker's side: logs, and the last five batches of a producer by partition.
#[derive(Default)]
struct Logs {
    values: BTreeMap<i32, Vec<String>>,
    producers: BTreeMap<i32, Known>,
}

/// Epoch, next sequence, and (first sequence, base offset) of the last five batches.
type Known = (i16, i32, Vec<(i32, i64)>);

impl Logs {
    fn append(&mut self, pending: &Pending) -> ProduceResponse {
        let Request::Produce(request) = &pending.body else { panic!() };
        let mut topic = TopicProduceResponse { topic_id: topic_id(0), ..Default::default() };
        for partition in request.topic_data.iter().flat_map(|topic| &topic.partition_data) {
            let batch = partition.records.as_ref().unwrap().check().clone().unwrap();
            let header = batch.header();
            let log = self.values.entry(partition.index).or_default();
            let fresh = (header.producer_epoch, 0, Vec::new());
            let (epoch, next, last) = self.producers.entry(partition.index).or_insert(fresh);
            let (code, offset) = if let Some((_, offset)) =
                last.iter().find(|(base, _)| *base == header.base_sequence && *epoch == header.producer_epoch)
            {
                (ErrorCode::None, *offset)
            } else if header.producer_epoch > *epoch && header.base_sequence == 0
                || header.producer_epoch == *epoch && header.base_sequence == *next
            {
                let offset = i64::try_from(log.len()).unwrap();
                for record in batch.view().records(usize::MAX).unwrap() {
                    log.push(String::from_utf8(record.unwrap().value.unwrap().to_vec()).unwrap());
                }
                (*epoch, *next) = (header.producer_epoch, header.base_sequence + header.records_count);
                last.push((header.base_sequence, offset));
                last.drain(..last.len().saturating_sub(5));
                (ErrorCode::None, offset)
            } else {
                (ErrorCode::OutOfOrderSequenceNumber, -1)
            };
            topic.partition_responses.push(PartitionProduceResponse {
                index: partition.index,
                error_code: code as i16,
                base_offset: offset,
                ..Default::default()
            });
        }
        ProduceResponse { responses: vec![topic], ..Default::default() }
    }

    fn refuse(pending: &Pending, code: ErrorCode) -> ProduceResponse {
        let Request::Produce(request) = &pending.body else { panic!() };
        let partition =
            |index| PartitionProduceResponse { index, error_code: code as i16, ..Default::default() };
        let indexes =
            request.topic_data.iter().flat_map(|topic| &topic.partition_data).map(|data| data.index);
        let partition_responses = indexes.map(partition).collect();
        let topic = TopicProduceResponse { topic_id: topic_id(0), partition_responses, ..Default::default() };
        ProduceResponse { responses: vec![topic], ..Default::default() }
    }
}

#[test]
fn in_60_runs() {
    for seed in 0..60 {
        run(seed);
    }
}

fn run(seed: u64) {
    let mut chance = Rng::new(seed);
    let pairs = [("bootstrap.servers", "127.0.0.1:9092"), ("linger.ms", "1"), ("batch.size", "120")];
    let settings = ProducerSettings::new(&pairs).unwrap();
    let mut cluster = Cluster::new(Producer::new(settings, chance.split()), |pending| match &pending.body {
        Request::Metadata(_) => Some(metadata(2, &[(TOPIC, &[0, 1, 0])])),
        Request::InitProducerId(_) => {
            Some(InitProducerIdResponse { producer_id: 5, producer_epoch: 0, ..Default::default() }.into())
        }
        _ => None,
    });
    let mut logs = Logs::default();
    let mut sent: BTreeMap<i32, Vec<String>> = BTreeMap::new();
    for step in 0..60 {
        if step < 200 {
            let partition = i32::try_from(chance.below(3)).unwrap();
            let value = format!("{partition}-{step}");
            sent.entry(partition).or_default().push(value.clone());
            let value = Some(value.into_bytes().into());
            let record = ProducerRecord {
                topic: TOPIC.into(),
                partition: Some(partition),
                value,
                ..Default::default()
            };
            cluster.act(|producer, now, effects| producer.send(now, record, effects)).unwrap();
        }
        let waiting = cluster.waiting(ApiKey::Produce);
        // A broker takes the requests of a connection in their order, so only the first of each link can be next.
        let first = waiting.iter().find(|pending| chance.below(2) == 0 || pending.link == waiting[0].link);
        if let Some(pending) = first.and_then(|first| waiting.iter().find(|other| other.link == first.link)) {
            match chance.below(if step < 300 { 8 } else { 100 }) {
                0 => cluster.answer(pending, Logs::refuse(pending, ErrorCode::NotEnoughReplicas)),
                1 => cluster.answer(pending, Logs::refuse(pending, ErrorCode::NotLeaderOrFollower)),
                2 => {
                    // Written, but the answer is lost.
                    logs.append(pending);
                    cluster.lose(pending.link);
                }
                3 => cluster.lose(pending.link),
                _ => {
                    let response = logs.append(pending);
                    cluster.answer(pending, response);
                }
            }
        }
        cluster.run_ms(chance.below(60));
    }
    for _ in 0..2_000 {
        if cluster.machine.is_idle() {
            break;
        }
        for pending in cluster.waiting(ApiKey::Produce) {
            let response = logs.append(&pending);
            cluster.answer(&pending, response);
        }
        cluster.run_ms(20);
    }
    assert!(cluster.machine.is_idle(), "seed {seed}: {:#?}", cluster.machine.view());
    let failed: Vec<_> =
        cluster.machine.take_deliveries().into_iter().filter(|delivery| delivery.outcome.is_err()).collect();
    assert_eq!(failed, [], "seed {seed}");
    assert_eq!(logs.values, sent, "seed {seed}");
}
