// Generated from wire/schemas/describe_configs.schema by `cargo xtask generate`; do not edit.
//! `DescribeConfigsRequest`: versions 1-4, flexible from 4.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DescribeConfigsRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeConfigsResource {
    /// Versions 0+.
    pub resource_type: i8,
    /// Versions 0+.
    pub resource_name: String,
    /// Versions 0+, null in 0+.
    pub configuration_keys: Option<Vec<String>>,
}

impl Default for DescribeConfigsResource {
    fn default() -> DescribeConfigsResource {
        DescribeConfigsResource {
            resource_type: 0,
            resource_name: String::new(),
            configuration_keys: Some(Vec::new()),
        }
    }
}

impl Message for DescribeConfigsResource {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("resource_type", 0, LATEST),
            Field::new("resource_name", 0, LATEST),
            Field::new("configuration_keys", 0, LATEST).nullable(0, LATEST),
        ];
        c.int8(&FIELDS[0], &mut self.resource_type);
        c.string(&FIELDS[1], &mut self.resource_name);
        c.array(&FIELDS[2], &mut self.configuration_keys);
    }
}

impl Element for DescribeConfigsResource {
    const SIZE_MIN: usize = 4;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DescribeConfigsRequest`: versions 1-4, flexible from 4.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeConfigsRequest {
    /// Versions 0+.
    pub resources: Vec<DescribeConfigsResource>,
    /// Versions 1+.
    pub include_synonyms: bool,
    /// Versions 3+.
    pub include_documentation: bool,
}

impl Message for DescribeConfigsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("resources", 0, LATEST),
            Field::new("include_synonyms", 1, LATEST),
            Field::new("include_documentation", 3, LATEST),
        ];
        c.array(&FIELDS[0], &mut self.resources);
        c.bool(&FIELDS[1], &mut self.include_synonyms);
        c.bool(&FIELDS[2], &mut self.include_documentation);
    }
}

impl Root for DescribeConfigsRequest {
    const SCHEMA: Schema = Schema::new("DescribeConfigsRequest", 1, 4, 4);
}
