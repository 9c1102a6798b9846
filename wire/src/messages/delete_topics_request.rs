// Generated from wire/schemas/delete_topics.schema by `cargo xtask generate`; do not edit.
//! `DeleteTopicsRequest`: versions 1-6, flexible from 4.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DeleteTopicsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DeleteTopicState {
    /// Versions 6+, null in 6+, default null.
    pub name: Option<String>,
    /// Versions 6+.
    pub topic_id: Uuid,
}

impl Message for DeleteTopicState {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("name", 6, LATEST).nullable(6, LATEST).null(), Field::new("topic_id", 6, LATEST)];
        c.nullable_string(&FIELDS[0], &mut self.name);
        c.uuid(&FIELDS[1], &mut self.topic_id);
    }
}

impl Element for DeleteTopicState {
    const SIZE_MIN: usize = 1;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DeleteTopicsRequest`: versions 1-6, flexible from 4.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DeleteTopicsRequest {
    /// Versions 6+.
    pub topics: Vec<DeleteTopicState>,
    /// Versions 0-5, ignorable.
    pub topic_names: Vec<String>,
    /// Versions 0+.
    pub timeout_ms: i32,
}

impl Message for DeleteTopicsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("topics", 6, LATEST),
            Field::new("topic_names", 0, 5).ignorable(),
            Field::new("timeout_ms", 0, LATEST),
        ];
        c.array(&FIELDS[0], &mut self.topics);
        c.array(&FIELDS[1], &mut self.topic_names);
        c.int32(&FIELDS[2], &mut self.timeout_ms);
    }
}

impl Root for DeleteTopicsRequest {
    const SCHEMA: Schema = Schema::new("DeleteTopicsRequest", 1, 6, 4);
}
