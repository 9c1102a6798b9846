// Generated from wire/schemas/offset_commit.schema by `cargo xtask generate`; do not edit.
//! `OffsetCommitRequest`: versions 2-10, flexible from 8.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`OffsetCommitRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffsetCommitRequestPartition {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub committed_offset: i64,
    /// Versions 6+, default -1, ignorable.
    pub committed_leader_epoch: i32,
    /// Versions 0+, null in 0+.
    pub committed_metadata: Option<String>,
}

impl Default for OffsetCommitRequestPartition {
    fn default() -> OffsetCommitRequestPartition {
        OffsetCommitRequestPartition {
            partition_index: 0,
            committed_offset: 0,
            committed_leader_epoch: -1,
            committed_metadata: Some(String::default()),
        }
    }
}

impl Message for OffsetCommitRequestPartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("committed_offset", 0, LATEST),
            Field::new("committed_leader_epoch", 6, LATEST).int(-1).ignorable(),
            Field::new("committed_metadata", 0, LATEST).nullable(0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int64(&FIELDS[1], &mut self.committed_offset);
        c.int32(&FIELDS[2], &mut self.committed_leader_epoch);
        c.nullable_string(&FIELDS[3], &mut self.committed_metadata);
    }
}

impl Element for OffsetCommitRequestPartition {
    const SIZE_MIN: usize = 14;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`OffsetCommitRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OffsetCommitRequestTopic {
    /// Versions 0-9, ignorable.
    pub name: String,
    /// Versions 10+, ignorable.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<OffsetCommitRequestPartition>,
}

impl Message for OffsetCommitRequestTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("name", 0, 9).ignorable(),
            Field::new("topic_id", 10, LATEST).ignorable(),
            Field::new("partitions", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.uuid(&FIELDS[1], &mut self.topic_id);
        c.array(&FIELDS[2], &mut self.partitions);
    }
}

impl Element for OffsetCommitRequestTopic {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `OffsetCommitRequest`: versions 2-10, flexible from 8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffsetCommitRequest {
    /// Versions 0+.
    pub group_id: String,
    /// Versions 1+, default -1, ignorable.
    pub generation_id_or_member_epoch: i32,
    /// Versions 1+, ignorable.
    pub member_id: String,
    /// Versions 7+, null in 7+, default null.
    pub group_instance_id: Option<String>,
    /// Versions 2-4, default -1, ignorable.
    pub retention_time_ms: i64,
    /// Versions 0+.
    pub topics: Vec<OffsetCommitRequestTopic>,
}

impl Default for OffsetCommitRequest {
    fn default() -> OffsetCommitRequest {
        OffsetCommitRequest {
            group_id: String::new(),
            generation_id_or_member_epoch: -1,
            member_id: String::new(),
            group_instance_id: None,
            retention_time_ms: -1,
            topics: Vec::new(),
        }
    }
}

impl Message for OffsetCommitRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 6] = [
            Field::new("group_id", 0, LATEST),
            Field::new("generation_id_or_member_epoch", 1, LATEST).int(-1).ignorable(),
            Field::new("member_id", 1, LATEST).ignorable(),
            Field::new("group_instance_id", 7, LATEST).nullable(7, LATEST).null(),
            Field::new("retention_time_ms", 2, 4).int(-1).ignorable(),
            Field::new("topics", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.group_id);
        c.int32(&FIELDS[1], &mut self.generation_id_or_member_epoch);
        c.string(&FIELDS[2], &mut self.member_id);
        c.nullable_string(&FIELDS[3], &mut self.group_instance_id);
        c.int64(&FIELDS[4], &mut self.retention_time_ms);
        c.array(&FIELDS[5], &mut self.topics);
    }
}

impl Root for OffsetCommitRequest {
    const SCHEMA: Schema = Schema::new("OffsetCommitRequest", 2, 10, 8);
}
