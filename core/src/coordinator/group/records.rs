//! What the log holds of groups: Kafka's own records of `__consumer_offsets`, keys and values.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;
use partita_machine::Name;
use partita_wire::messages::group_metadata_key::GroupMetadataKey;
use partita_wire::messages::group_metadata_value::{GroupMetadataValue, MemberMetadata};
use partita_wire::messages::offset_commit_key::OffsetCommitKey;
use partita_wire::messages::offset_commit_value::OffsetCommitValue;
use partita_wire::{GroupRecordKey, GroupRecordValue};

use super::classic::Group;
use super::consumer::{self, ConsumerRecord};
use super::offsets::{Change, Commit, NONE};

/// The newest version of a group's value without tagged fields, which Kafka writes.
const GROUP_VALUE_VERSION: i16 = 3;
/// The version with the topic's id.
const OFFSET_VALUE_VERSION: i16 = 4;
/// The only version with an expiry of its own.
const EXPIRING_OFFSET_VALUE_VERSION: i16 = 1;

/// A record of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum GroupRecord {
    /// A generation of a group, or its end.
    Group { group: Name, value: Option<GroupMetadataValue> },
    /// A committed offset, or its end.
    Offset { group: Name, change: Change },
    /// Something about a group of the consumer protocol.
    Consumer { group: Name, record: ConsumerRecord },
}

/// A group as it is. `assignments` by member id, or what the members have.
pub(crate) fn group(group: &Group, assignments: Option<&BTreeMap<String, Bytes>>) -> GroupRecord {
    let member = |member: &super::classic::Member| MemberMetadata {
        member_id: member.member_id.clone(),
        group_instance_id: member.group_instance_id.clone(),
        client_id: member.client_id.clone(),
        client_host: member.client_host.clone(),
        rebalance_timeout: member.rebalance_timeout_ms,
        session_timeout: member.session_timeout_ms,
        subscription: group.metadata_of(&member.member_id),
        assignment: match assignments {
            Some(assignments) => assignments.get(&member.member_id).cloned().unwrap_or_default(),
            None => member.assignment.clone(),
        },
    };
    let value = GroupMetadataValue {
        protocol_type: group.protocol_type.clone().unwrap_or_default(),
        generation: group.generation,
        protocol: group.protocol.clone(),
        leader: group.leader.clone(),
        current_state_timestamp: group.state_since_ms,
        members: group.members.values().map(member).collect(),
    };
    GroupRecord::Group { group: group.id.clone(), value: Some(value) }
}

/// A group that nobody has joined for good yet.
pub(crate) fn created(group: &Group) -> GroupRecord {
    let value = GroupMetadataValue { current_state_timestamp: group.state_since_ms, ..Default::default() };
    let value = GroupMetadataValue { protocol: None, leader: None, ..value };
    GroupRecord::Group { group: group.id.clone(), value: Some(value) }
}

/// The end of a group.
pub(crate) fn tombstone(group: &Name) -> GroupRecord {
    GroupRecord::Group { group: group.clone(), value: None }
}

/// An offset, or its end.
pub(crate) fn offset(group: &Name, change: &Change) -> GroupRecord {
    GroupRecord::Offset { group: group.clone(), change: change.clone() }
}

/// Key and value as they stand in a batch; `None` if a text is too long for them.
pub(crate) fn encode(record: &GroupRecord) -> Option<(Vec<u8>, Option<Vec<u8>>)> {
    let (mut key, value) = match record {
        GroupRecord::Group { group, value } => {
            let key = GroupRecordKey::GroupMetadata(GroupMetadataKey { group: String::from(&**group) });
            let value =
                value.clone().map(|value| (GroupRecordValue::GroupMetadata(value), GROUP_VALUE_VERSION));
            (key, value)
        }
        GroupRecord::Offset { group, change } => {
            let key = GroupRecordKey::OffsetCommit(OffsetCommitKey {
                group: String::from(&**group),
                topic: String::from(&*change.topic),
                partition: change.partition,
            });
            (key, change.commit.clone().map(offset_value))
        }
        GroupRecord::Consumer { group, record } => return consumer::records::encode(group, record),
    };
    let value = match value {
        Some((mut value, version)) => Some(value.encode(version).ok()?),
        None => None,
    };
    Some((key.encode().ok()?, value))
}

fn offset_value(commit: Commit) -> (GroupRecordValue, i16) {
    let version = match commit.expire_timestamp {
        NONE => OFFSET_VALUE_VERSION,
        _ => EXPIRING_OFFSET_VALUE_VERSION,
    };
    let value = OffsetCommitValue {
        offset: commit.offset,
        leader_epoch: commit.leader_epoch,
        metadata: commit.metadata,
        commit_timestamp: commit.commit_timestamp,
        expire_timestamp: commit.expire_timestamp,
        topic_id: commit.topic_id,
    };
    (GroupRecordValue::OffsetCommit(value), version)
}

/// Reads a record back; `None` for kinds that are not served here, and for what cannot be read.
pub(crate) fn decode(key: Bytes, value: Option<Bytes>) -> Option<GroupRecord> {
    let key = GroupRecordKey::decode(key).ok()?;
    let value = match value {
        Some(value) => Some(GroupRecordValue::decode(key.record_type(), value).ok()?.0),
        None => None,
    };
    match (key, value) {
        (GroupRecordKey::GroupMetadata(key), Some(GroupRecordValue::GroupMetadata(value))) => {
            Some(GroupRecord::Group { group: key.group.into(), value: Some(value) })
        }
        (GroupRecordKey::GroupMetadata(key), None) => {
            Some(GroupRecord::Group { group: key.group.into(), value: None })
        }
        (GroupRecordKey::OffsetCommit(key), Some(GroupRecordValue::OffsetCommit(value))) => {
            Some(commit(key, Some(value.into())))
        }
        (GroupRecordKey::OffsetCommit(key), None) => Some(commit(key, None)),
        (key, value) => {
            let (group, record) = consumer::records::decode(key, value)?;
            Some(GroupRecord::Consumer { group, record })
        }
    }
}

fn commit(key: OffsetCommitKey, commit: Option<Commit>) -> GroupRecord {
    let change = Change { topic: key.topic.into(), partition: key.partition, commit };
    GroupRecord::Offset { group: key.group.into(), change }
}
