// Generated from wire/schemas/consumer_group_heartbeat.schema by `cargo xtask generate`; do not edit.
//! `ConsumerGroupHeartbeatRequest`: versions 0-1, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ConsumerGroupHeartbeatRequest`].
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

/// `ConsumerGroupHeartbeatRequest`: versions 0-1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsumerGroupHeartbeatRequest {
    /// Versions 0+.
    pub group_id: String,
    /// Versions 0+.
    pub member_id: String,
    /// Versions 0+.
    pub member_epoch: i32,
    /// Versions 0+, null in 0+, default null.
    pub instance_id: Option<String>,
    /// Versions 0+, null in 0+, default null.
    pub rack_id: Option<String>,
    /// Versions 0+, default -1.
    pub rebalance_timeout_ms: i32,
    /// Versions 0+, null in 0+, default null.
    pub subscribed_topic_names: Option<Vec<String>>,
    /// Versions 1+, null in 1+, default null.
    pub subscribed_topic_regex: Option<String>,
    /// Versions 0+, null in 0+, default null.
    pub server_assignor: Option<String>,
    /// Versions 0+, null in 0+, default null.
    pub topic_partitions: Option<Vec<TopicPartitions>>,
}

impl Default for ConsumerGroupHeartbeatRequest {
    fn default() -> ConsumerGroupHeartbeatRequest {
        ConsumerGroupHeartbeatRequest {
            group_id: String::new(),
            member_id: String::new(),
            member_epoch: 0,
            instance_id: None,
            rack_id: None,
            rebalance_timeout_ms: -1,
            subscribed_topic_names: None,
            subscribed_topic_regex: None,
            server_assignor: None,
            topic_partitions: None,
        }
    }
}

impl Message for ConsumerGroupHeartbeatRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 10] = [
            Field::new("group_id", 0, LATEST),
            Field::new("member_id", 0, LATEST),
            Field::new("member_epoch", 0, LATEST),
            Field::new("instance_id", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("rack_id", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("rebalance_timeout_ms", 0, LATEST).int(-1),
            Field::new("subscribed_topic_names", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("subscribed_topic_regex", 1, LATEST).nullable(1, LATEST).null(),
            Field::new("server_assignor", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("topic_partitions", 0, LATEST).nullable(0, LATEST).null(),
        ];
        c.string(&FIELDS[0], &mut self.group_id);
        c.string(&FIELDS[1], &mut self.member_id);
        c.int32(&FIELDS[2], &mut self.member_epoch);
        c.nullable_string(&FIELDS[3], &mut self.instance_id);
        c.nullable_string(&FIELDS[4], &mut self.rack_id);
        c.int32(&FIELDS[5], &mut self.rebalance_timeout_ms);
        c.array(&FIELDS[6], &mut self.subscribed_topic_names);
        c.nullable_string(&FIELDS[7], &mut self.subscribed_topic_regex);
        c.nullable_string(&FIELDS[8], &mut self.server_assignor);
        c.array(&FIELDS[9], &mut self.topic_partitions);
    }
}

impl Root for ConsumerGroupHeartbeatRequest {
    const SCHEMA: Schema = Schema::new("ConsumerGroupHeartbeatRequest", 0, 1, 0);
}
