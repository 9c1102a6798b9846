// Generated from wire/schemas/leave_group.schema by `cargo xtask generate`; do not edit.
//! `LeaveGroupRequest`: versions 0-5, flexible from 4.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`LeaveGroupRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct MemberIdentity {
    /// Versions 3+.
    pub member_id: String,
    /// Versions 3+, null in 3+, default null.
    pub group_instance_id: Option<String>,
    /// Versions 5+, null in 5+, default null, ignorable.
    pub reason: Option<String>,
}

impl Message for MemberIdentity {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("member_id", 3, LATEST),
            Field::new("group_instance_id", 3, LATEST).nullable(3, LATEST).null(),
            Field::new("reason", 5, LATEST).nullable(5, LATEST).null().ignorable(),
        ];
        c.string(&FIELDS[0], &mut self.member_id);
        c.nullable_string(&FIELDS[1], &mut self.group_instance_id);
        c.nullable_string(&FIELDS[2], &mut self.reason);
    }
}

impl Element for MemberIdentity {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `LeaveGroupRequest`: versions 0-5, flexible from 4.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LeaveGroupRequest {
    /// Versions 0+.
    pub group_id: String,
    /// Versions 0-2.
    pub member_id: String,
    /// Versions 3+.
    pub members: Vec<MemberIdentity>,
}

impl Message for LeaveGroupRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("group_id", 0, LATEST),
            Field::new("member_id", 0, 2),
            Field::new("members", 3, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.group_id);
        c.string(&FIELDS[1], &mut self.member_id);
        c.array(&FIELDS[2], &mut self.members);
    }
}

impl Root for LeaveGroupRequest {
    const SCHEMA: Schema = Schema::new("LeaveGroupRequest", 0, 5, 4);
}
