// Generated from wire/schemas/describe_log_dirs.schema by `cargo xtask generate`; do not edit.
//! `DescribeLogDirsRequest`: versions 1-5, flexible from 2.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DescribeLogDirsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribableLogDirTopic {
    /// Versions 0+.
    pub topic: String,
    /// Versions 0+.
    pub partitions: Vec<i32>,
}

impl Message for DescribableLogDirTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.topic);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for DescribableLogDirTopic {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DescribeLogDirsRequest`: versions 1-5, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeLogDirsRequest {
    /// Versions 0+, null in 0+.
    pub topics: Option<Vec<DescribableLogDirTopic>>,
}

impl Default for DescribeLogDirsRequest {
    fn default() -> DescribeLogDirsRequest {
        DescribeLogDirsRequest { topics: Some(Vec::new()) }
    }
}

impl Message for DescribeLogDirsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("topics", 0, LATEST).nullable(0, LATEST)];
        c.array(&FIELDS[0], &mut self.topics);
    }
}

impl Root for DescribeLogDirsRequest {
    const SCHEMA: Schema = Schema::new("DescribeLogDirsRequest", 1, 5, 2);
}
