// Generated from wire/schemas/describe_quorum.schema by `cargo xtask generate`; do not edit.
//! `DescribeQuorumResponse`: versions 0-2, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DescribeQuorumResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplicaState {
    /// Versions 0+.
    pub replica_id: i32,
    /// Versions 2+.
    pub replica_directory_id: Uuid,
    /// Versions 0+.
    pub log_end_offset: i64,
    /// Versions 1+, default -1, ignorable.
    pub last_fetch_timestamp: i64,
    /// Versions 1+, default -1, ignorable.
    pub last_caught_up_timestamp: i64,
}

impl Default for ReplicaState {
    fn default() -> ReplicaState {
        ReplicaState {
            replica_id: 0,
            replica_directory_id: Uuid::ZERO,
            log_end_offset: 0,
            last_fetch_timestamp: -1,
            last_caught_up_timestamp: -1,
        }
    }
}

impl Message for ReplicaState {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("replica_id", 0, LATEST),
            Field::new("replica_directory_id", 2, LATEST),
            Field::new("log_end_offset", 0, LATEST),
            Field::new("last_fetch_timestamp", 1, LATEST).int(-1).ignorable(),
            Field::new("last_caught_up_timestamp", 1, LATEST).int(-1).ignorable(),
        ];
        c.int32(&FIELDS[0], &mut self.replica_id);
        c.uuid(&FIELDS[1], &mut self.replica_directory_id);
        c.int64(&FIELDS[2], &mut self.log_end_offset);
        c.int64(&FIELDS[3], &mut self.last_fetch_timestamp);
        c.int64(&FIELDS[4], &mut self.last_caught_up_timestamp);
    }
}

impl Element for ReplicaState {
    const SIZE_MIN: usize = 13;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeQuorumResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartitionData {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 2+, null in 2+, ignorable.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub leader_id: i32,
    /// Versions 0+.
    pub leader_epoch: i32,
    /// Versions 0+.
    pub high_watermark: i64,
    /// Versions 0+.
    pub current_voters: Vec<ReplicaState>,
    /// Versions 0+.
    pub observers: Vec<ReplicaState>,
}

impl Default for PartitionData {
    fn default() -> PartitionData {
        PartitionData {
            partition_index: 0,
            error_code: 0,
            error_message: Some(String::default()),
            leader_id: 0,
            leader_epoch: 0,
            high_watermark: 0,
            current_voters: Vec::new(),
            observers: Vec::new(),
        }
    }
}

impl Message for PartitionData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 8] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 2, LATEST).nullable(2, LATEST).ignorable(),
            Field::new("leader_id", 0, LATEST),
            Field::new("leader_epoch", 0, LATEST),
            Field::new("high_watermark", 0, LATEST),
            Field::new("current_voters", 0, LATEST),
            Field::new("observers", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
        c.int32(&FIELDS[3], &mut self.leader_id);
        c.int32(&FIELDS[4], &mut self.leader_epoch);
        c.int64(&FIELDS[5], &mut self.high_watermark);
        c.array(&FIELDS[6], &mut self.current_voters);
        c.array(&FIELDS[7], &mut self.observers);
    }
}

impl Element for PartitionData {
    const SIZE_MIN: usize = 25;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeQuorumResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicData {
    /// Versions 0+.
    pub topic_name: String,
    /// Versions 0+.
    pub partitions: Vec<PartitionData>,
}

impl Message for TopicData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("topic_name", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.topic_name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for TopicData {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeQuorumResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Listener {
    /// Versions 2+.
    pub name: String,
    /// Versions 2+.
    pub host: String,
    /// Versions 2+.
    pub port: u16,
}

impl Message for Listener {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] =
            [Field::new("name", 2, LATEST), Field::new("host", 2, LATEST), Field::new("port", 2, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.string(&FIELDS[1], &mut self.host);
        c.uint16(&FIELDS[2], &mut self.port);
    }
}

impl Element for Listener {
    const SIZE_MIN: usize = 1;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeQuorumResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Node {
    /// Versions 2+.
    pub node_id: i32,
    /// Versions 2+.
    pub listeners: Vec<Listener>,
}

impl Message for Node {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("node_id", 2, LATEST), Field::new("listeners", 2, LATEST)];
        c.int32(&FIELDS[0], &mut self.node_id);
        c.array(&FIELDS[1], &mut self.listeners);
    }
}

impl Element for Node {
    const SIZE_MIN: usize = 1;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DescribeQuorumResponse`: versions 0-2, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeQuorumResponse {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 2+, null in 2+, ignorable.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub topics: Vec<TopicData>,
    /// Versions 2+.
    pub nodes: Vec<Node>,
}

impl Default for DescribeQuorumResponse {
    fn default() -> DescribeQuorumResponse {
        DescribeQuorumResponse {
            error_code: 0,
            error_message: Some(String::default()),
            topics: Vec::new(),
            nodes: Vec::new(),
        }
    }
}

impl Message for DescribeQuorumResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 2, LATEST).nullable(2, LATEST).ignorable(),
            Field::new("topics", 0, LATEST),
            Field::new("nodes", 2, LATEST),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.nullable_string(&FIELDS[1], &mut self.error_message);
        c.array(&FIELDS[2], &mut self.topics);
        c.array(&FIELDS[3], &mut self.nodes);
    }
}

impl Root for DescribeQuorumResponse {
    const SCHEMA: Schema = Schema::new("DescribeQuorumResponse", 0, 2, 0);
}
