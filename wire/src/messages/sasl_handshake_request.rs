// Generated from wire/schemas/sasl_handshake.schema by `cargo xtask generate`; do not edit.
//! `SaslHandshakeRequest`: versions 0-1, none flexible.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;

/// `SaslHandshakeRequest`: versions 0-1, none flexible.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SaslHandshakeRequest {
    /// Versions 0+.
    pub mechanism: String,
}

impl Message for SaslHandshakeRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("mechanism", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.mechanism);
    }
}

impl Root for SaslHandshakeRequest {
    const SCHEMA: Schema = Schema::rigid("SaslHandshakeRequest", 0, 1);
}
