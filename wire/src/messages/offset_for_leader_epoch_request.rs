// Generated from wire/schemas/offset_for_leader_epoch.schema by `cargo xtask generate`; do not edit.
//! `OffsetForLeaderEpochRequest`: versions 2-4, flexible from 4.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`OffsetForLeaderEpochRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffsetForLeaderPartition {
    /// Versions 0+.
    pub partition: i32,
    /// Versions 2+, default -1, ignorable.
    pub current_leader_epoch: i32,
    /// Versions 0+.
    pub leader_epoch: i32,
}

impl Default for OffsetForLeaderPartition {
    fn default() -> OffsetForLeaderPartition {
        OffsetForLeaderPartition { partition: 0, current_leader_epoch: -1, leader_epoch: 0 }
    }
}

impl Message for OffsetForLeaderPartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("partition", 0, LATEST),
            Field::new("current_leader_epoch", 2, LATEST).int(-1).ignorable(),
            Field::new("leader_epoch", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.partition);
        c.int32(&FIELDS[1], &mut self.current_leader_epoch);
        c.int32(&FIELDS[2], &mut self.leader_epoch);
    }
}

impl Element for OffsetForLeaderPartition {
    const SIZE_MIN: usize = 12;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`OffsetForLeaderEpochRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OffsetForLeaderTopic {
    /// Versions 0+.
    pub topic: String,
    /// Versions 0+.
    pub partitions: Vec<OffsetForLeaderPartition>,
}

impl Message for OffsetForLeaderTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.topic);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for OffsetForLeaderTopic {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `OffsetForLeaderEpochRequest`: versions 2-4, flexible from 4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffsetForLeaderEpochRequest {
    /// Versions 3+, default -2, ignorable.
    pub replica_id: i32,
    /// Versions 0+.
    pub topics: Vec<OffsetForLeaderTopic>,
}

impl Default for OffsetForLeaderEpochRequest {
    fn default() -> OffsetForLeaderEpochRequest {
        OffsetForLeaderEpochRequest { replica_id: -2, topics: Vec::new() }
    }
}

impl Message for OffsetForLeaderEpochRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("replica_id", 3, LATEST).int(-2).ignorable(), Field::new("topics", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.replica_id);
        c.array(&FIELDS[1], &mut self.topics);
    }
}

impl Root for OffsetForLeaderEpochRequest {
    const SCHEMA: Schema = Schema::new("OffsetForLeaderEpochRequest", 2, 4, 4);
}
