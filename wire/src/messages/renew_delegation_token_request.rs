// Generated from wire/schemas/renew_delegation_token.schema by `cargo xtask generate`; do not edit.
//! `RenewDelegationTokenRequest`: versions 1-2, flexible from 2.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use bytes::Bytes;

/// `RenewDelegationTokenRequest`: versions 1-2, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct RenewDelegationTokenRequest {
    /// Versions 0+.
    pub hmac: Bytes,
    /// Versions 0+.
    pub renew_period_ms: i64,
}

impl Message for RenewDelegationTokenRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("hmac", 0, LATEST), Field::new("renew_period_ms", 0, LATEST)];
        c.bytes(&FIELDS[0], &mut self.hmac);
        c.int64(&FIELDS[1], &mut self.renew_period_ms);
    }
}

impl Root for RenewDelegationTokenRequest {
    const SCHEMA: Schema = Schema::new("RenewDelegationTokenRequest", 1, 2, 2);
}
