// Generated from wire/schemas/create_topics.schema by `cargo xtask generate`; do not edit.
//! `CreateTopicsRequest`: versions 2-7, flexible from 5.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`CreateTopicsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CreatableReplicaAssignment {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub broker_ids: Vec<i32>,
}

impl Message for CreatableReplicaAssignment {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("partition_index", 0, LATEST), Field::new("broker_ids", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.array(&FIELDS[1], &mut self.broker_ids);
    }
}

impl Element for CreatableReplicaAssignment {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`CreateTopicsRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatableTopicConfig {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+, null in 0+.
    pub value: Option<String>,
}

impl Default for CreatableTopicConfig {
    fn default() -> CreatableTopicConfig {
        CreatableTopicConfig { name: String::new(), value: Some(String::default()) }
    }
}

impl Message for CreatableTopicConfig {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("name", 0, LATEST), Field::new("value", 0, LATEST).nullable(0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.nullable_string(&FIELDS[1], &mut self.value);
    }
}

impl Element for CreatableTopicConfig {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`CreateTopicsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CreatableTopic {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub num_partitions: i32,
    /// Versions 0+.
    pub replication_factor: i16,
    /// Versions 0+.
    pub assignments: Vec<CreatableReplicaAssignment>,
    /// Versions 0+.
    pub configs: Vec<CreatableTopicConfig>,
}

impl Message for CreatableTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("name", 0, LATEST),
            Field::new("num_partitions", 0, LATEST),
            Field::new("replication_factor", 0, LATEST),
            Field::new("assignments", 0, LATEST),
            Field::new("configs", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.int32(&FIELDS[1], &mut self.num_partitions);
        c.int16(&FIELDS[2], &mut self.replication_factor);
        c.array(&FIELDS[3], &mut self.assignments);
        c.array(&FIELDS[4], &mut self.configs);
    }
}

impl Element for CreatableTopic {
    const SIZE_MIN: usize = 10;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `CreateTopicsRequest`: versions 2-7, flexible from 5.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateTopicsRequest {
    /// Versions 0+.
    pub topics: Vec<CreatableTopic>,
    /// Versions 0+, default 60000.
    pub timeout_ms: i32,
    /// Versions 1+.
    pub validate_only: bool,
}

impl Default for CreateTopicsRequest {
    fn default() -> CreateTopicsRequest {
        CreateTopicsRequest { topics: Vec::new(), timeout_ms: 60000, validate_only: false }
    }
}

impl Message for CreateTopicsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("topics", 0, LATEST),
            Field::new("timeout_ms", 0, LATEST).int(60000),
            Field::new("validate_only", 1, LATEST),
        ];
        c.array(&FIELDS[0], &mut self.topics);
        c.int32(&FIELDS[1], &mut self.timeout_ms);
        c.bool(&FIELDS[2], &mut self.validate_only);
    }
}

impl Root for CreateTopicsRequest {
    const SCHEMA: Schema = Schema::new("CreateTopicsRequest", 2, 7, 5);
}
