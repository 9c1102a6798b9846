// Generated from wire/schemas/data.schema by `cargo xtask generate`; do not edit.
//! `VotersRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`VotersRecord`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Endpoint {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub host: String,
    /// Versions 0+.
    pub port: u16,
}

impl Message for Endpoint {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] =
            [Field::new("name", 0, LATEST), Field::new("host", 0, LATEST), Field::new("port", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.string(&FIELDS[1], &mut self.host);
        c.uint16(&FIELDS[2], &mut self.port);
    }
}

impl Element for Endpoint {
    const SIZE_MIN: usize = 5;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`VotersRecord`].
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

/// Part of [`VotersRecord`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Voter {
    /// Versions 0+.
    pub voter_id: i32,
    /// Versions 0+.
    pub voter_directory_id: Uuid,
    /// Versions 0+.
    pub endpoints: Vec<Endpoint>,
    /// Versions 0+.
    pub k_raft_version_feature: KRaftVersionFeature,
}

impl Message for Voter {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("voter_id", 0, LATEST),
            Field::new("voter_directory_id", 0, LATEST),
            Field::new("endpoints", 0, LATEST),
            Field::new("k_raft_version_feature", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.voter_id);
        c.uuid(&FIELDS[1], &mut self.voter_directory_id);
        c.array(&FIELDS[2], &mut self.endpoints);
        c.structure(&FIELDS[3], &mut self.k_raft_version_feature);
    }
}

impl Element for Voter {
    const SIZE_MIN: usize = 27;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `VotersRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct VotersRecord {
    /// Versions 0+.
    pub version: i16,
    /// Versions 0+.
    pub voters: Vec<Voter>,
}

impl Message for VotersRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("version", 0, LATEST), Field::new("voters", 0, LATEST)];
        c.int16(&FIELDS[0], &mut self.version);
        c.array(&FIELDS[1], &mut self.voters);
    }
}

impl Root for VotersRecord {
    const SCHEMA: Schema = Schema::new("VotersRecord", 0, 0, 0);
}
