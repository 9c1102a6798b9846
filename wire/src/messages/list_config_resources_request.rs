// Generated from wire/schemas/list_config_resources.schema by `cargo xtask generate`; do not edit.
//! `ListConfigResourcesRequest`: versions 0-1, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::vec::Vec;

/// `ListConfigResourcesRequest`: versions 0-1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ListConfigResourcesRequest {
    /// Versions 1+.
    pub resource_types: Vec<i8>,
}

impl Message for ListConfigResourcesRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("resource_types", 1, LATEST)];
        c.array(&FIELDS[0], &mut self.resource_types);
    }
}

impl Root for ListConfigResourcesRequest {
    const SCHEMA: Schema = Schema::new("ListConfigResourcesRequest", 0, 1, 0);
}
