// Generated from wire/schemas/streams_group_heartbeat.schema by `cargo xtask generate`; do not edit.
//! `StreamsGroupHeartbeatResponse`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`StreamsGroupHeartbeatResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Status {
    /// Versions 0+.
    pub status_code: i8,
    /// Versions 0+.
    pub status_detail: String,
}

impl Message for Status {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("status_code", 0, LATEST), Field::new("status_detail", 0, LATEST)];
        c.int8(&FIELDS[0], &mut self.status_code);
        c.string(&FIELDS[1], &mut self.status_detail);
    }
}

impl Element for Status {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`StreamsGroupHeartbeatResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicPartition {
    /// Versions 0+.
    pub topic: String,
    /// Versions 0+.
    pub partitions: Vec<i32>,
}

impl Message for TopicPartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.topic);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for TopicPartition {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`StreamsGroupHeartbeatResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TaskIds {
    /// Versions 0+.
    pub subtopology_id: String,
    /// Versions 0+.
    pub partitions: Vec<i32>,
}

impl Message for TaskIds {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("subtopology_id", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.subtopology_id);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for TaskIds {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`StreamsGroupHeartbeatResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Endpoint {
    /// Versions 0+.
    pub host: String,
    /// Versions 0+.
    pub port: u16,
}

impl Message for Endpoint {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("host", 0, LATEST), Field::new("port", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.host);
        c.uint16(&FIELDS[1], &mut self.port);
    }
}

/// Part of [`StreamsGroupHeartbeatResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct EndpointToPartitions {
    /// Versions 0+.
    pub user_endpoint: Endpoint,
    /// Versions 0+.
    pub active_partitions: Vec<TopicPartition>,
    /// Versions 0+.
    pub standby_partitions: Vec<TopicPartition>,
}

impl Message for EndpointToPartitions {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("user_endpoint", 0, LATEST),
            Field::new("active_partitions", 0, LATEST),
            Field::new("standby_partitions", 0, LATEST),
        ];
        c.structure(&FIELDS[0], &mut self.user_endpoint);
        c.array(&FIELDS[1], &mut self.active_partitions);
        c.array(&FIELDS[2], &mut self.standby_partitions);
    }
}

impl Element for EndpointToPartitions {
    const SIZE_MIN: usize = 7;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `StreamsGroupHeartbeatResponse`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamsGroupHeartbeatResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+, default null.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub member_id: String,
    /// Versions 0+.
    pub member_epoch: i32,
    /// Versions 0+.
    pub heartbeat_interval_ms: i32,
    /// Versions 0+.
    pub acceptable_recovery_lag: i32,
    /// Versions 0+.
    pub task_offset_interval_ms: i32,
    /// Versions 0+, null in 0+.
    pub status: Option<Vec<Status>>,
    /// Versions 0+, null in 0+, default null.
    pub active_tasks: Option<Vec<TaskIds>>,
    /// Versions 0+, null in 0+, default null.
    pub standby_tasks: Option<Vec<TaskIds>>,
    /// Versions 0+, null in 0+, default null.
    pub warmup_tasks: Option<Vec<TaskIds>>,
    /// Versions 0+.
    pub endpoint_information_epoch: i32,
    /// Versions 0+, null in 0+, default null.
    pub partitions_by_user_endpoint: Option<Vec<EndpointToPartitions>>,
}

impl Default for StreamsGroupHeartbeatResponse {
    fn default() -> StreamsGroupHeartbeatResponse {
        StreamsGroupHeartbeatResponse {
            throttle_time_ms: 0,
            error_code: 0,
            error_message: None,
            member_id: String::new(),
            member_epoch: 0,
            heartbeat_interval_ms: 0,
            acceptable_recovery_lag: 0,
            task_offset_interval_ms: 0,
            status: Some(Vec::new()),
            active_tasks: None,
            standby_tasks: None,
            warmup_tasks: None,
            endpoint_information_epoch: 0,
            partitions_by_user_endpoint: None,
        }
    }
}

impl Message for StreamsGroupHeartbeatResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 14] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("member_id", 0, LATEST),
            Field::new("member_epoch", 0, LATEST),
            Field::new("heartbeat_interval_ms", 0, LATEST),
            Field::new("acceptable_recovery_lag", 0, LATEST),
            Field::new("task_offset_interval_ms", 0, LATEST),
            Field::new("status", 0, LATEST).nullable(0, LATEST),
            Field::new("active_tasks", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("standby_tasks", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("warmup_tasks", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("endpoint_information_epoch", 0, LATEST),
            Field::new("partitions_by_user_endpoint", 0, LATEST).nullable(0, LATEST).null(),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
        c.string(&FIELDS[3], &mut self.member_id);
        c.int32(&FIELDS[4], &mut self.member_epoch);
        c.int32(&FIELDS[5], &mut self.heartbeat_interval_ms);
        c.int32(&FIELDS[6], &mut self.acceptable_recovery_lag);
        c.int32(&FIELDS[7], &mut self.task_offset_interval_ms);
        c.array(&FIELDS[8], &mut self.status);
        c.array(&FIELDS[9], &mut self.active_tasks);
        c.array(&FIELDS[10], &mut self.standby_tasks);
        c.array(&FIELDS[11], &mut self.warmup_tasks);
        c.int32(&FIELDS[12], &mut self.endpoint_information_epoch);
        c.array(&FIELDS[13], &mut self.partitions_by_user_endpoint);
    }
}

impl Root for StreamsGroupHeartbeatResponse {
    const SCHEMA: Schema = Schema::new("StreamsGroupHeartbeatResponse", 0, 0, 0);
}
