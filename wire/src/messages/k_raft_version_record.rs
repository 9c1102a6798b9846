// Generated from wire/schemas/data.schema by `cargo xtask generate`; do not edit.
//! `KRaftVersionRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `KRaftVersionRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct KRaftVersionRecord {
    /// Versions 0+.
    pub version: i16,
    /// Versions 0+.
    pub k_raft_version: i16,
}

impl Message for KRaftVersionRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("version", 0, LATEST), Field::new("k_raft_version", 0, LATEST)];
        c.int16(&FIELDS[0], &mut self.version);
        c.int16(&FIELDS[1], &mut self.k_raft_version);
    }
}

impl Root for KRaftVersionRecord {
    const SCHEMA: Schema = Schema::new("KRaftVersionRecord", 0, 0, 0);
}
