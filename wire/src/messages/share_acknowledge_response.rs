// Generated from wire/schemas/share_acknowledge.schema by `cargo xtask generate`; do not edit.
//! `ShareAcknowledgeResponse`: versions 1-2, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ShareAcknowledgeResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LeaderIdAndEpoch {
    /// Versions 0+.
    pub leader_id: i32,
    /// Versions 0+.
    pub leader_epoch: i32,
}

impl Message for LeaderIdAndEpoch {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("leader_id", 0, LATEST), Field::new("leader_epoch", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.leader_id);
        c.int32(&FIELDS[1], &mut self.leader_epoch);
    }
}

/// Part of [`ShareAcknowledgeResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PartitionData {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+, default null.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub current_leader: LeaderIdAndEpoch,
}

impl Message for PartitionData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("current_leader", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
        c.structure(&FIELDS[3], &mut self.current_leader);
    }
}

impl Element for PartitionData {
    const SIZE_MIN: usize = 17;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ShareAcknowledgeResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ShareAcknowledgeTopicResponse {
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<PartitionData>,
}

impl Message for ShareAcknowledgeTopicResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic_id", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for ShareAcknowledgeTopicResponse {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ShareAcknowledgeResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct NodeEndpoint {
    /// Versions 0+.
    pub node_id: i32,
    /// Versions 0+.
    pub host: String,
    /// Versions 0+.
    pub port: i32,
    /// Versions 0+, null in 0+, default null.
    pub rack: Option<String>,
}

impl Message for NodeEndpoint {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("node_id", 0, LATEST),
            Field::new("host", 0, LATEST),
            Field::new("port", 0, LATEST),
            Field::new("rack", 0, LATEST).nullable(0, LATEST).null(),
        ];
        c.int32(&FIELDS[0], &mut self.node_id);
        c.string(&FIELDS[1], &mut self.host);
        c.int32(&FIELDS[2], &mut self.port);
        c.nullable_string(&FIELDS[3], &mut self.rack);
    }
}

impl Element for NodeEndpoint {
    const SIZE_MIN: usize = 11;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ShareAcknowledgeResponse`: versions 1-2, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ShareAcknowledgeResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+, default null.
    pub error_message: Option<String>,
    /// Versions 2+, ignorable.
    pub acquisition_lock_timeout_ms: i32,
    /// Versions 0+.
    pub responses: Vec<ShareAcknowledgeTopicResponse>,
    /// Versions 0+.
    pub node_endpoints: Vec<NodeEndpoint>,
}

impl Message for ShareAcknowledgeResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 6] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("acquisition_lock_timeout_ms", 2, LATEST).ignorable(),
            Field::new("responses", 0, LATEST),
            Field::new("node_endpoints", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
        c.int32(&FIELDS[3], &mut self.acquisition_lock_timeout_ms);
        c.array(&FIELDS[4], &mut self.responses);
        c.array(&FIELDS[5], &mut self.node_endpoints);
    }
}

impl Root for ShareAcknowledgeResponse {
    const SCHEMA: Schema = Schema::new("ShareAcknowledgeResponse", 1, 2, 0);
}
