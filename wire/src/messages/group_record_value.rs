// Generated from wire/schemas by `cargo xtask generate`; do not edit.
//! The value of a record of `__consumer_offsets`.

use super::consumer_group_current_member_assignment_value::ConsumerGroupCurrentMemberAssignmentValue;
use super::consumer_group_member_metadata_value::ConsumerGroupMemberMetadataValue;
use super::consumer_group_metadata_value::ConsumerGroupMetadataValue;
use super::consumer_group_partition_metadata_value::ConsumerGroupPartitionMetadataValue;
use super::consumer_group_regular_expression_value::ConsumerGroupRegularExpressionValue;
use super::consumer_group_target_assignment_member_value::ConsumerGroupTargetAssignmentMemberValue;
use super::consumer_group_target_assignment_metadata_value::ConsumerGroupTargetAssignmentMetadataValue;
use super::group_metadata_value::GroupMetadataValue;
use super::legacy_offset_commit_value::LegacyOffsetCommitValue;
use super::offset_commit_value::OffsetCommitValue;
use super::share_group_current_member_assignment_value::ShareGroupCurrentMemberAssignmentValue;
use super::share_group_member_metadata_value::ShareGroupMemberMetadataValue;
use super::share_group_metadata_value::ShareGroupMetadataValue;
use super::share_group_state_partition_metadata_value::ShareGroupStatePartitionMetadataValue;
use super::share_group_target_assignment_member_value::ShareGroupTargetAssignmentMemberValue;
use super::share_group_target_assignment_metadata_value::ShareGroupTargetAssignmentMetadataValue;
use super::streams_group_current_member_assignment_value::StreamsGroupCurrentMemberAssignmentValue;
use super::streams_group_member_metadata_value::StreamsGroupMemberMetadataValue;
use super::streams_group_metadata_value::StreamsGroupMetadataValue;
use super::streams_group_target_assignment_member_value::StreamsGroupTargetAssignmentMemberValue;
use super::streams_group_target_assignment_metadata_value::StreamsGroupTargetAssignmentMetadataValue;
use super::streams_group_topology_value::StreamsGroupTopologyValue;
use crate::codec::{Message, Root, Schema};

/// The value of a record of `__consumer_offsets`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupRecordValue {
    /// [`LegacyOffsetCommitValue`].
    LegacyOffsetCommit(LegacyOffsetCommitValue),
    /// [`OffsetCommitValue`].
    OffsetCommit(OffsetCommitValue),
    /// [`GroupMetadataValue`].
    GroupMetadata(GroupMetadataValue),
    /// [`ConsumerGroupMetadataValue`].
    ConsumerGroupMetadata(ConsumerGroupMetadataValue),
    /// [`ConsumerGroupPartitionMetadataValue`].
    ConsumerGroupPartitionMetadata(ConsumerGroupPartitionMetadataValue),
    /// [`ConsumerGroupMemberMetadataValue`].
    ConsumerGroupMemberMetadata(ConsumerGroupMemberMetadataValue),
    /// [`ConsumerGroupTargetAssignmentMetadataValue`].
    ConsumerGroupTargetAssignmentMetadata(ConsumerGroupTargetAssignmentMetadataValue),
    /// [`ConsumerGroupTargetAssignmentMemberValue`].
    ConsumerGroupTargetAssignmentMember(ConsumerGroupTargetAssignmentMemberValue),
    /// [`ConsumerGroupCurrentMemberAssignmentValue`].
    ConsumerGroupCurrentMemberAssignment(ConsumerGroupCurrentMemberAssignmentValue),
    /// [`ShareGroupMemberMetadataValue`].
    ShareGroupMemberMetadata(ShareGroupMemberMetadataValue),
    /// [`ShareGroupMetadataValue`].
    ShareGroupMetadata(ShareGroupMetadataValue),
    /// [`ShareGroupTargetAssignmentMetadataValue`].
    ShareGroupTargetAssignmentMetadata(ShareGroupTargetAssignmentMetadataValue),
    /// [`ShareGroupTargetAssignmentMemberValue`].
    ShareGroupTargetAssignmentMember(ShareGroupTargetAssignmentMemberValue),
    /// [`ShareGroupCurrentMemberAssignmentValue`].
    ShareGroupCurrentMemberAssignment(ShareGroupCurrentMemberAssignmentValue),
    /// [`ShareGroupStatePartitionMetadataValue`].
    ShareGroupStatePartitionMetadata(ShareGroupStatePartitionMetadataValue),
    /// [`ConsumerGroupRegularExpressionValue`].
    ConsumerGroupRegularExpression(ConsumerGroupRegularExpressionValue),
    /// [`StreamsGroupMetadataValue`].
    StreamsGroupMetadata(StreamsGroupMetadataValue),
    /// [`StreamsGroupMemberMetadataValue`].
    StreamsGroupMemberMetadata(StreamsGroupMemberMetadataValue),
    /// [`StreamsGroupTargetAssignmentMetadataValue`].
    StreamsGroupTargetAssignmentMetadata(StreamsGroupTargetAssignmentMetadataValue),
    /// [`StreamsGroupTargetAssignmentMemberValue`].
    StreamsGroupTargetAssignmentMember(StreamsGroupTargetAssignmentMemberValue),
    /// [`StreamsGroupCurrentMemberAssignmentValue`].
    StreamsGroupCurrentMemberAssignment(StreamsGroupCurrentMemberAssignmentValue),
    /// [`StreamsGroupTopologyValue`].
    StreamsGroupTopology(StreamsGroupTopologyValue),
}

impl GroupRecordValue {
    /// The record of a type with every field at its default; `None` if Kafka has no such type.
    pub fn new(record_type: i16) -> Option<GroupRecordValue> {
        Some(match record_type {
            0 => GroupRecordValue::LegacyOffsetCommit(LegacyOffsetCommitValue::default()),
            1 => GroupRecordValue::OffsetCommit(OffsetCommitValue::default()),
            2 => GroupRecordValue::GroupMetadata(GroupMetadataValue::default()),
            3 => GroupRecordValue::ConsumerGroupMetadata(ConsumerGroupMetadataValue::default()),
            4 => GroupRecordValue::ConsumerGroupPartitionMetadata(
                ConsumerGroupPartitionMetadataValue::default(),
            ),
            5 => GroupRecordValue::ConsumerGroupMemberMetadata(ConsumerGroupMemberMetadataValue::default()),
            6 => GroupRecordValue::ConsumerGroupTargetAssignmentMetadata(
                ConsumerGroupTargetAssignmentMetadataValue::default(),
            ),
            7 => GroupRecordValue::ConsumerGroupTargetAssignmentMember(
                ConsumerGroupTargetAssignmentMemberValue::default(),
            ),
            8 => GroupRecordValue::ConsumerGroupCurrentMemberAssignment(
                ConsumerGroupCurrentMemberAssignmentValue::default(),
            ),
            10 => GroupRecordValue::ShareGroupMemberMetadata(ShareGroupMemberMetadataValue::default()),
            11 => GroupRecordValue::ShareGroupMetadata(ShareGroupMetadataValue::default()),
            12 => GroupRecordValue::ShareGroupTargetAssignmentMetadata(
                ShareGroupTargetAssignmentMetadataValue::default(),
            ),
            13 => GroupRecordValue::ShareGroupTargetAssignmentMember(
                ShareGroupTargetAssignmentMemberValue::default(),
            ),
            14 => GroupRecordValue::ShareGroupCurrentMemberAssignment(
                ShareGroupCurrentMemberAssignmentValue::default(),
            ),
            15 => GroupRecordValue::ShareGroupStatePartitionMetadata(
                ShareGroupStatePartitionMetadataValue::default(),
            ),
            16 => GroupRecordValue::ConsumerGroupRegularExpression(
                ConsumerGroupRegularExpressionValue::default(),
            ),
            17 => GroupRecordValue::StreamsGroupMetadata(StreamsGroupMetadataValue::default()),
            19 => GroupRecordValue::StreamsGroupMemberMetadata(StreamsGroupMemberMetadataValue::default()),
            20 => GroupRecordValue::StreamsGroupTargetAssignmentMetadata(
                StreamsGroupTargetAssignmentMetadataValue::default(),
            ),
            21 => GroupRecordValue::StreamsGroupTargetAssignmentMember(
                StreamsGroupTargetAssignmentMemberValue::default(),
            ),
            22 => GroupRecordValue::StreamsGroupCurrentMemberAssignment(
                StreamsGroupCurrentMemberAssignmentValue::default(),
            ),
            23 => GroupRecordValue::StreamsGroupTopology(StreamsGroupTopologyValue::default()),
            _ => return None,
        })
    }

    /// The number of the type.
    pub fn record_type(&self) -> i16 {
        match self {
            GroupRecordValue::LegacyOffsetCommit(_) => 0,
            GroupRecordValue::OffsetCommit(_) => 1,
            GroupRecordValue::GroupMetadata(_) => 2,
            GroupRecordValue::ConsumerGroupMetadata(_) => 3,
            GroupRecordValue::ConsumerGroupPartitionMetadata(_) => 4,
            GroupRecordValue::ConsumerGroupMemberMetadata(_) => 5,
            GroupRecordValue::ConsumerGroupTargetAssignmentMetadata(_) => 6,
            GroupRecordValue::ConsumerGroupTargetAssignmentMember(_) => 7,
            GroupRecordValue::ConsumerGroupCurrentMemberAssignment(_) => 8,
            GroupRecordValue::ShareGroupMemberMetadata(_) => 10,
            GroupRecordValue::ShareGroupMetadata(_) => 11,
            GroupRecordValue::ShareGroupTargetAssignmentMetadata(_) => 12,
            GroupRecordValue::ShareGroupTargetAssignmentMember(_) => 13,
            GroupRecordValue::ShareGroupCurrentMemberAssignment(_) => 14,
            GroupRecordValue::ShareGroupStatePartitionMetadata(_) => 15,
            GroupRecordValue::ConsumerGroupRegularExpression(_) => 16,
            GroupRecordValue::StreamsGroupMetadata(_) => 17,
            GroupRecordValue::StreamsGroupMemberMetadata(_) => 19,
            GroupRecordValue::StreamsGroupTargetAssignmentMetadata(_) => 20,
            GroupRecordValue::StreamsGroupTargetAssignmentMember(_) => 21,
            GroupRecordValue::StreamsGroupCurrentMemberAssignment(_) => 22,
            GroupRecordValue::StreamsGroupTopology(_) => 23,
        }
    }

    /// The name and versions of the message inside.
    pub fn schema(&self) -> &'static Schema {
        match self {
            GroupRecordValue::LegacyOffsetCommit(_) => &LegacyOffsetCommitValue::SCHEMA,
            GroupRecordValue::OffsetCommit(_) => &OffsetCommitValue::SCHEMA,
            GroupRecordValue::GroupMetadata(_) => &GroupMetadataValue::SCHEMA,
            GroupRecordValue::ConsumerGroupMetadata(_) => &ConsumerGroupMetadataValue::SCHEMA,
            GroupRecordValue::ConsumerGroupPartitionMetadata(_) => {
                &ConsumerGroupPartitionMetadataValue::SCHEMA
            }
            GroupRecordValue::ConsumerGroupMemberMetadata(_) => &ConsumerGroupMemberMetadataValue::SCHEMA,
            GroupRecordValue::ConsumerGroupTargetAssignmentMetadata(_) => {
                &ConsumerGroupTargetAssignmentMetadataValue::SCHEMA
            }
            GroupRecordValue::ConsumerGroupTargetAssignmentMember(_) => {
                &ConsumerGroupTargetAssignmentMemberValue::SCHEMA
            }
            GroupRecordValue::ConsumerGroupCurrentMemberAssignment(_) => {
                &ConsumerGroupCurrentMemberAssignmentValue::SCHEMA
            }
            GroupRecordValue::ShareGroupMemberMetadata(_) => &ShareGroupMemberMetadataValue::SCHEMA,
            GroupRecordValue::ShareGroupMetadata(_) => &ShareGroupMetadataValue::SCHEMA,
            GroupRecordValue::ShareGroupTargetAssignmentMetadata(_) => {
                &ShareGroupTargetAssignmentMetadataValue::SCHEMA
            }
            GroupRecordValue::ShareGroupTargetAssignmentMember(_) => {
                &ShareGroupTargetAssignmentMemberValue::SCHEMA
            }
            GroupRecordValue::ShareGroupCurrentMemberAssignment(_) => {
                &ShareGroupCurrentMemberAssignmentValue::SCHEMA
            }
            GroupRecordValue::ShareGroupStatePartitionMetadata(_) => {
                &ShareGroupStatePartitionMetadataValue::SCHEMA
            }
            GroupRecordValue::ConsumerGroupRegularExpression(_) => {
                &ConsumerGroupRegularExpressionValue::SCHEMA
            }
            GroupRecordValue::StreamsGroupMetadata(_) => &StreamsGroupMetadataValue::SCHEMA,
            GroupRecordValue::StreamsGroupMemberMetadata(_) => &StreamsGroupMemberMetadataValue::SCHEMA,
            GroupRecordValue::StreamsGroupTargetAssignmentMetadata(_) => {
                &StreamsGroupTargetAssignmentMetadataValue::SCHEMA
            }
            GroupRecordValue::StreamsGroupTargetAssignmentMember(_) => {
                &StreamsGroupTargetAssignmentMemberValue::SCHEMA
            }
            GroupRecordValue::StreamsGroupCurrentMemberAssignment(_) => {
                &StreamsGroupCurrentMemberAssignmentValue::SCHEMA
            }
            GroupRecordValue::StreamsGroupTopology(_) => &StreamsGroupTopologyValue::SCHEMA,
        }
    }

    /// The message inside, for a codec.
    pub fn message(&mut self) -> &mut dyn Message {
        match self {
            GroupRecordValue::LegacyOffsetCommit(message) => message,
            GroupRecordValue::OffsetCommit(message) => message,
            GroupRecordValue::GroupMetadata(message) => message,
            GroupRecordValue::ConsumerGroupMetadata(message) => message,
            GroupRecordValue::ConsumerGroupPartitionMetadata(message) => message,
            GroupRecordValue::ConsumerGroupMemberMetadata(message) => message,
            GroupRecordValue::ConsumerGroupTargetAssignmentMetadata(message) => message,
            GroupRecordValue::ConsumerGroupTargetAssignmentMember(message) => message,
            GroupRecordValue::ConsumerGroupCurrentMemberAssignment(message) => message,
            GroupRecordValue::ShareGroupMemberMetadata(message) => message,
            GroupRecordValue::ShareGroupMetadata(message) => message,
            GroupRecordValue::ShareGroupTargetAssignmentMetadata(message) => message,
            GroupRecordValue::ShareGroupTargetAssignmentMember(message) => message,
            GroupRecordValue::ShareGroupCurrentMemberAssignment(message) => message,
            GroupRecordValue::ShareGroupStatePartitionMetadata(message) => message,
            GroupRecordValue::ConsumerGroupRegularExpression(message) => message,
            GroupRecordValue::StreamsGroupMetadata(message) => message,
            GroupRecordValue::StreamsGroupMemberMetadata(message) => message,
            GroupRecordValue::StreamsGroupTargetAssignmentMetadata(message) => message,
            GroupRecordValue::StreamsGroupTargetAssignmentMember(message) => message,
            GroupRecordValue::StreamsGroupCurrentMemberAssignment(message) => message,
            GroupRecordValue::StreamsGroupTopology(message) => message,
        }
    }
}

impl From<LegacyOffsetCommitValue> for GroupRecordValue {
    fn from(message: LegacyOffsetCommitValue) -> GroupRecordValue {
        GroupRecordValue::LegacyOffsetCommit(message)
    }
}

impl From<OffsetCommitValue> for GroupRecordValue {
    fn from(message: OffsetCommitValue) -> GroupRecordValue {
        GroupRecordValue::OffsetCommit(message)
    }
}

impl From<GroupMetadataValue> for GroupRecordValue {
    fn from(message: GroupMetadataValue) -> GroupRecordValue {
        GroupRecordValue::GroupMetadata(message)
    }
}

impl From<ConsumerGroupMetadataValue> for GroupRecordValue {
    fn from(message: ConsumerGroupMetadataValue) -> GroupRecordValue {
        GroupRecordValue::ConsumerGroupMetadata(message)
    }
}

impl From<ConsumerGroupPartitionMetadataValue> for GroupRecordValue {
    fn from(message: ConsumerGroupPartitionMetadataValue) -> GroupRecordValue {
        GroupRecordValue::ConsumerGroupPartitionMetadata(message)
    }
}

impl From<ConsumerGroupMemberMetadataValue> for GroupRecordValue {
    fn from(message: ConsumerGroupMemberMetadataValue) -> GroupRecordValue {
        GroupRecordValue::ConsumerGroupMemberMetadata(message)
    }
}

impl From<ConsumerGroupTargetAssignmentMetadataValue> for GroupRecordValue {
    fn from(message: ConsumerGroupTargetAssignmentMetadataValue) -> GroupRecordValue {
        GroupRecordValue::ConsumerGroupTargetAssignmentMetadata(message)
    }
}

impl From<ConsumerGroupTargetAssignmentMemberValue> for GroupRecordValue {
    fn from(message: ConsumerGroupTargetAssignmentMemberValue) -> GroupRecordValue {
        GroupRecordValue::ConsumerGroupTargetAssignmentMember(message)
    }
}

impl From<ConsumerGroupCurrentMemberAssignmentValue> for GroupRecordValue {
    fn from(message: ConsumerGroupCurrentMemberAssignmentValue) -> GroupRecordValue {
        GroupRecordValue::ConsumerGroupCurrentMemberAssignment(message)
    }
}

impl From<ShareGroupMemberMetadataValue> for GroupRecordValue {
    fn from(message: ShareGroupMemberMetadataValue) -> GroupRecordValue {
        GroupRecordValue::ShareGroupMemberMetadata(message)
    }
}

impl From<ShareGroupMetadataValue> for GroupRecordValue {
    fn from(message: ShareGroupMetadataValue) -> GroupRecordValue {
        GroupRecordValue::ShareGroupMetadata(message)
    }
}

impl From<ShareGroupTargetAssignmentMetadataValue> for GroupRecordValue {
    fn from(message: ShareGroupTargetAssignmentMetadataValue) -> GroupRecordValue {
        GroupRecordValue::ShareGroupTargetAssignmentMetadata(message)
    }
}

impl From<ShareGroupTargetAssignmentMemberValue> for GroupRecordValue {
    fn from(message: ShareGroupTargetAssignmentMemberValue) -> GroupRecordValue {
        GroupRecordValue::ShareGroupTargetAssignmentMember(message)
    }
}

impl From<ShareGroupCurrentMemberAssignmentValue> for GroupRecordValue {
    fn from(message: ShareGroupCurrentMemberAssignmentValue) -> GroupRecordValue {
        GroupRecordValue::ShareGroupCurrentMemberAssignment(message)
    }
}

impl From<ShareGroupStatePartitionMetadataValue> for GroupRecordValue {
    fn from(message: ShareGroupStatePartitionMetadataValue) -> GroupRecordValue {
        GroupRecordValue::ShareGroupStatePartitionMetadata(message)
    }
}

impl From<ConsumerGroupRegularExpressionValue> for GroupRecordValue {
    fn from(message: ConsumerGroupRegularExpressionValue) -> GroupRecordValue {
        GroupRecordValue::ConsumerGroupRegularExpression(message)
    }
}

impl From<StreamsGroupMetadataValue> for GroupRecordValue {
    fn from(message: StreamsGroupMetadataValue) -> GroupRecordValue {
        GroupRecordValue::StreamsGroupMetadata(message)
    }
}

impl From<StreamsGroupMemberMetadataValue> for GroupRecordValue {
    fn from(message: StreamsGroupMemberMetadataValue) -> GroupRecordValue {
        GroupRecordValue::StreamsGroupMemberMetadata(message)
    }
}

impl From<StreamsGroupTargetAssignmentMetadataValue> for GroupRecordValue {
    fn from(message: StreamsGroupTargetAssignmentMetadataValue) -> GroupRecordValue {
        GroupRecordValue::StreamsGroupTargetAssignmentMetadata(message)
    }
}

impl From<StreamsGroupTargetAssignmentMemberValue> for GroupRecordValue {
    fn from(message: StreamsGroupTargetAssignmentMemberValue) -> GroupRecordValue {
        GroupRecordValue::StreamsGroupTargetAssignmentMember(message)
    }
}

impl From<StreamsGroupCurrentMemberAssignmentValue> for GroupRecordValue {
    fn from(message: StreamsGroupCurrentMemberAssignmentValue) -> GroupRecordValue {
        GroupRecordValue::StreamsGroupCurrentMemberAssignment(message)
    }
}

impl From<StreamsGroupTopologyValue> for GroupRecordValue {
    fn from(message: StreamsGroupTopologyValue) -> GroupRecordValue {
        GroupRecordValue::StreamsGroupTopology(message)
    }
}
