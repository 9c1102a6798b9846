//! What changes of configs and of topics leave in the metadata log, in Kafka's order; and what is refused before it gets there.

mod host;

use host::Host;
use partita_core::records_on;
use partita_machine::Event;
use partita_wire::messages::alter_partition_reassignments_request::{
    AlterPartitionReassignmentsRequest, ReassignablePartition, ReassignableTopic,
};
use partita_wire::messages::create_partitions_request::{CreatePartitionsRequest, CreatePartitionsTopic};
use partita_wire::messages::create_topics_request::{
    CreatableTopic, CreatableTopicConfig, CreateTopicsRequest,
};
use partita_wire::messages::incremental_alter_configs_request::{
    AlterConfigsResource, AlterableConfig, IncrementalAlterConfigsRequest,
};
use partita_wire::{ErrorCode, MetadataRecord, Response};

const TOPIC: i8 = 2;
const BROKER: i8 = 4;
const THROTTLED: &str = "leader.replication.throttled.replicas";

fn booted(nodes: i32) -> Host {
    let mut host = Host::combined(nodes);
    host.run_until("all brokers are unfenced", |host| {
        (0..nodes).all(|id| host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(id)))
    });
    host
}

fn create(host: &mut Host, name: &str, configs: &[(&str, &str)]) -> (i16, String) {
    let config =
        |&(name, value): &(&str, &str)| CreatableTopicConfig { name: name.into(), value: Some(value.into()) };
    let topic = CreatableTopic {
        name: name.into(),
        num_partitions: 1,
        replication_factor: 1,
        configs: configs.iter().map(config).collect(),
        ..Default::default()
    };
    let body = CreateTopicsRequest { topics: vec![topic], timeout_ms: 1_000, validate_only: false };
    let Response::CreateTopics(answer) = host.ask(0, body) else { panic!() };
    host.run_ms(500);
    (answer.topics[0].error_code, answer.topics[0].error_message.clone().unwrap_or_default())
}

fn set(host: &mut Host, resource_type: i8, of: &str, configs: &[(&str, &str)]) -> (i16, String) {
    alter(host, resource_type, of, 0, configs)
}

fn alter(
    host: &mut Host,
    resource_type: i8,
    of: &str,
    config_operation: i8,
    configs: &[(&str, &str)],
) -> (i16, String) {
    let config = |&(name, value): &(&str, &str)| AlterableConfig {
        name: name.into(),
        config_operation,
        value: Some(value.into()),
    };
    let configs = configs.iter().map(config).collect();
    let resource = AlterConfigsResource { resource_type, resource_name: of.into(), configs };
    let body = IncrementalAlterConfigsRequest { resources: vec![resource], validate_only: false };
    let Response::IncrementalAlterConfigs(answer) = host.ask(0, body) else { panic!() };
    host.run_ms(500);
    (answer.responses[0].error_code, answer.responses[0].error_message.clone().unwrap_or_default())
}

/// Names of the records about topics and configs that the log has, with what they are of.
fn written(host: &mut Host) -> Vec<String> {
    let records = records_on(host.disk_under(0), "__cluster_metadata", 0, 0, 10_000);
    let name = |value: &[u8]| match MetadataRecord::decode(value.to_vec().into()).ok()?.0 {
        MetadataRecord::Topic(record) => Some(format!("Topic {}", record.name)),
        MetadataRecord::Config(record) => Some(format!("Config {}", record.name)),
        MetadataRecord::ClearElr(record) => Some(format!("ClearElr {}", record.topic_name)),
        MetadataRecord::Partition(_) => Some("Partition".to_string()),
        _ => None,
    };
    let names = records.iter().filter_map(|record| name(record.value.as_deref()?));
    names.skip_while(|name| name.starts_with("Config") || name.starts_with("ClearElr")).collect()
}

#[test]
fn another_minimum_clears_who_was_eligible_after_all_configs() {
    let mut host = booted(1);
    create(&mut host, "t", &[("min.insync.replicas", "1"), ("retention.ms", "60000")]);
    let both = [("min.insync.replicas", "2"), ("segment.ms", "60000")];
    assert_eq!(set(&mut host, TOPIC, "t", &both).0, 0);
    // What a topic's config is already is not written again.
    assert_eq!(set(&mut host, TOPIC, "t", &both).0, 0);
    assert_eq!(
        written(&mut host),
        [
            "Topic t",
            "Config min.insync.replicas",
            "Config retention.ms",
            "ClearElr t",
            "Partition",
            "Config min.insync.replicas",
            "Config segment.ms",
            "ClearElr t",
        ]
    );
}

/// So that its brokers look at it again (KAFKA-14136).
#[test]
fn a_brokers_config_is_written_though_it_says_nothing_new() {
    let mut host = booted(1);
    create(&mut host, "t", &[]);
    for _ in 0..2 {
        assert_eq!(set(&mut host, BROKER, "0", &[("log.cleaner.backoff.ms", "5000")]).0, 0);
    }
    assert_eq!(written(&mut host)[2..], ["Config log.cleaner.backoff.ms", "Config log.cleaner.backoff.ms"]);
}

#[test]
fn values_are_looked_at_before_what_they_are_for() {
    let mut host = booted(1);
    let invalid = ErrorCode::InvalidConfig as i16;
    assert_eq!(set(&mut host, TOPIC, "nope", &[("retention.ms", "soon")]).0, invalid);
    assert_eq!(set(&mut host, TOPIC, "nope", &[("retention.ms", "1")]).0, 3);
    assert_eq!(set(&mut host, TOPIC, "no/pe", &[("retention.ms", "1")]).0, 17);
    // No request holds as much, but a list can grow.
    create(&mut host, "t", &[]);
    let list = |from: i32| (from..from + 3_000).map(|id| format!("{id}:{id}")).collect::<Vec<_>>().join(",");
    assert_eq!(alter(&mut host, TOPIC, "t", 0, &[(THROTTLED, &list(1_000))]).0, 0);
    let text =
        "The configuration value cannot be added because it exceeds the maximum value size of 32767 bytes.";
    assert_eq!(alter(&mut host, TOPIC, "t", 2, &[(THROTTLED, &list(5_000))]), (invalid, text.into()));
}

#[test]
fn pools_of_threads_double_or_halve_at_most() {
    let mut host = booted(1);
    let mut threads = |pool: &str, threads: &str| set(&mut host, BROKER, "0", &[(pool, threads)]);
    let cases = [
        (
            "num.io.threads",
            "17",
            "Dynamic thread count update validation failed for num.io.threads=17, value should not be greater than double \
             the current value 8",
        ),
        (
            "num.io.threads",
            "3",
            "Dynamic thread count update validation failed for num.io.threads=3, value should be at least half the current \
             value 8",
        ),
        (
            "log.cleaner.threads",
            "3",
            "Log cleaner threads cannot be increased to more than double the current value 1",
        ),
    ];
    for (pool, count, text) in cases {
        assert_eq!(threads(pool, count), (ErrorCode::InvalidRequest as i16, text.into()));
    }
    assert_eq!(threads("num.io.threads", "16").0, 0);
    assert_eq!(threads("num.io.threads", "32").0, 0, "of what it is by now");
}

#[test]
fn the_log_of_the_metadata_is_no_topic_of_anybody() {
    let mut host = booted(1);
    let text = "Creation of internal topic __cluster_metadata is prohibited.";
    assert_eq!(create(&mut host, "__cluster_metadata", &[]), (ErrorCode::InvalidRequest as i16, text.into()));
}

#[test]
fn one_request_takes_ten_thousand_records_at_most() {
    let mut host = booted(1);
    for name in ["a", "b"] {
        create(&mut host, name, &[]);
    }
    let mut ask = |count: i32| {
        let topic = |name: &str| CreatePartitionsTopic { name: name.into(), count, assignments: None };
        let topics = vec![topic("a"), topic("b")];
        let body = CreatePartitionsRequest { topics, timeout_ms: 1_000, ..Default::default() };
        let Response::CreatePartitions(answer) = host.ask(0, body) else { panic!() };
        let told = answer.results.into_iter().map(|told| (told.error_code, told.error_message));
        told.collect::<Vec<_>>()
    };
    let text = "Unable to perform excessively large batch operation.".to_string();
    assert_eq!(ask(6_000), vec![(ErrorCode::PolicyViolation as i16, Some(text)); 2]);
    assert_eq!(ask(3), [(0, None), (0, None)]);
}

#[test]
fn a_partition_may_move_to_who_is_not_there_and_waits_for_them() {
    let mut host = booted(3);
    let topic = CreatableTopic {
        name: "t".into(),
        num_partitions: -1,
        replication_factor: -1,
        assignments: vec![partita_wire::messages::create_topics_request::CreatableReplicaAssignment {
            partition_index: 0,
            broker_ids: vec![0],
        }],
        ..Default::default()
    };
    host.ask(0, CreateTopicsRequest { topics: vec![topic], timeout_ms: 1_000, validate_only: false });
    host.kill(2);
    host.run_ms(15_000);
    let partition = ReassignablePartition { partition_index: 0, replicas: Some(vec![2]) };
    let topic = ReassignableTopic { name: "t".into(), partitions: vec![partition] };
    let body = AlterPartitionReassignmentsRequest { topics: vec![topic], ..Default::default() };
    let Response::AlterPartitionReassignments(answer) = host.ask(0, body) else { panic!() };
    assert_eq!(answer.responses[0].partitions[0].error_code, 0, "{answer:?}");
    let replicas = |host: &Host| host.node(0).topic_views()[0].partitions[0].assignment.clone();
    host.run_ms(1_000);
    assert_eq!(replicas(&host), [2, 0]);
    host.start(2);
    host.run_ms(30_000);
    assert_eq!(replicas(&host), [2]);
}
