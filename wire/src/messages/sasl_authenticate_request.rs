// Generated from wire/schemas/sasl_authenticate.schema by `cargo xtask generate`; do not edit.
//! `SaslAuthenticateRequest`: versions 0-2, flexible from 2.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use bytes::Bytes;

/// `SaslAuthenticateRequest`: versions 0-2, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SaslAuthenticateRequest {
    /// Versions 0+.
    pub auth_bytes: Bytes,
}

impl Message for SaslAuthenticateRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("auth_bytes", 0, LATEST)];
        c.bytes(&FIELDS[0], &mut self.auth_bytes);
    }
}

impl Root for SaslAuthenticateRequest {
    const SCHEMA: Schema = Schema::new("SaslAuthenticateRequest", 0, 2, 2);
}
