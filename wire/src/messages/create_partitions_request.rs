// Generated from wire/schemas/create_partitions.schema by `cargo xtask generate`; do not edit.
//! `CreatePartitionsRequest`: versions 0-3, flexible from 2.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`CreatePartitionsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CreatePartitionsAssignment {
    /// Versions 0+.
    pub broker_ids: Vec<i32>,
}

impl Message for CreatePartitionsAssignment {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("broker_ids", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.broker_ids);
    }
}

impl Element for CreatePartitionsAssignment {
    const SIZE_MIN: usize = 2;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`CreatePartitionsRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatePartitionsTopic {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub count: i32,
    /// Versions 0+, null in 0+.
    pub assignments: Option<Vec<CreatePartitionsAssignment>>,
}

impl Default for CreatePartitionsTopic {
    fn default() -> CreatePartitionsTopic {
        CreatePartitionsTopic { name: String::new(), count: 0, assignments: Some(Vec::new()) }
    }
}

impl Message for CreatePartitionsTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("name", 0, LATEST),
            Field::new("count", 0, LATEST),
            Field::new("assignments", 0, LATEST).nullable(0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.int32(&FIELDS[1], &mut self.count);
        c.array(&FIELDS[2], &mut self.assignments);
    }
}

impl Element for CreatePartitionsTopic {
    const SIZE_MIN: usize = 7;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `CreatePartitionsRequest`: versions 0-3, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CreatePartitionsRequest {
    /// Versions 0+.
    pub topics: Vec<CreatePartitionsTopic>,
    /// Versions 0+.
    pub timeout_ms: i32,
    /// Versions 0+.
    pub validate_only: bool,
}

impl Message for CreatePartitionsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("topics", 0, LATEST),
            Field::new("timeout_ms", 0, LATEST),
            Field::new("validate_only", 0, LATEST),
        ];
        c.array(&FIELDS[0], &mut self.topics);
        c.int32(&FIELDS[1], &mut self.timeout_ms);
        c.bool(&FIELDS[2], &mut self.validate_only);
    }
}

impl Root for CreatePartitionsRequest {
    const SCHEMA: Schema = Schema::new("CreatePartitionsRequest", 0, 3, 2);
}
