// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `RemoveUserScramCredentialRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;

/// `RemoveUserScramCredentialRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct RemoveUserScramCredentialRecord {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub mechanism: i8,
}

impl Message for RemoveUserScramCredentialRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("mechanism", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.int8(&FIELDS[1], &mut self.mechanism);
    }
}

impl Root for RemoveUserScramCredentialRecord {
    const SCHEMA: Schema = Schema::new("RemoveUserScramCredentialRecord", 0, 0, 0);
}
