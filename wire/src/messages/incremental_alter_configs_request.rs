// Generated from wire/schemas/incremental_alter_configs.schema by `cargo xtask generate`; do not edit.
//! `IncrementalAlterConfigsRequest`: versions 0-1, flexible from 1.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`IncrementalAlterConfigsRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlterableConfig {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub config_operation: i8,
    /// Versions 0+, null in 0+.
    pub value: Option<String>,
}

impl Default for AlterableConfig {
    fn default() -> AlterableConfig {
        AlterableConfig { name: String::new(), config_operation: 0, value: Some(String::default()) }
    }
}

impl Message for AlterableConfig {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("name", 0, LATEST),
            Field::new("config_operation", 0, LATEST),
            Field::new("value", 0, LATEST).nullable(0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.int8(&FIELDS[1], &mut self.config_operation);
        c.nullable_string(&FIELDS[2], &mut self.value);
    }
}

impl Element for AlterableConfig {
    const SIZE_MIN: usize = 4;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`IncrementalAlterConfigsRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AlterConfigsResource {
    /// Versions 0+.
    pub resource_type: i8,
    /// Versions 0+.
    pub resource_name: String,
    /// Versions 0+.
    pub configs: Vec<AlterableConfig>,
}

impl Message for AlterConfigsResource {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("resource_type", 0, LATEST),
            Field::new("resource_name", 0, LATEST),
            Field::new("configs", 0, LATEST),
        ];
        c.int8(&FIELDS[0], &mut self.resource_type);
        c.string(&FIELDS[1], &mut self.resource_name);
        c.array(&FIELDS[2], &mut self.configs);
    }
}

impl Element for AlterConfigsResource {
    const SIZE_MIN: usize = 4;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `IncrementalAlterConfigsRequest`: versions 0-1, flexible from 1.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct IncrementalAlterConfigsRequest {
    /// Versions 0+.
    pub resources: Vec<AlterConfigsResource>,
    /// Versions 0+.
    pub validate_only: bool,
}

impl Message for IncrementalAlterConfigsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("resources", 0, LATEST), Field::new("validate_only", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.resources);
        c.bool(&FIELDS[1], &mut self.validate_only);
    }
}

impl Root for IncrementalAlterConfigsRequest {
    const SCHEMA: Schema = Schema::new("IncrementalAlterConfigsRequest", 0, 1, 1);
}
