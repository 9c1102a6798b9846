// Generated from wire/schemas/offset_delete.schema by `cargo xtask generate`; do not edit.
//! `OffsetDeleteResponse`: versions 0, none flexible.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`OffsetDeleteResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OffsetDeleteResponsePartition {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub error_code: i16,
}

impl Message for OffsetDeleteResponsePartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("partition_index", 0, LATEST), Field::new("error_code", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int16(&FIELDS[1], &mut self.error_code);
    }
}

impl Element for OffsetDeleteResponsePartition {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`OffsetDeleteResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OffsetDeleteResponseTopic {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub partitions: Vec<OffsetDeleteResponsePartition>,
}

impl Message for OffsetDeleteResponseTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for OffsetDeleteResponseTopic {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `OffsetDeleteResponse`: versions 0, none flexible.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OffsetDeleteResponse {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, ignorable.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub topics: Vec<OffsetDeleteResponseTopic>,
}

impl Message for OffsetDeleteResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("error_code", 0, LATEST),
            Field::new("throttle_time_ms", 0, LATEST).ignorable(),
            Field::new("topics", 0, LATEST),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.int32(&FIELDS[1], &mut self.throttle_time_ms);
        c.array(&FIELDS[2], &mut self.topics);
    }
}

impl Root for OffsetDeleteResponse {
    const SCHEMA: Schema = Schema::rigid("OffsetDeleteResponse", 0, 0);
}
