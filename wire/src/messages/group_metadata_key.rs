// Generated from wire/schemas/group_record_keys.schema by `cargo xtask generate`; do not edit.
//! `GroupMetadataKey`: versions 0, none flexible.

use crate::codec::{Codec, Field, Message, Root, Schema};
use alloc::string::String;

/// `GroupMetadataKey`: versions 0, none flexible.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct GroupMetadataKey {
    /// Versions 0.
    pub group: String,
}

impl Message for GroupMetadataKey {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("group", 0, 0)];
        c.string(&FIELDS[0], &mut self.group);
    }
}

impl Root for GroupMetadataKey {
    const SCHEMA: Schema = Schema::rigid("GroupMetadataKey", 0, 0);
}
