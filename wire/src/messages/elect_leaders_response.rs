// Generated from wire/schemas/elect_leaders.schema by `cargo xtask generate`; do not edit.
//! `ElectLeadersResponse`: versions 0-2, flexible from 2.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ElectLeadersResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartitionResult {
    /// Versions 0+.
    pub partition_id: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+.
    pub error_message: Option<String>,
}

impl Default for PartitionResult {
    fn default() -> PartitionResult {
        PartitionResult { partition_id: 0, error_code: 0, error_message: Some(String::default()) }
    }
}

impl Message for PartitionResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("partition_id", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.partition_id);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
    }
}

impl Element for PartitionResult {
    const SIZE_MIN: usize = 8;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ElectLeadersResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ReplicaElectionResult {
    /// Versions 0+.
    pub topic: String,
    /// Versions 0+.
    pub partition_result: Vec<PartitionResult>,
}

impl Message for ReplicaElectionResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("topic", 0, LATEST), Field::new("partition_result", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.topic);
        c.array(&FIELDS[1], &mut self.partition_result);
    }
}

impl Element for ReplicaElectionResult {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ElectLeadersResponse`: versions 0-2, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ElectLeadersResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 1+.
    pub error_code: i16,
    /// Versions 0+.
    pub replica_election_results: Vec<ReplicaElectionResult>,
}

impl Message for ElectLeadersResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 1, LATEST),
            Field::new("replica_election_results", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.array(&FIELDS[2], &mut self.replica_election_results);
    }
}

impl Root for ElectLeadersResponse {
    const SCHEMA: Schema = Schema::new("ElectLeadersResponse", 0, 2, 2);
}
