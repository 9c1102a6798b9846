//! What the views and actions ask the cluster.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::admin::Target;
use partita_client::consumer::decode_assignment;
use partita_wire::messages::consumer_group_describe_request::ConsumerGroupDescribeRequest;
use partita_wire::messages::consumer_group_describe_response as modern;
use partita_wire::messages::describe_groups_request::DescribeGroupsRequest;
use partita_wire::messages::describe_groups_response as classic;
use partita_wire::messages::list_offsets_request::{
    ListOffsetsPartition, ListOffsetsRequest, ListOffsetsTopic,
};
use partita_wire::messages::offset_fetch_request::{OffsetFetchRequest, OffsetFetchRequestGroup};
use partita_wire::{ErrorCode, Response};

use super::{at_runtime, executed};
use crate::script::{Flow, Script, first};
use crate::thrown::Thrown;
use crate::topics::unexpected;

/// `ListOffsets` timestamps with a meaning of their own.
pub(super) const LATEST: i64 = -1;
pub(super) const EARLIEST: i64 = -2;

/// A topic and a partition.
pub(super) type Place = (String, i32);

/// A group.
pub(super) struct Group {
    pub(super) id: String,
    pub(super) state: String,
    pub(super) assignor: String,
    pub(super) coordinator: i32,
    /// Group epoch and assignment epoch of a group of the consumer protocol (KIP-848).
    pub(super) epochs: Option<(i32, i32)>,
    pub(super) members: Vec<Member>,
}

/// A member of a group.
pub(super) struct Member {
    pub(super) id: String,
    pub(super) instance_id: Option<String>,
    pub(super) host: String,
    pub(super) client_id: String,
    pub(super) assignment: Vec<Place>,
    /// Epoch and target of a member in a group of the consumer protocol.
    pub(super) modern: Option<ModernMember>,
}

/// What only a member of a group of the consumer protocol has.
pub(super) struct ModernMember {
    pub(super) epoch: i32,
    pub(super) target: Vec<Place>,
    /// Whether it speaks the consumer protocol; not told by older brokers.
    pub(super) upgraded: Option<bool>,
}

/// A group by its id: asked for as a group of the consumer protocol first, as Kafka's admin client does.
pub(super) fn group(script: &mut Script<'_>, id: &str) -> Flow<Result<Group, Thrown>> {
    let body = ConsumerGroupDescribeRequest {
        group_ids: alloc::vec![id.to_string()],
        include_authorized_operations: false,
    };
    let to = Target::Coordinator(id.to_string());
    match script.ask_each("describeConsumerGroups", to, body)?.and_then(first) {
        Ok((node, Response::ConsumerGroupDescribe(response))) => {
            let Some(group) = response.groups.into_iter().next() else { return classic_group(script, id) };
            match ErrorCode::from_i16(group.error_code) {
                Some(ErrorCode::None) => Ok(Ok(from_modern(group, node))),
                Some(ErrorCode::GroupIdNotFound | ErrorCode::UnsupportedVersion) => classic_group(script, id),
                _ => Ok(Thrown::check(group.error_code, group.error_message.as_deref())
                    .and_then(|()| Err(Thrown::of(ErrorCode::UnknownServerError)))),
            }
        }
        Err(error) if error.code == ErrorCode::UnsupportedVersion => classic_group(script, id),
        Err(error) => Ok(Err(error.into())),
        Ok((_, other)) => Err(unexpected(&other)),
    }
}

fn classic_group(script: &mut Script<'_>, id: &str) -> Flow<Result<Group, Thrown>> {
    let body =
        DescribeGroupsRequest { groups: alloc::vec![id.to_string()], include_authorized_operations: false };
    let to = Target::Coordinator(id.to_string());
    let (node, response) = match script.ask_each("describeConsumerGroups", to, body)?.and_then(first) {
        Ok((node, Response::DescribeGroups(response))) => (node, response),
        Ok((_, other)) => return Err(unexpected(&other)),
        Err(error) => return Ok(Err(error.into())),
    };
    let Some(group) = response.groups.into_iter().next() else {
        return Ok(Err(Thrown::of(ErrorCode::UnknownServerError)));
    };
    let checked = Thrown::check(group.error_code, group.error_message.as_deref());
    Ok(checked.and_then(|()| from_classic(group, node)))
}

fn from_classic(group: classic::DescribedGroup, coordinator: i32) -> Result<Group, Thrown> {
    if !group.protocol_type.is_empty() && group.protocol_type != "consumer" {
        let message =
            format!("GroupId {} is not a consumer group ({}).", group.group_id, group.protocol_type);
        return Err(Thrown::illegal_argument(message));
    }
    let mut members = Vec::new();
    for member in group.members {
        let assignment = match member.member_assignment.is_empty() {
            true => Vec::new(),
            false => decode_assignment(&member.member_assignment).map_err(|error| {
                Thrown::new("org.apache.kafka.common.protocol.types.SchemaException", error.to_string())
            })?,
        };
        members.push(Member {
            id: member.member_id,
            instance_id: member.group_instance_id,
            host: member.client_host,
            client_id: member.client_id,
            assignment,
            modern: None,
        });
    }
    let (id, state, assignor) = (group.group_id, group.group_state, group.protocol_data);
    Ok(Group { id, state, assignor, coordinator, epochs: None, members })
}

fn from_modern(group: modern::DescribedGroup, coordinator: i32) -> Group {
    let places = |assignment: modern::Assignment| -> Vec<Place> {
        let topics = assignment.topic_partitions.into_iter();
        topics.flat_map(|t| t.partitions.into_iter().map(move |p| (t.topic_name.clone(), p))).collect()
    };
    let member = |member: modern::Member| Member {
        id: member.member_id,
        instance_id: member.instance_id,
        host: member.client_host,
        client_id: member.client_id,
        assignment: places(member.assignment),
        modern: Some(ModernMember {
            epoch: member.member_epoch,
            target: places(member.target_assignment),
            upgraded: (member.member_type >= 0).then_some(member.member_type == 1),
        }),
    };
    Group {
        id: group.group_id,
        state: group.group_state,
        assignor: group.assignor_name,
        coordinator,
        epochs: Some((group.group_epoch, group.assignment_epoch)),
        members: group.members.into_iter().map(member).collect(),
    }
}

/// Committed offsets of a group, with their leader epochs.
pub(super) fn committed(script: &mut Script<'_>, group: &str) -> Flow<BTreeMap<Place, (i64, i32)>> {
    let wanted = OffsetFetchRequestGroup { group_id: group.to_string(), topics: None, ..Default::default() };
    let body = OffsetFetchRequest { groups: alloc::vec![wanted], ..OffsetFetchRequest::default() };
    let to = Target::Coordinator(group.to_string());
    let response = match script.ask("listConsumerGroupOffsets", to, body)? {
        Ok(Response::OffsetFetch(response)) => response,
        Ok(other) => return Err(unexpected(&other)),
        Err(error) => return Err(at_runtime(executed(error)).into()),
    };
    let mut offsets = BTreeMap::new();
    for group in response.groups {
        Thrown::check(group.error_code, None).map_err(|error| at_runtime(executed(error)))?;
        for topic in group.topics {
            for partition in topic.partitions.iter().filter(|partition| partition.committed_offset >= 0) {
                let place = (topic.name.clone(), partition.partition_index);
                offsets.insert(place, (partition.committed_offset, partition.committed_leader_epoch));
            }
        }
    }
    Ok(offsets)
}

/// Offsets of partitions at a timestamp; a partition without one there is left out.
pub(super) fn log_offsets(
    script: &mut Script<'_>,
    places: &[Place],
    timestamp: i64,
) -> Flow<BTreeMap<Place, i64>> {
    if places.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut by_topic: BTreeMap<&str, Vec<ListOffsetsPartition>> = BTreeMap::new();
    for (topic, partition_index) in places {
        let partition =
            ListOffsetsPartition { partition_index: *partition_index, current_leader_epoch: -1, timestamp };
        by_topic.entry(topic).or_default().push(partition);
    }
    let topic = |(name, partitions): (&str, _)| ListOffsetsTopic { name: name.to_string(), partitions };
    let body = ListOffsetsRequest {
        replica_id: -1,
        isolation_level: 0,
        topics: by_topic.into_iter().map(topic).collect(),
        timeout_ms: 30_000,
    };
    let response = match script.ask("listOffsets", Target::Leaders, body)? {
        Ok(Response::ListOffsets(response)) => response,
        Ok(other) => return Err(unexpected(&other)),
        Err(error) => return Err(at_runtime(executed(error)).into()),
    };
    let mut offsets = BTreeMap::new();
    for topic in response.topics {
        for partition in topic.partitions {
            Thrown::check(partition.error_code, None).map_err(|error| at_runtime(executed(error)))?;
            if partition.offset >= 0 {
                offsets.insert((topic.name.clone(), partition.partition_index), partition.offset);
            }
        }
    }
    Ok(offsets)
}
