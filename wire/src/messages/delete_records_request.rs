// Generated from wire/schemas/delete_records.schema by `cargo xtask generate`; do not edit.
//! `DeleteRecordsRequest`: versions 0-2, flexible from 2.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DeleteRecordsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DeleteRecordsPartition {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub offset: i64,
}

impl Message for DeleteRecordsPartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("partition_index", 0, LATEST), Field::new("offset", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int64(&FIELDS[1], &mut self.offset);
    }
}

impl Element for DeleteRecordsPartition {
    const SIZE_MIN: usize = 12;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DeleteRecordsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DeleteRecordsTopic {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub partitions: Vec<DeleteRecordsPartition>,
}

impl Message for DeleteRecordsTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for DeleteRecordsTopic {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DeleteRecordsRequest`: versions 0-2, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DeleteRecordsRequest {
    /// Versions 0+.
    pub topics: Vec<DeleteRecordsTopic>,
    /// Versions 0+.
    pub timeout_ms: i32,
}

impl Message for DeleteRecordsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topics", 0, LATEST), Field::new("timeout_ms", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.topics);
        c.int32(&FIELDS[1], &mut self.timeout_ms);
    }
}

impl Root for DeleteRecordsRequest {
    const SCHEMA: Schema = Schema::new("DeleteRecordsRequest", 0, 2, 2);
}
