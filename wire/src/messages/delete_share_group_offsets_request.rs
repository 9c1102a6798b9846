// Generated from wire/schemas/delete_share_group_offsets.schema by `cargo xtask generate`; do not edit.
//! `DeleteShareGroupOffsetsRequest`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DeleteShareGroupOffsetsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DeleteShareGroupOffsetsRequestTopic {
    /// Versions 0+.
    pub topic_name: String,
}

impl Message for DeleteShareGroupOffsetsRequestTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("topic_name", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.topic_name);
    }
}

impl Element for DeleteShareGroupOffsetsRequestTopic {
    const SIZE_MIN: usize = 2;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DeleteShareGroupOffsetsRequest`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DeleteShareGroupOffsetsRequest {
    /// Versions 0+.
    pub group_id: String,
    /// Versions 0+.
    pub topics: Vec<DeleteShareGroupOffsetsRequestTopic>,
}

impl Message for DeleteShareGroupOffsetsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("group_id", 0, LATEST), Field::new("topics", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.group_id);
        c.array(&FIELDS[1], &mut self.topics);
    }
}

impl Root for DeleteShareGroupOffsetsRequest {
    const SCHEMA: Schema = Schema::new("DeleteShareGroupOffsetsRequest", 0, 0, 0);
}
