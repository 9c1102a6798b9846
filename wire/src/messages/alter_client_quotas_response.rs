// Generated from wire/schemas/alter_client_quotas.schema by `cargo xtask generate`; do not edit.
//! `AlterClientQuotasResponse`: versions 0-1, flexible from 1.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`AlterClientQuotasResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityData {
    /// Versions 0+.
    pub entity_type: String,
    /// Versions 0+, null in 0+.
    pub entity_name: Option<String>,
}

impl Default for EntityData {
    fn default() -> EntityData {
        EntityData { entity_type: String::new(), entity_name: Some(String::default()) }
    }
}

impl Message for EntityData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("entity_type", 0, LATEST), Field::new("entity_name", 0, LATEST).nullable(0, LATEST)];
        c.string(&FIELDS[0], &mut self.entity_type);
        c.nullable_string(&FIELDS[1], &mut self.entity_name);
    }
}

impl Element for EntityData {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`AlterClientQuotasResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryData {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub entity: Vec<EntityData>,
}

impl Default for EntryData {
    fn default() -> EntryData {
        EntryData { error_code: 0, error_message: Some(String::default()), entity: Vec::new() }
    }
}

impl Message for EntryData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST),
            Field::new("entity", 0, LATEST),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.nullable_string(&FIELDS[1], &mut self.error_message);
        c.array(&FIELDS[2], &mut self.entity);
    }
}

impl Element for EntryData {
    const SIZE_MIN: usize = 5;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `AlterClientQuotasResponse`: versions 0-1, flexible from 1.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AlterClientQuotasResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub entries: Vec<EntryData>,
}

impl Message for AlterClientQuotasResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 0, LATEST), Field::new("entries", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.entries);
    }
}

impl Root for AlterClientQuotasResponse {
    const SCHEMA: Schema = Schema::new("AlterClientQuotasResponse", 0, 1, 1);
}
