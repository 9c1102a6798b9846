// Generated from wire/schemas/share_group_describe.schema by `cargo xtask generate`; do not edit.
//! `ShareGroupDescribeRequest`: versions 1, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;
use alloc::vec::Vec;

/// `ShareGroupDescribeRequest`: versions 1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ShareGroupDescribeRequest {
    /// Versions 0+.
    pub group_ids: Vec<String>,
    /// Versions 0+.
    pub include_authorized_operations: bool,
}

impl Message for ShareGroupDescribeRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("group_ids", 0, LATEST), Field::new("include_authorized_operations", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.group_ids);
        c.bool(&FIELDS[1], &mut self.include_authorized_operations);
    }
}

impl Root for ShareGroupDescribeRequest {
    const SCHEMA: Schema = Schema::new("ShareGroupDescribeRequest", 1, 1, 0);
}
