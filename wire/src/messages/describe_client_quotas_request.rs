// Generated from wire/schemas/describe_client_quotas.schema by `cargo xtask generate`; do not edit.
//! `DescribeClientQuotasRequest`: versions 0-1, flexible from 1.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DescribeClientQuotasRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentData {
    /// Versions 0+.
    pub entity_type: String,
    /// Versions 0+.
    pub match_type: i8,
    /// Versions 0+, null in 0+.
    pub r#match: Option<String>,
}

impl Default for ComponentData {
    fn default() -> ComponentData {
        ComponentData { entity_type: String::new(), match_type: 0, r#match: Some(String::default()) }
    }
}

impl Message for ComponentData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("entity_type", 0, LATEST),
            Field::new("match_type", 0, LATEST),
            Field::new("match", 0, LATEST).nullable(0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.entity_type);
        c.int8(&FIELDS[1], &mut self.match_type);
        c.nullable_string(&FIELDS[2], &mut self.r#match);
    }
}

impl Element for ComponentData {
    const SIZE_MIN: usize = 4;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DescribeClientQuotasRequest`: versions 0-1, flexible from 1.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeClientQuotasRequest {
    /// Versions 0+.
    pub components: Vec<ComponentData>,
    /// Versions 0+.
    pub strict: bool,
}

impl Message for DescribeClientQuotasRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("components", 0, LATEST), Field::new("strict", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.components);
        c.bool(&FIELDS[1], &mut self.strict);
    }
}

impl Root for DescribeClientQuotasRequest {
    const SCHEMA: Schema = Schema::new("DescribeClientQuotasRequest", 0, 1, 1);
}
