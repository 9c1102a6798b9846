// Generated from wire/schemas/group_record_values.schema by `cargo xtask generate`; do not edit.
//! `ConsumerGroupMetadataValue`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `ConsumerGroupMetadataValue`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ConsumerGroupMetadataValue {
    /// Versions 0+.
    pub epoch: i32,
    /// Versions 0+, tag 0 in 0+.
    pub metadata_hash: i64,
}

impl Message for ConsumerGroupMetadataValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("epoch", 0, LATEST), Field::new("metadata_hash", 0, LATEST).tagged(0, 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.epoch);
        c.int64(&FIELDS[1], &mut self.metadata_hash);
    }
}

impl Root for ConsumerGroupMetadataValue {
    const SCHEMA: Schema = Schema::new("ConsumerGroupMetadataValue", 0, 0, 0);
}
