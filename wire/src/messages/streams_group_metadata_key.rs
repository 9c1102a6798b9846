// Generated from wire/schemas/group_record_keys.schema by `cargo xtask generate`; do not edit.
//! `StreamsGroupMetadataKey`: versions 0, none flexible.

use crate::codec::{Codec, Field, Message, Root, Schema};
use alloc::string::String;

/// `StreamsGroupMetadataKey`: versions 0, none flexible.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct StreamsGroupMetadataKey {
    /// Versions 0.
    pub group_id: String,
}

impl Message for StreamsGroupMetadataKey {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("group_id", 0, 0)];
        c.string(&FIELDS[0], &mut self.group_id);
    }
}

impl Root for StreamsGroupMetadataKey {
    const SCHEMA: Schema = Schema::rigid("StreamsGroupMetadataKey", 0, 0);
}
