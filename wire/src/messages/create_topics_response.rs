// Generated from wire/schemas/create_topics.schema by `cargo xtask generate`; do not edit.
//! `CreateTopicsResponse`: versions 2-7, flexible from 5.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`CreateTopicsResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatableTopicConfigs {
    /// Versions 5+.
    pub name: String,
    /// Versions 5+, null in 5+.
    pub value: Option<String>,
    /// Versions 5+.
    pub read_only: bool,
    /// Versions 5+, default -1, ignorable.
    pub config_source: i8,
    /// Versions 5+.
    pub is_sensitive: bool,
}

impl Default for CreatableTopicConfigs {
    fn default() -> CreatableTopicConfigs {
        CreatableTopicConfigs {
            name: String::new(),
            value: Some(String::default()),
            read_only: false,
            config_source: -1,
            is_sensitive: false,
        }
    }
}

impl Message for CreatableTopicConfigs {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("name", 5, LATEST),
            Field::new("value", 5, LATEST).nullable(5, LATEST),
            Field::new("read_only", 5, LATEST),
            Field::new("config_source", 5, LATEST).int(-1).ignorable(),
            Field::new("is_sensitive", 5, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.nullable_string(&FIELDS[1], &mut self.value);
        c.bool(&FIELDS[2], &mut self.read_only);
        c.int8(&FIELDS[3], &mut self.config_source);
        c.bool(&FIELDS[4], &mut self.is_sensitive);
    }
}

impl Element for CreatableTopicConfigs {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`CreateTopicsResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatableTopicResult {
    /// Versions 0+.
    pub name: String,
    /// Versions 7+, ignorable.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 1+, null in 0+, ignorable.
    pub error_message: Option<String>,
    /// Versions 5+, tag 0 in 5+, ignorable.
    pub topic_config_error_code: i16,
    /// Versions 5+, default -1, ignorable.
    pub num_partitions: i32,
    /// Versions 5+, default -1, ignorable.
    pub replication_factor: i16,
    /// Versions 5+, null in 5+, ignorable.
    pub configs: Option<Vec<CreatableTopicConfigs>>,
}

impl Default for CreatableTopicResult {
    fn default() -> CreatableTopicResult {
        CreatableTopicResult {
            name: String::new(),
            topic_id: Uuid::ZERO,
            error_code: 0,
            error_message: Some(String::default()),
            topic_config_error_code: 0,
            num_partitions: -1,
            replication_factor: -1,
            configs: Some(Vec::new()),
        }
    }
}

impl Message for CreatableTopicResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 8] = [
            Field::new("name", 0, LATEST),
            Field::new("topic_id", 7, LATEST).ignorable(),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 1, LATEST).nullable(0, LATEST).ignorable(),
            Field::new("topic_config_error_code", 5, LATEST).tagged(0, 5, LATEST).ignorable(),
            Field::new("num_partitions", 5, LATEST).int(-1).ignorable(),
            Field::new("replication_factor", 5, LATEST).int(-1).ignorable(),
            Field::new("configs", 5, LATEST).nullable(5, LATEST).ignorable(),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.uuid(&FIELDS[1], &mut self.topic_id);
        c.int16(&FIELDS[2], &mut self.error_code);
        c.nullable_string(&FIELDS[3], &mut self.error_message);
        c.int16(&FIELDS[4], &mut self.topic_config_error_code);
        c.int32(&FIELDS[5], &mut self.num_partitions);
        c.int16(&FIELDS[6], &mut self.replication_factor);
        c.array(&FIELDS[7], &mut self.configs);
    }
}

impl Element for CreatableTopicResult {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `CreateTopicsResponse`: versions 2-7, flexible from 5.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CreateTopicsResponse {
    /// Versions 2+, ignorable.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub topics: Vec<CreatableTopicResult>,
}

impl Message for CreateTopicsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 2, LATEST).ignorable(), Field::new("topics", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.topics);
    }
}

impl Root for CreateTopicsResponse {
    const SCHEMA: Schema = Schema::new("CreateTopicsResponse", 2, 7, 5);
}
