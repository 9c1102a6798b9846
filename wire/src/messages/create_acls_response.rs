// Generated from wire/schemas/create_acls.schema by `cargo xtask generate`; do not edit.
//! `CreateAclsResponse`: versions 1-3, flexible from 2.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`CreateAclsResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AclCreationResult {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+.
    pub error_message: Option<String>,
}

impl Default for AclCreationResult {
    fn default() -> AclCreationResult {
        AclCreationResult { error_code: 0, error_message: Some(String::default()) }
    }
}

impl Message for AclCreationResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("error_code", 0, LATEST), Field::new("error_message", 0, LATEST).nullable(0, LATEST)];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.nullable_string(&FIELDS[1], &mut self.error_message);
    }
}

impl Element for AclCreationResult {
    const SIZE_MIN: usize = 4;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `CreateAclsResponse`: versions 1-3, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CreateAclsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub results: Vec<AclCreationResult>,
}

impl Message for CreateAclsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 0, LATEST), Field::new("results", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.results);
    }
}

impl Root for CreateAclsResponse {
    const SCHEMA: Schema = Schema::new("CreateAclsResponse", 1, 3, 2);
}
