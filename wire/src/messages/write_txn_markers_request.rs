// Generated from wire/schemas/write_txn_markers.schema by `cargo xtask generate`; do not edit.
//! `WriteTxnMarkersRequest`: versions 1-2, flexible from 1.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`WriteTxnMarkersRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct WritableTxnMarkerTopic {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub partition_indexes: Vec<i32>,
}

impl Message for WritableTxnMarkerTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("name", 0, LATEST), Field::new("partition_indexes", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.partition_indexes);
    }
}

impl Element for WritableTxnMarkerTopic {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`WriteTxnMarkersRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct WritableTxnMarker {
    /// Versions 0+.
    pub producer_id: i64,
    /// Versions 0+.
    pub producer_epoch: i16,
    /// Versions 0+.
    pub transaction_result: bool,
    /// Versions 0+.
    pub topics: Vec<WritableTxnMarkerTopic>,
    /// Versions 0+.
    pub coordinator_epoch: i32,
    /// Versions 2+, ignorable.
    pub transaction_version: i8,
}

impl Message for WritableTxnMarker {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 6] = [
            Field::new("producer_id", 0, LATEST),
            Field::new("producer_epoch", 0, LATEST),
            Field::new("transaction_result", 0, LATEST),
            Field::new("topics", 0, LATEST),
            Field::new("coordinator_epoch", 0, LATEST),
            Field::new("transaction_version", 2, LATEST).ignorable(),
        ];
        c.int64(&FIELDS[0], &mut self.producer_id);
        c.int16(&FIELDS[1], &mut self.producer_epoch);
        c.bool(&FIELDS[2], &mut self.transaction_result);
        c.array(&FIELDS[3], &mut self.topics);
        c.int32(&FIELDS[4], &mut self.coordinator_epoch);
        c.int8(&FIELDS[5], &mut self.transaction_version);
    }
}

impl Element for WritableTxnMarker {
    const SIZE_MIN: usize = 17;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `WriteTxnMarkersRequest`: versions 1-2, flexible from 1.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct WriteTxnMarkersRequest {
    /// Versions 0+.
    pub markers: Vec<WritableTxnMarker>,
}

impl Message for WriteTxnMarkersRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("markers", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.markers);
    }
}

impl Root for WriteTxnMarkersRequest {
    const SCHEMA: Schema = Schema::new("WriteTxnMarkersRequest", 1, 2, 1);
}
