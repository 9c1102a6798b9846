// Generated from wire/schemas/assign_replicas_to_dirs.schema by `cargo xtask generate`; do not edit.
//! `AssignReplicasToDirsResponse`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::vec::Vec;

/// Part of [`AssignReplicasToDirsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PartitionData {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub error_code: i16,
}

impl Message for PartitionData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("partition_index", 0, LATEST), Field::new("error_code", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int16(&FIELDS[1], &mut self.error_code);
    }
}

impl Element for PartitionData {
    const SIZE_MIN: usize = 7;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`AssignReplicasToDirsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicData {
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<PartitionData>,
}

impl Message for TopicData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic_id", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for TopicData {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`AssignReplicasToDirsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DirectoryData {
    /// Versions 0+.
    pub id: Uuid,
    /// Versions 0+.
    pub topics: Vec<TopicData>,
}

impl Message for DirectoryData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("id", 0, LATEST), Field::new("topics", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.id);
        c.array(&FIELDS[1], &mut self.topics);
    }
}

impl Element for DirectoryData {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `AssignReplicasToDirsResponse`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AssignReplicasToDirsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub directories: Vec<DirectoryData>,
}

impl Message for AssignReplicasToDirsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("directories", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.array(&FIELDS[2], &mut self.directories);
    }
}

impl Root for AssignReplicasToDirsResponse {
    const SCHEMA: Schema = Schema::new("AssignReplicasToDirsResponse", 0, 0, 0);
}
