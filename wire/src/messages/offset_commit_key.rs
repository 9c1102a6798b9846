// Generated from wire/schemas/group_record_keys.schema by `cargo xtask generate`; do not edit.
//! `OffsetCommitKey`: versions 0, none flexible.

use crate::codec::{Codec, Field, Message, Root, Schema};
use alloc::string::String;

/// `OffsetCommitKey`: versions 0, none flexible.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OffsetCommitKey {
    /// Versions 0.
    pub group: String,
    /// Versions 0.
    pub topic: String,
    /// Versions 0.
    pub partition: i32,
}

impl Message for OffsetCommitKey {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] =
            [Field::new("group", 0, 0), Field::new("topic", 0, 0), Field::new("partition", 0, 0)];
        c.string(&FIELDS[0], &mut self.group);
        c.string(&FIELDS[1], &mut self.topic);
        c.int32(&FIELDS[2], &mut self.partition);
    }
}

impl Root for OffsetCommitKey {
    const SCHEMA: Schema = Schema::rigid("OffsetCommitKey", 0, 0);
}
