// Generated from wire/schemas/heartbeat.schema by `cargo xtask generate`; do not edit.
//! `HeartbeatResponse`: versions 0-4, flexible from 4.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `HeartbeatResponse`: versions 0-4, flexible from 4.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct HeartbeatResponse {
    /// Versions 1+, ignorable.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
}

impl Message for HeartbeatResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 1, LATEST).ignorable(), Field::new("error_code", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
    }
}

impl Root for HeartbeatResponse {
    const SCHEMA: Schema = Schema::new("HeartbeatResponse", 0, 4, 4);
}
