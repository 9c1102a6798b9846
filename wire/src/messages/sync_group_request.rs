// Generated from wire/schemas/sync_group.schema by `cargo xtask generate`; do not edit.
//! `SyncGroupRequest`: versions 0-5, flexible from 4.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;
use bytes::Bytes;

/// Part of [`SyncGroupRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SyncGroupRequestAssignment {
    /// Versions 0+.
    pub member_id: String,
    /// Versions 0+.
    pub assignment: Bytes,
}

impl Message for SyncGroupRequestAssignment {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("member_id", 0, LATEST), Field::new("assignment", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.member_id);
        c.bytes(&FIELDS[1], &mut self.assignment);
    }
}

impl Element for SyncGroupRequestAssignment {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `SyncGroupRequest`: versions 0-5, flexible from 4.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SyncGroupRequest {
    /// Versions 0+.
    pub group_id: String,
    /// Versions 0+.
    pub generation_id: i32,
    /// Versions 0+.
    pub member_id: String,
    /// Versions 3+, null in 3+, default null.
    pub group_instance_id: Option<String>,
    /// Versions 5+, null in 5+, default null, ignorable.
    pub protocol_type: Option<String>,
    /// Versions 5+, null in 5+, default null, ignorable.
    pub protocol_name: Option<String>,
    /// Versions 0+.
    pub assignments: Vec<SyncGroupRequestAssignment>,
}

impl Message for SyncGroupRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 7] = [
            Field::new("group_id", 0, LATEST),
            Field::new("generation_id", 0, LATEST),
            Field::new("member_id", 0, LATEST),
            Field::new("group_instance_id", 3, LATEST).nullable(3, LATEST).null(),
            Field::new("protocol_type", 5, LATEST).nullable(5, LATEST).null().ignorable(),
            Field::new("protocol_name", 5, LATEST).nullable(5, LATEST).null().ignorable(),
            Field::new("assignments", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.group_id);
        c.int32(&FIELDS[1], &mut self.generation_id);
        c.string(&FIELDS[2], &mut self.member_id);
        c.nullable_string(&FIELDS[3], &mut self.group_instance_id);
        c.nullable_string(&FIELDS[4], &mut self.protocol_type);
        c.nullable_string(&FIELDS[5], &mut self.protocol_name);
        c.array(&FIELDS[6], &mut self.assignments);
    }
}

impl Root for SyncGroupRequest {
    const SCHEMA: Schema = Schema::new("SyncGroupRequest", 0, 5, 4);
}
