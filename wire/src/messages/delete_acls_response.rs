// Generated from wire/schemas/delete_acls.schema by `cargo xtask generate`; do not edit.
//! `DeleteAclsResponse`: versions 1-3, flexible from 2.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DeleteAclsResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeleteAclsMatchingAcl {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub resource_type: i8,
    /// Versions 0+.
    pub resource_name: String,
    /// Versions 1+, default 3.
    pub pattern_type: i8,
    /// Versions 0+.
    pub principal: String,
    /// Versions 0+.
    pub host: String,
    /// Versions 0+.
    pub operation: i8,
    /// Versions 0+.
    pub permission_type: i8,
}

impl Default for DeleteAclsMatchingAcl {
    fn default() -> DeleteAclsMatchingAcl {
        DeleteAclsMatchingAcl {
            error_code: 0,
            error_message: Some(String::default()),
            resource_type: 0,
            resource_name: String::new(),
            pattern_type: 3,
            principal: String::new(),
            host: String::new(),
            operation: 0,
            permission_type: 0,
        }
    }
}

impl Message for DeleteAclsMatchingAcl {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 9] = [
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST),
            Field::new("resource_type", 0, LATEST),
            Field::new("resource_name", 0, LATEST),
            Field::new("pattern_type", 1, LATEST).int(3),
            Field::new("principal", 0, LATEST),
            Field::new("host", 0, LATEST),
            Field::new("operation", 0, LATEST),
            Field::new("permission_type", 0, LATEST),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.nullable_string(&FIELDS[1], &mut self.error_message);
        c.int8(&FIELDS[2], &mut self.resource_type);
        c.string(&FIELDS[3], &mut self.resource_name);
        c.int8(&FIELDS[4], &mut self.pattern_type);
        c.string(&FIELDS[5], &mut self.principal);
        c.string(&FIELDS[6], &mut self.host);
        c.int8(&FIELDS[7], &mut self.operation);
        c.int8(&FIELDS[8], &mut self.permission_type);
    }
}

impl Element for DeleteAclsMatchingAcl {
    const SIZE_MIN: usize = 11;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DeleteAclsResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeleteAclsFilterResult {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub matching_acls: Vec<DeleteAclsMatchingAcl>,
}

impl Default for DeleteAclsFilterResult {
    fn default() -> DeleteAclsFilterResult {
        DeleteAclsFilterResult {
            error_code: 0,
            error_message: Some(String::default()),
            matching_acls: Vec::new(),
        }
    }
}

impl Message for DeleteAclsFilterResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST),
            Field::new("matching_acls", 0, LATEST),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.nullable_string(&FIELDS[1], &mut self.error_message);
        c.array(&FIELDS[2], &mut self.matching_acls);
    }
}

impl Element for DeleteAclsFilterResult {
    const SIZE_MIN: usize = 5;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DeleteAclsResponse`: versions 1-3, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DeleteAclsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub filter_results: Vec<DeleteAclsFilterResult>,
}

impl Message for DeleteAclsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 0, LATEST), Field::new("filter_results", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.filter_results);
    }
}

impl Root for DeleteAclsResponse {
    const SCHEMA: Schema = Schema::new("DeleteAclsResponse", 1, 3, 2);
}
