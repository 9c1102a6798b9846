// Generated from wire/schemas/find_coordinator.schema by `cargo xtask generate`; do not edit.
//! `FindCoordinatorRequest`: versions 0-6, flexible from 3.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;
use alloc::vec::Vec;

/// `FindCoordinatorRequest`: versions 0-6, flexible from 3.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FindCoordinatorRequest {
    /// Versions 0-3.
    pub key: String,
    /// Versions 1+.
    pub key_type: i8,
    /// Versions 4+.
    pub coordinator_keys: Vec<String>,
}

impl Message for FindCoordinatorRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("key", 0, 3),
            Field::new("key_type", 1, LATEST),
            Field::new("coordinator_keys", 4, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.key);
        c.int8(&FIELDS[1], &mut self.key_type);
        c.array(&FIELDS[2], &mut self.coordinator_keys);
    }
}

impl Root for FindCoordinatorRequest {
    const SCHEMA: Schema = Schema::new("FindCoordinatorRequest", 0, 6, 3);
}
