// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `EndTransactionRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Message, Root, Schema};

/// `EndTransactionRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct EndTransactionRecord {}

impl Message for EndTransactionRecord {
    fn fields(&mut self, _c: &mut dyn Codec) {}
}

impl Root for EndTransactionRecord {
    const SCHEMA: Schema = Schema::new("EndTransactionRecord", 0, 0, 0);
}
