// Generated from wire/schemas/alter_user_scram_credentials.schema by `cargo xtask generate`; do not edit.
//! `AlterUserScramCredentialsRequest`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;
use bytes::Bytes;

/// Part of [`AlterUserScramCredentialsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ScramCredentialDeletion {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub mechanism: i8,
}

impl Message for ScramCredentialDeletion {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("mechanism", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.int8(&FIELDS[1], &mut self.mechanism);
    }
}

impl Element for ScramCredentialDeletion {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`AlterUserScramCredentialsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ScramCredentialUpsertion {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub mechanism: i8,
    /// Versions 0+.
    pub iterations: i32,
    /// Versions 0+.
    pub salt: Bytes,
    /// Versions 0+.
    pub salted_password: Bytes,
}

impl Message for ScramCredentialUpsertion {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("name", 0, LATEST),
            Field::new("mechanism", 0, LATEST),
            Field::new("iterations", 0, LATEST),
            Field::new("salt", 0, LATEST),
            Field::new("salted_password", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.int8(&FIELDS[1], &mut self.mechanism);
        c.int32(&FIELDS[2], &mut self.iterations);
        c.bytes(&FIELDS[3], &mut self.salt);
        c.bytes(&FIELDS[4], &mut self.salted_password);
    }
}

impl Element for ScramCredentialUpsertion {
    const SIZE_MIN: usize = 9;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `AlterUserScramCredentialsRequest`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AlterUserScramCredentialsRequest {
    /// Versions 0+.
    pub deletions: Vec<ScramCredentialDeletion>,
    /// Versions 0+.
    pub upsertions: Vec<ScramCredentialUpsertion>,
}

impl Message for AlterUserScramCredentialsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("deletions", 0, LATEST), Field::new("upsertions", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.deletions);
        c.array(&FIELDS[1], &mut self.upsertions);
    }
}

impl Root for AlterUserScramCredentialsRequest {
    const SCHEMA: Schema = Schema::new("AlterUserScramCredentialsRequest", 0, 0, 0);
}
