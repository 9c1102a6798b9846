// Generated from wire/schemas/delete_acls.schema by `cargo xtask generate`; do not edit.
//! `DeleteAclsRequest`: versions 1-3, flexible from 2.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DeleteAclsRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeleteAclsFilter {
    /// Versions 0+.
    pub resource_type_filter: i8,
    /// Versions 0+, null in 0+.
    pub resource_name_filter: Option<String>,
    /// Versions 1+, default 3.
    pub pattern_type_filter: i8,
    /// Versions 0+, null in 0+.
    pub principal_filter: Option<String>,
    /// Versions 0+, null in 0+.
    pub host_filter: Option<String>,
    /// Versions 0+.
    pub operation: i8,
    /// Versions 0+.
    pub permission_type: i8,
}

impl Default for DeleteAclsFilter {
    fn default() -> DeleteAclsFilter {
        DeleteAclsFilter {
            resource_type_filter: 0,
            resource_name_filter: Some(String::default()),
            pattern_type_filter: 3,
            principal_filter: Some(String::default()),
            host_filter: Some(String::default()),
            operation: 0,
            permission_type: 0,
        }
    }
}

impl Message for DeleteAclsFilter {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 7] = [
            Field::new("resource_type_filter", 0, LATEST),
            Field::new("resource_name_filter", 0, LATEST).nullable(0, LATEST),
            Field::new("pattern_type_filter", 1, LATEST).int(3),
            Field::new("principal_filter", 0, LATEST).nullable(0, LATEST),
            Field::new("host_filter", 0, LATEST).nullable(0, LATEST),
            Field::new("operation", 0, LATEST),
            Field::new("permission_type", 0, LATEST),
        ];
        c.int8(&FIELDS[0], &mut self.resource_type_filter);
        c.nullable_string(&FIELDS[1], &mut self.resource_name_filter);
        c.int8(&FIELDS[2], &mut self.pattern_type_filter);
        c.nullable_string(&FIELDS[3], &mut self.principal_filter);
        c.nullable_string(&FIELDS[4], &mut self.host_filter);
        c.int8(&FIELDS[5], &mut self.operation);
        c.int8(&FIELDS[6], &mut self.permission_type);
    }
}

impl Element for DeleteAclsFilter {
    const SIZE_MIN: usize = 8;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DeleteAclsRequest`: versions 1-3, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DeleteAclsRequest {
    /// Versions 0+.
    pub filters: Vec<DeleteAclsFilter>,
}

impl Message for DeleteAclsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("filters", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.filters);
    }
}

impl Root for DeleteAclsRequest {
    const SCHEMA: Schema = Schema::new("DeleteAclsRequest", 1, 3, 2);
}
