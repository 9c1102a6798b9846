// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `ClearElrRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;

/// `ClearElrRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ClearElrRecord {
    /// Versions 0+.
    pub topic_name: String,
}

impl Message for ClearElrRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("topic_name", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.topic_name);
    }
}

impl Root for ClearElrRecord {
    const SCHEMA: Schema = Schema::new("ClearElrRecord", 0, 0, 0);
}
