// Generated from wire/schemas/end_quorum_epoch.schema by `cargo xtask generate`; do not edit.
//! `EndQuorumEpochRequest`: versions 0-1, flexible from 1.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`EndQuorumEpochRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ReplicaInfo {
    /// Versions 1+.
    pub candidate_id: i32,
    /// Versions 1+.
    pub candidate_directory_id: Uuid,
}

impl Message for ReplicaInfo {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("candidate_id", 1, LATEST), Field::new("candidate_directory_id", 1, LATEST)];
        c.int32(&FIELDS[0], &mut self.candidate_id);
        c.uuid(&FIELDS[1], &mut self.candidate_directory_id);
    }
}

impl Element for ReplicaInfo {
    const SIZE_MIN: usize = 21;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`EndQuorumEpochRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PartitionData {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub leader_id: i32,
    /// Versions 0+.
    pub leader_epoch: i32,
    /// Versions 0, ignorable.
    pub preferred_successors: Vec<i32>,
    /// Versions 1+, ignorable.
    pub preferred_candidates: Vec<ReplicaInfo>,
}

impl Message for PartitionData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("leader_id", 0, LATEST),
            Field::new("leader_epoch", 0, LATEST),
            Field::new("preferred_successors", 0, 0).ignorable(),
            Field::new("preferred_candidates", 1, LATEST).ignorable(),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int32(&FIELDS[1], &mut self.leader_id);
        c.int32(&FIELDS[2], &mut self.leader_epoch);
        c.array(&FIELDS[3], &mut self.preferred_successors);
        c.array(&FIELDS[4], &mut self.preferred_candidates);
    }
}

impl Element for PartitionData {
    const SIZE_MIN: usize = 14;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`EndQuorumEpochRequest`].
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

/// Part of [`EndQuorumEpochRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LeaderEndpoint {
    /// Versions 1+.
    pub name: String,
    /// Versions 1+.
    pub host: String,
    /// Versions 1+.
    pub port: u16,
}

impl Message for LeaderEndpoint {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] =
            [Field::new("name", 1, LATEST), Field::new("host", 1, LATEST), Field::new("port", 1, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.string(&FIELDS[1], &mut self.host);
        c.uint16(&FIELDS[2], &mut self.port);
    }
}

impl Element for LeaderEndpoint {
    const SIZE_MIN: usize = 5;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `EndQuorumEpochRequest`: versions 0-1, flexible from 1.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct EndQuorumEpochRequest {
    /// Versions 0+, null in 0+, default null.
    pub cluster_id: Option<String>,
    /// Versions 0+.
    pub topics: Vec<TopicData>,
    /// Versions 1+, ignorable.
    pub leader_endpoints: Vec<LeaderEndpoint>,
}

impl Message for EndQuorumEpochRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("cluster_id", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("topics", 0, LATEST),
            Field::new("leader_endpoints", 1, LATEST).ignorable(),
        ];
        c.nullable_string(&FIELDS[0], &mut self.cluster_id);
        c.array(&FIELDS[1], &mut self.topics);
        c.array(&FIELDS[2], &mut self.leader_endpoints);
    }
}

impl Root for EndQuorumEpochRequest {
    const SCHEMA: Schema = Schema::new("EndQuorumEpochRequest", 0, 1, 1);
}
