// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `ProducerIdsRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `ProducerIdsRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProducerIdsRecord {
    /// Versions 0+.
    pub broker_id: i32,
    /// Versions 0+, default -1.
    pub broker_epoch: i64,
    /// Versions 0+.
    pub next_producer_id: i64,
}

impl Default for ProducerIdsRecord {
    fn default() -> ProducerIdsRecord {
        ProducerIdsRecord { broker_id: 0, broker_epoch: -1, next_producer_id: 0 }
    }
}

impl Message for ProducerIdsRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("broker_id", 0, LATEST),
            Field::new("broker_epoch", 0, LATEST).int(-1),
            Field::new("next_producer_id", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.broker_id);
        c.int64(&FIELDS[1], &mut self.broker_epoch);
        c.int64(&FIELDS[2], &mut self.next_producer_id);
    }
}

impl Root for ProducerIdsRecord {
    const SCHEMA: Schema = Schema::new("ProducerIdsRecord", 0, 0, 0);
}
