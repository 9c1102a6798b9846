// Generated from wire/schemas/add_raft_voter.schema by `cargo xtask generate`; do not edit.
//! `AddRaftVoterResponse`: versions 0-1, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;

/// `AddRaftVoterResponse`: versions 0-1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddRaftVoterResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+, ignorable.
    pub error_message: Option<String>,
}

impl Default for AddRaftVoterResponse {
    fn default() -> AddRaftVoterResponse {
        AddRaftVoterResponse { throttle_time_ms: 0, error_code: 0, error_message: Some(String::default()) }
    }
}

impl Message for AddRaftVoterResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST).ignorable(),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
    }
}

impl Root for AddRaftVoterResponse {
    const SCHEMA: Schema = Schema::new("AddRaftVoterResponse", 0, 1, 0);
}
