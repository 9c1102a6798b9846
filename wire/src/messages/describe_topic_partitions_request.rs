// Generated from wire/schemas/describe_topic_partitions.schema by `cargo xtask generate`; do not edit.
//! `DescribeTopicPartitionsRequest`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DescribeTopicPartitionsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicRequest {
    /// Versions 0+.
    pub name: String,
}

impl Message for TopicRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("name", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
    }
}

impl Element for TopicRequest {
    const SIZE_MIN: usize = 2;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeTopicPartitionsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Cursor {
    /// Versions 0+.
    pub topic_name: String,
    /// Versions 0+.
    pub partition_index: i32,
}

impl Message for Cursor {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("topic_name", 0, LATEST), Field::new("partition_index", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.topic_name);
        c.int32(&FIELDS[1], &mut self.partition_index);
    }
}

/// `DescribeTopicPartitionsRequest`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeTopicPartitionsRequest {
    /// Versions 0+.
    pub topics: Vec<TopicRequest>,
    /// Versions 0+, default 2000.
    pub response_partition_limit: i32,
    /// Versions 0+, null in 0+, default null.
    pub cursor: Option<Cursor>,
}

impl Default for DescribeTopicPartitionsRequest {
    fn default() -> DescribeTopicPartitionsRequest {
        DescribeTopicPartitionsRequest { topics: Vec::new(), response_partition_limit: 2000, cursor: None }
    }
}

impl Message for DescribeTopicPartitionsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("topics", 0, LATEST),
            Field::new("response_partition_limit", 0, LATEST).int(2000),
            Field::new("cursor", 0, LATEST).nullable(0, LATEST).null(),
        ];
        c.array(&FIELDS[0], &mut self.topics);
        c.int32(&FIELDS[1], &mut self.response_partition_limit);
        c.nullable_structure(&FIELDS[2], &mut self.cursor);
    }
}

impl Root for DescribeTopicPartitionsRequest {
    const SCHEMA: Schema = Schema::new("DescribeTopicPartitionsRequest", 0, 0, 0);
}
