// Generated from wire/schemas/streams_group_describe.schema by `cargo xtask generate`; do not edit.
//! `StreamsGroupDescribeResponse`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`StreamsGroupDescribeResponse`].
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

/// Part of [`StreamsGroupDescribeResponse`].
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

/// Part of [`StreamsGroupDescribeResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Assignment {
    /// Versions 0+.
    pub active_tasks: Vec<TaskIds>,
    /// Versions 0+.
    pub standby_tasks: Vec<TaskIds>,
    /// Versions 0+.
    pub warmup_tasks: Vec<TaskIds>,
}

impl Message for Assignment {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("active_tasks", 0, LATEST),
            Field::new("standby_tasks", 0, LATEST),
            Field::new("warmup_tasks", 0, LATEST),
        ];
        c.array(&FIELDS[0], &mut self.active_tasks);
        c.array(&FIELDS[1], &mut self.standby_tasks);
        c.array(&FIELDS[2], &mut self.warmup_tasks);
    }
}

/// Part of [`StreamsGroupDescribeResponse`].
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

/// Part of [`StreamsGroupDescribeResponse`].
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

/// Part of [`StreamsGroupDescribeResponse`].
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

/// Part of [`StreamsGroupDescribeResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Subtopology {
    /// Versions 0+.
    pub subtopology_id: String,
    /// Versions 0+.
    pub source_topics: Vec<String>,
    /// Versions 0+.
    pub repartition_sink_topics: Vec<String>,
    /// Versions 0+.
    pub state_changelog_topics: Vec<TopicInfo>,
    /// Versions 0+.
    pub repartition_source_topics: Vec<TopicInfo>,
}

impl Message for Subtopology {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("subtopology_id", 0, LATEST),
            Field::new("source_topics", 0, LATEST),
            Field::new("repartition_sink_topics", 0, LATEST),
            Field::new("state_changelog_topics", 0, LATEST),
            Field::new("repartition_source_topics", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.subtopology_id);
        c.array(&FIELDS[1], &mut self.source_topics);
        c.array(&FIELDS[2], &mut self.repartition_sink_topics);
        c.array(&FIELDS[3], &mut self.state_changelog_topics);
        c.array(&FIELDS[4], &mut self.repartition_source_topics);
    }
}

impl Element for Subtopology {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`StreamsGroupDescribeResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Topology {
    /// Versions 0+.
    pub epoch: i32,
    /// Versions 0+, null in 0+, default null.
    pub subtopologies: Option<Vec<Subtopology>>,
}

impl Message for Topology {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [
            Field::new("epoch", 0, LATEST),
            Field::new("subtopologies", 0, LATEST).nullable(0, LATEST).null(),
        ];
        c.int32(&FIELDS[0], &mut self.epoch);
        c.array(&FIELDS[1], &mut self.subtopologies);
    }
}

/// Part of [`StreamsGroupDescribeResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Member {
    /// Versions 0+.
    pub member_id: String,
    /// Versions 0+.
    pub member_epoch: i32,
    /// Versions 0+, null in 0+, default null.
    pub instance_id: Option<String>,
    /// Versions 0+, null in 0+, default null.
    pub rack_id: Option<String>,
    /// Versions 0+.
    pub client_id: String,
    /// Versions 0+.
    pub client_host: String,
    /// Versions 0+.
    pub topology_epoch: i32,
    /// Versions 0+.
    pub process_id: String,
    /// Versions 0+, null in 0+, default null.
    pub user_endpoint: Option<Endpoint>,
    /// Versions 0+.
    pub client_tags: Vec<KeyValue>,
    /// Versions 0+.
    pub task_offsets: Vec<TaskOffset>,
    /// Versions 0+.
    pub task_end_offsets: Vec<TaskOffset>,
    /// Versions 0+.
    pub assignment: Assignment,
    /// Versions 0+.
    pub target_assignment: Assignment,
    /// Versions 0+.
    pub is_classic: bool,
}

impl Message for Member {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 15] = [
            Field::new("member_id", 0, LATEST),
            Field::new("member_epoch", 0, LATEST),
            Field::new("instance_id", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("rack_id", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("client_id", 0, LATEST),
            Field::new("client_host", 0, LATEST),
            Field::new("topology_epoch", 0, LATEST),
            Field::new("process_id", 0, LATEST),
            Field::new("user_endpoint", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("client_tags", 0, LATEST),
            Field::new("task_offsets", 0, LATEST),
            Field::new("task_end_offsets", 0, LATEST),
            Field::new("assignment", 0, LATEST),
            Field::new("target_assignment", 0, LATEST),
            Field::new("is_classic", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.member_id);
        c.int32(&FIELDS[1], &mut self.member_epoch);
        c.nullable_string(&FIELDS[2], &mut self.instance_id);
        c.nullable_string(&FIELDS[3], &mut self.rack_id);
        c.string(&FIELDS[4], &mut self.client_id);
        c.string(&FIELDS[5], &mut self.client_host);
        c.int32(&FIELDS[6], &mut self.topology_epoch);
        c.string(&FIELDS[7], &mut self.process_id);
        c.nullable_structure(&FIELDS[8], &mut self.user_endpoint);
        c.array(&FIELDS[9], &mut self.client_tags);
        c.array(&FIELDS[10], &mut self.task_offsets);
        c.array(&FIELDS[11], &mut self.task_end_offsets);
        c.structure(&FIELDS[12], &mut self.assignment);
        c.structure(&FIELDS[13], &mut self.target_assignment);
        c.bool(&FIELDS[14], &mut self.is_classic);
    }
}

impl Element for Member {
    const SIZE_MIN: usize = 28;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`StreamsGroupDescribeResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribedGroup {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+, default null.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub group_id: String,
    /// Versions 0+.
    pub group_state: String,
    /// Versions 0+.
    pub group_epoch: i32,
    /// Versions 0+.
    pub assignment_epoch: i32,
    /// Versions 0+, null in 0+, default null.
    pub topology: Option<Topology>,
    /// Versions 0+.
    pub members: Vec<Member>,
    /// Versions 0+, default -2147483648.
    pub authorized_operations: i32,
}

impl Default for DescribedGroup {
    fn default() -> DescribedGroup {
        DescribedGroup {
            error_code: 0,
            error_message: None,
            group_id: String::new(),
            group_state: String::new(),
            group_epoch: 0,
            assignment_epoch: 0,
            topology: None,
            members: Vec::new(),
            authorized_operations: i32::MIN,
        }
    }
}

impl Message for DescribedGroup {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 9] = [
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("group_id", 0, LATEST),
            Field::new("group_state", 0, LATEST),
            Field::new("group_epoch", 0, LATEST),
            Field::new("assignment_epoch", 0, LATEST),
            Field::new("topology", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("members", 0, LATEST),
            Field::new("authorized_operations", 0, LATEST).int(-2147483648),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.nullable_string(&FIELDS[1], &mut self.error_message);
        c.string(&FIELDS[2], &mut self.group_id);
        c.string(&FIELDS[3], &mut self.group_state);
        c.int32(&FIELDS[4], &mut self.group_epoch);
        c.int32(&FIELDS[5], &mut self.assignment_epoch);
        c.nullable_structure(&FIELDS[6], &mut self.topology);
        c.array(&FIELDS[7], &mut self.members);
        c.int32(&FIELDS[8], &mut self.authorized_operations);
    }
}

impl Element for DescribedGroup {
    const SIZE_MIN: usize = 20;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `StreamsGroupDescribeResponse`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct StreamsGroupDescribeResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub groups: Vec<DescribedGroup>,
}

impl Message for StreamsGroupDescribeResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 0, LATEST), Field::new("groups", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.groups);
    }
}

impl Root for StreamsGroupDescribeResponse {
    const SCHEMA: Schema = Schema::new("StreamsGroupDescribeResponse", 0, 0, 0);
}
