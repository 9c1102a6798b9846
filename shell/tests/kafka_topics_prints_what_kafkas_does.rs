//! `kafka-topics.sh` against brokers that a script plays: texts, streams and statuses as Apache Kafka 4.3.1 has them.

mod scripted;

use partita_wire::messages::create_topics_response::{CreatableTopicResult, CreateTopicsResponse};
use partita_wire::messages::delete_topics_response::{DeletableTopicResult, DeleteTopicsResponse};
use partita_wire::messages::describe_cluster_response::{DescribeClusterBroker, DescribeClusterResponse};
use partita_wire::messages::describe_configs_response::{
    DescribeConfigsResourceResult, DescribeConfigsResponse, DescribeConfigsResult,
};
use partita_wire::messages::describe_topic_partitions_response::{
    DescribeTopicPartitionsResponse, DescribeTopicPartitionsResponsePartition,
    DescribeTopicPartitionsResponseTopic,
};
use partita_wire::messages::list_partition_reassignments_response::ListPartitionReassignmentsResponse;
use partita_wire::{ApiKey, ErrorCode, Request, Response};
use scripted::{Session, metadata, topic_id};

const USAGE: &str = include_str!("../src/usage/topics.txt");
const TOPICS: &[(&str, &[i32])] =
    &[("kafkatask", &[2, 0, 1]), ("first_topic", &[0]), ("__consumer_offsets", &[0])];

/// Three brokers that answer what a healthy cluster would.
fn cluster(request: &Request) -> Option<Response> {
    let response = match request {
        Request::Metadata(_) => metadata(3, TOPICS),
        Request::DescribeTopicPartitions(request) => DescribeTopicPartitionsResponse {
            topics: request.topics.iter().map(|topic| described(&topic.name)).collect(),
            ..Default::default()
        }
        .into(),
        Request::DescribeConfigs(request) => DescribeConfigsResponse {
            results: request.resources.iter().map(|resource| configs(&resource.resource_name)).collect(),
            ..Default::default()
        }
        .into(),
        Request::DescribeCluster(_) => {
            let broker = |broker_id| DescribeClusterBroker { broker_id, ..Default::default() };
            DescribeClusterResponse { brokers: [0, 1].map(broker).to_vec(), ..Default::default() }.into()
        }
        Request::ListPartitionReassignments(_) => ListPartitionReassignmentsResponse::default().into(),
        Request::DeleteTopics(request) => DeleteTopicsResponse {
            responses: request
                .topics
                .iter()
                .map(|topic| DeletableTopicResult { name: topic.name.clone(), ..Default::default() })
                .collect(),
            ..Default::default()
        }
        .into(),
        other => panic!("{other:?}"),
    };
    Some(response)
}

fn described(name: &str) -> DescribeTopicPartitionsResponseTopic {
    let number = TOPICS.iter().position(|(known, _)| *known == name).unwrap();
    let partition = |(partition_index, &leader_id): (i32, &i32)| DescribeTopicPartitionsResponsePartition {
        partition_index,
        leader_id,
        replica_nodes: vec![leader_id, (leader_id + 1) % 3],
        isr_nodes: if leader_id == 1 { vec![1] } else { vec![leader_id, (leader_id + 1) % 3] },
        eligible_leader_replicas: Some(if leader_id == 1 { vec![2] } else { Vec::new() }),
        ..Default::default()
    };
    DescribeTopicPartitionsResponseTopic {
        name: Some(name.into()),
        topic_id: topic_id(number),
        partitions: (0..).zip(TOPICS[number].1).map(partition).collect(),
        ..Default::default()
    }
}

fn configs(name: &str) -> DescribeConfigsResult {
    let config = |name: &str, value: &str, config_source| DescribeConfigsResourceResult {
        name: name.into(),
        value: Some(value.into()),
        config_source,
        ..Default::default()
    };
    DescribeConfigsResult {
        resource_type: 2,
        resource_name: name.into(),
        configs: vec![config("min.insync.replicas", "1", 3), config("retention.ms", "604800000", 5)],
        ..Default::default()
    }
}

fn run(arguments: &str) -> (String, String, i32) {
    Session::run(&format!("kafka-topics.sh --bootstrap-server 127.0.0.1:9092 {arguments}"), cluster)
}

#[track_caller]
fn check(arguments: &str, out: &str, err: &str, status: i32) {
    assert_eq!(run(arguments), (out.into(), err.into(), status), "{arguments}");
}

/// Created, or refused with this error.
fn create(arguments: &str, error: Option<(ErrorCode, &'static str)>) -> (String, String, i32) {
    let line = format!("bin/kafka-topics.sh --bootstrap-server 127.0.0.1:9092 --create {arguments}");
    Session::run(&line, move |request| match request {
        Request::CreateTopics(request) => {
            let topic = CreatableTopicResult {
                name: request.topics[0].name.clone(),
                error_code: error.map_or(0, |(code, _)| code as i16),
                error_message: error.map(|(_, message)| message.into()),
                ..Default::default()
            };
            Some(CreateTopicsResponse { topics: vec![topic], ..Default::default() }.into())
        }
        request => cluster(request),
    })
}

#[test]
fn list() {
    check("--list", "__consumer_offsets\nfirst_topic\nkafkatask\n", "", 0);
    check("--list --exclude-internal", "first_topic\nkafkatask\n", "", 0);
    check("--list --topic \"first.*\"", "first_topic\n", "", 0);
    check("--list --topic nope", "\n", "", 0);
}

#[test]
fn describe() {
    let id = topic_id(0);
    let head = format!(
        "Topic: kafkatask\tTopicId: {id}\tPartitionCount: 3\tReplicationFactor: 2\tConfigs: min.insync.replicas=1\n"
    );
    let lines = [
        "\tTopic: kafkatask\tPartition: 0\tLeader: 2\tReplicas: 2,0\tIsr: 2,0\tElr: \tLastKnownElr: \n",
        "\tTopic: kafkatask\tPartition: 1\tLeader: 0\tReplicas: 0,1\tIsr: 0,1\tElr: \tLastKnownElr: \n",
        "\tTopic: kafkatask\tPartition: 2\tLeader: 1\tReplicas: 1,2\tIsr: 1\tElr: 2\tLastKnownElr: \n",
    ];
    check("--describe --topic kafkatask", &(head.clone() + &lines.concat()), "", 0);
    check("--describe --topic kafkatask --under-replicated-partitions", lines[2], "", 0);
    check("--describe --topic kafkatask --unavailable-partitions", lines[0], "", 0);
    check("--describe --topic kafkatask --under-min-isr-partitions", "", "", 0);
    check("--describe --topic kafkatask --at-min-isr-partitions", lines[2], "", 0);
    check("--describe --topic kafkatask --topics-with-overrides", &head, "", 0);
    check("--describe --topic nope --if-exists", "", "", 0);
}

#[test]
fn describe_where_partitions_cannot_be_asked_for() {
    let line = "kafka-topics.sh --bootstrap-server 127.0.0.1:9092 --describe --topic first_topic";
    let mut session = Session::new(line, |request| match request {
        Request::Metadata(request) if request.topics.as_ref().is_some_and(|topics| topics.len() == 1) => {
            Some(metadata(3, &[("first_topic", &[0])]))
        }
        request => cluster(request),
    });
    session.unserved = vec![ApiKey::DescribeTopicPartitions, ApiKey::ListPartitionReassignments];
    session.start();
    session.run_ms(1_000);
    let line =
        "\tTopic: first_topic\tPartition: 0\tLeader: 0\tReplicas: 0\tIsr: 0\tElr: N/A\tLastKnownElr: N/A\n";
    assert!(session.out.ends_with(line), "{}", session.out);
}

#[test]
fn create_a_topic() {
    let warning = "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore ('_') could \
                   collide. To avoid issues it is best to use either, but not both.\n";
    let created = |name: &str| format!("Created topic {name}.\n");
    assert_eq!(create("--topic kafkatask --partitions 3", None), (created("kafkatask"), String::new(), 0));
    let both = format!("{warning}{}", created("first_topic"));
    assert_eq!(create("--topic first_topic", None), (both, String::new(), 0));
    assert_eq!(create("--topic -dash extra words", None), (created("-dash"), String::new(), 0));
}

#[test]
fn create_refused_by_a_broker() {
    let text = "Topic 'kafkatask' already exists.";
    let error = Some((ErrorCode::TopicAlreadyExists, text));
    let (out, err, status) = create("--topic kafkatask", error);
    assert_eq!(out, "Error while executing topic command : Topic 'kafkatask' already exists.\n");
    assert_eq!(
        err,
        "[2026-01-01 00:00:05,123] ERROR org.apache.kafka.common.errors.TopicExistsException: Topic 'kafkatask' already \
         exists.\n (org.apache.kafka.tools.TopicCommand)\n"
    );
    assert_eq!(status, 1);
    assert_eq!(create("--topic kafkatask --if-not-exists", error), (String::new(), String::new(), 0));
}

#[test]
fn mistakes_that_the_tool_finds_itself() {
    let says = |arguments: &str, message: &str| {
        let (out, err, status) = run(arguments);
        assert_eq!(out, format!("Error while executing topic command : {message}\n"));
        assert!(err.ends_with(" (org.apache.kafka.tools.TopicCommand)\n"), "{err}");
        assert_eq!(status, 1);
    };
    says("--create --topic n1 --partitions 0", "The partitions must be greater than 0");
    says("--create --topic n1 --partitions -1", "The partitions must be greater than 0");
    says("--create --topic n1 --partitions abc", "Cannot parse argument 'abc' of option partitions");
    let factor = "The replication factor must be between 1 and 32767 inclusive";
    says("--create --topic n2 --partitions 1 --replication-factor 0", factor);
    says("--create --topic n2 --replication-factor 32768", factor);
    says("--create --topic ''", "The given topic name '' cannot be represented in a request.");
    says("--create --topic c2 --config no.such.config=1", "Unknown topic config name: no.such.config");
    says("--describe --topic nope", "Topic 'nope' does not exist as expected");
    says("--describe --topic 'no.*'", "Topic 'no.*' does not exist as expected");
    says("--delete --topic nope", "Topic 'nope' does not exist as expected");
    says("--alter --topic nope --partitions 3", "Topic 'nope' does not exist as expected");
    let id = "AAAAAAAAAAAAAAAAAAAAAQ";
    says(&format!("--describe --topic-id {id}"), &format!("TopicId '{id}' does not exist as expected"));
    says(
        "--describe --topic-id nonsense",
        "Input string `nonsense` decoded as 6 bytes, which is not equal to the expected 16 bytes of a base64-encoded UUID",
    );
}

#[test]
fn delete_a_topic() {
    check("--delete --topic kafkatask", "", "", 0);
    check("--delete --topic todelete --if-exists", "", "", 0);
}

#[test]
fn usage_errors() {
    let usage = |line: &str, message: &str| {
        let (out, err, status) = Session::run(line, cluster);
        assert_eq!((out.as_str(), status), ("", 1), "{line}");
        assert_eq!(err, format!("{message}\n{USAGE}"), "{line}");
    };
    let server = "kafka-topics --bootstrap-server 127.0.0.1:9092";
    usage("kafka-topics.sh", "Create, delete, describe, or change a topic.");
    usage("kafka-topics.sh --help", "This tool helps to create, delete, describe, or change a topic.");
    usage(&format!("{server} --create"), "Missing required argument \"[topic]\"");
    usage(&format!("{server} --alter --topic a"), "Missing required argument \"[partitions]\"");
    let one = "Command must include exactly one action: --list, --describe, --create, --alter or --delete";
    usage(&format!("{server} --topic x"), one);
    usage(&format!("{server} --create --list --topic x"), one);
    usage(
        &format!("{server} --create --topic x --replica-assignment 0 --partitions 2"),
        "Option \"[replica-assignment]\" can't be used with option \"[partitions]\"",
    );
    usage(
        &format!("{server} --describe --topics-with-overrides --under-replicated-partitions"),
        "Option \"[under-replicated-partitions]\" can't be used with option \"[topics-with-overrides]\"",
    );
    usage(
        &format!("{server} --alter --topic t --partitions 5 --replication-factor 2"),
        "Option \"[replication-factor]\" can't be used with option \"[alter]\"",
    );
    usage(
        &format!("{server} --alter --topic t --partitions 5 --config retention.ms=1"),
        "Option combination \"[[config], [bootstrap-server]]\" can't be used with option \"[alter]\" (To alter topic \
         configurations, the kafka-configs tool can be used.)",
    );
}

#[test]
fn errors_before_there_is_a_client() {
    let says = |line: &str, err: &str| {
        assert_eq!(Session::run(line, cluster), (String::new(), err.into(), 1), "{line}");
    };
    says(
        "kafka-topics.sh --zookeeper 127.0.0.1:2181 --list",
        "zookeeper is not a recognized option\njoptsimple.UnrecognizedOptionException: zookeeper is not a recognized \
         option\n\nKafka took --zookeeper away in 3.0, and in 4.0 ZooKeeper itself: the tools ask brokers, with \
         --bootstrap-server host:port.\n",
    );
    says(
        "kafka-topics.sh --list",
        "--bootstrap-server must be specified\njava.lang.IllegalArgumentException: --bootstrap-server must be \
         specified\n\n",
    );
    says(
        "kafka-topics.sh --bootstrap-server nowhere --list",
        "Failed to create new KafkaAdminClient\norg.apache.kafka.common.KafkaException: Failed to create new \
         KafkaAdminClient\nCaused by: org.apache.kafka.common.config.ConfigException: Invalid url in \
         bootstrap.servers: nowhere\n\n",
    );
    says(
        "kafka-topics.sh --bootstrap-server 127.0.0.1:9092 --command-config nofile.properties --list",
        "nofile.properties\njava.nio.file.NoSuchFileException: nofile.properties\n\n",
    );
    let version = Session::run("kafka-topics.sh --version", cluster);
    assert_eq!(version, ("4.3.1\n".into(), String::new(), 0));
}

#[test]
fn nobody_listens() {
    let mut session = Session::new("kafka-topics.sh --bootstrap-server 127.0.0.1:9999 --list", cluster);
    session.down = true;
    session.start();
    session.run_ms(61_000);
    let text = "Timed out waiting for a node assignment. Call: listTopics";
    assert_eq!(session.out, format!("Error while executing topic command : {text}\n"));
    let warning = "[2026-01-01 00:00:05,123] WARN [AdminClient clientId=adminclient-1] Connection to node -1 \
                   (/127.0.0.1:9999) could not be established. Node may not be available. \
                   (org.apache.kafka.clients.NetworkClient)\n";
    assert!(session.err.starts_with(warning), "{}", session.err);
    assert!(
        session.err.contains(&format!("ERROR org.apache.kafka.common.errors.TimeoutException: {text}\n"))
    );
    assert_eq!(session.status, Some(1));
}

#[test]
fn an_interrupt_ends_it() {
    let mut session = Session::new("kafka-topics.sh --bootstrap-server 127.0.0.1:9092 --list", |_| None);
    session.start();
    session.tell(partita_machine::Input::Interrupt);
    assert_eq!(session.status, Some(130));
}
