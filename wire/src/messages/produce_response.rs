// Generated from wire/schemas/produce.schema by `cargo xtask generate`; do not edit.
//! `ProduceResponse`: versions 3-13, flexible from 9.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ProduceResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct BatchIndexAndErrorMessage {
    /// Versions 8+.
    pub batch_index: i32,
    /// Versions 8+, null in 8+, default null.
    pub batch_index_error_message: Option<String>,
}

impl Message for BatchIndexAndErrorMessage {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [
            Field::new("batch_index", 8, LATEST),
            Field::new("batch_index_error_message", 8, LATEST).nullable(8, LATEST).null(),
        ];
        c.int32(&FIELDS[0], &mut self.batch_index);
        c.nullable_string(&FIELDS[1], &mut self.batch_index_error_message);
    }
}

impl Element for BatchIndexAndErrorMessage {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ProduceResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaderIdAndEpoch {
    /// Versions 10+, default -1.
    pub leader_id: i32,
    /// Versions 10+, default -1.
    pub leader_epoch: i32,
}

impl Default for LeaderIdAndEpoch {
    fn default() -> LeaderIdAndEpoch {
        LeaderIdAndEpoch { leader_id: -1, leader_epoch: -1 }
    }
}

impl Message for LeaderIdAndEpoch {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("leader_id", 10, LATEST).int(-1), Field::new("leader_epoch", 10, LATEST).int(-1)];
        c.int32(&FIELDS[0], &mut self.leader_id);
        c.int32(&FIELDS[1], &mut self.leader_epoch);
    }
}

/// Part of [`ProduceResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartitionProduceResponse {
    /// Versions 0+.
    pub index: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub base_offset: i64,
    /// Versions 2+, default -1, ignorable.
    pub log_append_time_ms: i64,
    /// Versions 5+, default -1, ignorable.
    pub log_start_offset: i64,
    /// Versions 8+, ignorable.
    pub record_errors: Vec<BatchIndexAndErrorMessage>,
    /// Versions 8+, null in 8+, default null, ignorable.
    pub error_message: Option<String>,
    /// Versions 10+, tag 0 in 10+.
    pub current_leader: LeaderIdAndEpoch,
}

impl Default for PartitionProduceResponse {
    fn default() -> PartitionProduceResponse {
        PartitionProduceResponse {
            index: 0,
            error_code: 0,
            base_offset: 0,
            log_append_time_ms: -1,
            log_start_offset: -1,
            record_errors: Vec::new(),
            error_message: None,
            current_leader: LeaderIdAndEpoch::default(),
        }
    }
}

impl Message for PartitionProduceResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 8] = [
            Field::new("index", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("base_offset", 0, LATEST),
            Field::new("log_append_time_ms", 2, LATEST).int(-1).ignorable(),
            Field::new("log_start_offset", 5, LATEST).int(-1).ignorable(),
            Field::new("record_errors", 8, LATEST).ignorable(),
            Field::new("error_message", 8, LATEST).nullable(8, LATEST).null().ignorable(),
            Field::new("current_leader", 10, LATEST).tagged(0, 10, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.index);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.int64(&FIELDS[2], &mut self.base_offset);
        c.int64(&FIELDS[3], &mut self.log_append_time_ms);
        c.int64(&FIELDS[4], &mut self.log_start_offset);
        c.array(&FIELDS[5], &mut self.record_errors);
        c.nullable_string(&FIELDS[6], &mut self.error_message);
        c.structure(&FIELDS[7], &mut self.current_leader);
    }
}

impl Element for PartitionProduceResponse {
    const SIZE_MIN: usize = 22;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ProduceResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicProduceResponse {
    /// Versions 0-12, ignorable.
    pub name: String,
    /// Versions 13+, ignorable.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partition_responses: Vec<PartitionProduceResponse>,
}

impl Message for TopicProduceResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("name", 0, 12).ignorable(),
            Field::new("topic_id", 13, LATEST).ignorable(),
            Field::new("partition_responses", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.uuid(&FIELDS[1], &mut self.topic_id);
        c.array(&FIELDS[2], &mut self.partition_responses);
    }
}

impl Element for TopicProduceResponse {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ProduceResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct NodeEndpoint {
    /// Versions 10+.
    pub node_id: i32,
    /// Versions 10+.
    pub host: String,
    /// Versions 10+.
    pub port: i32,
    /// Versions 10+, null in 10+, default null.
    pub rack: Option<String>,
}

impl Message for NodeEndpoint {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("node_id", 10, LATEST),
            Field::new("host", 10, LATEST),
            Field::new("port", 10, LATEST),
            Field::new("rack", 10, LATEST).nullable(10, LATEST).null(),
        ];
        c.int32(&FIELDS[0], &mut self.node_id);
        c.string(&FIELDS[1], &mut self.host);
        c.int32(&FIELDS[2], &mut self.port);
        c.nullable_string(&FIELDS[3], &mut self.rack);
    }
}

impl Element for NodeEndpoint {
    const SIZE_MIN: usize = 1;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ProduceResponse`: versions 3-13, flexible from 9.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ProduceResponse {
    /// Versions 0+.
    pub responses: Vec<TopicProduceResponse>,
    /// Versions 1+, ignorable.
    pub throttle_time_ms: i32,
    /// Versions 10+, tag 0 in 10+.
    pub node_endpoints: Vec<NodeEndpoint>,
}

impl Message for ProduceResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("responses", 0, LATEST),
            Field::new("throttle_time_ms", 1, LATEST).ignorable(),
            Field::new("node_endpoints", 10, LATEST).tagged(0, 10, LATEST),
        ];
        c.array(&FIELDS[0], &mut self.responses);
        c.int32(&FIELDS[1], &mut self.throttle_time_ms);
        c.array(&FIELDS[2], &mut self.node_endpoints);
    }
}

impl Root for ProduceResponse {
    const SCHEMA: Schema = Schema::new("ProduceResponse", 3, 13, 9);
}
