// Generated from wire/schemas/describe_producers.schema by `cargo xtask generate`; do not edit.
//! `DescribeProducersRequest`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DescribeProducersRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicRequest {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub partition_indexes: Vec<i32>,
}

impl Message for TopicRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("name", 0, LATEST), Field::new("partition_indexes", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.partition_indexes);
    }
}

impl Element for TopicRequest {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DescribeProducersRequest`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeProducersRequest {
    /// Versions 0+.
    pub topics: Vec<TopicRequest>,
}

impl Message for DescribeProducersRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("topics", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.topics);
    }
}

impl Root for DescribeProducersRequest {
    const SCHEMA: Schema = Schema::new("DescribeProducersRequest", 0, 0, 0);
}
