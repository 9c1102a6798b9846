// Generated from wire/schemas/describe_acls.schema by `cargo xtask generate`; do not edit.
//! `DescribeAclsRequest`: versions 1-3, flexible from 2.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;

/// `DescribeAclsRequest`: versions 1-3, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeAclsRequest {
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

impl Default for DescribeAclsRequest {
    fn default() -> DescribeAclsRequest {
        DescribeAclsRequest {
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

impl Message for DescribeAclsRequest {
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

impl Root for DescribeAclsRequest {
    const SCHEMA: Schema = Schema::new("DescribeAclsRequest", 1, 3, 2);
}
