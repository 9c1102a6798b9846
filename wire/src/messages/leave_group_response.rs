// Generated from wire/schemas/leave_group.schema by `cargo xtask generate`; do not edit.
//! `LeaveGroupResponse`: versions 0-5, flexible from 4.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`LeaveGroupResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberResponse {
    /// Versions 3+.
    pub member_id: String,
    /// Versions 3+, null in 3+.
    pub group_instance_id: Option<String>,
    /// Versions 3+.
    pub error_code: i16,
}

impl Default for MemberResponse {
    fn default() -> MemberResponse {
        MemberResponse { member_id: String::new(), group_instance_id: Some(String::default()), error_code: 0 }
    }
}

impl Message for MemberResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("member_id", 3, LATEST),
            Field::new("group_instance_id", 3, LATEST).nullable(3, LATEST),
            Field::new("error_code", 3, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.member_id);
        c.nullable_string(&FIELDS[1], &mut self.group_instance_id);
        c.int16(&FIELDS[2], &mut self.error_code);
    }
}

impl Element for MemberResponse {
    const SIZE_MIN: usize = 5;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `LeaveGroupResponse`: versions 0-5, flexible from 4.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LeaveGroupResponse {
    /// Versions 1+, ignorable.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 3+.
    pub members: Vec<MemberResponse>,
}

impl Message for LeaveGroupResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("throttle_time_ms", 1, LATEST).ignorable(),
            Field::new("error_code", 0, LATEST),
            Field::new("members", 3, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.array(&FIELDS[2], &mut self.members);
    }
}

impl Root for LeaveGroupResponse {
    const SCHEMA: Schema = Schema::new("LeaveGroupResponse", 0, 5, 4);
}
