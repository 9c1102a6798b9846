//! What the log holds of consumer groups: Kafka's own records, keys and values.

use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;
use partita_machine::Name;
use partita_wire::Uuid;
use partita_wire::messages::consumer_group_current_member_assignment_key::ConsumerGroupCurrentMemberAssignmentKey;
use partita_wire::messages::consumer_group_current_member_assignment_value::ConsumerGroupCurrentMemberAssignmentValue;
use partita_wire::messages::consumer_group_member_metadata_key::ConsumerGroupMemberMetadataKey;
use partita_wire::messages::consumer_group_member_metadata_value::ConsumerGroupMemberMetadataValue;
use partita_wire::messages::consumer_group_metadata_key::ConsumerGroupMetadataKey;
use partita_wire::messages::consumer_group_metadata_value::ConsumerGroupMetadataValue;
use partita_wire::messages::consumer_group_regular_expression_key::ConsumerGroupRegularExpressionKey;
use partita_wire::messages::consumer_group_regular_expression_value::ConsumerGroupRegularExpressionValue;
use partita_wire::messages::consumer_group_target_assignment_member_key::ConsumerGroupTargetAssignmentMemberKey;
use partita_wire::messages::consumer_group_target_assignment_member_value::{
    ConsumerGroupTargetAssignmentMemberValue, TopicPartition,
};
use partita_wire::messages::consumer_group_target_assignment_metadata_key::ConsumerGroupTargetAssignmentMetadataKey;
use partita_wire::messages::consumer_group_target_assignment_metadata_value::ConsumerGroupTargetAssignmentMetadataValue;
use partita_wire::{GroupRecordKey, GroupRecordValue};

use super::Member;
use super::resolve::Resolved;
use crate::coordinator::group::assign::Partitions;

/// The only version of all these values.
const VERSION: i16 = 0;
/// Newest version of the embedded format of assignments.
const ASSIGNMENT_VERSION_MAX: i16 = 3;

/// A record of a consumer group; without a value it is the end of what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ConsumerRecord {
    /// The group's epoch. Its end is the group's. The reason is for the eye only, and not in the log.
    Epoch { value: Option<ConsumerGroupMetadataValue>, reason: Option<Name> },
    /// A member.
    Member { member_id: String, value: Option<ConsumerGroupMemberMetadataValue> },
    /// The epoch of the target, and when it was made.
    TargetEpoch { epoch: Option<i32>, made_ms: i64 },
    /// What a member shall own.
    Target { member_id: String, value: Option<Partitions> },
    /// What a member owns.
    Current { member_id: String, value: Option<ConsumerGroupCurrentMemberAssignmentValue> },
    /// What a regular expression stands for.
    Expression { expression: String, value: Option<Resolved> },
}

impl ConsumerRecord {
    /// Whether it is the end of what it is about.
    pub(crate) fn is_end(&self) -> bool {
        match self {
            ConsumerRecord::Epoch { value, .. } => value.is_none(),
            ConsumerRecord::Member { value, .. } => value.is_none(),
            ConsumerRecord::TargetEpoch { epoch, .. } => epoch.is_none(),
            ConsumerRecord::Target { value, .. } => value.is_none(),
            ConsumerRecord::Current { value, .. } => value.is_none(),
            ConsumerRecord::Expression { value, .. } => value.is_none(),
        }
    }
}

/// The value of an epoch.
pub(super) fn epoch(epoch: i32, metadata_hash: i64) -> ConsumerGroupMetadataValue {
    ConsumerGroupMetadataValue { epoch, metadata_hash }
}

/// Key and value as they stand in a batch; `None` if a text is too long for them.
pub(crate) fn encode(group: &Name, record: &ConsumerRecord) -> Option<(Vec<u8>, Option<Vec<u8>>)> {
    let group_id = String::from(&**group);
    let (mut key, value) = match record.clone() {
        ConsumerRecord::Epoch { value, .. } => (
            GroupRecordKey::ConsumerGroupMetadata(ConsumerGroupMetadataKey { group_id }),
            value.map(GroupRecordValue::ConsumerGroupMetadata),
        ),
        ConsumerRecord::Member { member_id, value } => (
            GroupRecordKey::ConsumerGroupMemberMetadata(ConsumerGroupMemberMetadataKey {
                group_id,
                member_id,
            }),
            value.map(GroupRecordValue::ConsumerGroupMemberMetadata),
        ),
        ConsumerRecord::TargetEpoch { epoch, made_ms } => {
            let value = |assignment_epoch| ConsumerGroupTargetAssignmentMetadataValue {
                assignment_epoch,
                assignment_timestamp: made_ms,
            };
            let key = ConsumerGroupTargetAssignmentMetadataKey { group_id };
            let value = epoch.map(value).map(GroupRecordValue::ConsumerGroupTargetAssignmentMetadata);
            (GroupRecordKey::ConsumerGroupTargetAssignmentMetadata(key), value)
        }
        ConsumerRecord::Target { member_id, value } => (
            GroupRecordKey::ConsumerGroupTargetAssignmentMember(ConsumerGroupTargetAssignmentMemberKey {
                group_id,
                member_id,
            }),
            value.map(|of| GroupRecordValue::ConsumerGroupTargetAssignmentMember(target_value(of))),
        ),
        ConsumerRecord::Current { member_id, value } => (
            GroupRecordKey::ConsumerGroupCurrentMemberAssignment(ConsumerGroupCurrentMemberAssignmentKey {
                group_id,
                member_id,
            }),
            value.map(GroupRecordValue::ConsumerGroupCurrentMemberAssignment),
        ),
        ConsumerRecord::Expression { expression, value } => (
            GroupRecordKey::ConsumerGroupRegularExpression(ConsumerGroupRegularExpressionKey {
                group_id,
                regular_expression: expression,
            }),
            value.map(|resolved| GroupRecordValue::ConsumerGroupRegularExpression(resolved.into())),
        ),
    };
    let value = match value {
        Some(mut value) => Some(value.encode(VERSION).ok()?),
        None => None,
    };
    Some((key.encode().ok()?, value))
}

fn target_value(partitions: Partitions) -> ConsumerGroupTargetAssignmentMemberValue {
    let topic = |(topic_id, of): (Uuid, alloc::collections::BTreeSet<i32>)| TopicPartition {
        topic_id,
        partitions: of.into_iter().collect(),
    };
    ConsumerGroupTargetAssignmentMemberValue { topic_partitions: partitions.into_iter().map(topic).collect() }
}

/// Reads a record back, with its group; `None` for what is of another kind, or cannot be read.
pub(crate) fn decode(key: GroupRecordKey, value: Option<GroupRecordValue>) -> Option<(Name, ConsumerRecord)> {
    use GroupRecordValue as Value;
    let (group_id, record) = match (key, value) {
        (GroupRecordKey::ConsumerGroupMetadata(key), value) => {
            let value = of(value, |value| match value {
                Value::ConsumerGroupMetadata(value) => Some(value),
                _ => None,
            })?;
            (key.group_id, ConsumerRecord::Epoch { value, reason: None })
        }
        (GroupRecordKey::ConsumerGroupMemberMetadata(key), value) => {
            let value = of(value, |value| match value {
                Value::ConsumerGroupMemberMetadata(value) => Some(value),
                _ => None,
            })?;
            (key.group_id, ConsumerRecord::Member { member_id: key.member_id, value })
        }
        (GroupRecordKey::ConsumerGroupTargetAssignmentMetadata(key), value) => {
            let value = of(value, |value| match value {
                Value::ConsumerGroupTargetAssignmentMetadata(value) => Some(value),
                _ => None,
            })?;
            let (epoch, made_ms) = match value {
                Some(value) => (Some(value.assignment_epoch), value.assignment_timestamp),
                None => (None, 0),
            };
            (key.group_id, ConsumerRecord::TargetEpoch { epoch, made_ms })
        }
        (GroupRecordKey::ConsumerGroupTargetAssignmentMember(key), value) => {
            let value = of(value, |value| match value {
                Value::ConsumerGroupTargetAssignmentMember(value) => Some(value),
                _ => None,
            })?;
            let value = value.map(|value| {
                let topics = value.topic_partitions.into_iter();
                topics.map(|topic| (topic.topic_id, topic.partitions.into_iter().collect())).collect()
            });
            (key.group_id, ConsumerRecord::Target { member_id: key.member_id, value })
        }
        (GroupRecordKey::ConsumerGroupCurrentMemberAssignment(key), value) => {
            let value = of(value, |value| match value {
                Value::ConsumerGroupCurrentMemberAssignment(value) => Some(value),
                _ => None,
            })?;
            (key.group_id, ConsumerRecord::Current { member_id: key.member_id, value })
        }
        (GroupRecordKey::ConsumerGroupRegularExpression(key), value) => {
            let value = of(value, |value| match value {
                Value::ConsumerGroupRegularExpression(value) => Some(value),
                _ => None,
            })?;
            let value = value.map(|value: ConsumerGroupRegularExpressionValue| value.into());
            (key.group_id, ConsumerRecord::Expression { expression: key.regular_expression, value })
        }
        _ => return None,
    };
    Some((group_id.into(), record))
}

/// A value of the right kind, or none at all; `None` if it is of another kind.
fn of<T>(value: Option<GroupRecordValue>, kind: impl Fn(GroupRecordValue) -> Option<T>) -> Option<Option<T>> {
    match value {
        Some(value) => kind(value).map(Some),
        None => Some(None),
    }
}

/// What the classic protocol's embedded format says of an assignment, in the version of the member's own subscription.
pub(super) fn classic_assignment(member: &Member, partitions: &[(String, Vec<i32>)]) -> Bytes {
    let mut out = Vec::new();
    let preferred = member.classic.as_ref().and_then(|classic| classic.protocols.first());
    let version = preferred.and_then(|(_, metadata)| Some(i16::from_be_bytes(*metadata.first_chunk()?)));
    let version = version.unwrap_or(ASSIGNMENT_VERSION_MAX).clamp(0, ASSIGNMENT_VERSION_MAX);
    let count = |len: usize| i32::try_from(len).unwrap_or(i32::MAX).to_be_bytes();
    out.extend_from_slice(&version.to_be_bytes());
    out.extend_from_slice(&count(partitions.len()));
    for (topic, of) in partitions {
        out.extend_from_slice(&i16::try_from(topic.len()).unwrap_or(i16::MAX).to_be_bytes());
        out.extend_from_slice(topic.as_bytes());
        out.extend_from_slice(&count(of.len()));
        of.iter().for_each(|partition| out.extend_from_slice(&partition.to_be_bytes()));
    }
    out.extend_from_slice(&(-1_i32).to_be_bytes());
    out.into()
}
