// Generated from wire/schemas/list_offsets.schema by `cargo xtask generate`; do not edit.
//! `ListOffsetsRequest`: versions 1-11, flexible from 6.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ListOffsetsRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListOffsetsPartition {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 4+, default -1, ignorable.
    pub current_leader_epoch: i32,
    /// Versions 0+.
    pub timestamp: i64,
}

impl Default for ListOffsetsPartition {
    fn default() -> ListOffsetsPartition {
        ListOffsetsPartition { partition_index: 0, current_leader_epoch: -1, timestamp: 0 }
    }
}

impl Message for ListOffsetsPartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("current_leader_epoch", 4, LATEST).int(-1).ignorable(),
            Field::new("timestamp", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int32(&FIELDS[1], &mut self.current_leader_epoch);
        c.int64(&FIELDS[2], &mut self.timestamp);
    }
}

impl Element for ListOffsetsPartition {
    const SIZE_MIN: usize = 12;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ListOffsetsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ListOffsetsTopic {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub partitions: Vec<ListOffsetsPartition>,
}

impl Message for ListOffsetsTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for ListOffsetsTopic {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ListOffsetsRequest`: versions 1-11, flexible from 6.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ListOffsetsRequest {
    /// Versions 0+.
    pub replica_id: i32,
    /// Versions 2+.
    pub isolation_level: i8,
    /// Versions 0+.
    pub topics: Vec<ListOffsetsTopic>,
    /// Versions 10+, ignorable.
    pub timeout_ms: i32,
}

impl Message for ListOffsetsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("replica_id", 0, LATEST),
            Field::new("isolation_level", 2, LATEST),
            Field::new("topics", 0, LATEST),
            Field::new("timeout_ms", 10, LATEST).ignorable(),
        ];
        c.int32(&FIELDS[0], &mut self.replica_id);
        c.int8(&FIELDS[1], &mut self.isolation_level);
        c.array(&FIELDS[2], &mut self.topics);
        c.int32(&FIELDS[3], &mut self.timeout_ms);
    }
}

impl Root for ListOffsetsRequest {
    const SCHEMA: Schema = Schema::new("ListOffsetsRequest", 1, 11, 6);
}
