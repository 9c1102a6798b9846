//! A single combined node elects itself, registers its broker, unfences it, and creates topics.

mod host;

use host::Host;
use partita_machine::{Event, Listener};
use partita_wire::messages::api_versions_request::ApiVersionsRequest;
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::messages::metadata_request::{MetadataRequest, MetadataRequestTopic};
use partita_wire::{ErrorCode, Response};

fn booted() -> Host {
    let mut host = Host::combined(1);
    host.run_until("the broker is unfenced", |host| {
        host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(0))
    });
    host
}

fn create(name: &str, partitions: i32, factor: i16) -> CreateTopicsRequest {
    let topic = CreatableTopic {
        name: name.into(),
        num_partitions: partitions,
        replication_factor: factor,
        ..CreatableTopic::default()
    };
    CreateTopicsRequest { topics: vec![topic], timeout_ms: 5_000, validate_only: false }
}

fn metadata(name: &str) -> MetadataRequest {
    let topic = MetadataRequestTopic { name: Some(name.into()), ..MetadataRequestTopic::default() };
    MetadataRequest { topics: Some(vec![topic]), ..MetadataRequest::default() }
}

#[test]
fn within_a_second() {
    let host = booted();
    assert!(host.at_ms() < 1_000, "{} ms", host.at_ms());
    assert_eq!(host.controller(), Some(0));
}

#[test]
fn and_answers_api_versions() {
    let mut host = booted();
    let body =
        ApiVersionsRequest { client_software_name: "demo-lib".into(), client_software_version: "1.0".into() };
    let Response::ApiVersions(answer) = host.ask(0, body) else { panic!() };
    assert_eq!(answer.error_code, 0);
    assert!(answer.api_keys.iter().any(|api| api.api_key == 3 && api.max_version == 13));
    let version = answer.finalized_features.iter().find(|feature| feature.name == "metadata.version");
    assert_eq!(version.unwrap().max_version_level, 30);
    assert_eq!(answer.finalized_features.iter().find(|feature| feature.name == "transaction.version"), None);
}

#[test]
fn and_refuses_software_without_a_name() {
    let mut host = booted();
    let answer = host.ask_in(0, Listener::Broker, 4, ApiVersionsRequest::default());
    let Some(Response::ApiVersions(answer)) = answer else { panic!() };
    assert_eq!(answer.error_code, ErrorCode::InvalidRequest as i16);
}

#[test]
fn a_topic_is_created_and_shown() {
    let mut host = booted();
    let Response::CreateTopics(answer) = host.ask(0, create("first_topic", 3, 1)) else { panic!() };
    let created = &answer.topics[0];
    assert_eq!((created.error_code, created.num_partitions, created.replication_factor), (0, 3, 1));
    let configs = created.configs.as_ref().unwrap();
    assert!(configs.iter().any(|config| config.name == "min.insync.replicas" && config.config_source == 3));
    let Response::Metadata(answer) = host.ask(0, metadata("first_topic")) else { panic!() };
    let topic = &answer.topics[0];
    assert_eq!((topic.error_code, topic.partitions.len()), (0, 3));
    assert!(topic.partitions.iter().all(|part| part.leader_id == 0 && part.isr_nodes == [0]));
    assert_eq!(answer.controller_id, 0);
}

#[test]
fn a_factor_too_high_is_refused_in_kafkas_words() {
    let mut host = booted();
    let Response::CreateTopics(answer) = host.ask(0, create("third_topic", 3, 2)) else { panic!() };
    assert_eq!(answer.topics[0].error_code, ErrorCode::InvalidReplicationFactor as i16);
    assert_eq!(
        answer.topics[0].error_message.as_deref(),
        Some(
            "Unable to replicate the partition 2 time(s): The target replication factor of 2 cannot be reached \
             because only 1 broker(s) are registered or some brokers have all their log directories cordoned."
        )
    );
}

#[test]
fn asking_for_a_missing_topic_creates_it() {
    let mut host = booted();
    let Response::Metadata(answer) = host.ask(0, metadata("fresh")) else { panic!() };
    assert_eq!(answer.topics[0].error_code, ErrorCode::UnknownTopicOrPartition as i16);
    host.run_ms(100);
    let Response::Metadata(answer) = host.ask(0, metadata("fresh")) else { panic!() };
    assert_eq!((answer.topics[0].error_code, answer.topics[0].partitions.len()), (0, 1));
}

#[test]
fn what_was_created_survives_a_kill() {
    let mut host = booted();
    host.ask(0, create("first_topic", 3, 1));
    host.kill(0);
    host.start(0);
    for _ in 0..60 {
        host.run_ms(500);
        let Response::Metadata(answer) = host.ask(0, metadata("first_topic")) else { panic!() };
        let partitions = &answer.topics[0].partitions;
        if partitions.len() == 3 && partitions.iter().all(|part| part.leader_id == 0) {
            return;
        }
    }
    panic!("it never led again");
}

#[test]
fn asked_to_stop_it_ends_and_starts_again_with_everything() {
    let mut host = booted();
    host.ask(0, create("first_topic", 3, 1));
    host.run_ms(100);
    let asked = host.at_ms();
    host.terminate(0);
    host.run_until("its process ends", |host| host.exits.contains_key(&0));
    assert_eq!(host.exits[&0], 0);
    assert!(host.at_ms() - asked < 1_000, "{} ms", host.at_ms() - asked);
    let started = host.at_ms();
    host.start(0);
    host.run_until("it leads again", |host| {
        let topics = host.node(0).topic_views();
        topics.first().is_some_and(|topic| topic.partitions.iter().all(|part| part.leader == Some(0)))
    });
    assert!(host.at_ms() - started < 1_000, "{} ms", host.at_ms() - started);
    // What left in order comes back in order: no election was unclean.
    let unclean = |event: &Event| matches!(event, Event::LeaderElected { unclean: true, .. });
    assert!(!host.events.iter().any(|(_, _, event)| unclean(event)));
}
