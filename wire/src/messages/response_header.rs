// Generated from wire/schemas/headers.schema by `cargo xtask generate`; do not edit.
//! `ResponseHeader`: versions 0-1, flexible from 1.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `ResponseHeader`: versions 0-1, flexible from 1.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ResponseHeader {
    /// Versions 0+.
    pub correlation_id: i32,
}

impl Message for ResponseHeader {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("correlation_id", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.correlation_id);
    }
}

impl Root for ResponseHeader {
    const SCHEMA: Schema = Schema::new("ResponseHeader", 0, 1, 1);
}
