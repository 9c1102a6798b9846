// Generated from wire/schemas/describe_client_quotas.schema by `cargo xtask generate`; do not edit.
//! `DescribeClientQuotasResponse`: versions 0-1, flexible from 1.

use crate::codec::{Codec, Element, F64Bits, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DescribeClientQuotasResponse`].
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

/// Part of [`DescribeClientQuotasResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ValueData {
    /// Versions 0+.
    pub key: String,
    /// Versions 0+.
    pub value: F64Bits,
}

impl Message for ValueData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("key", 0, LATEST), Field::new("value", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.key);
        c.float64(&FIELDS[1], &mut self.value);
    }
}

impl Element for ValueData {
    const SIZE_MIN: usize = 10;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeClientQuotasResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct EntryData {
    /// Versions 0+.
    pub entity: Vec<EntityData>,
    /// Versions 0+.
    pub values: Vec<ValueData>,
}

impl Message for EntryData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("entity", 0, LATEST), Field::new("values", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.entity);
        c.array(&FIELDS[1], &mut self.values);
    }
}

impl Element for EntryData {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DescribeClientQuotasResponse`: versions 0-1, flexible from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeClientQuotasResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+.
    pub error_message: Option<String>,
    /// Versions 0+, null in 0+.
    pub entries: Option<Vec<EntryData>>,
}

impl Default for DescribeClientQuotasResponse {
    fn default() -> DescribeClientQuotasResponse {
        DescribeClientQuotasResponse {
            throttle_time_ms: 0,
            error_code: 0,
            error_message: Some(String::default()),
            entries: Some(Vec::new()),
        }
    }
}

impl Message for DescribeClientQuotasResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST),
            Field::new("entries", 0, LATEST).nullable(0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
        c.array(&FIELDS[3], &mut self.entries);
    }
}

impl Root for DescribeClientQuotasResponse {
    const SCHEMA: Schema = Schema::new("DescribeClientQuotasResponse", 0, 1, 1);
}
