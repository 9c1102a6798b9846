// Generated from wire/schemas/group_record_keys.schema by `cargo xtask generate`; do not edit.
//! `ConsumerGroupPartitionMetadataKey`: versions 0, none flexible.

use crate::codec::{Codec, Field, Message, Root, Schema};
use alloc::string::String;

/// `ConsumerGroupPartitionMetadataKey`: versions 0, none flexible.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ConsumerGroupPartitionMetadataKey {
    /// Versions 0.
    pub group_id: String,
}

impl Message for ConsumerGroupPartitionMetadataKey {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("group_id", 0, 0)];
        c.string(&FIELDS[0], &mut self.group_id);
    }
}

impl Root for ConsumerGroupPartitionMetadataKey {
    const SCHEMA: Schema = Schema::rigid("ConsumerGroupPartitionMetadataKey", 0, 0);
}
