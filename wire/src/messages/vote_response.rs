// Generated from wire/schemas/vote.schema by `cargo xtask generate`; do not edit.
//! `VoteResponse`: versions 0-2, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`VoteResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PartitionData {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub leader_id: i32,
    /// Versions 0+.
    pub leader_epoch: i32,
    /// Versions 0+.
    pub vote_granted: bool,
}

impl Message for PartitionData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("leader_id", 0, LATEST),
            Field::new("leader_epoch", 0, LATEST),
            Field::new("vote_granted", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.int32(&FIELDS[2], &mut self.leader_id);
        c.int32(&FIELDS[3], &mut self.leader_epoch);
        c.bool(&FIELDS[4], &mut self.vote_granted);
    }
}

impl Element for PartitionData {
    const SIZE_MIN: usize = 16;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`VoteResponse`].
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

/// Part of [`VoteResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct NodeEndpoint {
    /// Versions 1+.
    pub node_id: i32,
    /// Versions 1+.
    pub host: String,
    /// Versions 1+.
    pub port: u16,
}

impl Message for NodeEndpoint {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] =
            [Field::new("node_id", 1, LATEST), Field::new("host", 1, LATEST), Field::new("port", 1, LATEST)];
        c.int32(&FIELDS[0], &mut self.node_id);
        c.string(&FIELDS[1], &mut self.host);
        c.uint16(&FIELDS[2], &mut self.port);
    }
}

impl Element for NodeEndpoint {
    const SIZE_MIN: usize = 1;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `VoteResponse`: versions 0-2, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct VoteResponse {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub topics: Vec<TopicData>,
    /// Versions 1+, tag 0 in 1+.
    pub node_endpoints: Vec<NodeEndpoint>,
}

impl Message for VoteResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("error_code", 0, LATEST),
            Field::new("topics", 0, LATEST),
            Field::new("node_endpoints", 1, LATEST).tagged(0, 1, LATEST),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.array(&FIELDS[1], &mut self.topics);
        c.array(&FIELDS[2], &mut self.node_endpoints);
    }
}

impl Root for VoteResponse {
    const SCHEMA: Schema = Schema::new("VoteResponse", 0, 2, 0);
}
