// Generated from wire/schemas/envelope.schema by `cargo xtask generate`; do not edit.
//! `EnvelopeResponse`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use bytes::Bytes;

/// `EnvelopeResponse`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct EnvelopeResponse {
    /// Versions 0+, null in 0+, default null.
    pub response_data: Option<Bytes>,
    /// Versions 0+.
    pub error_code: i16,
}

impl Message for EnvelopeResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [
            Field::new("response_data", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("error_code", 0, LATEST),
        ];
        c.nullable_bytes(&FIELDS[0], &mut self.response_data);
        c.int16(&FIELDS[1], &mut self.error_code);
    }
}

impl Root for EnvelopeResponse {
    const SCHEMA: Schema = Schema::new("EnvelopeResponse", 0, 0, 0);
}
