// Generated from wire/schemas/list_partition_reassignments.schema by `cargo xtask generate`; do not edit.
//! `ListPartitionReassignmentsResponse`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ListPartitionReassignmentsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OngoingPartitionReassignment {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub replicas: Vec<i32>,
    /// Versions 0+.
    pub adding_replicas: Vec<i32>,
    /// Versions 0+.
    pub removing_replicas: Vec<i32>,
}

impl Message for OngoingPartitionReassignment {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("replicas", 0, LATEST),
            Field::new("adding_replicas", 0, LATEST),
            Field::new("removing_replicas", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.array(&FIELDS[1], &mut self.replicas);
        c.array(&FIELDS[2], &mut self.adding_replicas);
        c.array(&FIELDS[3], &mut self.removing_replicas);
    }
}

impl Element for OngoingPartitionReassignment {
    const SIZE_MIN: usize = 8;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ListPartitionReassignmentsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OngoingTopicReassignment {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub partitions: Vec<OngoingPartitionReassignment>,
}

impl Message for OngoingTopicReassignment {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for OngoingTopicReassignment {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ListPartitionReassignmentsResponse`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPartitionReassignmentsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub topics: Vec<OngoingTopicReassignment>,
}

impl Default for ListPartitionReassignmentsResponse {
    fn default() -> ListPartitionReassignmentsResponse {
        ListPartitionReassignmentsResponse {
            throttle_time_ms: 0,
            error_code: 0,
            error_message: Some(String::default()),
            topics: Vec::new(),
        }
    }
}

impl Message for ListPartitionReassignmentsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST),
            Field::new("topics", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
        c.array(&FIELDS[3], &mut self.topics);
    }
}

impl Root for ListPartitionReassignmentsResponse {
    const SCHEMA: Schema = Schema::new("ListPartitionReassignmentsResponse", 0, 0, 0);
}
