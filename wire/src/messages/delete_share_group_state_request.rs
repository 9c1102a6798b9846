// Generated from wire/schemas/delete_share_group_state.schema by `cargo xtask generate`; do not edit.
//! `DeleteShareGroupStateRequest`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DeleteShareGroupStateRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PartitionData {
    /// Versions 0+.
    pub partition: i32,
}

impl Message for PartitionData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("partition", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.partition);
    }
}

impl Element for PartitionData {
    const SIZE_MIN: usize = 5;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DeleteShareGroupStateRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DeleteStateData {
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<PartitionData>,
}

impl Message for DeleteStateData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic_id", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for DeleteStateData {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DeleteShareGroupStateRequest`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DeleteShareGroupStateRequest {
    /// Versions 0+.
    pub group_id: String,
    /// Versions 0+.
    pub topics: Vec<DeleteStateData>,
}

impl Message for DeleteShareGroupStateRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("group_id", 0, LATEST), Field::new("topics", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.group_id);
        c.array(&FIELDS[1], &mut self.topics);
    }
}

impl Root for DeleteShareGroupStateRequest {
    const SCHEMA: Schema = Schema::new("DeleteShareGroupStateRequest", 0, 0, 0);
}
