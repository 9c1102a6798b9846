// Generated from wire/schemas/initialize_share_group_state.schema by `cargo xtask generate`; do not edit.
//! `InitializeShareGroupStateResponse`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`InitializeShareGroupStateResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PartitionResult {
    /// Versions 0+.
    pub partition: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+, default null.
    pub error_message: Option<String>,
}

impl Message for PartitionResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("partition", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST).null(),
        ];
        c.int32(&FIELDS[0], &mut self.partition);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
    }
}

impl Element for PartitionResult {
    const SIZE_MIN: usize = 8;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`InitializeShareGroupStateResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct InitializeStateResult {
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<PartitionResult>,
}

impl Message for InitializeStateResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic_id", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for InitializeStateResult {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `InitializeShareGroupStateResponse`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct InitializeShareGroupStateResponse {
    /// Versions 0+.
    pub results: Vec<InitializeStateResult>,
}

impl Message for InitializeShareGroupStateResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("results", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.results);
    }
}

impl Root for InitializeShareGroupStateResponse {
    const SCHEMA: Schema = Schema::new("InitializeShareGroupStateResponse", 0, 0, 0);
}
