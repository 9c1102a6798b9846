// Generated from wire/schemas/remove_raft_voter.schema by `cargo xtask generate`; do not edit.
//! `RemoveRaftVoterRequest`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use crate::uuid::Uuid;
use alloc::string::String;

/// `RemoveRaftVoterRequest`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoveRaftVoterRequest {
    /// Versions 0+, null in 0+.
    pub cluster_id: Option<String>,
    /// Versions 0+.
    pub voter_id: i32,
    /// Versions 0+.
    pub voter_directory_id: Uuid,
}

impl Default for RemoveRaftVoterRequest {
    fn default() -> RemoveRaftVoterRequest {
        RemoveRaftVoterRequest {
            cluster_id: Some(String::default()),
            voter_id: 0,
            voter_directory_id: Uuid::ZERO,
        }
    }
}

impl Message for RemoveRaftVoterRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("cluster_id", 0, LATEST).nullable(0, LATEST),
            Field::new("voter_id", 0, LATEST),
            Field::new("voter_directory_id", 0, LATEST),
        ];
        c.nullable_string(&FIELDS[0], &mut self.cluster_id);
        c.int32(&FIELDS[1], &mut self.voter_id);
        c.uuid(&FIELDS[2], &mut self.voter_directory_id);
    }
}

impl Root for RemoveRaftVoterRequest {
    const SCHEMA: Schema = Schema::new("RemoveRaftVoterRequest", 0, 0, 0);
}
