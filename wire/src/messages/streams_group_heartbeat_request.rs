// Generated from wire/schemas/streams_group_heartbeat.schema by `cargo xtask generate`; do not edit.
//! `StreamsGroupHeartbeatRequest`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`StreamsGroupHeartbeatRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct KeyValue {
    /// Versions 0+.
    pub key: String,
    /// Versions 0+.
    pub value: String,
}

impl Message for KeyValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("key", 0, LATEST), Field::new("value", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.key);
        c.string(&FIELDS[1], &mut self.value);
    }
}

impl Element for KeyValue {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`StreamsGroupHeartbeatRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicInfo {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub partitions: i32,
    /// Versions 0+.
    pub replication_factor: i16,
    /// Versions 0+.
    pub topic_configs: Vec<KeyValue>,
}

impl Message for TopicInfo {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("name", 0, LATEST),
            Field::new("partitions", 0, LATEST),
            Field::new("replication_factor", 0, LATEST),
            Field::new("topic_configs", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.int32(&FIELDS[1], &mut self.partitions);
        c.int16(&FIELDS[2], &mut self.replication_factor);
        c.array(&FIELDS[3], &mut self.topic_configs);
    }
}

impl Element for TopicInfo {
    const SIZE_MIN: usize = 9;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`StreamsGroupHeartbeatRequest`].
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

/// Part of [`StreamsGroupHeartbeatRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TaskOffset {
    /// Versions 0+.
    pub subtopology_id: String,
    /// Versions 0+.
    pub partition: i32,
    /// Versions 0+.
    pub offset: i64,
}

impl Message for TaskOffset {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("subtopology_id", 0, LATEST),
            Field::new("partition", 0, LATEST),
            Field::new("offset", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.subtopology_id);
        c.int32(&FIELDS[1], &mut self.partition);
        c.int64(&FIELDS[2], &mut self.offset);
    }
}

impl Element for TaskOffset {
    const SIZE_MIN: usize = 14;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`StreamsGroupHeartbeatRequest`].
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

/// Part of [`StreamsGroupHeartbeatRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CopartitionGroup {
    /// Versions 0+.
    pub source_topics: Vec<i16>,
    /// Versions 0+.
    pub source_topic_regex: Vec<i16>,
    /// Versions 0+.
    pub repartition_source_topics: Vec<i16>,
}

impl Message for CopartitionGroup {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("source_topics", 0, LATEST),
            Field::new("source_topic_regex", 0, LATEST),
            Field::new("repartition_source_topics", 0, LATEST),
        ];
        c.array(&FIELDS[0], &mut self.source_topics);
        c.array(&FIELDS[1], &mut self.source_topic_regex);
        c.array(&FIELDS[2], &mut self.repartition_source_topics);
    }
}

impl Element for CopartitionGroup {
    const SIZE_MIN: usize = 4;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`StreamsGroupHeartbeatRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Subtopology {
    /// Versions 0+.
    pub subtopology_id: String,
    /// Versions 0+.
    pub source_topics: Vec<String>,
    /// Versions 0+.
    pub source_topic_regex: Vec<String>,
    /// Versions 0+.
    pub state_changelog_topics: Vec<TopicInfo>,
    /// Versions 0+.
    pub repartition_sink_topics: Vec<String>,
    /// Versions 0+.
    pub repartition_source_topics: Vec<TopicInfo>,
    /// Versions 0+.
    pub copartition_groups: Vec<CopartitionGroup>,
}

impl Message for Subtopology {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 7] = [
            Field::new("subtopology_id", 0, LATEST),
            Field::new("source_topics", 0, LATEST),
            Field::new("source_topic_regex", 0, LATEST),
            Field::new("state_changelog_topics", 0, LATEST),
            Field::new("repartition_sink_topics", 0, LATEST),
            Field::new("repartition_source_topics", 0, LATEST),
            Field::new("copartition_groups", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.subtopology_id);
        c.array(&FIELDS[1], &mut self.source_topics);
        c.array(&FIELDS[2], &mut self.source_topic_regex);
        c.array(&FIELDS[3], &mut self.state_changelog_topics);
        c.array(&FIELDS[4], &mut self.repartition_sink_topics);
        c.array(&FIELDS[5], &mut self.repartition_source_topics);
        c.array(&FIELDS[6], &mut self.copartition_groups);
    }
}

impl Element for Subtopology {
    const SIZE_MIN: usize = 8;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`StreamsGroupHeartbeatRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Topology {
    /// Versions 0+.
    pub epoch: i32,
    /// Versions 0+.
    pub subtopologies: Vec<Subtopology>,
}

impl Message for Topology {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("epoch", 0, LATEST), Field::new("subtopologies", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.epoch);
        c.array(&FIELDS[1], &mut self.subtopologies);
    }
}

/// `StreamsGroupHeartbeatRequest`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamsGroupHeartbeatRequest {
    /// Versions 0+.
    pub group_id: String,
    /// Versions 0+.
    pub member_id: String,
    /// Versions 0+.
    pub member_epoch: i32,
    /// Versions 0+.
    pub endpoint_information_epoch: i32,
    /// Versions 0+, null in 0+, default null.
    pub instance_id: Option<String>,
    /// Versions 0+, null in 0+, default null.
    pub rack_id: Option<String>,
    /// Versions 0+, default -1.
    pub rebalance_timeout_ms: i32,
    /// Versions 0+, null in 0+, default null.
    pub topology: Option<Topology>,
    /// Versions 0+, null in 0+, default null.
    pub active_tasks: Option<Vec<TaskIds>>,
    /// Versions 0+, null in 0+, default null.
    pub standby_tasks: Option<Vec<TaskIds>>,
    /// Versions 0+, null in 0+, default null.
    pub warmup_tasks: Option<Vec<TaskIds>>,
    /// Versions 0+, null in 0+, default null.
    pub process_id: Option<String>,
    /// Versions 0+, null in 0+, default null.
    pub user_endpoint: Option<Endpoint>,
    /// Versions 0+, null in 0+, default null.
    pub client_tags: Option<Vec<KeyValue>>,
    /// Versions 0+, null in 0+, default null.
    pub task_offsets: Option<Vec<TaskOffset>>,
    /// Versions 0+, null in 0+, default null.
    pub task_end_offsets: Option<Vec<TaskOffset>>,
    /// Versions 0+.
    pub shutdown_application: bool,
}

impl Default for StreamsGroupHeartbeatRequest {
    fn default() -> StreamsGroupHeartbeatRequest {
        StreamsGroupHeartbeatRequest {
            group_id: String::new(),
            member_id: String::new(),
            member_epoch: 0,
            endpoint_information_epoch: 0,
            instance_id: None,
            rack_id: None,
            rebalance_timeout_ms: -1,
            topology: None,
            active_tasks: None,
            standby_tasks: None,
            warmup_tasks: None,
            process_id: None,
            user_endpoint: None,
            client_tags: None,
            task_offsets: None,
            task_end_offsets: None,
            shutdown_application: false,
        }
    }
}

impl Message for StreamsGroupHeartbeatRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 17] = [
            Field::new("group_id", 0, LATEST),
            Field::new("member_id", 0, LATEST),
            Field::new("member_epoch", 0, LATEST),
            Field::new("endpoint_information_epoch", 0, LATEST),
            Field::new("instance_id", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("rack_id", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("rebalance_timeout_ms", 0, LATEST).int(-1),
            Field::new("topology", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("active_tasks", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("standby_tasks", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("warmup_tasks", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("process_id", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("user_endpoint", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("client_tags", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("task_offsets", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("task_end_offsets", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("shutdown_application", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.group_id);
        c.string(&FIELDS[1], &mut self.member_id);
        c.int32(&FIELDS[2], &mut self.member_epoch);
        c.int32(&FIELDS[3], &mut self.endpoint_information_epoch);
        c.nullable_string(&FIELDS[4], &mut self.instance_id);
        c.nullable_string(&FIELDS[5], &mut self.rack_id);
        c.int32(&FIELDS[6], &mut self.rebalance_timeout_ms);
        c.nullable_structure(&FIELDS[7], &mut self.topology);
        c.array(&FIELDS[8], &mut self.active_tasks);
        c.array(&FIELDS[9], &mut self.standby_tasks);
        c.array(&FIELDS[10], &mut self.warmup_tasks);
        c.nullable_string(&FIELDS[11], &mut self.process_id);
        c.nullable_structure(&FIELDS[12], &mut self.user_endpoint);
        c.array(&FIELDS[13], &mut self.client_tags);
        c.array(&FIELDS[14], &mut self.task_offsets);
        c.array(&FIELDS[15], &mut self.task_end_offsets);
        c.bool(&FIELDS[16], &mut self.shutdown_application);
    }
}

impl Root for StreamsGroupHeartbeatRequest {
    const SCHEMA: Schema = Schema::new("StreamsGroupHeartbeatRequest", 0, 0, 0);
}
