// Generated from wire/schemas/group_record_values.schema by `cargo xtask generate`; do not edit.
//! `GroupMetadataValue`: versions 0-4, flexible from 4.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;
use bytes::Bytes;

/// Part of [`GroupMetadataValue`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberMetadata {
    /// Versions 0+.
    pub member_id: String,
    /// Versions 3+, null in 3+, default null, ignorable.
    pub group_instance_id: Option<String>,
    /// Versions 0+.
    pub client_id: String,
    /// Versions 0+.
    pub client_host: String,
    /// Versions 1+, default -1, ignorable.
    pub rebalance_timeout: i32,
    /// Versions 0+.
    pub session_timeout: i32,
    /// Versions 0+.
    pub subscription: Bytes,
    /// Versions 0+.
    pub assignment: Bytes,
}

impl Default for MemberMetadata {
    fn default() -> MemberMetadata {
        MemberMetadata {
            member_id: String::new(),
            group_instance_id: None,
            client_id: String::new(),
            client_host: String::new(),
            rebalance_timeout: -1,
            session_timeout: 0,
            subscription: Bytes::new(),
            assignment: Bytes::new(),
        }
    }
}

impl Message for MemberMetadata {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 8] = [
            Field::new("member_id", 0, LATEST),
            Field::new("group_instance_id", 3, LATEST).nullable(3, LATEST).null().ignorable(),
            Field::new("client_id", 0, LATEST),
            Field::new("client_host", 0, LATEST),
            Field::new("rebalance_timeout", 1, LATEST).int(-1).ignorable(),
            Field::new("session_timeout", 0, LATEST),
            Field::new("subscription", 0, LATEST),
            Field::new("assignment", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.member_id);
        c.nullable_string(&FIELDS[1], &mut self.group_instance_id);
        c.string(&FIELDS[2], &mut self.client_id);
        c.string(&FIELDS[3], &mut self.client_host);
        c.int32(&FIELDS[4], &mut self.rebalance_timeout);
        c.int32(&FIELDS[5], &mut self.session_timeout);
        c.bytes(&FIELDS[6], &mut self.subscription);
        c.bytes(&FIELDS[7], &mut self.assignment);
    }
}

impl Element for MemberMetadata {
    const SIZE_MIN: usize = 15;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `GroupMetadataValue`: versions 0-4, flexible from 4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupMetadataValue {
    /// Versions 0+.
    pub protocol_type: String,
    /// Versions 0+.
    pub generation: i32,
    /// Versions 0+, null in 0+.
    pub protocol: Option<String>,
    /// Versions 0+, null in 0+.
    pub leader: Option<String>,
    /// Versions 2+, default -1, ignorable.
    pub current_state_timestamp: i64,
    /// Versions 0+.
    pub members: Vec<MemberMetadata>,
}

impl Default for GroupMetadataValue {
    fn default() -> GroupMetadataValue {
        GroupMetadataValue {
            protocol_type: String::new(),
            generation: 0,
            protocol: Some(String::default()),
            leader: Some(String::default()),
            current_state_timestamp: -1,
            members: Vec::new(),
        }
    }
}

impl Message for GroupMetadataValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 6] = [
            Field::new("protocol_type", 0, LATEST),
            Field::new("generation", 0, LATEST),
            Field::new("protocol", 0, LATEST).nullable(0, LATEST),
            Field::new("leader", 0, LATEST).nullable(0, LATEST),
            Field::new("current_state_timestamp", 2, LATEST).int(-1).ignorable(),
            Field::new("members", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.protocol_type);
        c.int32(&FIELDS[1], &mut self.generation);
        c.nullable_string(&FIELDS[2], &mut self.protocol);
        c.nullable_string(&FIELDS[3], &mut self.leader);
        c.int64(&FIELDS[4], &mut self.current_state_timestamp);
        c.array(&FIELDS[5], &mut self.members);
    }
}

impl Root for GroupMetadataValue {
    const SCHEMA: Schema = Schema::new("GroupMetadataValue", 0, 4, 4);
}
