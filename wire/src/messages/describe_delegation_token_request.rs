// Generated from wire/schemas/describe_delegation_token.schema by `cargo xtask generate`; do not edit.
//! `DescribeDelegationTokenRequest`: versions 1-3, flexible from 2.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DescribeDelegationTokenRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeDelegationTokenOwner {
    /// Versions 0+.
    pub principal_type: String,
    /// Versions 0+.
    pub principal_name: String,
}

impl Message for DescribeDelegationTokenOwner {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("principal_type", 0, LATEST), Field::new("principal_name", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.principal_type);
        c.string(&FIELDS[1], &mut self.principal_name);
    }
}

impl Element for DescribeDelegationTokenOwner {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DescribeDelegationTokenRequest`: versions 1-3, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeDelegationTokenRequest {
    /// Versions 0+, null in 0+.
    pub owners: Option<Vec<DescribeDelegationTokenOwner>>,
}

impl Default for DescribeDelegationTokenRequest {
    fn default() -> DescribeDelegationTokenRequest {
        DescribeDelegationTokenRequest { owners: Some(Vec::new()) }
    }
}

impl Message for DescribeDelegationTokenRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("owners", 0, LATEST).nullable(0, LATEST)];
        c.array(&FIELDS[0], &mut self.owners);
    }
}

impl Root for DescribeDelegationTokenRequest {
    const SCHEMA: Schema = Schema::new("DescribeDelegationTokenRequest", 1, 3, 2);
}
