//! A member of group `g` and its application, with the answers that a coordinator gives it.

use partita_client::app::{CommitPolicy, ConsumerApp, Reads};
use partita_client::consumer::encode_assignment;
use partita_client::settings::ConsumerSettings;
use partita_machine::{Event, Rng};
use partita_wire::messages::fetch_response::{FetchResponse, FetchableTopicResponse, PartitionData};
use partita_wire::messages::find_coordinator_response::{Coordinator, FindCoordinatorResponse};
use partita_wire::messages::heartbeat_response::HeartbeatResponse;
use partita_wire::messages::join_group_response::{JoinGroupResponse, JoinGroupResponseMember};
use partita_wire::messages::list_offsets_response::{
    ListOffsetsPartitionResponse, ListOffsetsResponse, ListOffsetsTopicResponse,
};
use partita_wire::messages::offset_commit_response::{
    OffsetCommitResponse, OffsetCommitResponsePartition, OffsetCommitResponseTopic,
};
use partita_wire::messages::offset_fetch_response::{
    OffsetFetchResponse, OffsetFetchResponseGroup, OffsetFetchResponsePartitions, OffsetFetchResponseTopics,
};
use partita_wire::messages::sync_group_response::SyncGroupResponse;
use partita_wire::records::{BatchBuilder, Codec, Records};
use partita_wire::{ApiKey, ErrorCode, Request, Response};

use super::{Cluster, Pending, Whole, metadata, topic_id};

pub const TOPIC: &str = "orders";

pub type App = Cluster<Whole<ConsumerApp>>;

/// An application in group `g`; broker 1 coordinates. `committed`: the group's offset, -1 for none.
pub fn app(pairs: &[(&str, &str)], policy: CommitPolicy, us_per_record: u64, committed: i64) -> App {
    let mut all = vec![("bootstrap.servers", "127.0.0.1:9092"), ("group.id", "g")];
    all.extend_from_slice(pairs);
    let settings = ConsumerSettings::new(&all).unwrap();
    let reads = Reads::Topics(vec![TOPIC.into()]);
    let app = ConsumerApp::new("c1".into(), reads, policy, us_per_record, settings, Rng::new(3));
    let mut cluster = Cluster::new(Whole(app), move |pending| match &pending.body {
        Request::Metadata(_) => Some(metadata(2, &[(TOPIC, &[0, 0])])),
        Request::FindCoordinator(request) => {
            assert_eq!((request.key_type, &request.coordinator_keys[..]), (0, &["g".to_string()][..]));
            let coordinator = Coordinator {
                key: "g".into(),
                node_id: 1,
                host: "127.0.0.1".into(),
                port: 9_093,
                ..Default::default()
            };
            Some(FindCoordinatorResponse { coordinators: vec![coordinator], ..Default::default() }.into())
        }
        Request::OffsetFetch(request) => {
            let asked = &request.groups[0].topics.as_ref().unwrap()[0];
            let partition = |&partition_index: &i32| OffsetFetchResponsePartitions {
                partition_index,
                committed_offset: committed,
                committed_leader_epoch: -1,
                metadata: Some(String::new()),
                error_code: 0,
            };
            let partitions = asked.partition_indexes.iter().map(partition).collect();
            let topic = OffsetFetchResponseTopics { name: TOPIC.into(), partitions, ..Default::default() };
            let group =
                OffsetFetchResponseGroup { group_id: "g".into(), topics: vec![topic], ..Default::default() };
            Some(OffsetFetchResponse { groups: vec![group], ..Default::default() }.into())
        }
        Request::ListOffsets(request) => {
            let partition = |asked: &partita_wire::messages::list_offsets_request::ListOffsetsPartition| {
                ListOffsetsPartitionResponse {
                    partition_index: asked.partition_index,
                    offset: match asked.timestamp {
                        -2 => 5,
                        -1 => 100,
                        // An hour ago, or not even a second.
                        then if then < super::WALL_MS - 3_000_000 => 42,
                        _ => -1,
                    },
                    ..Default::default()
                }
            };
            let partitions = request.topics[0].partitions.iter().map(partition).collect();
            let topic = ListOffsetsTopicResponse { name: TOPIC.into(), partitions };
            Some(ListOffsetsResponse { topics: vec![topic], ..Default::default() }.into())
        }
        Request::Heartbeat(_) => Some(HeartbeatResponse::default().into()),
        _ => None,
    });
    cluster.tell(partita_machine::Input::Started);
    cluster.run_ms(1_000);
    cluster
}

/// Lets the member join as the leader of a group of its own, and get these partitions.
pub fn join(cluster: &mut App, generation_id: i32, partitions: &[i32]) {
    join_as(cluster, generation_id, partitions, "range");
}

pub fn join_as(cluster: &mut App, generation_id: i32, partitions: &[i32], protocol: &str) {
    let mut join = cluster.only(ApiKey::JoinGroup);
    if member_id(&join).is_empty() {
        let response = JoinGroupResponse {
            error_code: ErrorCode::MemberIdRequired as i16,
            member_id: "m1".into(),
            ..Default::default()
        };
        cluster.answer(&join, response);
        join = cluster.only(ApiKey::JoinGroup);
        assert_eq!(member_id(&join), "m1");
    }
    let Request::JoinGroup(request) = &join.body else { panic!() };
    let member = JoinGroupResponseMember {
        member_id: "m1".into(),
        metadata: request.protocols[0].metadata.clone(),
        ..Default::default()
    };
    let response = JoinGroupResponse {
        generation_id,
        protocol_type: Some("consumer".into()),
        protocol_name: Some(protocol.into()),
        leader: "m1".into(),
        member_id: "m1".into(),
        members: vec![member],
        ..Default::default()
    };
    cluster.answer(&join, response);
    let sync = cluster.only(ApiKey::SyncGroup);
    let assigned: Vec<(String, i32)> = partitions.iter().map(|&p| (TOPIC.to_string(), p)).collect();
    let assignment = encode_assignment(&assigned).into();
    cluster.answer(&sync, SyncGroupResponse { assignment, ..Default::default() });
    cluster.run_ms(0);
}

pub fn member_id(pending: &Pending) -> &str {
    let Request::JoinGroup(request) = &pending.body else { panic!() };
    &request.member_id
}

/// Partition and offset of everything a fetch asks for.
pub fn wants(pending: &Pending) -> Vec<(i32, i64)> {
    let Request::Fetch(request) = &pending.body else { panic!() };
    let partitions = request.topics.iter().flat_map(|topic| &topic.partitions);
    partitions.map(|partition| (partition.partition, partition.fetch_offset)).collect()
}

/// An answer with `count` records from the offset asked for in partition 0, and nothing in the others.
pub fn records(pending: &Pending, count: i64) -> Response {
    let partition = |(partition_index, offset): (i32, i64)| {
        let mut builder = BatchBuilder::new(Codec::None);
        for n in 0..count {
            builder.append(1_000, None, Some(format!("v{n}").as_bytes()), &[]).unwrap();
        }
        let batch = builder.build(offset, 0).unwrap();
        PartitionData {
            partition_index,
            high_watermark: offset + count,
            records: Some(if partition_index == 0 && count > 0 {
                Records::from(batch)
            } else {
                Records::new()
            }),
            ..Default::default()
        }
    };
    let partitions = wants(pending).into_iter().map(partition).collect();
    let topic = FetchableTopicResponse { topic_id: topic_id(0), partitions, ..Default::default() };
    FetchResponse { responses: vec![topic], ..Default::default() }.into()
}

pub fn fail_fetch(pending: &Pending, code: ErrorCode) -> Response {
    let partition = |(partition_index, _)| PartitionData {
        partition_index,
        error_code: code as i16,
        records: Some(Records::new()),
        ..Default::default()
    };
    let partitions = wants(pending).into_iter().map(partition).collect();
    let topic = FetchableTopicResponse { topic_id: topic_id(0), partitions, ..Default::default() };
    FetchResponse { responses: vec![topic], ..Default::default() }.into()
}

/// Version, generation, and partition with offset of everything a commit commits.
pub fn commits(pending: &Pending) -> (i16, i32, Vec<(i32, i64)>) {
    let Request::OffsetCommit(request) = &pending.body else { panic!() };
    let partitions = request.topics.iter().flat_map(|topic| &topic.partitions);
    let offsets =
        partitions.map(|partition| (partition.partition_index, partition.committed_offset)).collect();
    (pending.version, request.generation_id_or_member_epoch, offsets)
}

pub fn committed(pending: &Pending, code: ErrorCode) -> Response {
    let (_, _, offsets) = commits(pending);
    let partition =
        |(partition_index, _)| OffsetCommitResponsePartition { partition_index, error_code: code as i16 };
    let partitions = offsets.into_iter().map(partition).collect();
    let topic = OffsetCommitResponseTopic { name: TOPIC.into(), partitions, ..Default::default() };
    OffsetCommitResponse { topics: vec![topic], ..Default::default() }.into()
}

pub fn told(cluster: &App, wanted: &Event) -> usize {
    cluster.events.iter().filter(|(_, event)| event == wanted).count()
}
