// Generated from wire/schemas/data.schema by `cargo xtask generate`; do not edit.
//! `SnapshotFooterRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `SnapshotFooterRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SnapshotFooterRecord {
    /// Versions 0+.
    pub version: i16,
}

impl Message for SnapshotFooterRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("version", 0, LATEST)];
        c.int16(&FIELDS[0], &mut self.version);
    }
}

impl Root for SnapshotFooterRecord {
    const SCHEMA: Schema = Schema::new("SnapshotFooterRecord", 0, 0, 0);
}
