// Generated from wire/schemas/alter_partition.schema by `cargo xtask generate`; do not edit.
//! `AlterPartitionRequest`: versions 2-3, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::vec::Vec;

/// Part of [`AlterPartitionRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokerState {
    /// Versions 3+.
    pub broker_id: i32,
    /// Versions 3+, default -1.
    pub broker_epoch: i64,
}

impl Default for BrokerState {
    fn default() -> BrokerState {
        BrokerState { broker_id: 0, broker_epoch: -1 }
    }
}

impl Message for BrokerState {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("broker_id", 3, LATEST), Field::new("broker_epoch", 3, LATEST).int(-1)];
        c.int32(&FIELDS[0], &mut self.broker_id);
        c.int64(&FIELDS[1], &mut self.broker_epoch);
    }
}

impl Element for BrokerState {
    const SIZE_MIN: usize = 1;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`AlterPartitionRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PartitionData {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub leader_epoch: i32,
    /// Versions 0-2.
    pub new_isr: Vec<i32>,
    /// Versions 3+.
    pub new_isr_with_epochs: Vec<BrokerState>,
    /// Versions 1+.
    pub leader_recovery_state: i8,
    /// Versions 0+.
    pub partition_epoch: i32,
}

impl Message for PartitionData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 6] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("leader_epoch", 0, LATEST),
            Field::new("new_isr", 0, 2),
            Field::new("new_isr_with_epochs", 3, LATEST),
            Field::new("leader_recovery_state", 1, LATEST),
            Field::new("partition_epoch", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int32(&FIELDS[1], &mut self.leader_epoch);
        c.array(&FIELDS[2], &mut self.new_isr);
        c.array(&FIELDS[3], &mut self.new_isr_with_epochs);
        c.int8(&FIELDS[4], &mut self.leader_recovery_state);
        c.int32(&FIELDS[5], &mut self.partition_epoch);
    }
}

impl Element for PartitionData {
    const SIZE_MIN: usize = 15;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`AlterPartitionRequest`].
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

/// `AlterPartitionRequest`: versions 2-3, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlterPartitionRequest {
    /// Versions 0+.
    pub broker_id: i32,
    /// Versions 0+, default -1.
    pub broker_epoch: i64,
    /// Versions 0+.
    pub topics: Vec<TopicData>,
}

impl Default for AlterPartitionRequest {
    fn default() -> AlterPartitionRequest {
        AlterPartitionRequest { broker_id: 0, broker_epoch: -1, topics: Vec::new() }
    }
}

impl Message for AlterPartitionRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("broker_id", 0, LATEST),
            Field::new("broker_epoch", 0, LATEST).int(-1),
            Field::new("topics", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.broker_id);
        c.int64(&FIELDS[1], &mut self.broker_epoch);
        c.array(&FIELDS[2], &mut self.topics);
    }
}

impl Root for AlterPartitionRequest {
    const SCHEMA: Schema = Schema::new("AlterPartitionRequest", 2, 3, 0);
}
