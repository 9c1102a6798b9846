// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `ClientQuotaRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, F64Bits, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ClientQuotaRecord`].
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

/// `ClientQuotaRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ClientQuotaRecord {
    /// Versions 0+.
    pub entity: Vec<EntityData>,
    /// Versions 0+.
    pub key: String,
    /// Versions 0+.
    pub value: F64Bits,
    /// Versions 0+.
    pub remove: bool,
}

impl Message for ClientQuotaRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("entity", 0, LATEST),
            Field::new("key", 0, LATEST),
            Field::new("value", 0, LATEST),
            Field::new("remove", 0, LATEST),
        ];
        c.array(&FIELDS[0], &mut self.entity);
        c.string(&FIELDS[1], &mut self.key);
        c.float64(&FIELDS[2], &mut self.value);
        c.bool(&FIELDS[3], &mut self.remove);
    }
}

impl Root for ClientQuotaRecord {
    const SCHEMA: Schema = Schema::new("ClientQuotaRecord", 0, 0, 0);
}
