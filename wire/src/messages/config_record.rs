// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `ConfigRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;

/// `ConfigRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigRecord {
    /// Versions 0+.
    pub resource_type: i8,
    /// Versions 0+.
    pub resource_name: String,
    /// Versions 0+.
    pub name: String,
    /// Versions 0+, null in 0+.
    pub value: Option<String>,
}

impl Default for ConfigRecord {
    fn default() -> ConfigRecord {
        ConfigRecord {
            resource_type: 0,
            resource_name: String::new(),
            name: String::new(),
            value: Some(String::default()),
        }
    }
}

impl Message for ConfigRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("resource_type", 0, LATEST),
            Field::new("resource_name", 0, LATEST),
            Field::new("name", 0, LATEST),
            Field::new("value", 0, LATEST).nullable(0, LATEST),
        ];
        c.int8(&FIELDS[0], &mut self.resource_type);
        c.string(&FIELDS[1], &mut self.resource_name);
        c.string(&FIELDS[2], &mut self.name);
        c.nullable_string(&FIELDS[3], &mut self.value);
    }
}

impl Root for ConfigRecord {
    const SCHEMA: Schema = Schema::new("ConfigRecord", 0, 0, 0);
}
