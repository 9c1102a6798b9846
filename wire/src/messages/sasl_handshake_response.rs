// Generated from wire/schemas/sasl_handshake.schema by `cargo xtask generate`; do not edit.
//! `SaslHandshakeResponse`: versions 0-1, none flexible.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;
use alloc::vec::Vec;

/// `SaslHandshakeResponse`: versions 0-1, none flexible.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SaslHandshakeResponse {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub mechanisms: Vec<String>,
}

impl Message for SaslHandshakeResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("error_code", 0, LATEST), Field::new("mechanisms", 0, LATEST)];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.array(&FIELDS[1], &mut self.mechanisms);
    }
}

impl Root for SaslHandshakeResponse {
    const SCHEMA: Schema = Schema::rigid("SaslHandshakeResponse", 0, 1);
}
