// Generated from wire/schemas/describe_groups.schema by `cargo xtask generate`; do not edit.
//! `DescribeGroupsResponse`: versions 0-6, flexible from 5.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;
use bytes::Bytes;

/// Part of [`DescribeGroupsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribedGroupMember {
    /// Versions 0+.
    pub member_id: String,
    /// Versions 4+, null in 4+, default null, ignorable.
    pub group_instance_id: Option<String>,
    /// Versions 0+.
    pub client_id: String,
    /// Versions 0+.
    pub client_host: String,
    /// Versions 0+.
    pub member_metadata: Bytes,
    /// Versions 0+.
    pub member_assignment: Bytes,
}

impl Message for DescribedGroupMember {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 6] = [
            Field::new("member_id", 0, LATEST),
            Field::new("group_instance_id", 4, LATEST).nullable(4, LATEST).null().ignorable(),
            Field::new("client_id", 0, LATEST),
            Field::new("client_host", 0, LATEST),
            Field::new("member_metadata", 0, LATEST),
            Field::new("member_assignment", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.member_id);
        c.nullable_string(&FIELDS[1], &mut self.group_instance_id);
        c.string(&FIELDS[2], &mut self.client_id);
        c.string(&FIELDS[3], &mut self.client_host);
        c.bytes(&FIELDS[4], &mut self.member_metadata);
        c.bytes(&FIELDS[5], &mut self.member_assignment);
    }
}

impl Element for DescribedGroupMember {
    const SIZE_MIN: usize = 7;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeGroupsResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribedGroup {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 6+, null in 6+, default null.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub group_id: String,
    /// Versions 0+.
    pub group_state: String,
    /// Versions 0+.
    pub protocol_type: String,
    /// Versions 0+.
    pub protocol_data: String,
    /// Versions 0+.
    pub members: Vec<DescribedGroupMember>,
    /// Versions 3+, default -2147483648.
    pub authorized_operations: i32,
}

impl Default for DescribedGroup {
    fn default() -> DescribedGroup {
        DescribedGroup {
            error_code: 0,
            error_message: None,
            group_id: String::new(),
            group_state: String::new(),
            protocol_type: String::new(),
            protocol_data: String::new(),
            members: Vec::new(),
            authorized_operations: i32::MIN,
        }
    }
}

impl Message for DescribedGroup {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 8] = [
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 6, LATEST).nullable(6, LATEST).null(),
            Field::new("group_id", 0, LATEST),
            Field::new("group_state", 0, LATEST),
            Field::new("protocol_type", 0, LATEST),
            Field::new("protocol_data", 0, LATEST),
            Field::new("members", 0, LATEST),
            Field::new("authorized_operations", 3, LATEST).int(-2147483648),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.nullable_string(&FIELDS[1], &mut self.error_message);
        c.string(&FIELDS[2], &mut self.group_id);
        c.string(&FIELDS[3], &mut self.group_state);
        c.string(&FIELDS[4], &mut self.protocol_type);
        c.string(&FIELDS[5], &mut self.protocol_data);
        c.array(&FIELDS[6], &mut self.members);
        c.int32(&FIELDS[7], &mut self.authorized_operations);
    }
}

impl Element for DescribedGroup {
    const SIZE_MIN: usize = 12;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DescribeGroupsResponse`: versions 0-6, flexible from 5.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeGroupsResponse {
    /// Versions 1+, ignorable.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub groups: Vec<DescribedGroup>,
}

impl Message for DescribeGroupsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 1, LATEST).ignorable(), Field::new("groups", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.groups);
    }
}

impl Root for DescribeGroupsResponse {
    const SCHEMA: Schema = Schema::new("DescribeGroupsResponse", 0, 6, 5);
}
