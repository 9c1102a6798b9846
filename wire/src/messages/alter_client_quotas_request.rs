// Generated from wire/schemas/alter_client_quotas.schema by `cargo xtask generate`; do not edit.
//! `AlterClientQuotasRequest`: versions 0-1, flexible from 1.

use crate::codec::{Codec, Element, F64Bits, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`AlterClientQuotasRequest`].
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

/// Part of [`AlterClientQuotasRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OpData {
    /// Versions 0+.
    pub key: String,
    /// Versions 0+.
    pub value: F64Bits,
    /// Versions 0+.
    pub remove: bool,
}

impl Message for OpData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] =
            [Field::new("key", 0, LATEST), Field::new("value", 0, LATEST), Field::new("remove", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.key);
        c.float64(&FIELDS[1], &mut self.value);
        c.bool(&FIELDS[2], &mut self.remove);
    }
}

impl Element for OpData {
    const SIZE_MIN: usize = 11;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`AlterClientQuotasRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct EntryData {
    /// Versions 0+.
    pub entity: Vec<EntityData>,
    /// Versions 0+.
    pub ops: Vec<OpData>,
}

impl Message for EntryData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("entity", 0, LATEST), Field::new("ops", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.entity);
        c.array(&FIELDS[1], &mut self.ops);
    }
}

impl Element for EntryData {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `AlterClientQuotasRequest`: versions 0-1, flexible from 1.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AlterClientQuotasRequest {
    /// Versions 0+.
    pub entries: Vec<EntryData>,
    /// Versions 0+.
    pub validate_only: bool,
}

impl Message for AlterClientQuotasRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("entries", 0, LATEST), Field::new("validate_only", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.entries);
        c.bool(&FIELDS[1], &mut self.validate_only);
    }
}

impl Root for AlterClientQuotasRequest {
    const SCHEMA: Schema = Schema::new("AlterClientQuotasRequest", 0, 1, 1);
}
