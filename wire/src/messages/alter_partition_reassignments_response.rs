// Generated from wire/schemas/alter_partition_reassignments.schema by `cargo xtask generate`; do not edit.
//! `AlterPartitionReassignmentsResponse`: versions 0-1, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`AlterPartitionReassignmentsResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReassignablePartitionResponse {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+.
    pub error_message: Option<String>,
}

impl Default for ReassignablePartitionResponse {
    fn default() -> ReassignablePartitionResponse {
        ReassignablePartitionResponse {
            partition_index: 0,
            error_code: 0,
            error_message: Some(String::default()),
        }
    }
}

impl Message for ReassignablePartitionResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
    }
}

impl Element for ReassignablePartitionResponse {
    const SIZE_MIN: usize = 8;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`AlterPartitionReassignmentsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ReassignableTopicResponse {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub partitions: Vec<ReassignablePartitionResponse>,
}

impl Message for ReassignableTopicResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for ReassignableTopicResponse {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `AlterPartitionReassignmentsResponse`: versions 0-1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlterPartitionReassignmentsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 1+, default true, ignorable.
    pub allow_replication_factor_change: bool,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub responses: Vec<ReassignableTopicResponse>,
}

impl Default for AlterPartitionReassignmentsResponse {
    fn default() -> AlterPartitionReassignmentsResponse {
        AlterPartitionReassignmentsResponse {
            throttle_time_ms: 0,
            allow_replication_factor_change: true,
            error_code: 0,
            error_message: Some(String::default()),
            responses: Vec::new(),
        }
    }
}

impl Message for AlterPartitionReassignmentsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("allow_replication_factor_change", 1, LATEST).int(1).ignorable(),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST),
            Field::new("responses", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.bool(&FIELDS[1], &mut self.allow_replication_factor_change);
        c.int16(&FIELDS[2], &mut self.error_code);
        c.nullable_string(&FIELDS[3], &mut self.error_message);
        c.array(&FIELDS[4], &mut self.responses);
    }
}

impl Root for AlterPartitionReassignmentsResponse {
    const SCHEMA: Schema = Schema::new("AlterPartitionReassignmentsResponse", 0, 1, 0);
}
