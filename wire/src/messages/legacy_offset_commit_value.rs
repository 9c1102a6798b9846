// Generated from wire/schemas/group_record_values.schema by `cargo xtask generate`; do not edit.
//! `LegacyOffsetCommitValue`: versions 0, none flexible.

use crate::codec::{Codec, Field, Message, Root, Schema};
use alloc::string::String;

/// `LegacyOffsetCommitValue`: versions 0, none flexible.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LegacyOffsetCommitValue {
    /// Versions 0.
    pub offset: i64,
    /// Versions 0.
    pub metadata: String,
    /// Versions 0.
    pub commit_timestamp: i64,
}

impl Message for LegacyOffsetCommitValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] =
            [Field::new("offset", 0, 0), Field::new("metadata", 0, 0), Field::new("commit_timestamp", 0, 0)];
        c.int64(&FIELDS[0], &mut self.offset);
        c.string(&FIELDS[1], &mut self.metadata);
        c.int64(&FIELDS[2], &mut self.commit_timestamp);
    }
}

impl Root for LegacyOffsetCommitValue {
    const SCHEMA: Schema = Schema::rigid("LegacyOffsetCommitValue", 0, 0);
}
