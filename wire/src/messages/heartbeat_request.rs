// Generated from wire/schemas/heartbeat.schema by `cargo xtask generate`; do not edit.
//! `HeartbeatRequest`: versions 0-4, flexible from 4.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;

/// `HeartbeatRequest`: versions 0-4, flexible from 4.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct HeartbeatRequest {
    /// Versions 0+.
    pub group_id: String,
    /// Versions 0+.
    pub generation_id: i32,
    /// Versions 0+.
    pub member_id: String,
    /// Versions 3+, null in 3+, default null.
    pub group_instance_id: Option<String>,
}

impl Message for HeartbeatRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("group_id", 0, LATEST),
            Field::new("generation_id", 0, LATEST),
            Field::new("member_id", 0, LATEST),
            Field::new("group_instance_id", 3, LATEST).nullable(3, LATEST).null(),
        ];
        c.string(&FIELDS[0], &mut self.group_id);
        c.int32(&FIELDS[1], &mut self.generation_id);
        c.string(&FIELDS[2], &mut self.member_id);
        c.nullable_string(&FIELDS[3], &mut self.group_instance_id);
    }
}

impl Root for HeartbeatRequest {
    const SCHEMA: Schema = Schema::new("HeartbeatRequest", 0, 4, 4);
}
