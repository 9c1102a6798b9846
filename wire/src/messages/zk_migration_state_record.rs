// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `ZkMigrationStateRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `ZkMigrationStateRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ZkMigrationStateRecord {
    /// Versions 0+.
    pub zk_migration_state: i8,
}

impl Message for ZkMigrationStateRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("zk_migration_state", 0, LATEST)];
        c.int8(&FIELDS[0], &mut self.zk_migration_state);
    }
}

impl Root for ZkMigrationStateRecord {
    const SCHEMA: Schema = Schema::new("ZkMigrationStateRecord", 0, 0, 0);
}
