// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `NoOpRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Message, Root, Schema};

/// `NoOpRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct NoOpRecord {}

impl Message for NoOpRecord {
    fn fields(&mut self, _c: &mut dyn Codec) {}
}

impl Root for NoOpRecord {
    const SCHEMA: Schema = Schema::new("NoOpRecord", 0, 0, 0);
}
