// Generated from wire/schemas/describe_quorum.schema by `cargo xtask generate`; do not edit.
//! `DescribeQuorumRequest`: versions 0-2, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DescribeQuorumRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PartitionData {
    /// Versions 0+.
    pub partition_index: i32,
}

impl Message for PartitionData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("partition_index", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.partition_index);
    }
}

impl Element for PartitionData {
    const SIZE_MIN: usize = 5;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeQuorumRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicData {
    /// Versions 0+.
    pub topic_name: String,
    /// Versions 0+.
    pub partitions: Vec<PartitionData>,
}

impl Message for TopicData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("topic_name", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.topic_name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for TopicData {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DescribeQuorumRequest`: versions 0-2, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeQuorumRequest {
    /// Versions 0+.
    pub topics: Vec<TopicData>,
}

impl Message for DescribeQuorumRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("topics", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.topics);
    }
}

impl Root for DescribeQuorumRequest {
    const SCHEMA: Schema = Schema::new("DescribeQuorumRequest", 0, 2, 0);
}
