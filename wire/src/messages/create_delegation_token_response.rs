// Generated from wire/schemas/create_delegation_token.schema by `cargo xtask generate`; do not edit.
//! `CreateDelegationTokenResponse`: versions 1-3, flexible from 2.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;
use bytes::Bytes;

/// `CreateDelegationTokenResponse`: versions 1-3, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CreateDelegationTokenResponse {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub principal_type: String,
    /// Versions 0+.
    pub principal_name: String,
    /// Versions 3+.
    pub token_requester_principal_type: String,
    /// Versions 3+.
    pub token_requester_principal_name: String,
    /// Versions 0+.
    pub issue_timestamp_ms: i64,
    /// Versions 0+.
    pub expiry_timestamp_ms: i64,
    /// Versions 0+.
    pub max_timestamp_ms: i64,
    /// Versions 0+.
    pub token_id: String,
    /// Versions 0+.
    pub hmac: Bytes,
    /// Versions 0+.
    pub throttle_time_ms: i32,
}

impl Message for CreateDelegationTokenResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 11] = [
            Field::new("error_code", 0, LATEST),
            Field::new("principal_type", 0, LATEST),
            Field::new("principal_name", 0, LATEST),
            Field::new("token_requester_principal_type", 3, LATEST),
            Field::new("token_requester_principal_name", 3, LATEST),
            Field::new("issue_timestamp_ms", 0, LATEST),
            Field::new("expiry_timestamp_ms", 0, LATEST),
            Field::new("max_timestamp_ms", 0, LATEST),
            Field::new("token_id", 0, LATEST),
            Field::new("hmac", 0, LATEST),
            Field::new("throttle_time_ms", 0, LATEST),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.string(&FIELDS[1], &mut self.principal_type);
        c.string(&FIELDS[2], &mut self.principal_name);
        c.string(&FIELDS[3], &mut self.token_requester_principal_type);
        c.string(&FIELDS[4], &mut self.token_requester_principal_name);
        c.int64(&FIELDS[5], &mut self.issue_timestamp_ms);
        c.int64(&FIELDS[6], &mut self.expiry_timestamp_ms);
        c.int64(&FIELDS[7], &mut self.max_timestamp_ms);
        c.string(&FIELDS[8], &mut self.token_id);
        c.bytes(&FIELDS[9], &mut self.hmac);
        c.int32(&FIELDS[10], &mut self.throttle_time_ms);
    }
}

impl Root for CreateDelegationTokenResponse {
    const SCHEMA: Schema = Schema::new("CreateDelegationTokenResponse", 1, 3, 2);
}
