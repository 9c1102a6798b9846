// Generated from wire/schemas/describe_groups.schema by `cargo xtask generate`; do not edit.
//! `DescribeGroupsRequest`: versions 0-6, flexible from 5.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;
use alloc::vec::Vec;

/// `DescribeGroupsRequest`: versions 0-6, flexible from 5.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeGroupsRequest {
    /// Versions 0+.
    pub groups: Vec<String>,
    /// Versions 3+.
    pub include_authorized_operations: bool,
}

impl Message for DescribeGroupsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("groups", 0, LATEST), Field::new("include_authorized_operations", 3, LATEST)];
        c.array(&FIELDS[0], &mut self.groups);
        c.bool(&FIELDS[1], &mut self.include_authorized_operations);
    }
}

impl Root for DescribeGroupsRequest {
    const SCHEMA: Schema = Schema::new("DescribeGroupsRequest", 0, 6, 5);
}
