// Generated from wire/schemas/group_record_keys.schema by `cargo xtask generate`; do not edit.
//! `ConsumerGroupMetadataKey`: versions 0, none flexible.

use crate::codec::{Codec, Field, Message, Root, Schema};
use alloc::string::String;

/// `ConsumerGroupMetadataKey`: versions 0, none flexible.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ConsumerGroupMetadataKey {
    /// Versions 0.
    pub group_id: String,
}

impl Message for ConsumerGroupMetadataKey {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("group_id", 0, 0)];
        c.string(&FIELDS[0], &mut self.group_id);
    }
}

impl Root for ConsumerGroupMetadataKey {
    const SCHEMA: Schema = Schema::rigid("ConsumerGroupMetadataKey", 0, 0);
}
