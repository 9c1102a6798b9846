//! The leader dies between replication and its answer: the producer sends the batch again, and it is stored once.

mod host;
mod records;

use host::Host;
use partita_machine::Listener;
use partita_wire::messages::produce_request::ProduceRequest;
use partita_wire::records::{BatchBuilder, Codec};
use partita_wire::{ErrorCode, Response};
use records::{batch_request, leader, send, three_with_topic, values};

#[test]
fn with_idempotence() {
    let mut host = three_with_topic(&[]);
    let batch = |sequence| BatchBuilder::new(Codec::None).producer(4_000, 0, sequence);
    let first = batch_request(-1, batch(0), "once", 30_000);
    let second = batch_request(-1, batch(1), "twice", 30_000);
    assert_eq!(send(&mut host, 0, first.clone()), (ErrorCode::None, 0));
    assert_eq!(send(&mut host, 0, second.clone()), (ErrorCode::None, 1));
    host.kill(0);
    host.run_until("another leads", |host| leader(host).is_some_and(|leader| leader != 0));
    let new = leader(&host).unwrap();
    host.run_ms(1_000);
    assert_eq!(send(&mut host, new, first), (ErrorCode::None, 0));
    assert_eq!(send(&mut host, new, second), (ErrorCode::None, 1));
    assert_eq!(values(&host, new), ["once", "twice"]);
    let gap = batch_request(-1, batch(3), "gap", 30_000);
    assert_eq!(send(&mut host, new, gap), (ErrorCode::OutOfOrderSequenceNumber, -1));
    let next = batch_request(-1, batch(2), "three", 30_000);
    assert_eq!(send(&mut host, new, next), (ErrorCode::None, 2));
}

/// The time of the append that a producer is told.
fn append_time(host: &mut Host, to: i32, request: ProduceRequest) -> i64 {
    let Some(Response::Produce(answer)) = host.ask_in(to, Listener::Broker, 12, request) else { panic!() };
    answer.responses[0].partition_responses[0].log_append_time_ms
}

#[test]
fn with_the_time_of_the_batch_that_is_there() {
    let batch = || BatchBuilder::new(Codec::None).producer(4_000, 0, 0);
    let request = || batch_request(-1, batch(), "once", 30_000);
    let mut host = three_with_topic(&[]);
    assert_eq!(append_time(&mut host, 0, request()), -1, "the producer set it");
    assert_eq!(append_time(&mut host, 0, request()), 1_795_000_000_000);
    let mut host = three_with_topic(&[("message.timestamp.type", "LogAppendTime")]);
    let first = append_time(&mut host, 0, request());
    host.run_ms(5_000);
    assert_eq!(append_time(&mut host, 0, request()), first);
    host.kill(0);
    host.run_until("another leads", |host| leader(host).is_some_and(|leader| leader != 0));
    let new = leader(&host).unwrap();
    host.run_ms(1_000);
    assert_eq!(append_time(&mut host, new, request()), first, "the next leader knows it from the log");
}
