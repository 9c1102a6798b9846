// Generated from wire/schemas/add_raft_voter.schema by `cargo xtask generate`; do not edit.
//! `AddRaftVoterRequest`: versions 0-1, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`AddRaftVoterRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Listener {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub host: String,
    /// Versions 0+.
    pub port: u16,
}

impl Message for Listener {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] =
            [Field::new("name", 0, LATEST), Field::new("host", 0, LATEST), Field::new("port", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.string(&FIELDS[1], &mut self.host);
        c.uint16(&FIELDS[2], &mut self.port);
    }
}

impl Element for Listener {
    const SIZE_MIN: usize = 5;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `AddRaftVoterRequest`: versions 0-1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddRaftVoterRequest {
    /// Versions 0+, null in 0+.
    pub cluster_id: Option<String>,
    /// Versions 0+.
    pub timeout_ms: i32,
    /// Versions 0+.
    pub voter_id: i32,
    /// Versions 0+.
    pub voter_directory_id: Uuid,
    /// Versions 0+.
    pub listeners: Vec<Listener>,
    /// Versions 1+, default true.
    pub ack_when_committed: bool,
}

impl Default for AddRaftVoterRequest {
    fn default() -> AddRaftVoterRequest {
        AddRaftVoterRequest {
            cluster_id: Some(String::default()),
            timeout_ms: 0,
            voter_id: 0,
            voter_directory_id: Uuid::ZERO,
            listeners: Vec::new(),
            ack_when_committed: true,
        }
    }
}

impl Message for AddRaftVoterRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 6] = [
            Field::new("cluster_id", 0, LATEST).nullable(0, LATEST),
            Field::new("timeout_ms", 0, LATEST),
            Field::new("voter_id", 0, LATEST),
            Field::new("voter_directory_id", 0, LATEST),
            Field::new("listeners", 0, LATEST),
            Field::new("ack_when_committed", 1, LATEST).int(1),
        ];
        c.nullable_string(&FIELDS[0], &mut self.cluster_id);
        c.int32(&FIELDS[1], &mut self.timeout_ms);
        c.int32(&FIELDS[2], &mut self.voter_id);
        c.uuid(&FIELDS[3], &mut self.voter_directory_id);
        c.array(&FIELDS[4], &mut self.listeners);
        c.bool(&FIELDS[5], &mut self.ack_when_committed);
    }
}

impl Root for AddRaftVoterRequest {
    const SCHEMA: Schema = Schema::new("AddRaftVoterRequest", 0, 1, 0);
}
