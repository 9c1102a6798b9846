// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `UserScramCredentialRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;
use bytes::Bytes;

/// `UserScramCredentialRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct UserScramCredentialRecord {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub mechanism: i8,
    /// Versions 0+.
    pub salt: Bytes,
    /// Versions 0+.
    pub stored_key: Bytes,
    /// Versions 0+.
    pub server_key: Bytes,
    /// Versions 0+.
    pub iterations: i32,
}

impl Message for UserScramCredentialRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 6] = [
            Field::new("name", 0, LATEST),
            Field::new("mechanism", 0, LATEST),
            Field::new("salt", 0, LATEST),
            Field::new("stored_key", 0, LATEST),
            Field::new("server_key", 0, LATEST),
            Field::new("iterations", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.int8(&FIELDS[1], &mut self.mechanism);
        c.bytes(&FIELDS[2], &mut self.salt);
        c.bytes(&FIELDS[3], &mut self.stored_key);
        c.bytes(&FIELDS[4], &mut self.server_key);
        c.int32(&FIELDS[5], &mut self.iterations);
    }
}

impl Root for UserScramCredentialRecord {
    const SCHEMA: Schema = Schema::new("UserScramCredentialRecord", 0, 0, 0);
}
