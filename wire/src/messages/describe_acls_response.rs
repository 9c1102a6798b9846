// Generated from wire/schemas/describe_acls.schema by `cargo xtask generate`; do not edit.
//! `DescribeAclsResponse`: versions 1-3, flexible from 2.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DescribeAclsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AclDescription {
    /// Versions 0+.
    pub principal: String,
    /// Versions 0+.
    pub host: String,
    /// Versions 0+.
    pub operation: i8,
    /// Versions 0+.
    pub permission_type: i8,
}

impl Message for AclDescription {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("principal", 0, LATEST),
            Field::new("host", 0, LATEST),
            Field::new("operation", 0, LATEST),
            Field::new("permission_type", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.principal);
        c.string(&FIELDS[1], &mut self.host);
        c.int8(&FIELDS[2], &mut self.operation);
        c.int8(&FIELDS[3], &mut self.permission_type);
    }
}

impl Element for AclDescription {
    const SIZE_MIN: usize = 5;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeAclsResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeAclsResource {
    /// Versions 0+.
    pub resource_type: i8,
    /// Versions 0+.
    pub resource_name: String,
    /// Versions 1+, default 3.
    pub pattern_type: i8,
    /// Versions 0+.
    pub acls: Vec<AclDescription>,
}

impl Default for DescribeAclsResource {
    fn default() -> DescribeAclsResource {
        DescribeAclsResource {
            resource_type: 0,
            resource_name: String::new(),
            pattern_type: 3,
            acls: Vec::new(),
        }
    }
}

impl Message for DescribeAclsResource {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("resource_type", 0, LATEST),
            Field::new("resource_name", 0, LATEST),
            Field::new("pattern_type", 1, LATEST).int(3),
            Field::new("acls", 0, LATEST),
        ];
        c.int8(&FIELDS[0], &mut self.resource_type);
        c.string(&FIELDS[1], &mut self.resource_name);
        c.int8(&FIELDS[2], &mut self.pattern_type);
        c.array(&FIELDS[3], &mut self.acls);
    }
}

impl Element for DescribeAclsResource {
    const SIZE_MIN: usize = 5;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DescribeAclsResponse`: versions 1-3, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeAclsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub resources: Vec<DescribeAclsResource>,
}

impl Default for DescribeAclsResponse {
    fn default() -> DescribeAclsResponse {
        DescribeAclsResponse {
            throttle_time_ms: 0,
            error_code: 0,
            error_message: Some(String::default()),
            resources: Vec::new(),
        }
    }
}

impl Message for DescribeAclsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST),
            Field::new("resources", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
        c.array(&FIELDS[3], &mut self.resources);
    }
}

impl Root for DescribeAclsResponse {
    const SCHEMA: Schema = Schema::new("DescribeAclsResponse", 1, 3, 2);
}
