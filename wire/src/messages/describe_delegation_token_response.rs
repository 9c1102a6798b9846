// Generated from wire/schemas/describe_delegation_token.schema by `cargo xtask generate`; do not edit.
//! `DescribeDelegationTokenResponse`: versions 1-3, flexible from 2.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;
use bytes::Bytes;

/// Part of [`DescribeDelegationTokenResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribedDelegationTokenRenewer {
    /// Versions 0+.
    pub principal_type: String,
    /// Versions 0+.
    pub principal_name: String,
}

impl Message for DescribedDelegationTokenRenewer {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("principal_type", 0, LATEST), Field::new("principal_name", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.principal_type);
        c.string(&FIELDS[1], &mut self.principal_name);
    }
}

impl Element for DescribedDelegationTokenRenewer {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeDelegationTokenResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribedDelegationToken {
    /// Versions 0+.
    pub principal_type: String,
    /// Versions 0+.
    pub principal_name: String,
    /// Versions 3+.
    pub token_requester_principal_type: String,
    /// Versions 3+.
    pub token_requester_principal_name: String,
    /// Versions 0+.
    pub issue_timestamp: i64,
    /// Versions 0+.
    pub expiry_timestamp: i64,
    /// Versions 0+.
    pub max_timestamp: i64,
    /// Versions 0+.
    pub token_id: String,
    /// Versions 0+.
    pub hmac: Bytes,
    /// Versions 0+.
    pub renewers: Vec<DescribedDelegationTokenRenewer>,
}

impl Message for DescribedDelegationToken {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 10] = [
            Field::new("principal_type", 0, LATEST),
            Field::new("principal_name", 0, LATEST),
            Field::new("token_requester_principal_type", 3, LATEST),
            Field::new("token_requester_principal_name", 3, LATEST),
            Field::new("issue_timestamp", 0, LATEST),
            Field::new("expiry_timestamp", 0, LATEST),
            Field::new("max_timestamp", 0, LATEST),
            Field::new("token_id", 0, LATEST),
            Field::new("hmac", 0, LATEST),
            Field::new("renewers", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.principal_type);
        c.string(&FIELDS[1], &mut self.principal_name);
        c.string(&FIELDS[2], &mut self.token_requester_principal_type);
        c.string(&FIELDS[3], &mut self.token_requester_principal_name);
        c.int64(&FIELDS[4], &mut self.issue_timestamp);
        c.int64(&FIELDS[5], &mut self.expiry_timestamp);
        c.int64(&FIELDS[6], &mut self.max_timestamp);
        c.string(&FIELDS[7], &mut self.token_id);
        c.bytes(&FIELDS[8], &mut self.hmac);
        c.array(&FIELDS[9], &mut self.renewers);
    }
}

impl Element for DescribedDelegationToken {
    const SIZE_MIN: usize = 30;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DescribeDelegationTokenResponse`: versions 1-3, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeDelegationTokenResponse {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub tokens: Vec<DescribedDelegationToken>,
    /// Versions 0+.
    pub throttle_time_ms: i32,
}

impl Message for DescribeDelegationTokenResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("error_code", 0, LATEST),
            Field::new("tokens", 0, LATEST),
            Field::new("throttle_time_ms", 0, LATEST),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.array(&FIELDS[1], &mut self.tokens);
        c.int32(&FIELDS[2], &mut self.throttle_time_ms);
    }
}

impl Root for DescribeDelegationTokenResponse {
    const SCHEMA: Schema = Schema::new("DescribeDelegationTokenResponse", 1, 3, 2);
}
