// Generated from wire/schemas/alter_replica_log_dirs.schema by `cargo xtask generate`; do not edit.
//! `AlterReplicaLogDirsResponse`: versions 1-2, flexible from 2.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`AlterReplicaLogDirsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AlterReplicaLogDirPartitionResult {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub error_code: i16,
}

impl Message for AlterReplicaLogDirPartitionResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("partition_index", 0, LATEST), Field::new("error_code", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int16(&FIELDS[1], &mut self.error_code);
    }
}

impl Element for AlterReplicaLogDirPartitionResult {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`AlterReplicaLogDirsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AlterReplicaLogDirTopicResult {
    /// Versions 0+.
    pub topic_name: String,
    /// Versions 0+.
    pub partitions: Vec<AlterReplicaLogDirPartitionResult>,
}

impl Message for AlterReplicaLogDirTopicResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("topic_name", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.topic_name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for AlterReplicaLogDirTopicResult {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `AlterReplicaLogDirsResponse`: versions 1-2, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AlterReplicaLogDirsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub results: Vec<AlterReplicaLogDirTopicResult>,
}

impl Message for AlterReplicaLogDirsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 0, LATEST), Field::new("results", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.results);
    }
}

impl Root for AlterReplicaLogDirsResponse {
    const SCHEMA: Schema = Schema::new("AlterReplicaLogDirsResponse", 1, 2, 2);
}
