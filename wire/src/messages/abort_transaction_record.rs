// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `AbortTransactionRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;

/// `AbortTransactionRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AbortTransactionRecord {
    /// Versions 0+, null in 0+, tag 0 in 0+, default null.
    pub reason: Option<String>,
}

impl Message for AbortTransactionRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] =
            [Field::new("reason", 0, LATEST).nullable(0, LATEST).tagged(0, 0, LATEST).null()];
        c.nullable_string(&FIELDS[0], &mut self.reason);
    }
}

impl Root for AbortTransactionRecord {
    const SCHEMA: Schema = Schema::new("AbortTransactionRecord", 0, 0, 0);
}
