// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `RemoveAccessControlEntryRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use crate::uuid::Uuid;

/// `RemoveAccessControlEntryRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct RemoveAccessControlEntryRecord {
    /// Versions 0+.
    pub id: Uuid,
}

impl Message for RemoveAccessControlEntryRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("id", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.id);
    }
}

impl Root for RemoveAccessControlEntryRecord {
    const SCHEMA: Schema = Schema::new("RemoveAccessControlEntryRecord", 0, 0, 0);
}
