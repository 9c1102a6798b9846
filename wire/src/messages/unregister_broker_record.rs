// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `UnregisterBrokerRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `UnregisterBrokerRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct UnregisterBrokerRecord {
    /// Versions 0+.
    pub broker_id: i32,
    /// Versions 0+.
    pub broker_epoch: i64,
}

impl Message for UnregisterBrokerRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("broker_id", 0, LATEST), Field::new("broker_epoch", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.broker_id);
        c.int64(&FIELDS[1], &mut self.broker_epoch);
    }
}

impl Root for UnregisterBrokerRecord {
    const SCHEMA: Schema = Schema::new("UnregisterBrokerRecord", 0, 0, 0);
}
