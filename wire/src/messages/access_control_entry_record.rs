// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `AccessControlEntryRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use crate::uuid::Uuid;
use alloc::string::String;

/// `AccessControlEntryRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AccessControlEntryRecord {
    /// Versions 0+.
    pub id: Uuid,
    /// Versions 0+.
    pub resource_type: i8,
    /// Versions 0+.
    pub resource_name: String,
    /// Versions 0+.
    pub pattern_type: i8,
    /// Versions 0+.
    pub principal: String,
    /// Versions 0+.
    pub host: String,
    /// Versions 0+.
    pub operation: i8,
    /// Versions 0+.
    pub permission_type: i8,
}

impl Message for AccessControlEntryRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 8] = [
            Field::new("id", 0, LATEST),
            Field::new("resource_type", 0, LATEST),
            Field::new("resource_name", 0, LATEST),
            Field::new("pattern_type", 0, LATEST),
            Field::new("principal", 0, LATEST),
            Field::new("host", 0, LATEST),
            Field::new("operation", 0, LATEST),
            Field::new("permission_type", 0, LATEST),
        ];
        c.uuid(&FIELDS[0], &mut self.id);
        c.int8(&FIELDS[1], &mut self.resource_type);
        c.string(&FIELDS[2], &mut self.resource_name);
        c.int8(&FIELDS[3], &mut self.pattern_type);
        c.string(&FIELDS[4], &mut self.principal);
        c.string(&FIELDS[5], &mut self.host);
        c.int8(&FIELDS[6], &mut self.operation);
        c.int8(&FIELDS[7], &mut self.permission_type);
    }
}

impl Root for AccessControlEntryRecord {
    const SCHEMA: Schema = Schema::new("AccessControlEntryRecord", 0, 0, 0);
}
