// Generated from wire/schemas by `cargo xtask generate`; do not edit.
//! The key of a record of `__consumer_offsets`.

use super::consumer_group_current_member_assignment_key::ConsumerGroupCurrentMemberAssignmentKey;
use super::consumer_group_member_metadata_key::ConsumerGroupMemberMetadataKey;
use super::consumer_group_metadata_key::ConsumerGroupMetadataKey;
use super::consumer_group_partition_metadata_key::ConsumerGroupPartitionMetadataKey;
use super::consumer_group_regular_expression_key::ConsumerGroupRegularExpressionKey;
use super::consumer_group_target_assignment_member_key::ConsumerGroupTargetAssignmentMemberKey;
use super::consumer_group_target_assignment_metadata_key::ConsumerGroupTargetAssignmentMetadataKey;
use super::group_metadata_key::GroupMetadataKey;
use super::legacy_offset_commit_key::LegacyOffsetCommitKey;
use super::offset_commit_key::OffsetCommitKey;
use super::share_group_current_member_assignment_key::ShareGroupCurrentMemberAssignmentKey;
use super::share_group_member_metadata_key::ShareGroupMemberMetadataKey;
use super::share_group_metadata_key::ShareGroupMetadataKey;
use super::share_group_state_partition_metadata_key::ShareGroupStatePartitionMetadataKey;
use super::share_group_target_assignment_member_key::ShareGroupTargetAssignmentMemberKey;
use super::share_group_target_assignment_metadata_key::ShareGroupTargetAssignmentMetadataKey;
use super::streams_group_current_member_assignment_key::StreamsGroupCurrentMemberAssignmentKey;
use super::streams_group_member_metadata_key::StreamsGroupMemberMetadataKey;
use super::streams_group_metadata_key::StreamsGroupMetadataKey;
use super::streams_group_target_assignment_member_key::StreamsGroupTargetAssignmentMemberKey;
use super::streams_group_target_assignment_metadata_key::StreamsGroupTargetAssignmentMetadataKey;
use super::streams_group_topology_key::StreamsGroupTopologyKey;
use crate::codec::{Message, Root, Schema};

/// The key of a record of `__consumer_offsets`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupRecordKey {
    /// [`LegacyOffsetCommitKey`].
    LegacyOffsetCommit(LegacyOffsetCommitKey),
    /// [`OffsetCommitKey`].
    OffsetCommit(OffsetCommitKey),
    /// [`GroupMetadataKey`].
    GroupMetadata(GroupMetadataKey),
    /// [`ConsumerGroupMetadataKey`].
    ConsumerGroupMetadata(ConsumerGroupMetadataKey),
    /// [`ConsumerGroupPartitionMetadataKey`].
    ConsumerGroupPartitionMetadata(ConsumerGroupPartitionMetadataKey),
    /// [`ConsumerGroupMemberMetadataKey`].
    ConsumerGroupMemberMetadata(ConsumerGroupMemberMetadataKey),
    /// [`ConsumerGroupTargetAssignmentMetadataKey`].
    ConsumerGroupTargetAssignmentMetadata(ConsumerGroupTargetAssignmentMetadataKey),
    /// [`ConsumerGroupTargetAssignmentMemberKey`].
    ConsumerGroupTargetAssignmentMember(ConsumerGroupTargetAssignmentMemberKey),
    /// [`ConsumerGroupCurrentMemberAssignmentKey`].
    ConsumerGroupCurrentMemberAssignment(ConsumerGroupCurrentMemberAssignmentKey),
    /// [`ShareGroupMemberMetadataKey`].
    ShareGroupMemberMetadata(ShareGroupMemberMetadataKey),
    /// [`ShareGroupMetadataKey`].
    ShareGroupMetadata(ShareGroupMetadataKey),
    /// [`ShareGroupTargetAssignmentMetadataKey`].
    ShareGroupTargetAssignmentMetadata(ShareGroupTargetAssignmentMetadataKey),
    /// [`ShareGroupTargetAssignmentMemberKey`].
    ShareGroupTargetAssignmentMember(ShareGroupTargetAssignmentMemberKey),
    /// [`ShareGroupCurrentMemberAssignmentKey`].
    ShareGroupCurrentMemberAssignment(ShareGroupCurrentMemberAssignmentKey),
    /// [`ShareGroupStatePartitionMetadataKey`].
    ShareGroupStatePartitionMetadata(ShareGroupStatePartitionMetadataKey),
    /// [`ConsumerGroupRegularExpressionKey`].
    ConsumerGroupRegularExpression(ConsumerGroupRegularExpressionKey),
    /// [`StreamsGroupMetadataKey`].
    StreamsGroupMetadata(StreamsGroupMetadataKey),
    /// [`StreamsGroupMemberMetadataKey`].
    StreamsGroupMemberMetadata(StreamsGroupMemberMetadataKey),
    /// [`StreamsGroupTargetAssignmentMetadataKey`].
    StreamsGroupTargetAssignmentMetadata(StreamsGroupTargetAssignmentMetadataKey),
    /// [`StreamsGroupTargetAssignmentMemberKey`].
    StreamsGroupTargetAssignmentMember(StreamsGroupTargetAssignmentMemberKey),
    /// [`StreamsGroupCurrentMemberAssignmentKey`].
    StreamsGroupCurrentMemberAssignment(StreamsGroupCurrentMemberAssignmentKey),
    /// [`StreamsGroupTopologyKey`].
    StreamsGroupTopology(StreamsGroupTopologyKey),
}

impl GroupRecordKey {
    /// The record of a type with every field at its default; `None` if Kafka has no such type.
    pub fn new(record_type: i16) -> Option<GroupRecordKey> {
        Some(match record_type {
            0 => GroupRecordKey::LegacyOffsetCommit(LegacyOffsetCommitKey::default()),
            1 => GroupRecordKey::OffsetCommit(OffsetCommitKey::default()),
            2 => GroupRecordKey::GroupMetadata(GroupMetadataKey::default()),
            3 => GroupRecordKey::ConsumerGroupMetadata(ConsumerGroupMetadataKey::default()),
            4 => GroupRecordKey::ConsumerGroupPartitionMetadata(ConsumerGroupPartitionMetadataKey::default()),
            5 => GroupRecordKey::ConsumerGroupMemberMetadata(ConsumerGroupMemberMetadataKey::default()),
            6 => GroupRecordKey::ConsumerGroupTargetAssignmentMetadata(
                ConsumerGroupTargetAssignmentMetadataKey::default(),
            ),
            7 => GroupRecordKey::ConsumerGroupTargetAssignmentMember(
                ConsumerGroupTargetAssignmentMemberKey::default(),
            ),
            8 => GroupRecordKey::ConsumerGroupCurrentMemberAssignment(
                ConsumerGroupCurrentMemberAssignmentKey::default(),
            ),
            10 => GroupRecordKey::ShareGroupMemberMetadata(ShareGroupMemberMetadataKey::default()),
            11 => GroupRecordKey::ShareGroupMetadata(ShareGroupMetadataKey::default()),
            12 => GroupRecordKey::ShareGroupTargetAssignmentMetadata(
                ShareGroupTargetAssignmentMetadataKey::default(),
            ),
            13 => GroupRecordKey::ShareGroupTargetAssignmentMember(
                ShareGroupTargetAssignmentMemberKey::default(),
            ),
            14 => GroupRecordKey::ShareGroupCurrentMemberAssignment(
                ShareGroupCurrentMemberAssignmentKey::default(),
            ),
            15 => GroupRecordKey::ShareGroupStatePartitionMetadata(
                ShareGroupStatePartitionMetadataKey::default(),
            ),
            16 => {
                GroupRecordKey::ConsumerGroupRegularExpression(ConsumerGroupRegularExpressionKey::default())
            }
            17 => GroupRecordKey::StreamsGroupMetadata(StreamsGroupMetadataKey::default()),
            19 => GroupRecordKey::StreamsGroupMemberMetadata(StreamsGroupMemberMetadataKey::default()),
            20 => GroupRecordKey::StreamsGroupTargetAssignmentMetadata(
                StreamsGroupTargetAssignmentMetadataKey::default(),
            ),
            21 => GroupRecordKey::StreamsGroupTargetAssignmentMember(
                StreamsGroupTargetAssignmentMemberKey::default(),
            ),
            22 => GroupRecordKey::StreamsGroupCurrentMemberAssignment(
                StreamsGroupCurrentMemberAssignmentKey::default(),
            ),
            23 => GroupRecordKey::StreamsGroupTopology(StreamsGroupTopologyKey::default()),
            _ => return None,
        })
    }

    /// The number of the type.
    pub fn record_type(&self) -> i16 {
        match self {
            GroupRecordKey::LegacyOffsetCommit(_) => 0,
            GroupRecordKey::OffsetCommit(_) => 1,
            GroupRecordKey::GroupMetadata(_) => 2,
            GroupRecordKey::ConsumerGroupMetadata(_) => 3,
            GroupRecordKey::ConsumerGroupPartitionMetadata(_) => 4,
            GroupRecordKey::ConsumerGroupMemberMetadata(_) => 5,
            GroupRecordKey::ConsumerGroupTargetAssignmentMetadata(_) => 6,
            GroupRecordKey::ConsumerGroupTargetAssignmentMember(_) => 7,
            GroupRecordKey::ConsumerGroupCurrentMemberAssignment(_) => 8,
            GroupRecordKey::ShareGroupMemberMetadata(_) => 10,
            GroupRecordKey::ShareGroupMetadata(_) => 11,
            GroupRecordKey::ShareGroupTargetAssignmentMetadata(_) => 12,
            GroupRecordKey::ShareGroupTargetAssignmentMember(_) => 13,
            GroupRecordKey::ShareGroupCurrentMemberAssignment(_) => 14,
            GroupRecordKey::ShareGroupStatePartitionMetadata(_) => 15,
            GroupRecordKey::ConsumerGroupRegularExpression(_) => 16,
            GroupRecordKey::StreamsGroupMetadata(_) => 17,
            GroupRecordKey::StreamsGroupMemberMetadata(_) => 19,
            GroupRecordKey::StreamsGroupTargetAssignmentMetadata(_) => 20,
            GroupRecordKey::StreamsGroupTargetAssignmentMember(_) => 21,
            GroupRecordKey::StreamsGroupCurrentMemberAssignment(_) => 22,
            GroupRecordKey::StreamsGroupTopology(_) => 23,
        }
    }

    /// The name and versions of the message inside.
    pub fn schema(&self) -> &'static Schema {
        match self {
            GroupRecordKey::LegacyOffsetCommit(_) => &LegacyOffsetCommitKey::SCHEMA,
            GroupRecordKey::OffsetCommit(_) => &OffsetCommitKey::SCHEMA,
            GroupRecordKey::GroupMetadata(_) => &GroupMetadataKey::SCHEMA,
            GroupRecordKey::ConsumerGroupMetadata(_) => &ConsumerGroupMetadataKey::SCHEMA,
            GroupRecordKey::ConsumerGroupPartitionMetadata(_) => &ConsumerGroupPartitionMetadataKey::SCHEMA,
            GroupRecordKey::ConsumerGroupMemberMetadata(_) => &ConsumerGroupMemberMetadataKey::SCHEMA,
            GroupRecordKey::ConsumerGroupTargetAssignmentMetadata(_) => {
                &ConsumerGroupTargetAssignmentMetadataKey::SCHEMA
            }
            GroupRecordKey::ConsumerGroupTargetAssignmentMember(_) => {
                &ConsumerGroupTargetAssignmentMemberKey::SCHEMA
            }
            GroupRecordKey::ConsumerGroupCurrentMemberAssignment(_) => {
                &ConsumerGroupCurrentMemberAssignmentKey::SCHEMA
            }
            GroupRecordKey::ShareGroupMemberMetadata(_) => &ShareGroupMemberMetadataKey::SCHEMA,
            GroupRecordKey::ShareGroupMetadata(_) => &ShareGroupMetadataKey::SCHEMA,
            GroupRecordKey::ShareGroupTargetAssignmentMetadata(_) => {
                &ShareGroupTargetAssignmentMetadataKey::SCHEMA
            }
            GroupRecordKey::ShareGroupTargetAssignmentMember(_) => {
                &ShareGroupTargetAssignmentMemberKey::SCHEMA
            }
            GroupRecordKey::ShareGroupCurrentMemberAssignment(_) => {
                &ShareGroupCurrentMemberAssignmentKey::SCHEMA
            }
            GroupRecordKey::ShareGroupStatePartitionMetadata(_) => {
                &ShareGroupStatePartitionMetadataKey::SCHEMA
            }
            GroupRecordKey::ConsumerGroupRegularExpression(_) => &ConsumerGroupRegularExpressionKey::SCHEMA,
            GroupRecordKey::StreamsGroupMetadata(_) => &StreamsGroupMetadataKey::SCHEMA,
            GroupRecordKey::StreamsGroupMemberMetadata(_) => &StreamsGroupMemberMetadataKey::SCHEMA,
            GroupRecordKey::StreamsGroupTargetAssignmentMetadata(_) => {
                &StreamsGroupTargetAssignmentMetadataKey::SCHEMA
            }
            GroupRecordKey::StreamsGroupTargetAssignmentMember(_) => {
                &StreamsGroupTargetAssignmentMemberKey::SCHEMA
            }
            GroupRecordKey::StreamsGroupCurrentMemberAssignment(_) => {
                &StreamsGroupCurrentMemberAssignmentKey::SCHEMA
            }
            GroupRecordKey::StreamsGroupTopology(_) => &StreamsGroupTopologyKey::SCHEMA,
        }
    }

    /// The message inside, for a codec.
    pub fn message(&mut self) -> &mut dyn Message {
        match self {
            GroupRecordKey::LegacyOffsetCommit(message) => message,
            GroupRecordKey::OffsetCommit(message) => message,
            GroupRecordKey::GroupMetadata(message) => message,
            GroupRecordKey::ConsumerGroupMetadata(message) => message,
            GroupRecordKey::ConsumerGroupPartitionMetadata(message) => message,
            GroupRecordKey::ConsumerGroupMemberMetadata(message) => message,
            GroupRecordKey::ConsumerGroupTargetAssignmentMetadata(message) => message,
            GroupRecordKey::ConsumerGroupTargetAssignmentMember(message) => message,
            GroupRecordKey::ConsumerGroupCurrentMemberAssignment(message) => message,
            GroupRecordKey::ShareGroupMemberMetadata(message) => message,
            GroupRecordKey::ShareGroupMetadata(message) => message,
            GroupRecordKey::ShareGroupTargetAssignmentMetadata(message) => message,
            GroupRecordKey::ShareGroupTargetAssignmentMember(message) => message,
            GroupRecordKey::ShareGroupCurrentMemberAssignment(message) => message,
            GroupRecordKey::ShareGroupStatePartitionMetadata(message) => message,
            GroupRecordKey::ConsumerGroupRegularExpression(message) => message,
            GroupRecordKey::StreamsGroupMetadata(message) => message,
            GroupRecordKey::StreamsGroupMemberMetadata(message) => message,
            GroupRecordKey::StreamsGroupTargetAssignmentMetadata(message) => message,
            GroupRecordKey::StreamsGroupTargetAssignmentMember(message) => message,
            GroupRecordKey::StreamsGroupCurrentMemberAssignment(message) => message,
            GroupRecordKey::StreamsGroupTopology(message) => message,
        }
    }
}

impl From<LegacyOffsetCommitKey> for GroupRecordKey {
    fn from(message: LegacyOffsetCommitKey) -> GroupRecordKey {
        GroupRecordKey::LegacyOffsetCommit(message)
    }
}

impl From<OffsetCommitKey> for GroupRecordKey {
    fn from(message: OffsetCommitKey) -> GroupRecordKey {
        GroupRecordKey::OffsetCommit(message)
    }
}

impl From<GroupMetadataKey> for GroupRecordKey {
    fn from(message: GroupMetadataKey) -> GroupRecordKey {
        GroupRecordKey::GroupMetadata(message)
    }
}

impl From<ConsumerGroupMetadataKey> for GroupRecordKey {
    fn from(message: ConsumerGroupMetadataKey) -> GroupRecordKey {
        GroupRecordKey::ConsumerGroupMetadata(message)
    }
}

impl From<ConsumerGroupPartitionMetadataKey> for GroupRecordKey {
    fn from(message: ConsumerGroupPartitionMetadataKey) -> GroupRecordKey {
        GroupRecordKey::ConsumerGroupPartitionMetadata(message)
    }
}

impl From<ConsumerGroupMemberMetadataKey> for GroupRecordKey {
    fn from(message: ConsumerGroupMemberMetadataKey) -> GroupRecordKey {
        GroupRecordKey::ConsumerGroupMemberMetadata(message)
    }
}

impl From<ConsumerGroupTargetAssignmentMetadataKey> for GroupRecordKey {
    fn from(message: ConsumerGroupTargetAssignmentMetadataKey) -> GroupRecordKey {
        GroupRecordKey::ConsumerGroupTargetAssignmentMetadata(message)
    }
}

impl From<ConsumerGroupTargetAssignmentMemberKey> for GroupRecordKey {
    fn from(message: ConsumerGroupTargetAssignmentMemberKey) -> GroupRecordKey {
        GroupRecordKey::ConsumerGroupTargetAssignmentMember(message)
    }
}

impl From<ConsumerGroupCurrentMemberAssignmentKey> for GroupRecordKey {
    fn from(message: ConsumerGroupCurrentMemberAssignmentKey) -> GroupRecordKey {
        GroupRecordKey::ConsumerGroupCurrentMemberAssignment(message)
    }
}

impl From<ShareGroupMemberMetadataKey> for GroupRecordKey {
    fn from(message: ShareGroupMemberMetadataKey) -> GroupRecordKey {
        GroupRecordKey::ShareGroupMemberMetadata(message)
    }
}

impl From<ShareGroupMetadataKey> for GroupRecordKey {
    fn from(message: ShareGroupMetadataKey) -> GroupRecordKey {
        GroupRecordKey::ShareGroupMetadata(message)
    }
}

impl From<ShareGroupTargetAssignmentMetadataKey> for GroupRecordKey {
    fn from(message: ShareGroupTargetAssignmentMetadataKey) -> GroupRecordKey {
        GroupRecordKey::ShareGroupTargetAssignmentMetadata(message)
    }
}

impl From<ShareGroupTargetAssignmentMemberKey> for GroupRecordKey {
    fn from(message: ShareGroupTargetAssignmentMemberKey) -> GroupRecordKey {
        GroupRecordKey::ShareGroupTargetAssignmentMember(message)
    }
}

impl From<ShareGroupCurrentMemberAssignmentKey> for GroupRecordKey {
    fn from(message: ShareGroupCurrentMemberAssignmentKey) -> GroupRecordKey {
        GroupRecordKey::ShareGroupCurrentMemberAssignment(message)
    }
}

impl From<ShareGroupStatePartitionMetadataKey> for GroupRecordKey {
    fn from(message: ShareGroupStatePartitionMetadataKey) -> GroupRecordKey {
        GroupRecordKey::ShareGroupStatePartitionMetadata(message)
    }
}

impl From<ConsumerGroupRegularExpressionKey> for GroupRecordKey {
    fn from(message: ConsumerGroupRegularExpressionKey) -> GroupRecordKey {
        GroupRecordKey::ConsumerGroupRegularExpression(message)
    }
}

impl From<StreamsGroupMetadataKey> for GroupRecordKey {
    fn from(message: StreamsGroupMetadataKey) -> GroupRecordKey {
        GroupRecordKey::StreamsGroupMetadata(message)
    }
}

impl From<StreamsGroupMemberMetadataKey> for GroupRecordKey {
    fn from(message: StreamsGroupMemberMetadataKey) -> GroupRecordKey {
        GroupRecordKey::StreamsGroupMemberMetadata(message)
    }
}

impl From<StreamsGroupTargetAssignmentMetadataKey> for GroupRecordKey {
    fn from(message: StreamsGroupTargetAssignmentMetadataKey) -> GroupRecordKey {
        GroupRecordKey::StreamsGroupTargetAssignmentMetadata(message)
    }
}

impl From<StreamsGroupTargetAssignmentMemberKey> for GroupRecordKey {
    fn from(message: StreamsGroupTargetAssignmentMemberKey) -> GroupRecordKey {
        GroupRecordKey::StreamsGroupTargetAssignmentMember(message)
    }
}

impl From<StreamsGroupCurrentMemberAssignmentKey> for GroupRecordKey {
    fn from(message: StreamsGroupCurrentMemberAssignmentKey) -> GroupRecordKey {
        GroupRecordKey::StreamsGroupCurrentMemberAssignment(message)
    }
}

impl From<StreamsGroupTopologyKey> for GroupRecordKey {
    fn from(message: StreamsGroupTopologyKey) -> GroupRecordKey {
        GroupRecordKey::StreamsGroupTopology(message)
    }
}
