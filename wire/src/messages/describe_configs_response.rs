// Generated from wire/schemas/describe_configs.schema by `cargo xtask generate`; do not edit.
//! `DescribeConfigsResponse`: versions 1-4, flexible from 4.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DescribeConfigsResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeConfigsSynonym {
    /// Versions 1+.
    pub name: String,
    /// Versions 1+, null in 0+.
    pub value: Option<String>,
    /// Versions 1+.
    pub source: i8,
}

impl Default for DescribeConfigsSynonym {
    fn default() -> DescribeConfigsSynonym {
        DescribeConfigsSynonym { name: String::new(), value: Some(String::default()), source: 0 }
    }
}

impl Message for DescribeConfigsSynonym {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("name", 1, LATEST),
            Field::new("value", 1, LATEST).nullable(0, LATEST),
            Field::new("source", 1, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.nullable_string(&FIELDS[1], &mut self.value);
        c.int8(&FIELDS[2], &mut self.source);
    }
}

impl Element for DescribeConfigsSynonym {
    const SIZE_MIN: usize = 4;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeConfigsResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeConfigsResourceResult {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+, null in 0+.
    pub value: Option<String>,
    /// Versions 0+.
    pub read_only: bool,
    /// Versions 1+, default -1, ignorable.
    pub config_source: i8,
    /// Versions 0+.
    pub is_sensitive: bool,
    /// Versions 1+, ignorable.
    pub synonyms: Vec<DescribeConfigsSynonym>,
    /// Versions 3+, ignorable.
    pub config_type: i8,
    /// Versions 3+, null in 0+, ignorable.
    pub documentation: Option<String>,
}

impl Default for DescribeConfigsResourceResult {
    fn default() -> DescribeConfigsResourceResult {
        DescribeConfigsResourceResult {
            name: String::new(),
            value: Some(String::default()),
            read_only: false,
            config_source: -1,
            is_sensitive: false,
            synonyms: Vec::new(),
            config_type: 0,
            documentation: Some(String::default()),
        }
    }
}

impl Message for DescribeConfigsResourceResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 8] = [
            Field::new("name", 0, LATEST),
            Field::new("value", 0, LATEST).nullable(0, LATEST),
            Field::new("read_only", 0, LATEST),
            Field::new("config_source", 1, LATEST).int(-1).ignorable(),
            Field::new("is_sensitive", 0, LATEST),
            Field::new("synonyms", 1, LATEST).ignorable(),
            Field::new("config_type", 3, LATEST).ignorable(),
            Field::new("documentation", 3, LATEST).nullable(0, LATEST).ignorable(),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.nullable_string(&FIELDS[1], &mut self.value);
        c.bool(&FIELDS[2], &mut self.read_only);
        c.int8(&FIELDS[3], &mut self.config_source);
        c.bool(&FIELDS[4], &mut self.is_sensitive);
        c.array(&FIELDS[5], &mut self.synonyms);
        c.int8(&FIELDS[6], &mut self.config_type);
        c.nullable_string(&FIELDS[7], &mut self.documentation);
    }
}

impl Element for DescribeConfigsResourceResult {
    const SIZE_MIN: usize = 9;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeConfigsResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeConfigsResult {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub resource_type: i8,
    /// Versions 0+.
    pub resource_name: String,
    /// Versions 0+.
    pub configs: Vec<DescribeConfigsResourceResult>,
}

impl Default for DescribeConfigsResult {
    fn default() -> DescribeConfigsResult {
        DescribeConfigsResult {
            error_code: 0,
            error_message: Some(String::default()),
            resource_type: 0,
            resource_name: String::new(),
            configs: Vec::new(),
        }
    }
}

impl Message for DescribeConfigsResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST),
            Field::new("resource_type", 0, LATEST),
            Field::new("resource_name", 0, LATEST),
            Field::new("configs", 0, LATEST),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.nullable_string(&FIELDS[1], &mut self.error_message);
        c.int8(&FIELDS[2], &mut self.resource_type);
        c.string(&FIELDS[3], &mut self.resource_name);
        c.array(&FIELDS[4], &mut self.configs);
    }
}

impl Element for DescribeConfigsResult {
    const SIZE_MIN: usize = 7;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DescribeConfigsResponse`: versions 1-4, flexible from 4.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeConfigsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub results: Vec<DescribeConfigsResult>,
}

impl Message for DescribeConfigsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 0, LATEST), Field::new("results", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.results);
    }
}

impl Root for DescribeConfigsResponse {
    const SCHEMA: Schema = Schema::new("DescribeConfigsResponse", 1, 4, 4);
}
