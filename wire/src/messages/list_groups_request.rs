// Generated from wire/schemas/list_groups.schema by `cargo xtask generate`; do not edit.
//! `ListGroupsRequest`: versions 0-5, flexible from 3.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;
use alloc::vec::Vec;

/// `ListGroupsRequest`: versions 0-5, flexible from 3.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ListGroupsRequest {
    /// Versions 4+.
    pub states_filter: Vec<String>,
    /// Versions 5+.
    pub types_filter: Vec<String>,
}

impl Message for ListGroupsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("states_filter", 4, LATEST), Field::new("types_filter", 5, LATEST)];
        c.array(&FIELDS[0], &mut self.states_filter);
        c.array(&FIELDS[1], &mut self.types_filter);
    }
}

impl Root for ListGroupsRequest {
    const SCHEMA: Schema = Schema::new("ListGroupsRequest", 0, 5, 3);
}
