// Generated from wire/schemas/update_raft_voter.schema by `cargo xtask generate`; do not edit.
//! `UpdateRaftVoterRequest`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`UpdateRaftVoterRequest`].
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

/// Part of [`UpdateRaftVoterRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct KRaftVersionFeature {
    /// Versions 0+.
    pub min_supported_version: i16,
    /// Versions 0+.
    pub max_supported_version: i16,
}

impl Message for KRaftVersionFeature {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("min_supported_version", 0, LATEST), Field::new("max_supported_version", 0, LATEST)];
        c.int16(&FIELDS[0], &mut self.min_supported_version);
        c.int16(&FIELDS[1], &mut self.max_supported_version);
    }
}

/// `UpdateRaftVoterRequest`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateRaftVoterRequest {
    /// Versions 0+, null in 0+.
    pub cluster_id: Option<String>,
    /// Versions 0+.
    pub current_leader_epoch: i32,
    /// Versions 0+.
    pub voter_id: i32,
    /// Versions 0+.
    pub voter_directory_id: Uuid,
    /// Versions 0+.
    pub listeners: Vec<Listener>,
    /// Versions 0+.
    pub k_raft_version_feature: KRaftVersionFeature,
}

impl Default for UpdateRaftVoterRequest {
    fn default() -> UpdateRaftVoterRequest {
        UpdateRaftVoterRequest {
            cluster_id: Some(String::default()),
            current_leader_epoch: 0,
            voter_id: 0,
            voter_directory_id: Uuid::ZERO,
            listeners: Vec::new(),
            k_raft_version_feature: KRaftVersionFeature::default(),
        }
    }
}

impl Message for UpdateRaftVoterRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 6] = [
            Field::new("cluster_id", 0, LATEST).nullable(0, LATEST),
            Field::new("current_leader_epoch", 0, LATEST),
            Field::new("voter_id", 0, LATEST),
            Field::new("voter_directory_id", 0, LATEST),
            Field::new("listeners", 0, LATEST),
            Field::new("k_raft_version_feature", 0, LATEST),
        ];
        c.nullable_string(&FIELDS[0], &mut self.cluster_id);
        c.int32(&FIELDS[1], &mut self.current_leader_epoch);
        c.int32(&FIELDS[2], &mut self.voter_id);
        c.uuid(&FIELDS[3], &mut self.voter_directory_id);
        c.array(&FIELDS[4], &mut self.listeners);
        c.structure(&FIELDS[5], &mut self.k_raft_version_feature);
    }
}

impl Root for UpdateRaftVoterRequest {
    const SCHEMA: Schema = Schema::new("UpdateRaftVoterRequest", 0, 0, 0);
}
