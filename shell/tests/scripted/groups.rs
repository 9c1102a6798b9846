//! Brokers with the groups of a recorded session: consumergroup1 with three members, consumergroup2 without any.

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

use super::{Session, metadata};

pub const USAGE: &str = include_str!("../../src/usage/groups.txt");
pub const MEMBERS: [&str; 3] = [
    "console-consumer-68f15866-3a90-4a09-a408-c3b8fbdc79fc",
    "console-consumer-9c38609d-0a19-4489-9694-51fb2062b477",
    "console-consumer-c9fd1a94-1331-4ab3-b32b-accf3ea890fa",
];
pub const ENDS: [i64; 3] = [21, 7, 18];

pub fn cluster(request: &Request) -> Option<Response> {
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

pub fn described(id: &str) -> DescribedGroup {
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

pub fn committed(group: &str) -> Response {
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

pub fn offsets(request: &ListOffsetsRequest) -> Response {
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

pub fn partitions(topic: &str) -> Response {
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
pub fn check(arguments: &str, out: &[&str], err: &[&str]) {
    let line = format!("kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 {arguments}");
    let lines = |text: &[&str]| text.iter().map(|line| format!("{line}\n")).collect::<String>();
    let (printed, logged, status) = Session::run(&line, cluster);
    assert_eq!(printed, lines(out), "{arguments}");
    assert_eq!(logged, lines(err), "{arguments}");
    assert_eq!(status, 0, "{arguments}");
}

pub const NOBODY: [&str; 2] = ["", "Consumer group 'consumergroup2' has no active members."];
pub const ROWS: &str = "GROUP           TOPIC           PARTITION  NEW-OFFSET";
