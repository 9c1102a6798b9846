// Generated from wire/schemas/share_group_heartbeat.schema by `cargo xtask generate`; do not edit.
//! `ShareGroupHeartbeatResponse`: versions 1, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ShareGroupHeartbeatResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicPartitions {
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<i32>,
}

impl Message for TopicPartitions {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic_id", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for TopicPartitions {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ShareGroupHeartbeatResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Assignment {
    /// Versions 0+.
    pub topic_partitions: Vec<TopicPartitions>,
}

impl Message for Assignment {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("topic_partitions", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.topic_partitions);
    }
}

/// `ShareGroupHeartbeatResponse`: versions 1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ShareGroupHeartbeatResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+, default null.
    pub error_message: Option<String>,
    /// Versions 0+, null in 0+, default null.
    pub member_id: Option<String>,
    /// Versions 0+.
    pub member_epoch: i32,
    /// Versions 0+.
    pub heartbeat_interval_ms: i32,
    /// Versions 0+, null in 0+, default null.
    pub assignment: Option<Assignment>,
}

impl Message for ShareGroupHeartbeatResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 7] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("member_id", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("member_epoch", 0, LATEST),
            Field::new("heartbeat_interval_ms", 0, LATEST),
            Field::new("assignment", 0, LATEST).nullable(0, LATEST).null(),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
        c.nullable_string(&FIELDS[3], &mut self.member_id);
        c.int32(&FIELDS[4], &mut self.member_epoch);
        c.int32(&FIELDS[5], &mut self.heartbeat_interval_ms);
        c.nullable_structure(&FIELDS[6], &mut self.assignment);
    }
}

impl Root for ShareGroupHeartbeatResponse {
    const SCHEMA: Schema = Schema::new("ShareGroupHeartbeatResponse", 1, 1, 0);
}
