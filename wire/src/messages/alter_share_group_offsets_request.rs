// Generated from wire/schemas/alter_share_group_offsets.schema by `cargo xtask generate`; do not edit.
//! `AlterShareGroupOffsetsRequest`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`AlterShareGroupOffsetsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AlterShareGroupOffsetsRequestPartition {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub start_offset: i64,
}

impl Message for AlterShareGroupOffsetsRequestPartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("partition_index", 0, LATEST), Field::new("start_offset", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int64(&FIELDS[1], &mut self.start_offset);
    }
}

impl Element for AlterShareGroupOffsetsRequestPartition {
    const SIZE_MIN: usize = 13;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`AlterShareGroupOffsetsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AlterShareGroupOffsetsRequestTopic {
    /// Versions 0+.
    pub topic_name: String,
    /// Versions 0+.
    pub partitions: Vec<AlterShareGroupOffsetsRequestPartition>,
}

impl Message for AlterShareGroupOffsetsRequestTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("topic_name", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.topic_name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for AlterShareGroupOffsetsRequestTopic {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `AlterShareGroupOffsetsRequest`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AlterShareGroupOffsetsRequest {
    /// Versions 0+.
    pub group_id: String,
    /// Versions 0+.
    pub topics: Vec<AlterShareGroupOffsetsRequestTopic>,
}

impl Message for AlterShareGroupOffsetsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("group_id", 0, LATEST), Field::new("topics", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.group_id);
        c.array(&FIELDS[1], &mut self.topics);
    }
}

impl Root for AlterShareGroupOffsetsRequest {
    const SCHEMA: Schema = Schema::new("AlterShareGroupOffsetsRequest", 0, 0, 0);
}
