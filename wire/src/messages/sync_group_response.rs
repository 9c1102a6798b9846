// Generated from wire/schemas/sync_group.schema by `cargo xtask generate`; do not edit.
//! `SyncGroupResponse`: versions 0-5, flexible from 4.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;
use bytes::Bytes;

/// `SyncGroupResponse`: versions 0-5, flexible from 4.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SyncGroupResponse {
    /// Versions 1+, ignorable.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 5+, null in 5+, default null, ignorable.
    pub protocol_type: Option<String>,
    /// Versions 5+, null in 5+, default null, ignorable.
    pub protocol_name: Option<String>,
    /// Versions 0+.
    pub assignment: Bytes,
}

impl Message for SyncGroupResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("throttle_time_ms", 1, LATEST).ignorable(),
            Field::new("error_code", 0, LATEST),
            Field::new("protocol_type", 5, LATEST).nullable(5, LATEST).null().ignorable(),
            Field::new("protocol_name", 5, LATEST).nullable(5, LATEST).null().ignorable(),
            Field::new("assignment", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.protocol_type);
        c.nullable_string(&FIELDS[3], &mut self.protocol_name);
        c.bytes(&FIELDS[4], &mut self.assignment);
    }
}

impl Root for SyncGroupResponse {
    const SCHEMA: Schema = Schema::new("SyncGroupResponse", 0, 5, 4);
}
