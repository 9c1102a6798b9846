// Generated from wire/schemas/read_share_group_state.schema by `cargo xtask generate`; do not edit.
//! `ReadShareGroupStateResponse`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ReadShareGroupStateResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct StateBatch {
    /// Versions 0+.
    pub first_offset: i64,
    /// Versions 0+.
    pub last_offset: i64,
    /// Versions 0+.
    pub delivery_state: i8,
    /// Versions 0+.
    pub delivery_count: i16,
}

impl Message for StateBatch {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("first_offset", 0, LATEST),
            Field::new("last_offset", 0, LATEST),
            Field::new("delivery_state", 0, LATEST),
            Field::new("delivery_count", 0, LATEST),
        ];
        c.int64(&FIELDS[0], &mut self.first_offset);
        c.int64(&FIELDS[1], &mut self.last_offset);
        c.int8(&FIELDS[2], &mut self.delivery_state);
        c.int16(&FIELDS[3], &mut self.delivery_count);
    }
}

impl Element for StateBatch {
    const SIZE_MIN: usize = 20;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ReadShareGroupStateResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PartitionResult {
    /// Versions 0+.
    pub partition: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+, default null.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub state_epoch: i32,
    /// Versions 0+.
    pub start_offset: i64,
    /// Versions 0+.
    pub state_batches: Vec<StateBatch>,
}

impl Message for PartitionResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 6] = [
            Field::new("partition", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("state_epoch", 0, LATEST),
            Field::new("start_offset", 0, LATEST),
            Field::new("state_batches", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.partition);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
        c.int32(&FIELDS[3], &mut self.state_epoch);
        c.int64(&FIELDS[4], &mut self.start_offset);
        c.array(&FIELDS[5], &mut self.state_batches);
    }
}

impl Element for PartitionResult {
    const SIZE_MIN: usize = 21;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ReadShareGroupStateResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ReadStateResult {
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<PartitionResult>,
}

impl Message for ReadStateResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic_id", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for ReadStateResult {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ReadShareGroupStateResponse`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ReadShareGroupStateResponse {
    /// Versions 0+.
    pub results: Vec<ReadStateResult>,
}

impl Message for ReadShareGroupStateResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("results", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.results);
    }
}

impl Root for ReadShareGroupStateResponse {
    const SCHEMA: Schema = Schema::new("ReadShareGroupStateResponse", 0, 0, 0);
}
