// Generated from wire/schemas/describe_user_scram_credentials.schema by `cargo xtask generate`; do not edit.
//! `DescribeUserScramCredentialsResponse`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DescribeUserScramCredentialsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CredentialInfo {
    /// Versions 0+.
    pub mechanism: i8,
    /// Versions 0+.
    pub iterations: i32,
}

impl Message for CredentialInfo {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("mechanism", 0, LATEST), Field::new("iterations", 0, LATEST)];
        c.int8(&FIELDS[0], &mut self.mechanism);
        c.int32(&FIELDS[1], &mut self.iterations);
    }
}

impl Element for CredentialInfo {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeUserScramCredentialsResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeUserScramCredentialsResult {
    /// Versions 0+.
    pub user: String,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub credential_infos: Vec<CredentialInfo>,
}

impl Default for DescribeUserScramCredentialsResult {
    fn default() -> DescribeUserScramCredentialsResult {
        DescribeUserScramCredentialsResult {
            user: String::new(),
            error_code: 0,
            error_message: Some(String::default()),
            credential_infos: Vec::new(),
        }
    }
}

impl Message for DescribeUserScramCredentialsResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("user", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST),
            Field::new("credential_infos", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.user);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
        c.array(&FIELDS[3], &mut self.credential_infos);
    }
}

impl Element for DescribeUserScramCredentialsResult {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DescribeUserScramCredentialsResponse`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeUserScramCredentialsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub results: Vec<DescribeUserScramCredentialsResult>,
}

impl Default for DescribeUserScramCredentialsResponse {
    fn default() -> DescribeUserScramCredentialsResponse {
        DescribeUserScramCredentialsResponse {
            throttle_time_ms: 0,
            error_code: 0,
            error_message: Some(String::default()),
            results: Vec::new(),
        }
    }
}

impl Message for DescribeUserScramCredentialsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST),
            Field::new("results", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
        c.array(&FIELDS[3], &mut self.results);
    }
}

impl Root for DescribeUserScramCredentialsResponse {
    const SCHEMA: Schema = Schema::new("DescribeUserScramCredentialsResponse", 0, 0, 0);
}
