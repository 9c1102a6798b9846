// Generated from wire/schemas/share_fetch.schema by `cargo xtask generate`; do not edit.
//! `ShareFetchResponse`: versions 1-2, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::records::Records;
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ShareFetchResponse`].
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

/// Part of [`ShareFetchResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AcquiredRecords {
    /// Versions 0+.
    pub first_offset: i64,
    /// Versions 0+.
    pub last_offset: i64,
    /// Versions 0+.
    pub delivery_count: i16,
}

impl Message for AcquiredRecords {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("first_offset", 0, LATEST),
            Field::new("last_offset", 0, LATEST),
            Field::new("delivery_count", 0, LATEST),
        ];
        c.int64(&FIELDS[0], &mut self.first_offset);
        c.int64(&FIELDS[1], &mut self.last_offset);
        c.int16(&FIELDS[2], &mut self.delivery_count);
    }
}

impl Element for AcquiredRecords {
    const SIZE_MIN: usize = 19;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ShareFetchResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PartitionData {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+, default null.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub acknowledge_error_code: i16,
    /// Versions 0+, null in 0+, default null.
    pub acknowledge_error_message: Option<String>,
    /// Versions 0+.
    pub current_leader: LeaderIdAndEpoch,
    /// Versions 0+.
    pub records: Option<Records>,
    /// Versions 0+.
    pub acquired_records: Vec<AcquiredRecords>,
}

impl Message for PartitionData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 8] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("acknowledge_error_code", 0, LATEST),
            Field::new("acknowledge_error_message", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("current_leader", 0, LATEST),
            Field::new("records", 0, LATEST).null(),
            Field::new("acquired_records", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
        c.int16(&FIELDS[3], &mut self.acknowledge_error_code);
        c.nullable_string(&FIELDS[4], &mut self.acknowledge_error_message);
        c.structure(&FIELDS[5], &mut self.current_leader);
        c.records(&FIELDS[6], &mut self.records);
        c.array(&FIELDS[7], &mut self.acquired_records);
    }
}

impl Element for PartitionData {
    const SIZE_MIN: usize = 22;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ShareFetchResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ShareFetchableTopicResponse {
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<PartitionData>,
}

impl Message for ShareFetchableTopicResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic_id", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for ShareFetchableTopicResponse {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ShareFetchResponse`].
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

/// `ShareFetchResponse`: versions 1-2, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ShareFetchResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+, default null.
    pub error_message: Option<String>,
    /// Versions 1+.
    pub acquisition_lock_timeout_ms: i32,
    /// Versions 0+.
    pub responses: Vec<ShareFetchableTopicResponse>,
    /// Versions 0+.
    pub node_endpoints: Vec<NodeEndpoint>,
}

impl Message for ShareFetchResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 6] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("acquisition_lock_timeout_ms", 1, LATEST),
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

impl Root for ShareFetchResponse {
    const SCHEMA: Schema = Schema::new("ShareFetchResponse", 1, 2, 0);
}
