// Generated from wire/schemas/list_config_resources.schema by `cargo xtask generate`; do not edit.
//! `ListConfigResourcesResponse`: versions 0-1, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ListConfigResourcesResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigResource {
    /// Versions 0+.
    pub resource_name: String,
    /// Versions 1+, default 16, ignorable.
    pub resource_type: i8,
}

impl Default for ConfigResource {
    fn default() -> ConfigResource {
        ConfigResource { resource_name: String::new(), resource_type: 16 }
    }
}

impl Message for ConfigResource {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [
            Field::new("resource_name", 0, LATEST),
            Field::new("resource_type", 1, LATEST).int(16).ignorable(),
        ];
        c.string(&FIELDS[0], &mut self.resource_name);
        c.int8(&FIELDS[1], &mut self.resource_type);
    }
}

impl Element for ConfigResource {
    const SIZE_MIN: usize = 2;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ListConfigResourcesResponse`: versions 0-1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ListConfigResourcesResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub config_resources: Vec<ConfigResource>,
}

impl Message for ListConfigResourcesResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("config_resources", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.array(&FIELDS[2], &mut self.config_resources);
    }
}

impl Root for ListConfigResourcesResponse {
    const SCHEMA: Schema = Schema::new("ListConfigResourcesResponse", 0, 1, 0);
}
