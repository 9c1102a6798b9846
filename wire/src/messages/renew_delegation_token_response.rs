// Generated from wire/schemas/renew_delegation_token.schema by `cargo xtask generate`; do not edit.
//! `RenewDelegationTokenResponse`: versions 1-2, flexible from 2.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `RenewDelegationTokenResponse`: versions 1-2, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct RenewDelegationTokenResponse {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub expiry_timestamp_ms: i64,
    /// Versions 0+.
    pub throttle_time_ms: i32,
}

impl Message for RenewDelegationTokenResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("error_code", 0, LATEST),
            Field::new("expiry_timestamp_ms", 0, LATEST),
            Field::new("throttle_time_ms", 0, LATEST),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.int64(&FIELDS[1], &mut self.expiry_timestamp_ms);
        c.int32(&FIELDS[2], &mut self.throttle_time_ms);
    }
}

impl Root for RenewDelegationTokenResponse {
    const SCHEMA: Schema = Schema::new("RenewDelegationTokenResponse", 1, 2, 2);
}
