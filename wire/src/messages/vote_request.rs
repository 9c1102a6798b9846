// Generated from wire/schemas/vote.schema by `cargo xtask generate`; do not edit.
//! `VoteRequest`: versions 0-2, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`VoteRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PartitionData {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub replica_epoch: i32,
    /// Versions 0+.
    pub replica_id: i32,
    /// Versions 1+, ignorable.
    pub replica_directory_id: Uuid,
    /// Versions 1+, ignorable.
    pub voter_directory_id: Uuid,
    /// Versions 0+.
    pub last_offset_epoch: i32,
    /// Versions 0+.
    pub last_offset: i64,
    /// Versions 2+.
    pub pre_vote: bool,
}

impl Message for PartitionData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 8] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("replica_epoch", 0, LATEST),
            Field::new("replica_id", 0, LATEST),
            Field::new("replica_directory_id", 1, LATEST).ignorable(),
            Field::new("voter_directory_id", 1, LATEST).ignorable(),
            Field::new("last_offset_epoch", 0, LATEST),
            Field::new("last_offset", 0, LATEST),
            Field::new("pre_vote", 2, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int32(&FIELDS[1], &mut self.replica_epoch);
        c.int32(&FIELDS[2], &mut self.replica_id);
        c.uuid(&FIELDS[3], &mut self.replica_directory_id);
        c.uuid(&FIELDS[4], &mut self.voter_directory_id);
        c.int32(&FIELDS[5], &mut self.last_offset_epoch);
        c.int64(&FIELDS[6], &mut self.last_offset);
        c.bool(&FIELDS[7], &mut self.pre_vote);
    }
}

impl Element for PartitionData {
    const SIZE_MIN: usize = 25;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`VoteRequest`].
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

/// `VoteRequest`: versions 0-2, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteRequest {
    /// Versions 0+, null in 0+, default null.
    pub cluster_id: Option<String>,
    /// Versions 1+, default -1, ignorable.
    pub voter_id: i32,
    /// Versions 0+.
    pub topics: Vec<TopicData>,
}

impl Default for VoteRequest {
    fn default() -> VoteRequest {
        VoteRequest { cluster_id: None, voter_id: -1, topics: Vec::new() }
    }
}

impl Message for VoteRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("cluster_id", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("voter_id", 1, LATEST).int(-1).ignorable(),
            Field::new("topics", 0, LATEST),
        ];
        c.nullable_string(&FIELDS[0], &mut self.cluster_id);
        c.int32(&FIELDS[1], &mut self.voter_id);
        c.array(&FIELDS[2], &mut self.topics);
    }
}

impl Root for VoteRequest {
    const SCHEMA: Schema = Schema::new("VoteRequest", 0, 2, 0);
}
