// Generated from wire/schemas/data.schema by `cargo xtask generate`; do not edit.
//! `QuorumStateData`: versions 0-1, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`QuorumStateData`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Voter {
    /// Versions 0.
    pub voter_id: i32,
}

impl Message for Voter {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("voter_id", 0, 0)];
        c.int32(&FIELDS[0], &mut self.voter_id);
    }
}

impl Element for Voter {
    const SIZE_MIN: usize = 1;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `QuorumStateData`: versions 0-1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuorumStateData {
    /// Versions 0.
    pub cluster_id: String,
    /// Versions 0+, default -1.
    pub leader_id: i32,
    /// Versions 0+, default -1.
    pub leader_epoch: i32,
    /// Versions 0+, default -1.
    pub voted_id: i32,
    /// Versions 1+.
    pub voted_directory_id: Uuid,
    /// Versions 0.
    pub applied_offset: i64,
    /// Versions 0, null in 0.
    pub current_voters: Option<Vec<Voter>>,
}

impl Default for QuorumStateData {
    fn default() -> QuorumStateData {
        QuorumStateData {
            cluster_id: String::new(),
            leader_id: -1,
            leader_epoch: -1,
            voted_id: -1,
            voted_directory_id: Uuid::ZERO,
            applied_offset: 0,
            current_voters: Some(Vec::new()),
        }
    }
}

impl Message for QuorumStateData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 7] = [
            Field::new("cluster_id", 0, 0),
            Field::new("leader_id", 0, LATEST).int(-1),
            Field::new("leader_epoch", 0, LATEST).int(-1),
            Field::new("voted_id", 0, LATEST).int(-1),
            Field::new("voted_directory_id", 1, LATEST),
            Field::new("applied_offset", 0, 0),
            Field::new("current_voters", 0, 0).nullable(0, 0),
        ];
        c.string(&FIELDS[0], &mut self.cluster_id);
        c.int32(&FIELDS[1], &mut self.leader_id);
        c.int32(&FIELDS[2], &mut self.leader_epoch);
        c.int32(&FIELDS[3], &mut self.voted_id);
        c.uuid(&FIELDS[4], &mut self.voted_directory_id);
        c.int64(&FIELDS[5], &mut self.applied_offset);
        c.array(&FIELDS[6], &mut self.current_voters);
    }
}

impl Root for QuorumStateData {
    const SCHEMA: Schema = Schema::new("QuorumStateData", 0, 1, 0);
}
