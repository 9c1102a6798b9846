// Generated from wire/schemas/data.schema by `cargo xtask generate`; do not edit.
//! `LeaderChangeMessage`: versions 0-1, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::vec::Vec;

/// Part of [`LeaderChangeMessage`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Voter {
    /// Versions 0+.
    pub voter_id: i32,
    /// Versions 1+.
    pub voter_directory_id: Uuid,
}

impl Message for Voter {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("voter_id", 0, LATEST), Field::new("voter_directory_id", 1, LATEST)];
        c.int32(&FIELDS[0], &mut self.voter_id);
        c.uuid(&FIELDS[1], &mut self.voter_directory_id);
    }
}

impl Element for Voter {
    const SIZE_MIN: usize = 5;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `LeaderChangeMessage`: versions 0-1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LeaderChangeMessage {
    /// Versions 0+.
    pub version: i16,
    /// Versions 0+.
    pub leader_id: i32,
    /// Versions 0+.
    pub voters: Vec<Voter>,
    /// Versions 0+.
    pub granting_voters: Vec<Voter>,
}

impl Message for LeaderChangeMessage {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("version", 0, LATEST),
            Field::new("leader_id", 0, LATEST),
            Field::new("voters", 0, LATEST),
            Field::new("granting_voters", 0, LATEST),
        ];
        c.int16(&FIELDS[0], &mut self.version);
        c.int32(&FIELDS[1], &mut self.leader_id);
        c.array(&FIELDS[2], &mut self.voters);
        c.array(&FIELDS[3], &mut self.granting_voters);
    }
}

impl Root for LeaderChangeMessage {
    const SCHEMA: Schema = Schema::new("LeaderChangeMessage", 0, 1, 0);
}
