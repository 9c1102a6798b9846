// Generated from wire/schemas/delete_groups.schema by `cargo xtask generate`; do not edit.
//! `DeleteGroupsRequest`: versions 0-2, flexible from 2.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;
use alloc::vec::Vec;

/// `DeleteGroupsRequest`: versions 0-2, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DeleteGroupsRequest {
    /// Versions 0+.
    pub groups_names: Vec<String>,
}

impl Message for DeleteGroupsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("groups_names", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.groups_names);
    }
}

impl Root for DeleteGroupsRequest {
    const SCHEMA: Schema = Schema::new("DeleteGroupsRequest", 0, 2, 2);
}
