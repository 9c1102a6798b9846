//! Creating, growing, deleting topics; configs; leaders on request: codes and texts as Kafka sends them.

mod host;

use host::Host;
use partita_machine::{Event, Listener};
use partita_wire::messages::alter_configs_request as replace;
use partita_wire::messages::create_partitions_request::{CreatePartitionsRequest, CreatePartitionsTopic};
use partita_wire::messages::create_topics_request::{
    CreatableReplicaAssignment, CreatableTopic, CreatableTopicConfig, CreateTopicsRequest,
};
use partita_wire::messages::delete_topics_request::{DeleteTopicState, DeleteTopicsRequest};
use partita_wire::messages::describe_cluster_request::DescribeClusterRequest;
use partita_wire::messages::describe_configs_request::{DescribeConfigsRequest, DescribeConfigsResource};
use partita_wire::messages::describe_configs_response::DescribeConfigsResourceResult;
use partita_wire::messages::describe_quorum_request as quorum;
use partita_wire::messages::elect_leaders_request::{ElectLeadersRequest, TopicPartitions};
use partita_wire::messages::incremental_alter_configs_request::{
    AlterConfigsResource, AlterableConfig, IncrementalAlterConfigsRequest,
};
use partita_wire::messages::init_producer_id_request::InitProducerIdRequest;
use partita_wire::messages::metadata_request::MetadataRequest;
use partita_wire::{ErrorCode, Response};

const TOPIC: i8 = 2;
const BROKER: i8 = 4;

fn booted(count: i32) -> Host {
    let mut host = Host::combined(count);
    host.run_until("brokers are unfenced", |host| {
        (0..count).all(|id| host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(id)))
    });
    host.run_ms(100);
    host
}

fn topic(name: &str) -> CreatableTopic {
    CreatableTopic { name: name.into(), num_partitions: -1, replication_factor: -1, ..Default::default() }
}

/// Code and text for one topic.
fn create(host: &mut Host, topic: CreatableTopic) -> (i16, Option<String>) {
    let body = CreateTopicsRequest { topics: vec![topic], ..Default::default() };
    let Response::CreateTopics(answer) = host.ask(0, body) else { panic!() };
    let result = answer.topics.into_iter().next().unwrap();
    (result.error_code, result.error_message)
}

fn refused(error: ErrorCode, message: &str) -> (i16, Option<String>) {
    (error as i16, Some(message.into()))
}

#[test]
fn what_cannot_be_created_is_refused() {
    let mut host = booted(1);
    assert_eq!(create(&mut host, topic("kafkatask")), (0, None));
    assert_eq!(
        create(&mut host, topic("kafkatask")),
        refused(ErrorCode::TopicAlreadyExists, "Topic 'kafkatask' already exists.")
    );
    assert_eq!(
        create(&mut host, CreatableTopic { num_partitions: 10_001, ..topic("n1") }),
        refused(ErrorCode::PolicyViolation, "Excessively large number of partitions per request.")
    );
    assert_eq!(
        create(&mut host, CreatableTopic { num_partitions: 0, ..topic("n1") }),
        refused(
            ErrorCode::InvalidPartitions,
            "Number of partitions was set to an invalid non-positive value."
        )
    );
    assert_eq!(
        create(&mut host, CreatableTopic { replication_factor: 0, ..topic("n1") }),
        refused(
            ErrorCode::InvalidReplicationFactor,
            "Replication factor must be larger than 0, or -1 to use the default value."
        )
    );
    let by_hand = |brokers: &[i32]| CreatableTopic {
        assignments: vec![CreatableReplicaAssignment { partition_index: 0, broker_ids: brokers.to_vec() }],
        ..topic("x")
    };
    assert_eq!(
        create(&mut host, by_hand(&[7])),
        refused(
            ErrorCode::InvalidReplicaAssignment,
            "The manual partition assignment includes broker 7, but no such broker is registered."
        )
    );
    let config = |name: &str, value: &str| CreatableTopic {
        configs: vec![CreatableTopicConfig { name: name.into(), value: Some(value.into()) }],
        ..topic("c2")
    };
    assert_eq!(
        create(&mut host, config("no.such.config", "1")),
        refused(ErrorCode::InvalidConfig, "Unknown topic config name: no.such.config")
    );
    assert_eq!(create(&mut host, config("min.insync.replicas", "2")), (0, None));
}

fn add(host: &mut Host, name: &str, count: i32) -> (i16, Option<String>) {
    let asked = CreatePartitionsTopic { name: name.into(), count, assignments: None };
    let body = CreatePartitionsRequest { topics: vec![asked], ..Default::default() };
    let Response::CreatePartitions(answer) = host.ask(0, body) else { panic!() };
    let result = answer.results.into_iter().next().unwrap();
    (result.error_code, result.error_message)
}

#[test]
fn topics_grow_and_never_shrink() {
    let mut host = booted(1);
    create(&mut host, topic("first_topic"));
    assert_eq!(add(&mut host, "first_topic", 3), (0, None));
    assert_eq!(
        add(&mut host, "first_topic", 2),
        refused(
            ErrorCode::InvalidPartitions,
            "The topic first_topic currently has 3 partition(s); 2 would not be an increase."
        )
    );
    assert_eq!(
        add(&mut host, "first_topic", 3),
        refused(ErrorCode::InvalidPartitions, "Topic already has 3 partition(s).")
    );
    assert_eq!(add(&mut host, "nope", 3).0, ErrorCode::UnknownTopicOrPartition as i16);
}

#[test]
fn a_deleted_topic_is_gone() {
    let mut host = booted(1);
    create(&mut host, topic("todelete"));
    let delete = |name: &str| DeleteTopicsRequest {
        topics: vec![DeleteTopicState { name: Some(name.into()), ..Default::default() }],
        ..Default::default()
    };
    let Response::DeleteTopics(answer) = host.ask(0, delete("todelete")) else { panic!() };
    assert_eq!(answer.responses[0].error_code, 0);
    let Response::DeleteTopics(answer) = host.ask(0, delete("todelete")) else { panic!() };
    assert_eq!(answer.responses[0].error_code, ErrorCode::UnknownTopicOrPartition as i16);
    let all = MetadataRequest { topics: None, ..MetadataRequest::default() };
    let Response::Metadata(answer) = host.ask(0, all) else { panic!() };
    assert_eq!(answer.topics, []);
}

fn alter(
    host: &mut Host,
    of: i8,
    name: &str,
    config: &str,
    operation: i8,
    value: Option<&str>,
) -> (i16, String) {
    let operation =
        AlterableConfig { name: config.into(), config_operation: operation, value: value.map(Into::into) };
    let resource =
        AlterConfigsResource { resource_type: of, resource_name: name.into(), configs: vec![operation] };
    let body = IncrementalAlterConfigsRequest { resources: vec![resource], validate_only: false };
    let Response::IncrementalAlterConfigs(answer) = host.ask(0, body) else { panic!() };
    let result = answer.responses.into_iter().next().unwrap();
    (result.error_code, result.error_message.unwrap_or_default())
}

fn describe(host: &mut Host, of: i8, name: &str) -> Vec<DescribeConfigsResourceResult> {
    let resource =
        DescribeConfigsResource { resource_type: of, resource_name: name.into(), configuration_keys: None };
    let body = DescribeConfigsRequest {
        resources: vec![resource],
        include_synonyms: true,
        include_documentation: false,
    };
    let Response::DescribeConfigs(answer) = host.ask(0, body) else { panic!() };
    answer.results.into_iter().next().unwrap().configs
}

/// A config as the tool prints it: value and synonyms.
fn shown(configs: &[DescribeConfigsResourceResult], name: &str) -> String {
    let config = configs.iter().find(|config| config.name == name).unwrap();
    let sources =
        ["", "DYNAMIC_TOPIC", "DYNAMIC_BROKER", "DYNAMIC_DEFAULT_BROKER", "STATIC_BROKER", "DEFAULT"];
    let synonym = |synonym: &partita_wire::messages::describe_configs_response::DescribeConfigsSynonym| {
        let source = sources[usize::try_from(synonym.source).unwrap()];
        format!("{source}_CONFIG:{}={}", synonym.name, synonym.value.as_deref().unwrap())
    };
    let synonyms: Vec<String> = config.synonyms.iter().map(synonym).collect();
    format!("{} {{{}}}", config.value.as_deref().unwrap(), synonyms.join(", "))
}

#[test]
fn configs_are_shown_with_where_they_come_from() {
    let mut host = booted(1);
    create(&mut host, topic("conf"));
    assert_eq!(alter(&mut host, TOPIC, "conf", "retention.ms", 0, Some("60000")).0, 0);
    assert_eq!(alter(&mut host, TOPIC, "conf", "cleanup.policy", 2, Some("compact")).0, 0);
    assert_eq!(alter(&mut host, TOPIC, "conf", "min.insync.replicas", 0, Some("2")).0, 0);
    let configs = describe(&mut host, TOPIC, "conf");
    assert_eq!(configs.len(), 33);
    let cases = [
        ("retention.ms", "60000 {DYNAMIC_TOPIC_CONFIG:retention.ms=60000}"),
        (
            "cleanup.policy",
            "delete,compact {DYNAMIC_TOPIC_CONFIG:cleanup.policy=delete,compact, \
             DEFAULT_CONFIG:log.cleanup.policy=delete}",
        ),
        (
            "min.insync.replicas",
            "2 {DYNAMIC_TOPIC_CONFIG:min.insync.replicas=2, \
             DYNAMIC_DEFAULT_BROKER_CONFIG:min.insync.replicas=1, DEFAULT_CONFIG:min.insync.replicas=1}",
        ),
        ("segment.ms", "604800000 {}"),
        ("max.message.bytes", "1048588 {DEFAULT_CONFIG:message.max.bytes=1048588}"),
    ];
    for (name, expected) in cases {
        assert_eq!(shown(&configs, name), expected);
    }
    assert_eq!(alter(&mut host, TOPIC, "conf", "retention.ms", 1, None).0, 0);
    assert_eq!(shown(&describe(&mut host, TOPIC, "conf"), "retention.ms"), "604800000 {}");
    let broker = describe(&mut host, BROKER, "0");
    assert_eq!(
        shown(&broker, "min.insync.replicas"),
        "1 {DYNAMIC_DEFAULT_BROKER_CONFIG:min.insync.replicas=1, DEFAULT_CONFIG:min.insync.replicas=1}"
    );
    let defaults = describe(&mut host, BROKER, "");
    assert_eq!(defaults.len(), 1);
    assert_eq!(
        shown(&defaults, "min.insync.replicas"),
        "1 {DYNAMIC_DEFAULT_BROKER_CONFIG:min.insync.replicas=1}"
    );
}

#[test]
fn configs_that_cannot_be_are_refused_in_kafkas_words() {
    let mut host = booted(1);
    create(&mut host, topic("conf"));
    let cases = [
        (TOPIC, "conf", "no.such", Some("1"), ErrorCode::InvalidConfig, "Unknown topic config name: no.such"),
        (
            TOPIC,
            "conf",
            "retention.ms",
            Some("abc"),
            ErrorCode::InvalidConfig,
            "Invalid value abc for configuration retention.ms: Not a number of type LONG",
        ),
        (
            BROKER,
            "0",
            "num.partitions",
            Some("3"),
            ErrorCode::InvalidRequest,
            "Cannot update these configs dynamically: [num.partitions]",
        ),
        (
            BROKER,
            "",
            "min.insync.replicas",
            Some("0"),
            ErrorCode::InvalidRequest,
            "Invalid value 0 for configuration min.insync.replicas: Value must be at least 1",
        ),
        (
            BROKER,
            "",
            "min.insync.replicas",
            None,
            ErrorCode::InvalidConfig,
            "Cluster-level min.insync.replicas cannot be removed while ELR is enabled.",
        ),
    ];
    for (of, name, config, value, code, message) in cases {
        let operation = i8::from(value.is_none());
        assert_eq!(alter(&mut host, of, name, config, operation, value), (code as i16, message.into()));
    }
    // Removing what was never set is no mistake, whatever its name.
    assert_eq!(alter(&mut host, TOPIC, "conf", "no.such", 1, None).0, 0);
}

#[test]
fn the_older_request_replaces_all_configs() {
    let mut host = booted(1);
    create(&mut host, topic("conf"));
    alter(&mut host, TOPIC, "conf", "retention.ms", 0, Some("60000"));
    let config = replace::AlterableConfig { name: "segment.ms".into(), value: Some("5000".into()) };
    let resource = replace::AlterConfigsResource {
        resource_type: TOPIC,
        resource_name: "conf".into(),
        configs: vec![config],
    };
    let body = replace::AlterConfigsRequest { resources: vec![resource], validate_only: false };
    let Response::AlterConfigs(answer) = host.ask(0, body) else { panic!() };
    assert_eq!(answer.responses[0].error_code, 0);
    let configs = describe(&mut host, TOPIC, "conf");
    assert_eq!(shown(&configs, "segment.ms"), "5000 {DYNAMIC_TOPIC_CONFIG:segment.ms=5000}");
    assert_eq!(shown(&configs, "retention.ms"), "604800000 {}");
}

fn elect(host: &mut Host, election_type: i8, topic: Option<(&str, Vec<i32>)>) -> Vec<(i32, i16)> {
    let topics = topic.map(|(name, partitions)| vec![TopicPartitions { topic: name.into(), partitions }]);
    let body = ElectLeadersRequest { election_type, topic_partitions: topics, timeout_ms: 5_000 };
    let Response::ElectLeaders(answer) = host.ask(0, body) else { panic!() };
    assert_eq!(answer.error_code, 0);
    let results = answer.replica_election_results.into_iter().flat_map(|topic| topic.partition_result);
    results.map(|result| (result.partition_id, result.error_code)).collect()
}

#[test]
fn leaders_are_elected_on_request_where_that_is_needed() {
    let mut host = booted(3);
    let body = CreatableTopic { num_partitions: 3, replication_factor: 3, ..topic("orders") };
    create(&mut host, body);
    let not_needed = ErrorCode::ElectionNotNeeded as i16;
    assert_eq!(elect(&mut host, 0, Some(("orders", vec![0]))), [(0, not_needed)]);
    assert_eq!(elect(&mut host, 1, Some(("orders", vec![1]))), [(1, not_needed)]);
    assert_eq!(elect(&mut host, 0, None), []);
    let unknown = ErrorCode::UnknownTopicOrPartition as i16;
    assert_eq!(elect(&mut host, 0, Some(("orders", vec![9]))), [(9, unknown)]);
    // A broker goes and comes back: its partitions are led by others until somebody asks.
    host.terminate(2);
    host.run_until("it has ended", |host| host.exits.contains_key(&2));
    let unavailable = ErrorCode::PreferredLeaderNotAvailable as i16;
    let led_by_two: Vec<i32> = host.node(0).topic_views()[0]
        .partitions
        .iter()
        .filter(|partition| partition.assignment[0] == 2)
        .map(|partition| partition.partition)
        .collect();
    let expected: Vec<(i32, i16)> = led_by_two.iter().map(|&partition| (partition, unavailable)).collect();
    assert!(!expected.is_empty());
    assert_eq!(elect(&mut host, 0, Some(("orders", led_by_two))), expected);
}

#[test]
fn producer_ids_are_given_once() {
    let mut host = booted(3);
    let idempotent = InitProducerIdRequest { transactional_id: None, ..InitProducerIdRequest::default() };
    let mut seen = std::collections::BTreeSet::new();
    for node in [0, 1, 2, 0, 1, 2] {
        let Response::InitProducerId(answer) = host.ask(node, idempotent.clone()) else { panic!() };
        assert_eq!((answer.error_code, answer.producer_epoch), (0, 0));
        assert!(seen.insert(answer.producer_id), "{} again", answer.producer_id);
    }
    let transactional =
        InitProducerIdRequest { transactional_id: Some("t".into()), ..InitProducerIdRequest::default() };
    let Response::InitProducerId(answer) = host.ask(0, transactional) else { panic!() };
    assert_eq!(answer.error_code, ErrorCode::CoordinatorNotAvailable as i16);
}

#[test]
fn the_cluster_and_its_quorum_are_described() {
    let mut host = booted(3);
    let Response::DescribeCluster(answer) = host.ask(0, DescribeClusterRequest::default()) else { panic!() };
    assert_eq!((answer.error_code, answer.brokers.len()), (0, 3));
    let controllers = DescribeClusterRequest { endpoint_type: 2, ..DescribeClusterRequest::default() };
    let Response::DescribeCluster(answer) = host.ask(0, controllers.clone()) else { panic!() };
    assert_eq!(answer.error_code, ErrorCode::MismatchedEndpointType as i16);
    let answer = host.ask_in(0, Listener::Controller, 2, controllers);
    let Some(Response::DescribeCluster(answer)) = answer else { panic!() };
    assert_eq!((answer.error_code, answer.brokers.len()), (0, 3));
    assert_eq!(Some(answer.controller_id), host.controller());
    let partitions = vec![quorum::PartitionData { partition_index: 0 }];
    let topic = quorum::TopicData { topic_name: "__cluster_metadata".into(), partitions };
    let body = quorum::DescribeQuorumRequest { topics: vec![topic] };
    let Response::DescribeQuorum(answer) = host.ask(1, body) else { panic!() };
    let part = &answer.topics[0].partitions[0];
    assert_eq!(Some(part.leader_id), host.controller());
    assert_eq!(part.current_voters.len(), 3);
    assert!(part.current_voters.iter().all(|voter| part.high_watermark - voter.log_end_offset < 5));
}
