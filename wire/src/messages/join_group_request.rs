// Generated from wire/schemas/join_group.schema by `cargo xtask generate`; do not edit.
//! `JoinGroupRequest`: versions 0-9, flexible from 6.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;
use bytes::Bytes;

/// Part of [`JoinGroupRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct JoinGroupRequestProtocol {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub metadata: Bytes,
}

impl Message for JoinGroupRequestProtocol {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("metadata", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.bytes(&FIELDS[1], &mut self.metadata);
    }
}

impl Element for JoinGroupRequestProtocol {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `JoinGroupRequest`: versions 0-9, flexible from 6.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinGroupRequest {
    /// Versions 0+.
    pub group_id: String,
    /// Versions 0+.
    pub session_timeout_ms: i32,
    /// Versions 1+, default -1, ignorable.
    pub rebalance_timeout_ms: i32,
    /// Versions 0+.
    pub member_id: String,
    /// Versions 5+, null in 5+, default null.
    pub group_instance_id: Option<String>,
    /// Versions 0+.
    pub protocol_type: String,
    /// Versions 0+.
    pub protocols: Vec<JoinGroupRequestProtocol>,
    /// Versions 8+, null in 8+, default null, ignorable.
    pub reason: Option<String>,
}

impl Default for JoinGroupRequest {
    fn default() -> JoinGroupRequest {
        JoinGroupRequest {
            group_id: String::new(),
            session_timeout_ms: 0,
            rebalance_timeout_ms: -1,
            member_id: String::new(),
            group_instance_id: None,
            protocol_type: String::new(),
            protocols: Vec::new(),
            reason: None,
        }
    }
}

impl Message for JoinGroupRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 8] = [
            Field::new("group_id", 0, LATEST),
            Field::new("session_timeout_ms", 0, LATEST),
            Field::new("rebalance_timeout_ms", 1, LATEST).int(-1).ignorable(),
            Field::new("member_id", 0, LATEST),
            Field::new("group_instance_id", 5, LATEST).nullable(5, LATEST).null(),
            Field::new("protocol_type", 0, LATEST),
            Field::new("protocols", 0, LATEST),
            Field::new("reason", 8, LATEST).nullable(8, LATEST).null().ignorable(),
        ];
        c.string(&FIELDS[0], &mut self.group_id);
        c.int32(&FIELDS[1], &mut self.session_timeout_ms);
        c.int32(&FIELDS[2], &mut self.rebalance_timeout_ms);
        c.string(&FIELDS[3], &mut self.member_id);
        c.nullable_string(&FIELDS[4], &mut self.group_instance_id);
        c.string(&FIELDS[5], &mut self.protocol_type);
        c.array(&FIELDS[6], &mut self.protocols);
        c.nullable_string(&FIELDS[7], &mut self.reason);
    }
}

impl Root for JoinGroupRequest {
    const SCHEMA: Schema = Schema::new("JoinGroupRequest", 0, 9, 6);
}
