// Generated from wire/schemas/list_partition_reassignments.schema by `cargo xtask generate`; do not edit.
//! `ListPartitionReassignmentsRequest`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ListPartitionReassignmentsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ListPartitionReassignmentsTopics {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub partition_indexes: Vec<i32>,
}

impl Message for ListPartitionReassignmentsTopics {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("name", 0, LATEST), Field::new("partition_indexes", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.partition_indexes);
    }
}

impl Element for ListPartitionReassignmentsTopics {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ListPartitionReassignmentsRequest`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPartitionReassignmentsRequest {
    /// Versions 0+, default 60000.
    pub timeout_ms: i32,
    /// Versions 0+, null in 0+, default null.
    pub topics: Option<Vec<ListPartitionReassignmentsTopics>>,
}

impl Default for ListPartitionReassignmentsRequest {
    fn default() -> ListPartitionReassignmentsRequest {
        ListPartitionReassignmentsRequest { timeout_ms: 60000, topics: None }
    }
}

impl Message for ListPartitionReassignmentsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [
            Field::new("timeout_ms", 0, LATEST).int(60000),
            Field::new("topics", 0, LATEST).nullable(0, LATEST).null(),
        ];
        c.int32(&FIELDS[0], &mut self.timeout_ms);
        c.array(&FIELDS[1], &mut self.topics);
    }
}

impl Root for ListPartitionReassignmentsRequest {
    const SCHEMA: Schema = Schema::new("ListPartitionReassignmentsRequest", 0, 0, 0);
}
