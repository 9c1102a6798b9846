// Generated from wire/schemas/list_offsets.schema by `cargo xtask generate`; do not edit.
//! `ListOffsetsResponse`: versions 1-11, flexible from 6.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ListOffsetsResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListOffsetsPartitionResponse {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 1+, default -1.
    pub timestamp: i64,
    /// Versions 1+, default -1.
    pub offset: i64,
    /// Versions 4+, default -1.
    pub leader_epoch: i32,
}

impl Default for ListOffsetsPartitionResponse {
    fn default() -> ListOffsetsPartitionResponse {
        ListOffsetsPartitionResponse {
            partition_index: 0,
            error_code: 0,
            timestamp: -1,
            offset: -1,
            leader_epoch: -1,
        }
    }
}

impl Message for ListOffsetsPartitionResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("timestamp", 1, LATEST).int(-1),
            Field::new("offset", 1, LATEST).int(-1),
            Field::new("leader_epoch", 4, LATEST).int(-1),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.int64(&FIELDS[2], &mut self.timestamp);
        c.int64(&FIELDS[3], &mut self.offset);
        c.int32(&FIELDS[4], &mut self.leader_epoch);
    }
}

impl Element for ListOffsetsPartitionResponse {
    const SIZE_MIN: usize = 22;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ListOffsetsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ListOffsetsTopicResponse {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub partitions: Vec<ListOffsetsPartitionResponse>,
}

impl Message for ListOffsetsTopicResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for ListOffsetsTopicResponse {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ListOffsetsResponse`: versions 1-11, flexible from 6.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ListOffsetsResponse {
    /// Versions 2+, ignorable.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub topics: Vec<ListOffsetsTopicResponse>,
}

impl Message for ListOffsetsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 2, LATEST).ignorable(), Field::new("topics", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.topics);
    }
}

impl Root for ListOffsetsResponse {
    const SCHEMA: Schema = Schema::new("ListOffsetsResponse", 1, 11, 6);
}
