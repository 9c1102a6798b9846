// Generated from wire/schemas/offset_fetch.schema by `cargo xtask generate`; do not edit.
//! `OffsetFetchResponse`: versions 1-10, flexible from 6.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`OffsetFetchResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffsetFetchResponsePartition {
    /// Versions 0-7.
    pub partition_index: i32,
    /// Versions 0-7.
    pub committed_offset: i64,
    /// Versions 5-7, default -1, ignorable.
    pub committed_leader_epoch: i32,
    /// Versions 0-7, null in 0-7.
    pub metadata: Option<String>,
    /// Versions 0-7.
    pub error_code: i16,
}

impl Default for OffsetFetchResponsePartition {
    fn default() -> OffsetFetchResponsePartition {
        OffsetFetchResponsePartition {
            partition_index: 0,
            committed_offset: 0,
            committed_leader_epoch: -1,
            metadata: Some(String::default()),
            error_code: 0,
        }
    }
}

impl Message for OffsetFetchResponsePartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("partition_index", 0, 7),
            Field::new("committed_offset", 0, 7),
            Field::new("committed_leader_epoch", 5, 7).int(-1).ignorable(),
            Field::new("metadata", 0, 7).nullable(0, 7),
            Field::new("error_code", 0, 7),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int64(&FIELDS[1], &mut self.committed_offset);
        c.int32(&FIELDS[2], &mut self.committed_leader_epoch);
        c.nullable_string(&FIELDS[3], &mut self.metadata);
        c.int16(&FIELDS[4], &mut self.error_code);
    }
}

impl Element for OffsetFetchResponsePartition {
    const SIZE_MIN: usize = 1;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`OffsetFetchResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OffsetFetchResponseTopic {
    /// Versions 0-7.
    pub name: String,
    /// Versions 0-7.
    pub partitions: Vec<OffsetFetchResponsePartition>,
}

impl Message for OffsetFetchResponseTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, 7), Field::new("partitions", 0, 7)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for OffsetFetchResponseTopic {
    const SIZE_MIN: usize = 1;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`OffsetFetchResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffsetFetchResponsePartitions {
    /// Versions 8+.
    pub partition_index: i32,
    /// Versions 8+.
    pub committed_offset: i64,
    /// Versions 8+, default -1, ignorable.
    pub committed_leader_epoch: i32,
    /// Versions 8+, null in 8+.
    pub metadata: Option<String>,
    /// Versions 8+.
    pub error_code: i16,
}

impl Default for OffsetFetchResponsePartitions {
    fn default() -> OffsetFetchResponsePartitions {
        OffsetFetchResponsePartitions {
            partition_index: 0,
            committed_offset: 0,
            committed_leader_epoch: -1,
            metadata: Some(String::default()),
            error_code: 0,
        }
    }
}

impl Message for OffsetFetchResponsePartitions {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("partition_index", 8, LATEST),
            Field::new("committed_offset", 8, LATEST),
            Field::new("committed_leader_epoch", 8, LATEST).int(-1).ignorable(),
            Field::new("metadata", 8, LATEST).nullable(8, LATEST),
            Field::new("error_code", 8, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int64(&FIELDS[1], &mut self.committed_offset);
        c.int32(&FIELDS[2], &mut self.committed_leader_epoch);
        c.nullable_string(&FIELDS[3], &mut self.metadata);
        c.int16(&FIELDS[4], &mut self.error_code);
    }
}

impl Element for OffsetFetchResponsePartitions {
    const SIZE_MIN: usize = 1;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`OffsetFetchResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OffsetFetchResponseTopics {
    /// Versions 8-9, ignorable.
    pub name: String,
    /// Versions 10+, ignorable.
    pub topic_id: Uuid,
    /// Versions 8+.
    pub partitions: Vec<OffsetFetchResponsePartitions>,
}

impl Message for OffsetFetchResponseTopics {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("name", 8, 9).ignorable(),
            Field::new("topic_id", 10, LATEST).ignorable(),
            Field::new("partitions", 8, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.uuid(&FIELDS[1], &mut self.topic_id);
        c.array(&FIELDS[2], &mut self.partitions);
    }
}

impl Element for OffsetFetchResponseTopics {
    const SIZE_MIN: usize = 1;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`OffsetFetchResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OffsetFetchResponseGroup {
    /// Versions 8+.
    pub group_id: String,
    /// Versions 8+.
    pub topics: Vec<OffsetFetchResponseTopics>,
    /// Versions 8+.
    pub error_code: i16,
}

impl Message for OffsetFetchResponseGroup {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("group_id", 8, LATEST),
            Field::new("topics", 8, LATEST),
            Field::new("error_code", 8, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.group_id);
        c.array(&FIELDS[1], &mut self.topics);
        c.int16(&FIELDS[2], &mut self.error_code);
    }
}

impl Element for OffsetFetchResponseGroup {
    const SIZE_MIN: usize = 1;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `OffsetFetchResponse`: versions 1-10, flexible from 6.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OffsetFetchResponse {
    /// Versions 3+, ignorable.
    pub throttle_time_ms: i32,
    /// Versions 0-7.
    pub topics: Vec<OffsetFetchResponseTopic>,
    /// Versions 2-7, ignorable.
    pub error_code: i16,
    /// Versions 8+.
    pub groups: Vec<OffsetFetchResponseGroup>,
}

impl Message for OffsetFetchResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("throttle_time_ms", 3, LATEST).ignorable(),
            Field::new("topics", 0, 7),
            Field::new("error_code", 2, 7).ignorable(),
            Field::new("groups", 8, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.topics);
        c.int16(&FIELDS[2], &mut self.error_code);
        c.array(&FIELDS[3], &mut self.groups);
    }
}

impl Root for OffsetFetchResponse {
    const SCHEMA: Schema = Schema::new("OffsetFetchResponse", 1, 10, 6);
}
