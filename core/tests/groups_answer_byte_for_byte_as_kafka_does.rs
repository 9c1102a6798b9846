//! What real clients sent about groups, answered by a node: the same bytes that Apache Kafka 4.3.1 answered, but for the
//! member ids, which are chance.

mod host;

use bytes::Bytes;
use host::Host;
use partita_machine::Listener;
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::messages::find_coordinator_request::FindCoordinatorRequest;
use partita_wire::{Response, decode_request_frame, decode_response_frame, encode_response_frame};

/// A request and its answer, without the frame's length.
struct Exchange {
    client: &'static str,
    api: &'static str,
    version: i16,
    request: Vec<u8>,
    answer: Vec<u8>,
}

fn bytes(hex: &str) -> Vec<u8> {
    hex.as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

fn recorded() -> Vec<Exchange> {
    let lines: Vec<Vec<&'static str>> = include_str!("golden/group-frames.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    let exchange = |pair: &[Vec<&'static str>]| {
        assert_eq!((pair[0][1], pair[1][1]), (">", "<"));
        Exchange {
            client: pair[0][0],
            api: pair[0][3],
            version: pair[0][2].parse().unwrap(),
            request: bytes(pair[0][4]),
            answer: bytes(pair[1][4]),
        }
    };
    lines.chunks(2).map(exchange).collect()
}

/// A node as Kafka's quick start makes it, with the topics of the recording.
fn quick_start() -> Host {
    let mut host = Host::with_properties(
        1,
        &[("group.initial.rebalance.delay.ms", "0"), ("offsets.topic.replication.factor", "1")],
    );
    host.run_until("a controller", |host| host.controller().is_some());
    host.run_ms(2_000);
    let topic = |(name, num_partitions): (&str, i32)| CreatableTopic {
        name: name.into(),
        num_partitions,
        replication_factor: 1,
        ..Default::default()
    };
    let topics = [("t", 2), ("kc", 1)].map(topic).to_vec();
    host.ask(0, CreateTopicsRequest { topics, timeout_ms: 5_000, validate_only: false });
    let request = FindCoordinatorRequest { coordinator_keys: vec!["g-classic".into()], ..Default::default() };
    let Response::FindCoordinator(answer) = host.ask(0, request) else { panic!("another answer") };
    assert_eq!(answer.coordinators[0].error_code, 15, "the topic is created by the question");
    host.run_ms(2_000);
    host
}

/// The member id that a JoinGroup's answer gives.
fn member_id(exchange: &Exchange, frame: &[u8]) -> Vec<u8> {
    let frame = Bytes::copy_from_slice(frame);
    match decode_response_frame(partita_wire::ApiKey::JoinGroup, exchange.version, frame) {
        Ok((_, Response::JoinGroup(answer))) => answer.member_id.into_bytes(),
        other => panic!("{other:?}"),
    }
}

fn replaced(frame: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut frame = frame.to_vec();
    for at in 0..frame.len() {
        if !from.is_empty() && frame[at..].starts_with(from) {
            frame[at..at + from.len()].copy_from_slice(to);
        }
    }
    frame
}

/// Plays a client's requests; gives how many were answered alike.
fn play(client: &str) -> usize {
    let mut host = quick_start();
    let (mut theirs, mut ours) = (Vec::new(), Vec::new());
    let mut played = 0;
    for exchange in recorded().into_iter().filter(|exchange| exchange.client == client) {
        let request = replaced(&exchange.request, &theirs, &ours);
        let (header, body) = decode_request_frame(request.into()).expect("a client sent it");
        let correlation_id = header.correlation_id;
        let conn = host.send_as(0, Listener::Broker, header, body);
        host.run_ms(100);
        let mut answer = host.take(conn).expect("it is answered").expect("with an answer");
        let frame = encode_response_frame(correlation_id, exchange.version, &mut answer).unwrap();
        let frame = &frame[4..];
        if exchange.api == "JoinGroup" {
            theirs = member_id(&exchange, &exchange.answer);
            ours = member_id(&exchange, frame);
        }
        let expected = replaced(&exchange.answer, &theirs, &ours);
        assert_eq!(frame, expected, "{client}, {} {}: {answer:?}", exchange.api, exchange.version);
        played += 1;
    }
    played
}

#[test]
fn the_java_client() {
    assert_eq!(play("classic"), 9);
}

#[test]
fn librdkafka() {
    assert_eq!(play("kcat"), 7);
}
