// Generated from wire/schemas/write_txn_markers.schema by `cargo xtask generate`; do not edit.
//! `WriteTxnMarkersResponse`: versions 1-2, flexible from 1.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`WriteTxnMarkersResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct WritableTxnMarkerPartitionResult {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub error_code: i16,
}

impl Message for WritableTxnMarkerPartitionResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("partition_index", 0, LATEST), Field::new("error_code", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int16(&FIELDS[1], &mut self.error_code);
    }
}

impl Element for WritableTxnMarkerPartitionResult {
    const SIZE_MIN: usize = 7;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`WriteTxnMarkersResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct WritableTxnMarkerTopicResult {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub partitions: Vec<WritableTxnMarkerPartitionResult>,
}

impl Message for WritableTxnMarkerTopicResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for WritableTxnMarkerTopicResult {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`WriteTxnMarkersResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct WritableTxnMarkerResult {
    /// Versions 0+.
    pub producer_id: i64,
    /// Versions 0+.
    pub topics: Vec<WritableTxnMarkerTopicResult>,
}

impl Message for WritableTxnMarkerResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("producer_id", 0, LATEST), Field::new("topics", 0, LATEST)];
        c.int64(&FIELDS[0], &mut self.producer_id);
        c.array(&FIELDS[1], &mut self.topics);
    }
}

impl Element for WritableTxnMarkerResult {
    const SIZE_MIN: usize = 10;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `WriteTxnMarkersResponse`: versions 1-2, flexible from 1.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct WriteTxnMarkersResponse {
    /// Versions 0+.
    pub markers: Vec<WritableTxnMarkerResult>,
}

impl Message for WriteTxnMarkersResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("markers", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.markers);
    }
}

impl Root for WriteTxnMarkersResponse {
    const SCHEMA: Schema = Schema::new("WriteTxnMarkersResponse", 1, 2, 1);
}
