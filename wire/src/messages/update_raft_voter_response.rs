// Generated from wire/schemas/update_raft_voter.schema by `cargo xtask generate`; do not edit.
//! `UpdateRaftVoterResponse`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;

/// Part of [`UpdateRaftVoterResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentLeader {
    /// Versions 0+, default -1.
    pub leader_id: i32,
    /// Versions 0+, default -1.
    pub leader_epoch: i32,
    /// Versions 0+.
    pub host: String,
    /// Versions 0+.
    pub port: i32,
}

impl Default for CurrentLeader {
    fn default() -> CurrentLeader {
        CurrentLeader { leader_id: -1, leader_epoch: -1, host: String::new(), port: 0 }
    }
}

impl Message for CurrentLeader {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("leader_id", 0, LATEST).int(-1),
            Field::new("leader_epoch", 0, LATEST).int(-1),
            Field::new("host", 0, LATEST),
            Field::new("port", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.leader_id);
        c.int32(&FIELDS[1], &mut self.leader_epoch);
        c.string(&FIELDS[2], &mut self.host);
        c.int32(&FIELDS[3], &mut self.port);
    }
}

/// `UpdateRaftVoterResponse`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct UpdateRaftVoterResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, tag 0 in 0+.
    pub current_leader: CurrentLeader,
}

impl Message for UpdateRaftVoterResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("current_leader", 0, LATEST).tagged(0, 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.structure(&FIELDS[2], &mut self.current_leader);
    }
}

impl Root for UpdateRaftVoterResponse {
    const SCHEMA: Schema = Schema::new("UpdateRaftVoterResponse", 0, 0, 0);
}
