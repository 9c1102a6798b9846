// Generated from wire/schemas/alter_share_group_offsets.schema by `cargo xtask generate`; do not edit.
//! `AlterShareGroupOffsetsResponse`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`AlterShareGroupOffsetsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AlterShareGroupOffsetsResponsePartition {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+, default null.
    pub error_message: Option<String>,
}

impl Message for AlterShareGroupOffsetsResponsePartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST).null(),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
    }
}

impl Element for AlterShareGroupOffsetsResponsePartition {
    const SIZE_MIN: usize = 8;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`AlterShareGroupOffsetsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AlterShareGroupOffsetsResponseTopic {
    /// Versions 0+.
    pub topic_name: String,
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<AlterShareGroupOffsetsResponsePartition>,
}

impl Message for AlterShareGroupOffsetsResponseTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("topic_name", 0, LATEST),
            Field::new("topic_id", 0, LATEST),
            Field::new("partitions", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.topic_name);
        c.uuid(&FIELDS[1], &mut self.topic_id);
        c.array(&FIELDS[2], &mut self.partitions);
    }
}

impl Element for AlterShareGroupOffsetsResponseTopic {
    const SIZE_MIN: usize = 19;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `AlterShareGroupOffsetsResponse`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AlterShareGroupOffsetsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+, default null.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub responses: Vec<AlterShareGroupOffsetsResponseTopic>,
}

impl Message for AlterShareGroupOffsetsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("responses", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
        c.array(&FIELDS[3], &mut self.responses);
    }
}

impl Root for AlterShareGroupOffsetsResponse {
    const SCHEMA: Schema = Schema::new("AlterShareGroupOffsetsResponse", 0, 0, 0);
}
