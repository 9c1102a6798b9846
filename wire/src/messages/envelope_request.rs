// Generated from wire/schemas/envelope.schema by `cargo xtask generate`; do not edit.
//! `EnvelopeRequest`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use bytes::Bytes;

/// `EnvelopeRequest`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvelopeRequest {
    /// Versions 0+.
    pub request_data: Bytes,
    /// Versions 0+, null in 0+.
    pub request_principal: Option<Bytes>,
    /// Versions 0+.
    pub client_host_address: Bytes,
}

impl Default for EnvelopeRequest {
    fn default() -> EnvelopeRequest {
        EnvelopeRequest {
            request_data: Bytes::new(),
            request_principal: Some(Bytes::default()),
            client_host_address: Bytes::new(),
        }
    }
}

impl Message for EnvelopeRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("request_data", 0, LATEST),
            Field::new("request_principal", 0, LATEST).nullable(0, LATEST),
            Field::new("client_host_address", 0, LATEST),
        ];
        c.bytes(&FIELDS[0], &mut self.request_data);
        c.nullable_bytes(&FIELDS[1], &mut self.request_principal);
        c.bytes(&FIELDS[2], &mut self.client_host_address);
    }
}

impl Root for EnvelopeRequest {
    const SCHEMA: Schema = Schema::new("EnvelopeRequest", 0, 0, 0);
}
