// Generated from wire/schemas/alter_partition_reassignments.schema by `cargo xtask generate`; do not edit.
//! `AlterPartitionReassignmentsRequest`: versions 0-1, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`AlterPartitionReassignmentsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ReassignablePartition {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+, null in 0+, default null.
    pub replicas: Option<Vec<i32>>,
}

impl Message for ReassignablePartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("replicas", 0, LATEST).nullable(0, LATEST).null(),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.array(&FIELDS[1], &mut self.replicas);
    }
}

impl Element for ReassignablePartition {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`AlterPartitionReassignmentsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ReassignableTopic {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub partitions: Vec<ReassignablePartition>,
}

impl Message for ReassignableTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for ReassignableTopic {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `AlterPartitionReassignmentsRequest`: versions 0-1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlterPartitionReassignmentsRequest {
    /// Versions 0+, default 60000.
    pub timeout_ms: i32,
    /// Versions 1+, default true.
    pub allow_replication_factor_change: bool,
    /// Versions 0+.
    pub topics: Vec<ReassignableTopic>,
}

impl Default for AlterPartitionReassignmentsRequest {
    fn default() -> AlterPartitionReassignmentsRequest {
        AlterPartitionReassignmentsRequest {
            timeout_ms: 60000,
            allow_replication_factor_change: true,
            topics: Vec::new(),
        }
    }
}

impl Message for AlterPartitionReassignmentsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("timeout_ms", 0, LATEST).int(60000),
            Field::new("allow_replication_factor_change", 1, LATEST).int(1),
            Field::new("topics", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.timeout_ms);
        c.bool(&FIELDS[1], &mut self.allow_replication_factor_change);
        c.array(&FIELDS[2], &mut self.topics);
    }
}

impl Root for AlterPartitionReassignmentsRequest {
    const SCHEMA: Schema = Schema::new("AlterPartitionReassignmentsRequest", 0, 1, 0);
}
