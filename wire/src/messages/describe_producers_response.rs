// Generated from wire/schemas/describe_producers.schema by `cargo xtask generate`; do not edit.
//! `DescribeProducersResponse`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DescribeProducersResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProducerState {
    /// Versions 0+.
    pub producer_id: i64,
    /// Versions 0+.
    pub producer_epoch: i32,
    /// Versions 0+, default -1.
    pub last_sequence: i32,
    /// Versions 0+, default -1.
    pub last_timestamp: i64,
    /// Versions 0+.
    pub coordinator_epoch: i32,
    /// Versions 0+, default -1.
    pub current_txn_start_offset: i64,
}

impl Default for ProducerState {
    fn default() -> ProducerState {
        ProducerState {
            producer_id: 0,
            producer_epoch: 0,
            last_sequence: -1,
            last_timestamp: -1,
            coordinator_epoch: 0,
            current_txn_start_offset: -1,
        }
    }
}

impl Message for ProducerState {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 6] = [
            Field::new("producer_id", 0, LATEST),
            Field::new("producer_epoch", 0, LATEST),
            Field::new("last_sequence", 0, LATEST).int(-1),
            Field::new("last_timestamp", 0, LATEST).int(-1),
            Field::new("coordinator_epoch", 0, LATEST),
            Field::new("current_txn_start_offset", 0, LATEST).int(-1),
        ];
        c.int64(&FIELDS[0], &mut self.producer_id);
        c.int32(&FIELDS[1], &mut self.producer_epoch);
        c.int32(&FIELDS[2], &mut self.last_sequence);
        c.int64(&FIELDS[3], &mut self.last_timestamp);
        c.int32(&FIELDS[4], &mut self.coordinator_epoch);
        c.int64(&FIELDS[5], &mut self.current_txn_start_offset);
    }
}

impl Element for ProducerState {
    const SIZE_MIN: usize = 37;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeProducersResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PartitionResponse {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+, default null.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub active_producers: Vec<ProducerState>,
}

impl Message for PartitionResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("active_producers", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
        c.array(&FIELDS[3], &mut self.active_producers);
    }
}

impl Element for PartitionResponse {
    const SIZE_MIN: usize = 9;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeProducersResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicResponse {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub partitions: Vec<PartitionResponse>,
}

impl Message for TopicResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for TopicResponse {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DescribeProducersResponse`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeProducersResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub topics: Vec<TopicResponse>,
}

impl Message for DescribeProducersResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 0, LATEST), Field::new("topics", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.topics);
    }
}

impl Root for DescribeProducersResponse {
    const SCHEMA: Schema = Schema::new("DescribeProducersResponse", 0, 0, 0);
}
