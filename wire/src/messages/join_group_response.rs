// Generated from wire/schemas/join_group.schema by `cargo xtask generate`; do not edit.
//! `JoinGroupResponse`: versions 0-9, flexible from 6.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;
use bytes::Bytes;

/// Part of [`JoinGroupResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct JoinGroupResponseMember {
    /// Versions 0+.
    pub member_id: String,
    /// Versions 5+, null in 5+, default null, ignorable.
    pub group_instance_id: Option<String>,
    /// Versions 0+.
    pub metadata: Bytes,
}

impl Message for JoinGroupResponseMember {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("member_id", 0, LATEST),
            Field::new("group_instance_id", 5, LATEST).nullable(5, LATEST).null().ignorable(),
            Field::new("metadata", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.member_id);
        c.nullable_string(&FIELDS[1], &mut self.group_instance_id);
        c.bytes(&FIELDS[2], &mut self.metadata);
    }
}

impl Element for JoinGroupResponseMember {
    const SIZE_MIN: usize = 4;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `JoinGroupResponse`: versions 0-9, flexible from 6.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinGroupResponse {
    /// Versions 2+, ignorable.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, default -1.
    pub generation_id: i32,
    /// Versions 7+, null in 7+, default null, ignorable.
    pub protocol_type: Option<String>,
    /// Versions 0+, null in 7+.
    pub protocol_name: Option<String>,
    /// Versions 0+.
    pub leader: String,
    /// Versions 9+.
    pub skip_assignment: bool,
    /// Versions 0+.
    pub member_id: String,
    /// Versions 0+.
    pub members: Vec<JoinGroupResponseMember>,
}

impl Default for JoinGroupResponse {
    fn default() -> JoinGroupResponse {
        JoinGroupResponse {
            throttle_time_ms: 0,
            error_code: 0,
            generation_id: -1,
            protocol_type: None,
            protocol_name: Some(String::default()),
            leader: String::new(),
            skip_assignment: false,
            member_id: String::new(),
            members: Vec::new(),
        }
    }
}

impl Message for JoinGroupResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 9] = [
            Field::new("throttle_time_ms", 2, LATEST).ignorable(),
            Field::new("error_code", 0, LATEST),
            Field::new("generation_id", 0, LATEST).int(-1),
            Field::new("protocol_type", 7, LATEST).nullable(7, LATEST).null().ignorable(),
            Field::new("protocol_name", 0, LATEST).nullable(7, LATEST),
            Field::new("leader", 0, LATEST),
            Field::new("skip_assignment", 9, LATEST),
            Field::new("member_id", 0, LATEST),
            Field::new("members", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.int32(&FIELDS[2], &mut self.generation_id);
        c.nullable_string(&FIELDS[3], &mut self.protocol_type);
        c.nullable_string(&FIELDS[4], &mut self.protocol_name);
        c.string(&FIELDS[5], &mut self.leader);
        c.bool(&FIELDS[6], &mut self.skip_assignment);
        c.string(&FIELDS[7], &mut self.member_id);
        c.array(&FIELDS[8], &mut self.members);
    }
}

impl Root for JoinGroupResponse {
    const SCHEMA: Schema = Schema::new("JoinGroupResponse", 0, 9, 6);
}
