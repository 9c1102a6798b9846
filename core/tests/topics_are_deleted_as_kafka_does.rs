//! DeleteTopics: what is named twice stays, and `delete.topic.enable=false` keeps everything.

mod host;

use host::Host;
use partita_machine::{Event, Listener};
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::messages::delete_topics_request::{DeleteTopicState, DeleteTopicsRequest};
use partita_wire::messages::delete_topics_response::DeletableTopicResult;
use partita_wire::{ErrorCode, Response, Uuid};

/// A broker with topics `a` and `b`; their ids.
fn with_topics(properties: &[(&str, &str)]) -> (Host, [Uuid; 2]) {
    let mut host = Host::with_properties(1, properties);
    host.run_until("the broker is unfenced", |host| {
        host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(0))
    });
    host.run_ms(100);
    let ids = ["a", "b"].map(|name| {
        let topic = CreatableTopic {
            name: name.into(),
            num_partitions: -1,
            replication_factor: -1,
            ..Default::default()
        };
        let body = CreateTopicsRequest { topics: vec![topic], ..Default::default() };
        let Response::CreateTopics(answer) = host.ask(0, body) else { panic!() };
        answer.topics[0].topic_id
    });
    (host, ids)
}

fn by_name(name: &str) -> DeleteTopicState {
    DeleteTopicState { name: Some(name.into()), ..Default::default() }
}

fn by_id(topic_id: Uuid) -> DeleteTopicState {
    DeleteTopicState { name: None, topic_id }
}

fn delete(host: &mut Host, version: i16, topics: Vec<DeleteTopicState>) -> Vec<DeletableTopicResult> {
    let topic_names = match version {
        6.. => Vec::new(),
        _ => topics.iter().filter_map(|topic| topic.name.clone()).collect(),
    };
    let topics = if version >= 6 { topics } else { Vec::new() };
    let body = DeleteTopicsRequest { topics, topic_names, timeout_ms: 1_000 };
    let Some(Response::DeleteTopics(answer)) = host.ask_in(0, Listener::Broker, version, body) else {
        panic!()
    };
    answer.responses
}

fn result(name: Option<&str>, topic_id: Uuid, error: ErrorCode, why: Option<&str>) -> DeletableTopicResult {
    DeletableTopicResult {
        name: name.map(Into::into),
        topic_id,
        error_code: error as i16,
        error_message: why.map(Into::into),
    }
}

fn names(host: &Host) -> Vec<String> {
    host.node(0).topic_views().iter().map(|topic| topic.name.to_string()).collect()
}

#[test]
fn what_is_named_twice_stays_and_is_answered_once() {
    let (mut host, [a, b]) = with_topics(&[]);
    let invalid = ErrorCode::InvalidRequest;
    let twice = Some("Duplicate topic name.");
    assert_eq!(
        delete(&mut host, 6, vec![by_name("a"), by_name("a")]),
        [result(Some("a"), Uuid::ZERO, invalid, twice)]
    );
    assert_eq!(
        delete(&mut host, 5, vec![by_name("a"), by_name("a"), by_name("a")]),
        [result(Some("a"), Uuid::ZERO, invalid, twice)]
    );
    assert_eq!(
        delete(&mut host, 6, vec![by_id(a), by_id(a)]),
        [result(None, a, invalid, Some("Duplicate topic id."))]
    );
    let both_ways = Some("The provided topic name maps to an ID that was already supplied.");
    let answers = delete(&mut host, 6, vec![by_id(a), by_name("a")]);
    assert_eq!(answers, [result(Some("a"), a, invalid, both_ways)]);
    let nothing = delete(&mut host, 6, vec![DeleteTopicState { name: None, topic_id: Uuid::ZERO }]);
    let neither = Some("Neither topic name nor id were specified.");
    assert_eq!(nothing, [result(None, Uuid::ZERO, invalid, neither)]);
    assert_eq!(names(&host), ["a", "b"]);

    let answers = delete(&mut host, 6, vec![by_name("a"), by_name("a"), by_id(b)]);
    assert_eq!(
        answers,
        [result(Some("a"), Uuid::ZERO, invalid, twice), result(Some("b"), b, ErrorCode::None, None)]
    );
    host.run_ms(100);
    assert_eq!(names(&host), ["a"]);
}

#[test]
fn where_deletion_is_off_everything_stays() {
    let (mut host, [a, _]) = with_topics(&[("delete.topic.enable", "false")]);
    for (version, error) in [
        (1, ErrorCode::InvalidRequest),
        (2, ErrorCode::InvalidRequest),
        (3, ErrorCode::TopicDeletionDisabled),
    ] {
        let answers = delete(&mut host, version, vec![by_name("a"), by_name("nope")]);
        let codes: Vec<i16> = answers.iter().map(|answer| answer.error_code).collect();
        assert_eq!(codes, [error as i16; 2], "version {version}");
    }
    let answers = delete(&mut host, 6, vec![by_name("b"), by_id(a)]);
    let disabled = |name, id| result(name, id, ErrorCode::TopicDeletionDisabled, None);
    assert_eq!(answers, [disabled(Some("b"), Uuid::ZERO), disabled(None, a)]);
    host.run_ms(100);
    assert_eq!(names(&host), ["a", "b"]);
}
