// Generated from wire/schemas/data.schema by `cargo xtask generate`; do not edit.
//! `SnapshotHeaderRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `SnapshotHeaderRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SnapshotHeaderRecord {
    /// Versions 0+.
    pub version: i16,
    /// Versions 0+.
    pub last_contained_log_timestamp: i64,
}

impl Message for SnapshotHeaderRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("version", 0, LATEST), Field::new("last_contained_log_timestamp", 0, LATEST)];
        c.int16(&FIELDS[0], &mut self.version);
        c.int64(&FIELDS[1], &mut self.last_contained_log_timestamp);
    }
}

impl Root for SnapshotHeaderRecord {
    const SCHEMA: Schema = Schema::new("SnapshotHeaderRecord", 0, 0, 0);
}
