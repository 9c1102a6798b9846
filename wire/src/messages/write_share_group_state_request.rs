// Generated from wire/schemas/write_share_group_state.schema by `cargo xtask generate`; do not edit.
//! `WriteShareGroupStateRequest`: versions 0-1, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`WriteShareGroupStateRequest`].
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

/// Part of [`WriteShareGroupStateRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartitionData {
    /// Versions 0+.
    pub partition: i32,
    /// Versions 0+.
    pub state_epoch: i32,
    /// Versions 0+.
    pub leader_epoch: i32,
    /// Versions 0+.
    pub start_offset: i64,
    /// Versions 1+, default -1, ignorable.
    pub delivery_complete_count: i32,
    /// Versions 0+.
    pub state_batches: Vec<StateBatch>,
}

impl Default for PartitionData {
    fn default() -> PartitionData {
        PartitionData {
            partition: 0,
            state_epoch: 0,
            leader_epoch: 0,
            start_offset: 0,
            delivery_complete_count: -1,
            state_batches: Vec::new(),
        }
    }
}

impl Message for PartitionData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 6] = [
            Field::new("partition", 0, LATEST),
            Field::new("state_epoch", 0, LATEST),
            Field::new("leader_epoch", 0, LATEST),
            Field::new("start_offset", 0, LATEST),
            Field::new("delivery_complete_count", 1, LATEST).int(-1).ignorable(),
            Field::new("state_batches", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.partition);
        c.int32(&FIELDS[1], &mut self.state_epoch);
        c.int32(&FIELDS[2], &mut self.leader_epoch);
        c.int64(&FIELDS[3], &mut self.start_offset);
        c.int32(&FIELDS[4], &mut self.delivery_complete_count);
        c.array(&FIELDS[5], &mut self.state_batches);
    }
}

impl Element for PartitionData {
    const SIZE_MIN: usize = 22;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`WriteShareGroupStateRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct WriteStateData {
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<PartitionData>,
}

impl Message for WriteStateData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic_id", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for WriteStateData {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `WriteShareGroupStateRequest`: versions 0-1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct WriteShareGroupStateRequest {
    /// Versions 0+.
    pub group_id: String,
    /// Versions 0+.
    pub topics: Vec<WriteStateData>,
}

impl Message for WriteShareGroupStateRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("group_id", 0, LATEST), Field::new("topics", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.group_id);
        c.array(&FIELDS[1], &mut self.topics);
    }
}

impl Root for WriteShareGroupStateRequest {
    const SCHEMA: Schema = Schema::new("WriteShareGroupStateRequest", 0, 1, 0);
}
