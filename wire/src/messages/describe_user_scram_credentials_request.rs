// Generated from wire/schemas/describe_user_scram_credentials.schema by `cargo xtask generate`; do not edit.
//! `DescribeUserScramCredentialsRequest`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DescribeUserScramCredentialsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct UserName {
    /// Versions 0+.
    pub name: String,
}

impl Message for UserName {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("name", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
    }
}

impl Element for UserName {
    const SIZE_MIN: usize = 2;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DescribeUserScramCredentialsRequest`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeUserScramCredentialsRequest {
    /// Versions 0+, null in 0+.
    pub users: Option<Vec<UserName>>,
}

impl Default for DescribeUserScramCredentialsRequest {
    fn default() -> DescribeUserScramCredentialsRequest {
        DescribeUserScramCredentialsRequest { users: Some(Vec::new()) }
    }
}

impl Message for DescribeUserScramCredentialsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("users", 0, LATEST).nullable(0, LATEST)];
        c.array(&FIELDS[0], &mut self.users);
    }
}

impl Root for DescribeUserScramCredentialsRequest {
    const SCHEMA: Schema = Schema::new("DescribeUserScramCredentialsRequest", 0, 0, 0);
}
