// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `FenceBrokerRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `FenceBrokerRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FenceBrokerRecord {
    /// Versions 0+.
    pub id: i32,
    /// Versions 0+.
    pub epoch: i64,
}

impl Message for FenceBrokerRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("id", 0, LATEST), Field::new("epoch", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.id);
        c.int64(&FIELDS[1], &mut self.epoch);
    }
}

impl Root for FenceBrokerRecord {
    const SCHEMA: Schema = Schema::new("FenceBrokerRecord", 0, 0, 0);
}
