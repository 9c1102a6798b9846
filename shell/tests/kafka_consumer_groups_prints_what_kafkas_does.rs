//! `kafka-consumer-groups.sh` against brokers that a script plays: texts, streams and statuses as Apache Kafka 4.3.1 has
//! them. The groups are those of a recorded session: consumergroup1 with three members, consumergroup2 without any.

mod scripted;

use partita_client::consumer::encode_assignment;
use partita_wire::messages::consumer_group_describe_response as modern;
use partita_wire::messages::delete_groups_response::{DeletableGroupResult, DeleteGroupsResponse};
use partita_wire::messages::describe_groups_response::{
    DescribeGroupsResponse, DescribedGroup, DescribedGroupMember,
};
use partita_wire::messages::describe_topic_partitions_response::{
    DescribeTopicPartitionsResponse, DescribeTopicPartitionsResponsePartition,
    DescribeTopicPartitionsResponseTopic,
};
use partita_wire::messages::find_coordinator_response::{Coordinator, FindCoordinatorResponse};
use partita_wire::messages::list_groups_response::{ListGroupsResponse, ListedGroup};
use partita_wire::messages::list_offsets_request::ListOffsetsRequest;
use partita_wire::messages::list_offsets_response::{
    ListOffsetsPartitionResponse, ListOffsetsResponse, ListOffsetsTopicResponse,
};
use partita_wire::messages::offset_commit_response::OffsetCommitResponse;
use partita_wire::messages::offset_delete_response::{
    OffsetDeleteResponse, OffsetDeleteResponsePartition, OffsetDeleteResponseTopic,
};
use partita_wire::messages::offset_fetch_response::{
    OffsetFetchResponse, OffsetFetchResponseGroup, OffsetFetchResponsePartitions, OffsetFetchResponseTopics,
};
use partita_wire::{ErrorCode, Request, Response};
use scripted::{Session, metadata};

const USAGE: &str = include_str!("../src/usage/groups.txt");
const MEMBERS: [&str; 3] = [
    "console-consumer-68f15866-3a90-4a09-a408-c3b8fbdc79fc",
    "console-consumer-9c38609d-0a19-4489-9694-51fb2062b477",
    "console-consumer-c9fd1a94-1331-4ab3-b32b-accf3ea890fa",
];
const ENDS: [i64; 3] = [21, 7, 18];

fn cluster(request: &Request) -> Option<Response> {
    Some(match request {
        Request::Metadata(_) => metadata(3, &[("kafkatask", &[2, 0, 1])]),
        Request::FindCoordinator(request) => {
            let coordinator = |key: &String| Coordinator {
                key: key.clone(),
                node_id: i32::from(key == "consumergroup2"),
                host: "127.0.0.1".into(),
                port: 9_092,
                ..Default::default()
            };
            let coordinators = request.coordinator_keys.iter().map(coordinator).collect();
            FindCoordinatorResponse { coordinators, ..Default::default() }.into()
        }
        Request::ListGroups(_) => {
            let group = |(id, state): (&str, &str)| ListedGroup {
                group_id: id.into(),
                protocol_type: "consumer".into(),
                group_state: state.into(),
                group_type: "classic".into(),
            };
            let groups = [("consumergroup1", "Stable"), ("consumergroup2", "Empty")].map(group).to_vec();
            ListGroupsResponse { groups, ..Default::default() }.into()
        }
        Request::ConsumerGroupDescribe(request) => {
            let group = modern::DescribedGroup {
                group_id: request.group_ids[0].clone(),
                error_code: ErrorCode::GroupIdNotFound as i16,
                ..Default::default()
            };
            modern::ConsumerGroupDescribeResponse { groups: vec![group], ..Default::default() }.into()
        }
        Request::DescribeGroups(request) => {
            let groups = vec![described(&request.groups[0])];
            DescribeGroupsResponse { groups, ..Default::default() }.into()
        }
        Request::OffsetFetch(request) => committed(&request.groups[0].group_id),
        Request::ListOffsets(request) => offsets(request),
        Request::OffsetCommit(_) => OffsetCommitResponse::default().into(),
        Request::DescribeTopicPartitions(request) => partitions(&request.topics[0].name),
        Request::DeleteGroups(request) => {
            let error = match request.groups_names[0].as_str() {
                "consumergroup1" => ErrorCode::NonEmptyGroup,
                "nosuchgroup" => ErrorCode::GroupIdNotFound,
                _ => ErrorCode::None,
            };
            let (group_id, error_code) = (request.groups_names[0].clone(), error as i16);
            let results = vec![DeletableGroupResult { group_id, error_code }];
            DeleteGroupsResponse { results, ..Default::default() }.into()
        }
        Request::OffsetDelete(request) => {
            let error = if request.group_id == "consumergroup1" {
                ErrorCode::GroupSubscribedToTopic
            } else {
                ErrorCode::None
            };
            let partition =
                |partition_index| OffsetDeleteResponsePartition { partition_index, error_code: error as i16 };
            let topic = |topic: &partita_wire::messages::offset_delete_request::OffsetDeleteRequestTopic| {
                let partitions = topic.partitions.iter().map(|p| partition(p.partition_index)).collect();
                OffsetDeleteResponseTopic { name: topic.name.clone(), partitions }
            };
            let topics = request.topics.iter().map(topic).collect();
            OffsetDeleteResponse { topics, ..Default::default() }.into()
        }
        other => panic!("{other:?}"),
    })
}

fn described(id: &str) -> DescribedGroup {
    let member = |(partition, member_id): (i32, &str)| DescribedGroupMember {
        member_id: member_id.into(),
        client_id: "console-consumer".into(),
        client_host: "/127.0.0.1".into(),
        member_assignment: encode_assignment(&[("kafkatask".into(), partition)]).into(),
        ..Default::default()
    };
    let group =
        DescribedGroup { group_id: id.into(), protocol_type: "consumer".into(), ..Default::default() };
    match id {
        "consumergroup1" => DescribedGroup {
            group_state: "Stable".into(),
            protocol_data: "range".into(),
            members: (0..).zip(MEMBERS).map(member).collect(),
            ..group
        },
        "consumergroup2" => DescribedGroup { group_state: "Empty".into(), ..group },
        _ => DescribedGroup {
            error_code: ErrorCode::GroupIdNotFound as i16,
            error_message: Some(format!("Group {id} not found.")),
            group_state: "Dead".into(),
            ..group
        },
    }
}

fn committed(group: &str) -> Response {
    let offsets: [i64; 3] = match group {
        "consumergroup1" => ENDS,
        "consumergroup2" => [14, 5, 13],
        _ => [-1; 3],
    };
    let partition = |(partition_index, committed_offset)| OffsetFetchResponsePartitions {
        partition_index,
        committed_offset,
        committed_leader_epoch: 0,
        ..Default::default()
    };
    let partitions = (0..).zip(offsets).map(partition).collect();
    let topic = OffsetFetchResponseTopics { name: "kafkatask".into(), partitions, ..Default::default() };
    let groups =
        vec![OffsetFetchResponseGroup { group_id: group.into(), topics: vec![topic], ..Default::default() }];
    OffsetFetchResponse { groups, ..Default::default() }.into()
}

fn offsets(request: &ListOffsetsRequest) -> Response {
    let offset = |partition: i32, timestamp| match timestamp {
        -1 => ENDS[usize::try_from(partition).unwrap()],
        timestamp if timestamp > 2_000_000_000_000 => -1,
        _ => 0,
    };
    let topics = request.topics.iter().map(|topic| ListOffsetsTopicResponse {
        name: topic.name.clone(),
        partitions: topic
            .partitions
            .iter()
            .map(|partition| ListOffsetsPartitionResponse {
                partition_index: partition.partition_index,
                offset: offset(partition.partition_index, partition.timestamp),
                ..Default::default()
            })
            .collect(),
    });
    ListOffsetsResponse { topics: topics.collect(), ..Default::default() }.into()
}

fn partitions(topic: &str) -> Response {
    let partition =
        |partition_index| DescribeTopicPartitionsResponsePartition { partition_index, ..Default::default() };
    let known = topic == "kafkatask";
    let topic = DescribeTopicPartitionsResponseTopic {
        error_code: if known { 0 } else { ErrorCode::UnknownTopicOrPartition as i16 },
        name: Some(topic.into()),
        partitions: if known { (0..3).map(partition).collect() } else { Vec::new() },
        ..Default::default()
    };
    DescribeTopicPartitionsResponse { topics: vec![topic], ..Default::default() }.into()
}

#[track_caller]
fn check(arguments: &str, out: &[&str], err: &[&str]) {
    let line = format!("kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 {arguments}");
    let lines = |text: &[&str]| text.iter().map(|line| format!("{line}\n")).collect::<String>();
    let (printed, logged, status) = Session::run(&line, cluster);
    assert_eq!(printed, lines(out), "{arguments}");
    assert_eq!(logged, lines(err), "{arguments}");
    assert_eq!(status, 0, "{arguments}");
}

const NOBODY: [&str; 2] = ["", "Consumer group 'consumergroup2' has no active members."];
const ROWS: &str = "GROUP           TOPIC           PARTITION  NEW-OFFSET";

#[test]
fn list() {
    check("--list", &["consumergroup2", "consumergroup1"], &[]);
    let rows = [
        "GROUP                     TYPE                 STATE               ",
        "consumergroup2            Classic              Empty               ",
        "consumergroup1            Classic              Stable              ",
    ];
    check("--list --state --type", &rows, &[]);
}

#[test]
fn offsets_of_a_group_with_members() {
    let rows = [
        "",
        "GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID                                           HOST            CLIENT-ID",
        "consumergroup1  kafkatask       0          21              21              0               console-consumer-68f15866-3a90-4a09-a408-c3b8fbdc79fc /127.0.0.1      console-consumer",
        "consumergroup1  kafkatask       1          7               7               0               console-consumer-9c38609d-0a19-4489-9694-51fb2062b477 /127.0.0.1      console-consumer",
        "consumergroup1  kafkatask       2          18              18              0               console-consumer-c9fd1a94-1331-4ab3-b32b-accf3ea890fa /127.0.0.1      console-consumer",
    ];
    check("--describe --group consumergroup1", &rows, &[]);
    let rows = [
        "",
        "GROUP           TOPIC           PARTITION  LEADER-EPOCH    CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID     HOST            CLIENT-ID",
        "consumergroup2  kafkatask       0          0               14              21              7               -               -               -",
        "consumergroup2  kafkatask       1          0               5               7               2               -               -               -",
        "consumergroup2  kafkatask       2          0               13              18              5               -               -               -",
    ];
    check("--describe --group consumergroup2 --offsets --verbose", &rows, &NOBODY);
}

#[test]
fn members() {
    let rows = [
        "",
        "GROUP           CONSUMER-ID                                           HOST            CLIENT-ID        #PARTITIONS     CURRENT-EPOCH   CURRENT-ASSIGNMENT   TARGET-EPOCH    TARGET-ASSIGNMENT   ",
        "consumergroup1  console-consumer-68f15866-3a90-4a09-a408-c3b8fbdc79fc /127.0.0.1      console-consumer 1               -               kafkatask:0          -               -                   ",
        "consumergroup1  console-consumer-9c38609d-0a19-4489-9694-51fb2062b477 /127.0.0.1      console-consumer 1               -               kafkatask:1          -               -                   ",
        "consumergroup1  console-consumer-c9fd1a94-1331-4ab3-b32b-accf3ea890fa /127.0.0.1      console-consumer 1               -               kafkatask:2          -               -                   ",
    ];
    check("--describe --group consumergroup1 --members --verbose", &rows, &[]);
    let rows = ["", "GROUP           CONSUMER-ID     HOST            CLIENT-ID       #PARTITIONS     "];
    check("--describe --group consumergroup2 --members", &rows, &NOBODY);
}

#[test]
fn states() {
    let rows = [
        "",
        "GROUP           COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE                #MEMBERS",
        "consumergroup1  127.0.0.1:9092  (0)       range                Stable               3",
        "",
        "GROUP           COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE                #MEMBERS",
        "consumergroup2  127.0.0.1:9093  (1)       -                    Empty                0",
    ];
    check("--describe --all-groups --state", &rows, &NOBODY);
    let rows = [
        "",
        "GROUP           COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE                GROUP-EPOCH     TARGET-ASSIGNMENT-EPOCH   #MEMBERS",
        "consumergroup1  127.0.0.1:9092  (0)       range                Stable               -               -                         3",
    ];
    check("--describe --group consumergroup1 --state --verbose", &rows, &[]);
}

#[test]
fn a_group_that_is_not_there() {
    let what = "org.apache.kafka.common.errors.GroupIdNotFoundException: Group nosuchgroup not found.";
    let error = format!("Error: Executing consumer group command failed due to {what}");
    let err = [format!("java.util.concurrent.ExecutionException: {what}"), format!("Caused by: {what}")];
    check("--describe --group nosuchgroup", &["", &error], &[&err[0], &err[1]]);
}

#[test]
fn reset() {
    let zero = [
        "",
        ROWS,
        "consumergroup2  kafkatask       1          0",
        "consumergroup2  kafkatask       2          0",
        "consumergroup2  kafkatask       0          0",
    ];
    let scope = "--reset-offsets --group consumergroup2 --topic kafkatask";
    check(&format!("{scope} --to-earliest --execute"), &zero, &[]);
    check(&format!("{scope} --to-datetime 2026-01-01T00:00:00.000 --dry-run"), &zero, &[]);
    check(&format!("{scope} --by-duration PT1H --dry-run"), &zero, &[]);
    let warn = "WARN: No action will be performed as the --execute option is missing. In version 5.0, this command will \
                require either --dry-run or --execute to be specified. You should add the --dry-run option explicitly if \
                you are scripting this command and want to keep the current default behavior without prompting.";
    check(&format!("{scope} --to-earliest"), &zero, &[warn]);
    let some = [
        "",
        ROWS,
        "consumergroup2  kafkatask       2          2",
        "consumergroup2  kafkatask       0          2",
    ];
    check("--reset-offsets --group consumergroup2 --topic kafkatask:0,2 --to-offset 2 --execute", &some, &[]);
    let current = [
        "",
        ROWS,
        "consumergroup2  kafkatask       1          5",
        "consumergroup2  kafkatask       2          13",
        "consumergroup2  kafkatask       0          14",
    ];
    check("--reset-offsets --group consumergroup2 --all-topics --to-current --dry-run", &current, &[]);
    let csv = ["kafkatask,1,0", "kafkatask,2,0", "kafkatask,0,0", ""];
    check(&format!("{scope} --to-earliest --export --dry-run"), &csv, &[]);
    let new = ["", ROWS, "brandnew        kafkatask       1          0"];
    check("--reset-offsets --group brandnew --topic kafkatask:1 --to-earliest --dry-run", &new, &[]);
}

#[test]
fn reset_beyond_the_ends() {
    let rows = [
        "",
        ROWS,
        "consumergroup2  kafkatask       1          7",
        "consumergroup2  kafkatask       2          18",
        "consumergroup2  kafkatask       0          21",
    ];
    let warn = |offset: i32, partition: i32, end: i32| {
        format!(
            "[2026-01-01 00:00:05,123] WARN New offset ({offset}) is higher than latest offset for topic partition \
             kafkatask-{partition}. Value will be set to {end} (org.apache.kafka.tools.OffsetsUtils)"
        )
    };
    let warnings = [warn(105, 1, 7), warn(113, 2, 18), warn(114, 0, 21)];
    let warnings = warnings.each_ref().map(String::as_str);
    let scope = "--reset-offsets --group consumergroup2 --topic kafkatask";
    check(&format!("{scope} --shift-by 100 --execute"), &rows, &warnings);
    let mut fallen: Vec<String> = Vec::new();
    for partition in [1, 2, 0] {
        let text = "is empty. Falling back to latest known offset.";
        fallen.extend([String::new(), format!("Warn: Partition {partition} from topic kafkatask {text}")]);
    }
    let mut out: Vec<&str> = fallen.iter().map(String::as_str).collect();
    out.extend(rows);
    check(&format!("{scope} --to-datetime 2099-01-01T00:00:00.000 --dry-run"), &out, &[]);
}

#[test]
fn reset_that_fails() {
    let error = "Error: Assignments can only be reset if the group 'consumergroup1' is inactive, but the current state is Stable.";
    check(
        "--reset-offsets --group consumergroup1 --topic kafkatask --to-earliest --execute",
        &["", error, "", ROWS],
        &[],
    );
    let failed = "Error: Executing consumer group command failed due to";
    let host = "This server does not host this topic-partition.";
    let class = format!("org.apache.kafka.common.errors.UnknownTopicOrPartitionException: {host}");
    let out = format!("{failed} {host}");
    check(
        "--reset-offsets --group consumergroup2 --topic nope --to-earliest --dry-run",
        &["", &out],
        &[&class],
    );
    let text = "Text cannot be parsed to a Duration";
    let (out, err) = (format!("{failed} {text}"), format!("java.time.format.DateTimeParseException: {text}"));
    check(
        "--reset-offsets --group consumergroup2 --topic kafkatask --by-duration 1h --dry-run",
        &["", &out],
        &[&err],
    );
    let text = "java.text.ParseException: Error parsing timestamp. It does not contain a 'T' according to ISO8601 format";
    let (out, err) = (format!("{failed} {text}"), format!("java.lang.RuntimeException: {text}"));
    let cause = format!("Caused by: {text}");
    check(
        "--reset-offsets --group consumergroup2 --topic kafkatask --to-datetime yesterday --dry-run",
        &["", &out],
        &[&err, &cause],
    );
}

#[test]
fn delete() {
    check(
        "--delete --group consumergroup2",
        &["Deletion of requested consumer groups ('consumergroup2') was successful."],
        &[],
    );
    let failed = [
        "",
        "Error: Deletion of some consumer groups failed:",
        "* Group 'consumergroup1' could not be deleted due to: org.apache.kafka.common.errors.GroupNotEmptyException: The group is not empty.",
        "",
        "These consumer groups were deleted successfully: 'brandnew'",
    ];
    check("--delete --group brandnew --group consumergroup1", &failed, &[]);
}

#[test]
fn delete_offsets() {
    let done = [
        "Request succeeded for deleting offsets from group consumergroup2.",
        "",
        "TOPIC           PARTITION  STATUS         ",
        "kafkatask       0          Successful     ",
    ];
    check("--delete-offsets --group consumergroup2 --topic kafkatask:0", &done, &[]);
    let error = "Error: org.apache.kafka.common.errors.GroupSubscribedToTopicException: Deleting offsets of a topic is forbidden while the consumer group is actively subscribed to it.";
    let row = format!("kafkatask       2          {error}");
    let failed = [
        "",
        "Error: Encountered some partition-level error, see the follow-up details.",
        "",
        "TOPIC           PARTITION  STATUS         ",
        &row,
    ];
    check("--delete-offsets --group consumergroup1 --topic kafkatask:2", &failed, &[]);
    let missing = [
        "Request succeeded for deleting offsets from group consumergroup2.",
        "",
        "TOPIC           PARTITION  STATUS         ",
        "nope            -          Error: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: This server does not host this topic-partition.",
    ];
    check("--delete-offsets --group consumergroup2 --topic nope", &missing, &[]);
}

#[test]
fn usage_errors() {
    let usage = |arguments: &str, message: &str| {
        let line = format!("kafka-consumer-groups.sh {arguments}");
        let (out, err, status) = Session::run(&line, cluster);
        assert_eq!((out.as_str(), status), ("", 1), "{line}");
        assert!(err.ends_with(&format!("{message}\n{USAGE}")), "{line}: {err}");
    };
    let server = "--bootstrap-server 127.0.0.1:9092";
    let one = "Command must include exactly one action: --list, --describe, --delete, --reset-offsets, --delete-offsets, --validate-regex";
    usage(server, one);
    usage("--list", "Missing required argument \"[bootstrap-server]\"");
    usage(
        &format!("{server} --describe"),
        "Option [describe] takes one of these options: [all-groups], [group]",
    );
    let views = "Option [describe] takes at most one of these options: [members], [offsets], [state]";
    usage(&format!("{server} --describe --group g --members --state"), views);
    let states = "Invalid state list 'foo'. Valid states are: Dead, Stable, CompletingRebalance, Empty, Reconciling, Assigning, PreparingRebalance";
    usage(&format!("{server} --list --state foo"), states);
    usage(
        &format!("{server} --list --type foo"),
        "Invalid types list 'foo'. Valid types are: Consumer, Classic",
    );
    usage(&format!("{server} --delete"), "Option [delete] takes one of these options: [group], [all-groups]");
    let topic = "The consumer does not support topic-specific offset deletion from a consumer group.";
    usage(&format!("{server} --delete --group a --topic b"), topic);
    let reset = format!("{server} --reset-offsets --group consumergroup2");
    usage(
        &format!("{reset} --to-earliest"),
        "One of the reset scopes should be defined: --all-topics, --topic.",
    );
    let scenario = "Option '[reset-offsets]' requires one of the following scenarios: [[to-datetime], [by-duration], [to-latest], [to-current], [to-earliest], [to-offset], [shift-by], [from-file]]";
    usage(&format!("{reset} --topic kafkatask"), scenario);
    let two = "Option \"[to-earliest]\" can't be used with option \"[to-latest]\"";
    usage(&format!("{reset} --topic kafkatask --to-earliest --to-latest"), two);
    let both = "Option [reset-offsets] only accepts one of [execute] and [dry-run]";
    usage(&format!("{reset} --topic kafkatask --to-earliest --execute --dry-run"), both);
}
