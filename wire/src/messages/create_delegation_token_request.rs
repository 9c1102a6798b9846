// Generated from wire/schemas/create_delegation_token.schema by `cargo xtask generate`; do not edit.
//! `CreateDelegationTokenRequest`: versions 1-3, flexible from 2.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`CreateDelegationTokenRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CreatableRenewers {
    /// Versions 0+.
    pub principal_type: String,
    /// Versions 0+.
    pub principal_name: String,
}

impl Message for CreatableRenewers {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("principal_type", 0, LATEST), Field::new("principal_name", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.principal_type);
        c.string(&FIELDS[1], &mut self.principal_name);
    }
}

impl Element for CreatableRenewers {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `CreateDelegationTokenRequest`: versions 1-3, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateDelegationTokenRequest {
    /// Versions 3+, null in 3+.
    pub owner_principal_type: Option<String>,
    /// Versions 3+, null in 3+.
    pub owner_principal_name: Option<String>,
    /// Versions 0+.
    pub renewers: Vec<CreatableRenewers>,
    /// Versions 0+.
    pub max_lifetime_ms: i64,
}

impl Default for CreateDelegationTokenRequest {
    fn default() -> CreateDelegationTokenRequest {
        CreateDelegationTokenRequest {
            owner_principal_type: Some(String::default()),
            owner_principal_name: Some(String::default()),
            renewers: Vec::new(),
            max_lifetime_ms: 0,
        }
    }
}

impl Message for CreateDelegationTokenRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("owner_principal_type", 3, LATEST).nullable(3, LATEST),
            Field::new("owner_principal_name", 3, LATEST).nullable(3, LATEST),
            Field::new("renewers", 0, LATEST),
            Field::new("max_lifetime_ms", 0, LATEST),
        ];
        c.nullable_string(&FIELDS[0], &mut self.owner_principal_type);
        c.nullable_string(&FIELDS[1], &mut self.owner_principal_name);
        c.array(&FIELDS[2], &mut self.renewers);
        c.int64(&FIELDS[3], &mut self.max_lifetime_ms);
    }
}

impl Root for CreateDelegationTokenRequest {
    const SCHEMA: Schema = Schema::new("CreateDelegationTokenRequest", 1, 3, 2);
}
