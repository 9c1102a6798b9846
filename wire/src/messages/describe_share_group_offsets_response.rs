// Generated from wire/schemas/describe_share_group_offsets.schema by `cargo xtask generate`; do not edit.
//! `DescribeShareGroupOffsetsResponse`: versions 0-1, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DescribeShareGroupOffsetsResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeShareGroupOffsetsResponsePartition {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub start_offset: i64,
    /// Versions 0+.
    pub leader_epoch: i32,
    /// Versions 1+, default -1, ignorable.
    pub lag: i64,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+, default null.
    pub error_message: Option<String>,
}

impl Default for DescribeShareGroupOffsetsResponsePartition {
    fn default() -> DescribeShareGroupOffsetsResponsePartition {
        DescribeShareGroupOffsetsResponsePartition {
            partition_index: 0,
            start_offset: 0,
            leader_epoch: 0,
            lag: -1,
            error_code: 0,
            error_message: None,
        }
    }
}

impl Message for DescribeShareGroupOffsetsResponsePartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 6] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("start_offset", 0, LATEST),
            Field::new("leader_epoch", 0, LATEST),
            Field::new("lag", 1, LATEST).int(-1).ignorable(),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST).null(),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int64(&FIELDS[1], &mut self.start_offset);
        c.int32(&FIELDS[2], &mut self.leader_epoch);
        c.int64(&FIELDS[3], &mut self.lag);
        c.int16(&FIELDS[4], &mut self.error_code);
        c.nullable_string(&FIELDS[5], &mut self.error_message);
    }
}

impl Element for DescribeShareGroupOffsetsResponsePartition {
    const SIZE_MIN: usize = 20;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeShareGroupOffsetsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeShareGroupOffsetsResponseTopic {
    /// Versions 0+.
    pub topic_name: String,
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<DescribeShareGroupOffsetsResponsePartition>,
}

impl Message for DescribeShareGroupOffsetsResponseTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("topic_name", 0, LATEST),
            Field::new("topic_id", 0, LATEST),
            Field::new("partitions", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.topic_name);
        c.uuid(&FIELDS[1], &mut self.topic_id);
        c.array(&FIELDS[2], &mut self.partitions);
    }
}

impl Element for DescribeShareGroupOffsetsResponseTopic {
    const SIZE_MIN: usize = 19;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeShareGroupOffsetsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeShareGroupOffsetsResponseGroup {
    /// Versions 0+.
    pub group_id: String,
    /// Versions 0+.
    pub topics: Vec<DescribeShareGroupOffsetsResponseTopic>,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+, default null.
    pub error_message: Option<String>,
}

impl Message for DescribeShareGroupOffsetsResponseGroup {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("group_id", 0, LATEST),
            Field::new("topics", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST).null(),
        ];
        c.string(&FIELDS[0], &mut self.group_id);
        c.array(&FIELDS[1], &mut self.topics);
        c.int16(&FIELDS[2], &mut self.error_code);
        c.nullable_string(&FIELDS[3], &mut self.error_message);
    }
}

impl Element for DescribeShareGroupOffsetsResponseGroup {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DescribeShareGroupOffsetsResponse`: versions 0-1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeShareGroupOffsetsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub groups: Vec<DescribeShareGroupOffsetsResponseGroup>,
}

impl Message for DescribeShareGroupOffsetsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 0, LATEST), Field::new("groups", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.groups);
    }
}

impl Root for DescribeShareGroupOffsetsResponse {
    const SCHEMA: Schema = Schema::new("DescribeShareGroupOffsetsResponse", 0, 1, 0);
}
