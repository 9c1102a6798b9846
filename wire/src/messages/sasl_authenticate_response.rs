// Generated from wire/schemas/sasl_authenticate.schema by `cargo xtask generate`; do not edit.
//! `SaslAuthenticateResponse`: versions 0-2, flexible from 2.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;
use bytes::Bytes;

/// `SaslAuthenticateResponse`: versions 0-2, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaslAuthenticateResponse {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub auth_bytes: Bytes,
    /// Versions 1+, ignorable.
    pub session_lifetime_ms: i64,
}

impl Default for SaslAuthenticateResponse {
    fn default() -> SaslAuthenticateResponse {
        SaslAuthenticateResponse {
            error_code: 0,
            error_message: Some(String::default()),
            auth_bytes: Bytes::new(),
            session_lifetime_ms: 0,
        }
    }
}

impl Message for SaslAuthenticateResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST),
            Field::new("auth_bytes", 0, LATEST),
            Field::new("session_lifetime_ms", 1, LATEST).ignorable(),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.nullable_string(&FIELDS[1], &mut self.error_message);
        c.bytes(&FIELDS[2], &mut self.auth_bytes);
        c.int64(&FIELDS[3], &mut self.session_lifetime_ms);
    }
}

impl Root for SaslAuthenticateResponse {
    const SCHEMA: Schema = Schema::new("SaslAuthenticateResponse", 0, 2, 2);
}
