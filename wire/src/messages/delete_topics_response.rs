// Generated from wire/schemas/delete_topics.schema by `cargo xtask generate`; do not edit.
//! `DeleteTopicsResponse`: versions 1-6, flexible from 4.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DeleteTopicsResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeletableTopicResult {
    /// Versions 0+, null in 6+.
    pub name: Option<String>,
    /// Versions 6+, ignorable.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 5+, null in 5+, default null, ignorable.
    pub error_message: Option<String>,
}

impl Default for DeletableTopicResult {
    fn default() -> DeletableTopicResult {
        DeletableTopicResult {
            name: Some(String::default()),
            topic_id: Uuid::ZERO,
            error_code: 0,
            error_message: None,
        }
    }
}

impl Message for DeletableTopicResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("name", 0, LATEST).nullable(6, LATEST),
            Field::new("topic_id", 6, LATEST).ignorable(),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 5, LATEST).nullable(5, LATEST).null().ignorable(),
        ];
        c.nullable_string(&FIELDS[0], &mut self.name);
        c.uuid(&FIELDS[1], &mut self.topic_id);
        c.int16(&FIELDS[2], &mut self.error_code);
        c.nullable_string(&FIELDS[3], &mut self.error_message);
    }
}

impl Element for DeletableTopicResult {
    const SIZE_MIN: usize = 4;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DeleteTopicsResponse`: versions 1-6, flexible from 4.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DeleteTopicsResponse {
    /// Versions 1+, ignorable.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub responses: Vec<DeletableTopicResult>,
}

impl Message for DeleteTopicsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 1, LATEST).ignorable(), Field::new("responses", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.responses);
    }
}

impl Root for DeleteTopicsResponse {
    const SCHEMA: Schema = Schema::new("DeleteTopicsResponse", 1, 6, 4);
}
