// Generated from wire/schemas/alter_user_scram_credentials.schema by `cargo xtask generate`; do not edit.
//! `AlterUserScramCredentialsResponse`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`AlterUserScramCredentialsResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlterUserScramCredentialsResult {
    /// Versions 0+.
    pub user: String,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+.
    pub error_message: Option<String>,
}

impl Default for AlterUserScramCredentialsResult {
    fn default() -> AlterUserScramCredentialsResult {
        AlterUserScramCredentialsResult {
            user: String::new(),
            error_code: 0,
            error_message: Some(String::default()),
        }
    }
}

impl Message for AlterUserScramCredentialsResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("user", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.user);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
    }
}

impl Element for AlterUserScramCredentialsResult {
    const SIZE_MIN: usize = 5;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `AlterUserScramCredentialsResponse`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AlterUserScramCredentialsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub results: Vec<AlterUserScramCredentialsResult>,
}

impl Message for AlterUserScramCredentialsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 0, LATEST), Field::new("results", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.results);
    }
}

impl Root for AlterUserScramCredentialsResponse {
    const SCHEMA: Schema = Schema::new("AlterUserScramCredentialsResponse", 0, 0, 0);
}
