// Generated from wire/schemas/describe_share_group_offsets.schema by `cargo xtask generate`; do not edit.
//! `DescribeShareGroupOffsetsRequest`: versions 0-1, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DescribeShareGroupOffsetsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeShareGroupOffsetsRequestTopic {
    /// Versions 0+.
    pub topic_name: String,
    /// Versions 0+.
    pub partitions: Vec<i32>,
}

impl Message for DescribeShareGroupOffsetsRequestTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("topic_name", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.topic_name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for DescribeShareGroupOffsetsRequestTopic {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeShareGroupOffsetsRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeShareGroupOffsetsRequestGroup {
    /// Versions 0+.
    pub group_id: String,
    /// Versions 0+, null in 0+.
    pub topics: Option<Vec<DescribeShareGroupOffsetsRequestTopic>>,
}

impl Default for DescribeShareGroupOffsetsRequestGroup {
    fn default() -> DescribeShareGroupOffsetsRequestGroup {
        DescribeShareGroupOffsetsRequestGroup { group_id: String::new(), topics: Some(Vec::new()) }
    }
}

impl Message for DescribeShareGroupOffsetsRequestGroup {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("group_id", 0, LATEST), Field::new("topics", 0, LATEST).nullable(0, LATEST)];
        c.string(&FIELDS[0], &mut self.group_id);
        c.array(&FIELDS[1], &mut self.topics);
    }
}

impl Element for DescribeShareGroupOffsetsRequestGroup {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DescribeShareGroupOffsetsRequest`: versions 0-1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeShareGroupOffsetsRequest {
    /// Versions 0+.
    pub groups: Vec<DescribeShareGroupOffsetsRequestGroup>,
}

impl Message for DescribeShareGroupOffsetsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("groups", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.groups);
    }
}

impl Root for DescribeShareGroupOffsetsRequest {
    const SCHEMA: Schema = Schema::new("DescribeShareGroupOffsetsRequest", 0, 1, 0);
}
