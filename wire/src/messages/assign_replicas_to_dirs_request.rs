// Generated from wire/schemas/assign_replicas_to_dirs.schema by `cargo xtask generate`; do not edit.
//! `AssignReplicasToDirsRequest`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::vec::Vec;

/// Part of [`AssignReplicasToDirsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PartitionData {
    /// Versions 0+.
    pub partition_index: i32,
}

impl Message for PartitionData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("partition_index", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.partition_index);
    }
}

impl Element for PartitionData {
    const SIZE_MIN: usize = 5;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`AssignReplicasToDirsRequest`].
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

/// Part of [`AssignReplicasToDirsRequest`].
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

/// `AssignReplicasToDirsRequest`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignReplicasToDirsRequest {
    /// Versions 0+.
    pub broker_id: i32,
    /// Versions 0+, default -1.
    pub broker_epoch: i64,
    /// Versions 0+.
    pub directories: Vec<DirectoryData>,
}

impl Default for AssignReplicasToDirsRequest {
    fn default() -> AssignReplicasToDirsRequest {
        AssignReplicasToDirsRequest { broker_id: 0, broker_epoch: -1, directories: Vec::new() }
    }
}

impl Message for AssignReplicasToDirsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("broker_id", 0, LATEST),
            Field::new("broker_epoch", 0, LATEST).int(-1),
            Field::new("directories", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.broker_id);
        c.int64(&FIELDS[1], &mut self.broker_epoch);
        c.array(&FIELDS[2], &mut self.directories);
    }
}

impl Root for AssignReplicasToDirsRequest {
    const SCHEMA: Schema = Schema::new("AssignReplicasToDirsRequest", 0, 0, 0);
}
