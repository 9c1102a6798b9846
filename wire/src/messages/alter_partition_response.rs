// Generated from wire/schemas/alter_partition.schema by `cargo xtask generate`; do not edit.
//! `AlterPartitionResponse`: versions 2-3, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::vec::Vec;

/// Part of [`AlterPartitionResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PartitionData {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub leader_id: i32,
    /// Versions 0+.
    pub leader_epoch: i32,
    /// Versions 0+.
    pub isr: Vec<i32>,
    /// Versions 1+, ignorable.
    pub leader_recovery_state: i8,
    /// Versions 0+.
    pub partition_epoch: i32,
}

impl Message for PartitionData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 7] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("leader_id", 0, LATEST),
            Field::new("leader_epoch", 0, LATEST),
            Field::new("isr", 0, LATEST),
            Field::new("leader_recovery_state", 1, LATEST).ignorable(),
            Field::new("partition_epoch", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.int32(&FIELDS[2], &mut self.leader_id);
        c.int32(&FIELDS[3], &mut self.leader_epoch);
        c.array(&FIELDS[4], &mut self.isr);
        c.int8(&FIELDS[5], &mut self.leader_recovery_state);
        c.int32(&FIELDS[6], &mut self.partition_epoch);
    }
}

impl Element for PartitionData {
    const SIZE_MIN: usize = 21;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`AlterPartitionResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicData {
    /// Versions 2+, ignorable.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<PartitionData>,
}

impl Message for TopicData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("topic_id", 2, LATEST).ignorable(), Field::new("partitions", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for TopicData {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `AlterPartitionResponse`: versions 2-3, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AlterPartitionResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub topics: Vec<TopicData>,
}

impl Message for AlterPartitionResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("topics", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.array(&FIELDS[2], &mut self.topics);
    }
}

impl Root for AlterPartitionResponse {
    const SCHEMA: Schema = Schema::new("AlterPartitionResponse", 2, 3, 0);
}
