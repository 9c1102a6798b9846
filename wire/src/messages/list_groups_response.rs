// Generated from wire/schemas/list_groups.schema by `cargo xtask generate`; do not edit.
//! `ListGroupsResponse`: versions 0-5, flexible from 3.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ListGroupsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ListedGroup {
    /// Versions 0+.
    pub group_id: String,
    /// Versions 0+.
    pub protocol_type: String,
    /// Versions 4+, ignorable.
    pub group_state: String,
    /// Versions 5+, ignorable.
    pub group_type: String,
}

impl Message for ListedGroup {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("group_id", 0, LATEST),
            Field::new("protocol_type", 0, LATEST),
            Field::new("group_state", 4, LATEST).ignorable(),
            Field::new("group_type", 5, LATEST).ignorable(),
        ];
        c.string(&FIELDS[0], &mut self.group_id);
        c.string(&FIELDS[1], &mut self.protocol_type);
        c.string(&FIELDS[2], &mut self.group_state);
        c.string(&FIELDS[3], &mut self.group_type);
    }
}

impl Element for ListedGroup {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ListGroupsResponse`: versions 0-5, flexible from 3.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ListGroupsResponse {
    /// Versions 1+, ignorable.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub groups: Vec<ListedGroup>,
}

impl Message for ListGroupsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("throttle_time_ms", 1, LATEST).ignorable(),
            Field::new("error_code", 0, LATEST),
            Field::new("groups", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.array(&FIELDS[2], &mut self.groups);
    }
}

impl Root for ListGroupsResponse {
    const SCHEMA: Schema = Schema::new("ListGroupsResponse", 0, 5, 3);
}
