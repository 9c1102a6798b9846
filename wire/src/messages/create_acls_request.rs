// Generated from wire/schemas/create_acls.schema by `cargo xtask generate`; do not edit.
//! `CreateAclsRequest`: versions 1-3, flexible from 2.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`CreateAclsRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AclCreation {
    /// Versions 0+.
    pub resource_type: i8,
    /// Versions 0+.
    pub resource_name: String,
    /// Versions 1+, default 3.
    pub resource_pattern_type: i8,
    /// Versions 0+.
    pub principal: String,
    /// Versions 0+.
    pub host: String,
    /// Versions 0+.
    pub operation: i8,
    /// Versions 0+.
    pub permission_type: i8,
}

impl Default for AclCreation {
    fn default() -> AclCreation {
        AclCreation {
            resource_type: 0,
            resource_name: String::new(),
            resource_pattern_type: 3,
            principal: String::new(),
            host: String::new(),
            operation: 0,
            permission_type: 0,
        }
    }
}

impl Message for AclCreation {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 7] = [
            Field::new("resource_type", 0, LATEST),
            Field::new("resource_name", 0, LATEST),
            Field::new("resource_pattern_type", 1, LATEST).int(3),
            Field::new("principal", 0, LATEST),
            Field::new("host", 0, LATEST),
            Field::new("operation", 0, LATEST),
            Field::new("permission_type", 0, LATEST),
        ];
        c.int8(&FIELDS[0], &mut self.resource_type);
        c.string(&FIELDS[1], &mut self.resource_name);
        c.int8(&FIELDS[2], &mut self.resource_pattern_type);
        c.string(&FIELDS[3], &mut self.principal);
        c.string(&FIELDS[4], &mut self.host);
        c.int8(&FIELDS[5], &mut self.operation);
        c.int8(&FIELDS[6], &mut self.permission_type);
    }
}

impl Element for AclCreation {
    const SIZE_MIN: usize = 8;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `CreateAclsRequest`: versions 1-3, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CreateAclsRequest {
    /// Versions 0+.
    pub creations: Vec<AclCreation>,
}

impl Message for CreateAclsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("creations", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.creations);
    }
}

impl Root for CreateAclsRequest {
    const SCHEMA: Schema = Schema::new("CreateAclsRequest", 1, 3, 2);
}
