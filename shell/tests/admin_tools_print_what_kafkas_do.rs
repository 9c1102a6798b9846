//! The tools of administration against brokers that a script plays: texts, streams and statuses as Apache Kafka 4.3.1 has
//! them.

mod scripted;

use partita_shell::{Files, Tool, ToolSettings};
use partita_wire::messages::alter_replica_log_dirs_response::{
    AlterReplicaLogDirPartitionResult, AlterReplicaLogDirTopicResult, AlterReplicaLogDirsResponse,
};
use partita_wire::messages::delete_records_response::{
    DeleteRecordsPartitionResult, DeleteRecordsResponse, DeleteRecordsTopicResult,
};
use partita_wire::messages::describe_cluster_response::{DescribeClusterBroker, DescribeClusterResponse};
use partita_wire::messages::describe_log_dirs_response::{
    DescribeLogDirsPartition, DescribeLogDirsResponse, DescribeLogDirsResult, DescribeLogDirsTopic,
};
use partita_wire::messages::describe_topic_partitions_response::{
    DescribeTopicPartitionsResponse, DescribeTopicPartitionsResponsePartition,
    DescribeTopicPartitionsResponseTopic,
};
use partita_wire::messages::list_partition_reassignments_response::ListPartitionReassignmentsResponse;
use partita_wire::messages::list_transactions_response::{ListTransactionsResponse, TransactionState};
use partita_wire::messages::update_features_response::UpdateFeaturesResponse;
use partita_wire::{ErrorCode, Request, Response};
use scripted::{Session, metadata};

const ONE: &str = "--bootstrap-server 127.0.0.1:9092";

fn usage(name: &str) -> String {
    let path = format!("{}/src/usage/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

/// A broker with the topic `ot` of three partitions.
fn broker(request: &Request) -> Option<Response> {
    Some(match request {
        Request::Metadata(_) => metadata(1, &[("ot", &[0, 0, 0])]),
        Request::DescribeCluster(_) => {
            let brokers = vec![DescribeClusterBroker { broker_id: 0, ..Default::default() }];
            DescribeClusterResponse { brokers, ..Default::default() }.into()
        }
        Request::DescribeLogDirs(_) => {
            let partition = |(partition_index, partition_size)| DescribeLogDirsPartition {
                partition_index,
                partition_size,
                ..Default::default()
            };
            let partitions = [(0, 115), (1, 100), (2, 130)].map(partition).to_vec();
            let topics = vec![DescribeLogDirsTopic { name: "ot".into(), partitions }];
            let log_dir = "/tmp/kraft-combined-logs".into();
            let results = vec![DescribeLogDirsResult { log_dir, topics, ..Default::default() }];
            DescribeLogDirsResponse { results, ..Default::default() }.into()
        }
        Request::DeleteRecords(request) => {
            let result = |asked: &partita_wire::messages::delete_records_request::DeleteRecordsPartition| {
                let (low_watermark, error) = match asked.offset {
                    99 => (-1, ErrorCode::OffsetOutOfRange),
                    -1 => (3, ErrorCode::None),
                    offset => (offset, ErrorCode::None),
                };
                DeleteRecordsPartitionResult {
                    partition_index: asked.partition_index,
                    low_watermark,
                    error_code: error as i16,
                }
            };
            let topic = |topic: &partita_wire::messages::delete_records_request::DeleteRecordsTopic| {
                let partitions = topic.partitions.iter().map(result).collect();
                DeleteRecordsTopicResult { name: topic.name.clone(), partitions }
            };
            let topics = request.topics.iter().map(topic).collect();
            DeleteRecordsResponse { topics, ..Default::default() }.into()
        }
        Request::UpdateFeatures(_) => UpdateFeaturesResponse::default().into(),
        Request::ListTransactions(_) => {
            let one = TransactionState {
                transactional_id: "golden-txn".into(),
                producer_id: 23,
                transaction_state: "CompleteCommit".into(),
            };
            ListTransactionsResponse { transaction_states: vec![one], ..Default::default() }.into()
        }
        Request::ListPartitionReassignments(_) => ListPartitionReassignmentsResponse::default().into(),
        Request::DescribeTopicPartitions(_) => {
            let partition = |partition_index| DescribeTopicPartitionsResponsePartition {
                partition_index,
                replica_nodes: vec![0],
                ..Default::default()
            };
            let topic = DescribeTopicPartitionsResponseTopic {
                name: Some("ot".into()),
                partitions: (0..3).map(partition).collect(),
                ..Default::default()
            };
            DescribeTopicPartitionsResponse { topics: vec![topic], ..Default::default() }.into()
        }
        other => panic!("{other:?}"),
    })
}

fn check(line: &str, out: &str, err: &str, status: i32) {
    assert_eq!(Session::run(line, broker), (out.into(), err.into(), status), "{line}");
}

#[test]
fn log_dirs() {
    let json = concat!(
        r#"{"brokers":[{"broker":0,"logDirs":[{"partitions":[{"partition":"ot-2","size":130,"offsetLag":0,"isFuture":"#,
        r#"false},{"partition":"ot-1","size":100,"offsetLag":0,"isFuture":false},{"partition":"ot-0","size":115,"#,
        r#""offsetLag":0,"isFuture":false}],"error":null,"logDir":"/tmp/kraft-combined-logs"}]}],"version":1}"#
    );
    let out = |json: &str| {
        format!(
            "Querying brokers for log directories information\nReceived log directory information from brokers 0\n\
             {json}\n"
        )
    };
    check(&format!("kafka-log-dirs.sh {ONE} --describe --topic-list ot"), &out(json), "", 0);
    let none = r#"{"brokers":[{"broker":0,"logDirs":[{"partitions":[],"error":null,"logDir":"/tmp/kraft-combined-logs"}]}],"version":1}"#;
    check(&format!("kafka-log-dirs.sh {ONE} --describe --topic-list really-missing"), &out(none), "", 0);
    let missing =
        "ERROR: The given brokers do not exist from --broker-list: 7. Current existent brokers: 0\n";
    check(&format!("kafka-log-dirs.sh {ONE} --describe --broker-list 7"), "", missing, 1);
    let required = format!("Missing required argument \"[describe]\"\n{}", usage("log_dirs"));
    check(&format!("kafka-log-dirs.sh {ONE} --topic-list ot"), "", &required, 1);
    let about = "This tool helps to query log directory usage on the specified brokers.\n";
    check("kafka-log-dirs.sh", "", &format!("{about}{}", usage("log_dirs")), 1);
}

#[test]
fn delete_records() {
    let begun = "Executing records delete operation\nRecords delete operation completed:\n";
    let line = |file: &str| format!("kafka-delete-records.sh {ONE} --offset-json-file '{file}'");
    let two = r#"{"version":1,"partitions":[{"topic":"ot","partition":0,"offset":2},{"topic":"ot","partition":1,"offset":-1}]}"#;
    let done = "partition: ot-0\tlow_watermark: 2\npartition: ot-1\tlow_watermark: 3\n";
    check(&line(two), &format!("{begun}{done}"), "", 0);
    let beyond = r#"{"partitions":[{"topic":"ot","partition":2,"offset":99}]}"#;
    let out = "partition: ot-2\terror: org.apache.kafka.common.errors.OffsetOutOfRangeException: The requested offset is \
               not within the range of offsets maintained by the server.\n";
    let err = "[2026-01-01 00:00:05,123] ERROR [AdminClient clientId=adminclient-1] DeleteRecords request for topic \
               partition ot-2 failed due to an unexpected error OFFSET_OUT_OF_RANGE \
               (org.apache.kafka.clients.admin.internals.DeleteRecordsHandler)\n";
    check(&line(beyond), &format!("{begun}{out}"), err, 0);
    let (out, _, status) =
        Session::run(&line(r#"{"partitions":[{"topic":"nope","partition":2,"offset":1}]}"#), broker);
    let timed_out = "partition: nope-2\terror: org.apache.kafka.common.errors.TimeoutException: ";
    assert!(out.strip_prefix(begun).unwrap().starts_with(timed_out), "{out}");
    assert_eq!(status, 0);
    let field = "No such field exists: `partition`";
    let err = format!("{field}\ncom.fasterxml.jackson.databind.JsonMappingException: {field}\n\n");
    check(&line(r#"{"partitions":[{"topic":"ot"}]}"#), "", &err, 1);
    let required = format!("Missing required argument \"[offset-json-file]\"\n{}", usage("delete_records"));
    check(&format!("kafka-delete-records.sh {ONE}"), "", &required, 1);
    let unreadable = "Unable to read file del.json\njava.io.IOException: Unable to read file del.json\nCaused by: \
                      java.nio.file.NoSuchFileException: del.json\n\n";
    check(&format!("kafka-delete-records.sh {ONE} --offset-json-file del.json"), "", unreadable, 1);
}

#[test]
fn a_file_that_the_host_has_read() {
    let mut files = Files::default();
    files.insert("del.json", r#"{"partitions":[{"topic":"ot","partition":0,"offset":2}]}"#);
    let line = format!("kafka-delete-records.sh {ONE} --offset-json-file del.json");
    let tool = Tool::new(&line, ToolSettings { files, ..ToolSettings::default() }).unwrap();
    let mut session = Session::of(tool, broker);
    session.start();
    session.run_ms(1_000);
    assert!(session.out.ends_with("partition: ot-0\tlow_watermark: 2\n"), "{}", session.out);
}

#[test]
fn api_versions() {
    let (out, err, status) = Session::run(&format!("kafka-broker-api-versions.sh {ONE}"), broker);
    assert_eq!((err.as_str(), status), ("", 0));
    assert!(
        out.starts_with("127.0.0.1:9092 (id: 0 rack: null isFenced: false) -> (\n\tProduce(0): "),
        "{out}"
    );
    assert!(
        out.contains("\tFetch(1): 4 to 18 [usable: 18],\n\tListOffsets(2): 1 to 11 [usable: 11],\n"),
        "{out}"
    );
    assert!(
        out.contains(
            "\tListPartitionReassignments(46): 0 [usable: 0],\n\tOffsetDelete(47): 0 [usable: 0],\n"
        )
    );
    assert!(out.ends_with("[usable: 0]\n)\n"), "{out}");
    let unknown = "bootstrap-controller is not a recognized option";
    let err = format!("{unknown}\njoptsimple.UnrecognizedOptionException: {unknown}\n\n");
    check("kafka-broker-api-versions.sh --bootstrap-controller 127.0.0.1:9093", "", &err, 1);
}

#[test]
fn features() {
    let line = |rest: &str| format!("kafka-features.sh {ONE} {rest}");
    let mapping = "metadata.version=25 (4.0)\nkraft.version=1\ntransaction.version=2\ngroup.version=1\n\
                   eligible.leader.replicas.version=0\nshare.version=0\nstreams.version=0\n";
    check(&line("version-mapping --release-version 4.0"), mapping, "", 0);
    let mapping = "metadata.version=30 (4.3-IV0)\nkraft.version=1\ntransaction.version=2\ngroup.version=1\n\
                   eligible.leader.replicas.version=1\nshare.version=1\nstreams.version=1\n";
    check(&line("version-mapping"), mapping, "", 0);
    let none = "metadata.version=20 (3.8-IV0) has no dependencies.\n";
    check(&line("feature-dependencies --feature metadata.version=20"), none, "", 0);
    let needs = "eligible.leader.replicas.version=1 requires:\n    metadata.version=23 (4.0-IV1)\n";
    check(&line("feature-dependencies --feature eligible.leader.replicas.version=1"), needs, "", 0);
    check(&line("feature-dependencies --feature foo=2"), "", "Unknown feature: foo\n", 1);
    let level = "No feature:transaction.version with feature level 9\n";
    check(&line("feature-dependencies --feature transaction.version=9"), "", level, 1);
    let deprecated = " `metadata` flag is deprecated and may be removed in a future release.\n";
    let done = format!("{deprecated}metadata.version was upgraded to 30.\n");
    check(&line("upgrade --metadata 4.3"), &done, "", 0);
    check(&line("disable --feature kraft.version"), "kraft.version was disabled.\n", "", 0);
    check(&line("upgrade"), "", "You must specify at least one feature to upgrade\n", 1);
    check(
        &line("upgrade --feature a=b"),
        "",
        "Can't parse feature=level string a=b: unable to parse b as a short.\n",
        1,
    );
    let wrong = |what: &str| format!("Command line error: {what}. Type --help for help.");
    check("kafka-features.sh", "", &wrong("too few arguments"), 1);
    let choices = "invalid choice: 'bogus' (choose from 'describe', 'upgrade', 'downgrade', 'disable', \
                   'version-mapping', 'feature-dependencies')";
    check(&line("bogus"), "", &wrong(choices), 1);
    check(&line("describe --bogus"), "", &wrong("unrecognized arguments: '--bogus'"), 1);
}

#[test]
fn transactions() {
    let list = "TransactionalId\tCoordinator\tProducerId\tTransactionState\t\n\
                golden-txn     \t0          \t23        \tCompleteCommit  \t\n";
    check(&format!("kafka-transactions.sh {ONE} list"), list, "", 0);
    let usage = "usage: kafka-transactions.sh [-h] [-v] [--command-config FILE]\n                             \
                 --bootstrap-server host:port COMMAND ...\nkafka-transactions.sh: error: too few arguments\n";
    check("kafka-transactions.sh", "", usage, 1);
}

#[test]
fn groups_need_an_action_and_a_type_that_exists() {
    let action = format!("Command must include exactly one action: --list.\n{}", usage("list_groups"));
    check(&format!("kafka-groups.sh {ONE}"), "", &action, 1);
    let kind = "--group-type must be a valid group type.";
    let err = format!("{kind}\njava.lang.IllegalArgumentException: {kind}\n\n");
    check(&format!("kafka-groups.sh {ONE} --list --group-type foo"), "", &err, 1);
    let both =
        format!("Option \"[consumer]\" can't be used with option \"[share]\"\n{}", usage("list_groups"));
    check(&format!("kafka-groups.sh {ONE} --list --share --consumer"), "", &both, 1);
}

#[test]
fn reassignments_are_checked_before_anybody_is_asked() {
    let line = |rest: &str| format!("kafka-reassign-partitions.sh {ONE} {rest}");
    let usage = usage("reassign");
    let refused = |rest: &str, why: &str| check(&line(rest), "", &format!("{why}\n{usage}"), 1);
    refused("--execute", "Missing required argument \"[reassignment-json-file]\"");
    refused("--list --throttle 1", "Option \"[throttle]\" can't be used with action \"[list]\"");
    refused(
        "--list --verify",
        "Command must include exactly one action: --generate, --execute, --verify, --cancel, --list",
    );
    refused(
        "--list --bootstrap-controller x:1",
        "Please don't specify both --bootstrap-server and --bootstrap-controller",
    );
    let zookeeper = "Exception in thread \"main\" joptsimple.UnrecognizedOptionException: zookeeper is not a recognized \
                     option\n";
    let (out, err, status) = Session::run("kafka-reassign-partitions.sh --zookeeper a:1 --list", broker);
    assert!(err.starts_with(zookeeper), "{err}");
    assert_eq!((out.as_str(), status), ("", 1));
    let json = "Unexpected character ('b' (code 98)): was expecting double-quote to start field name\n at [Source: \
                REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]";
    let out = format!(
        "Error: {json}\norg.apache.kafka.tools.AdminOperationException: {json}\nCaused by: \
         com.fasterxml.jackson.core.JsonParseException: {json}\n\n"
    );
    check(&line("--execute --reassignment-json-file '{broken'"), &out, "", 1);
}

#[test]
fn a_directory_is_asked_for_until_the_replica_is_there() {
    let plan = r#"{"partitions":[{"topic":"ot","partition":0,"replicas":[0],"log_dirs":["/d"]}]}"#;
    let line = format!("kafka-reassign-partitions.sh {ONE} --execute --reassignment-json-file '{plan}'");
    let mut tries = 0;
    let (out, err, status) = Session::run(&line, move |request| {
        match request {
        Request::AlterPartitionReassignments(_) => Some(
            partita_wire::messages::alter_partition_reassignments_response::AlterPartitionReassignmentsResponse::default()
                .into(),
        ),
        Request::AlterReplicaLogDirs(_) => {
            tries += 1;
            let error = if tries < 3 { ErrorCode::ReplicaNotAvailable } else { ErrorCode::None };
            let partitions =
                vec![AlterReplicaLogDirPartitionResult { partition_index: 0, error_code: error as i16 }];
            let results = vec![AlterReplicaLogDirTopicResult { topic_name: "ot".into(), partitions }];
            Some(AlterReplicaLogDirsResponse { results, ..Default::default() }.into())
        }
        other => broker(other),
    }
    });
    let rest = "Save this to use as the --reassignment-json-file option during rollback\nSuccessfully started partition \
                reassignment for ot-0\nSuccessfully started moving log directory to /d for replica ot-0 with broker 0 \n";
    assert!(out.ends_with(rest), "{out}");
    assert_eq!((err.as_str(), status), ("", 0));
}

#[test]
fn what_is_gone_is_refused_as_kafka_does_and_a_line_tells_why() {
    let why =
        "Kafka took --broker-list away in 4.0: every tool takes --bootstrap-server host:port in its place.\n";
    let line = "kafka-get-offsets.sh --broker-list 127.0.0.1:9092 --topic ot";
    check(line, "", &format!("Error occurred: broker-list is not a recognized option\n{why}"), 1);
    let why = "Kafka took --zookeeper away in 3.0, and in 4.0 ZooKeeper itself: the tools ask brokers, with \
               --bootstrap-server host:port.\n";
    let refused = "zookeeper is not a recognized option\njoptsimple.UnrecognizedOptionException: zookeeper is not a \
                   recognized option\n\n";
    check("kafka-delete-records.sh --zookeeper 127.0.0.1:2181", "", &format!("{refused}{why}"), 1);
}

#[test]
fn tests_of_speed_need_to_know_what_to_do() {
    let (_, err, status) = Session::run(&format!("kafka-producer-perf-test.sh {ONE} --topic ot"), broker);
    let error = "kafka-producer-perf-test: error: argument --num-records is required\n";
    assert!(err.starts_with("usage: kafka-producer-perf-test\n") && err.ends_with(error), "{err}");
    assert_eq!(status, 1);
    let required = format!("Missing required argument \"[topic]\"\n{}", usage("consumer_perf"));
    check(&format!("kafka-consumer-perf-test.sh {ONE} --num-records 1"), "", &required, 1);
}

#[test]
fn a_dump_needs_files_that_are_there() {
    let required = format!("Missing required argument \"[files]\"\n{}", usage("dump_log"));
    check("kafka-dump-log.sh --print-data-log", "", &required, 1);
    let number =
        "Exception in thread \"main\" java.lang.NumberFormatException: For input string: \"nofile\"\n";
    check("kafka-dump-log.sh --files nofile.log", "Dumping nofile.log\n", number, 1);
    check("kafka-dump-log.sh --files a.txt", "Dumping a.txt\n", "Ignoring unknown file a.txt\n", 0);
}

/// Bytes that are no batch, after none or one: they are counted, and nothing panics.
#[test]
fn a_damaged_segment_is_dumped_as_far_as_it_goes() {
    let name = "00000000000000000000.log";
    for len in [1_usize, 60, 61, 100] {
        let mut files = Files::default();
        files.insert(name, vec![0xff_u8; len]);
        let tool = Tool::new(
            &format!("kafka-dump-log.sh --print-data-log --files {name}"),
            ToolSettings { files, ..ToolSettings::default() },
        );
        let mut session = Session::of(tool.unwrap(), broker);
        session.start();
        let out = format!(
            "Dumping {name}\nLog starting offset: 0\nFound {len} invalid bytes at the end of {name}\n"
        );
        assert_eq!((session.out, session.status), (out, Some(0)));
    }
}
