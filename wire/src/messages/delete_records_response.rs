// Generated from wire/schemas/delete_records.schema by `cargo xtask generate`; do not edit.
//! `DeleteRecordsResponse`: versions 0-2, flexible from 2.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DeleteRecordsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DeleteRecordsPartitionResult {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub low_watermark: i64,
    /// Versions 0+.
    pub error_code: i16,
}

impl Message for DeleteRecordsPartitionResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("low_watermark", 0, LATEST),
            Field::new("error_code", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int64(&FIELDS[1], &mut self.low_watermark);
        c.int16(&FIELDS[2], &mut self.error_code);
    }
}

impl Element for DeleteRecordsPartitionResult {
    const SIZE_MIN: usize = 14;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DeleteRecordsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DeleteRecordsTopicResult {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub partitions: Vec<DeleteRecordsPartitionResult>,
}

impl Message for DeleteRecordsTopicResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for DeleteRecordsTopicResult {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DeleteRecordsResponse`: versions 0-2, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DeleteRecordsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub topics: Vec<DeleteRecordsTopicResult>,
}

impl Message for DeleteRecordsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 0, LATEST), Field::new("topics", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.topics);
    }
}

impl Root for DeleteRecordsResponse {
    const SCHEMA: Schema = Schema::new("DeleteRecordsResponse", 0, 2, 2);
}
