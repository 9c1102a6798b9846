// Generated from wire/schemas/allocate_producer_ids.schema by `cargo xtask generate`; do not edit.
//! `AllocateProducerIdsRequest`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `AllocateProducerIdsRequest`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllocateProducerIdsRequest {
    /// Versions 0+.
    pub broker_id: i32,
    /// Versions 0+, default -1.
    pub broker_epoch: i64,
}

impl Default for AllocateProducerIdsRequest {
    fn default() -> AllocateProducerIdsRequest {
        AllocateProducerIdsRequest { broker_id: 0, broker_epoch: -1 }
    }
}

impl Message for AllocateProducerIdsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("broker_id", 0, LATEST), Field::new("broker_epoch", 0, LATEST).int(-1)];
        c.int32(&FIELDS[0], &mut self.broker_id);
        c.int64(&FIELDS[1], &mut self.broker_epoch);
    }
}

impl Root for AllocateProducerIdsRequest {
    const SCHEMA: Schema = Schema::new("AllocateProducerIdsRequest", 0, 0, 0);
}
