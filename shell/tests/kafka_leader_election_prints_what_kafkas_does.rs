//! `kafka-leader-election.sh` with the partitions of a file, or of JSON in its place, against a broker that a script plays: texts, streams
//! and statuses as Apache Kafka 4.3.1 has them.

mod scripted;

use partita_shell::{Files, Tool, ToolSettings};
use partita_wire::messages::elect_leaders_response::{
    ElectLeadersResponse, PartitionResult, ReplicaElectionResult,
};
use partita_wire::{ErrorCode, Request, Response};
use scripted::{Session, metadata};

const START: &str = "kafka-leader-election.sh --bootstrap-server 127.0.0.1:9092 --election-type preferred";
const THREE: &str = r#"{"partitions":[{"topic":"scalabatch2","partition":0},{"topic":"nope","partition":0},{"topic":"scalabatch2","partition":1}]}"#;

/// A cluster whose every leader is the preferred one, and which knows no topic `nope`.
fn broker(request: &Request) -> Option<Response> {
    let Request::ElectLeaders(request) = request else {
        return Some(metadata(1, &[("scalabatch2", &[0, 0])]));
    };
    let chosen = request.topic_partitions.as_ref().expect("some are chosen");
    let result = |topic: &str, partition_id| {
        let (code, message) = match topic {
            "nope" => (ErrorCode::UnknownTopicOrPartition, Some("No such topic as nope".to_owned())),
            _ => (ErrorCode::ElectionNotNeeded, None),
        };
        PartitionResult { partition_id, error_code: code as i16, error_message: message }
    };
    let of_topic = |chosen: &partita_wire::messages::elect_leaders_request::TopicPartitions| {
        let results = chosen.partitions.iter().map(|partition| result(&chosen.topic, *partition)).collect();
        ReplicaElectionResult { topic: chosen.topic.clone(), partition_result: results }
    };
    let replica_election_results = chosen.iter().map(of_topic).collect();
    Some(ElectLeadersResponse { replica_election_results, ..Default::default() }.into())
}

fn check(json: &str, out: &str, err: &str, status: i32) {
    let line = format!("{START} --path-to-json-file '{json}'");
    assert_eq!(Session::run(&line, broker), (out.into(), err.into(), status), "{line}");
}

const OUT: &str = "\
Valid replica already elected for partitions scalabatch2-1, scalabatch2-0
Error completing leader election (PREFERRED) for partition: nope-0: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: No such topic as nope
";
const ERR: &str = "\
1 replica(s) could not be elected
org.apache.kafka.tools.AdminCommandFailedException: 1 replica(s) could not be elected
\tSuppressed: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: No such topic as nope

";

#[test]
fn json_in_the_place_of_the_files_name() {
    check(THREE, OUT, ERR, 1);
}

#[test]
fn a_file() {
    let mut files = Files::default();
    files.insert("elect.json", THREE.as_bytes().to_vec());
    let line = format!("{START} --path-to-json-file elect.json");
    let tool = Tool::new(&line, ToolSettings { files, ..ToolSettings::default() }).unwrap();
    let mut session = Session::of(tool, broker);
    session.start();
    session.run_ms(60_000);
    assert_eq!((&*session.out, &*session.err, session.status), (OUT, ERR, Some(1)));
}

#[test]
fn what_is_wrong_with_it() {
    let operation =
        |message: &str| format!("{message}\norg.apache.kafka.tools.AdminOperationException: {message}\n\n");
    let runtime =
        |cause: &str| format!("{cause}\njava.lang.RuntimeException: {cause}\nCaused by: {cause}\n\n");
    check("{", "", &operation("Replica election data is empty"), 1);
    check("{}", "", &operation("Replica election data is missing \"partitions\" field"), 1);
    let twice = r#"{"partitions":[{"topic":"a","partition":0},{"topic":"a","partition":0},{"topic":"a","partition":0}]}"#;
    check(twice, "", &operation("Replica election data contains duplicate partitions: [a-0]"), 1);
    let mapping = "com.fasterxml.jackson.databind.JsonMappingException: Expected JSON array, received {}";
    check(r#"{"partitions":{}}"#, "", &runtime(mapping), 1);
    check("none.json", "", &runtime("java.nio.file.NoSuchFileException: none.json"), 1);
}

#[test]
fn one_choice_of_partitions_and_no_more() {
    let message = "One and only one of the following options is required: topic, all-topic-partitions, path-to-json-file";
    let err = format!("{message}\norg.apache.kafka.tools.AdminCommandFailedException: {message}\n\n");
    for more in ["", " --all-topic-partitions --topic x", " --all-topic-partitions --path-to-json-file '{}'"]
    {
        let line = format!("{START}{more}");
        assert_eq!(Session::run(&line, broker), (String::new(), err.clone(), 1), "{line}");
    }
}
