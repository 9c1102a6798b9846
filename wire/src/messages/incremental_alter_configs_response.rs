// Generated from wire/schemas/incremental_alter_configs.schema by `cargo xtask generate`; do not edit.
//! `IncrementalAlterConfigsResponse`: versions 0-1, flexible from 1.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`IncrementalAlterConfigsResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlterConfigsResourceResponse {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub resource_type: i8,
    /// Versions 0+.
    pub resource_name: String,
}

impl Default for AlterConfigsResourceResponse {
    fn default() -> AlterConfigsResourceResponse {
        AlterConfigsResourceResponse {
            error_code: 0,
            error_message: Some(String::default()),
            resource_type: 0,
            resource_name: String::new(),
        }
    }
}

impl Message for AlterConfigsResourceResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST),
            Field::new("resource_type", 0, LATEST),
            Field::new("resource_name", 0, LATEST),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.nullable_string(&FIELDS[1], &mut self.error_message);
        c.int8(&FIELDS[2], &mut self.resource_type);
        c.string(&FIELDS[3], &mut self.resource_name);
    }
}

impl Element for AlterConfigsResourceResponse {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `IncrementalAlterConfigsResponse`: versions 0-1, flexible from 1.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct IncrementalAlterConfigsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub responses: Vec<AlterConfigsResourceResponse>,
}

impl Message for IncrementalAlterConfigsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 0, LATEST), Field::new("responses", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.responses);
    }
}

impl Root for IncrementalAlterConfigsResponse {
    const SCHEMA: Schema = Schema::new("IncrementalAlterConfigsResponse", 0, 1, 1);
}
