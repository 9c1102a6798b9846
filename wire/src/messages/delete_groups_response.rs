// Generated from wire/schemas/delete_groups.schema by `cargo xtask generate`; do not edit.
//! `DeleteGroupsResponse`: versions 0-2, flexible from 2.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DeleteGroupsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DeletableGroupResult {
    /// Versions 0+.
    pub group_id: String,
    /// Versions 0+.
    pub error_code: i16,
}

impl Message for DeletableGroupResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("group_id", 0, LATEST), Field::new("error_code", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.group_id);
        c.int16(&FIELDS[1], &mut self.error_code);
    }
}

impl Element for DeletableGroupResult {
    const SIZE_MIN: usize = 4;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DeleteGroupsResponse`: versions 0-2, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DeleteGroupsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub results: Vec<DeletableGroupResult>,
}

impl Message for DeleteGroupsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 0, LATEST), Field::new("results", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.results);
    }
}

impl Root for DeleteGroupsResponse {
    const SCHEMA: Schema = Schema::new("DeleteGroupsResponse", 0, 2, 2);
}
