// Generated from wire/schemas/expire_delegation_token.schema by `cargo xtask generate`; do not edit.
//! `ExpireDelegationTokenRequest`: versions 1-2, flexible from 2.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use bytes::Bytes;

/// `ExpireDelegationTokenRequest`: versions 1-2, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ExpireDelegationTokenRequest {
    /// Versions 0+.
    pub hmac: Bytes,
    /// Versions 0+.
    pub expiry_time_period_ms: i64,
}

impl Message for ExpireDelegationTokenRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("hmac", 0, LATEST), Field::new("expiry_time_period_ms", 0, LATEST)];
        c.bytes(&FIELDS[0], &mut self.hmac);
        c.int64(&FIELDS[1], &mut self.expiry_time_period_ms);
    }
}

impl Root for ExpireDelegationTokenRequest {
    const SCHEMA: Schema = Schema::new("ExpireDelegationTokenRequest", 1, 2, 2);
}
