// Generated from wire/schemas/allocate_producer_ids.schema by `cargo xtask generate`; do not edit.
//! `AllocateProducerIdsResponse`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `AllocateProducerIdsResponse`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AllocateProducerIdsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub producer_id_start: i64,
    /// Versions 0+.
    pub producer_id_len: i32,
}

impl Message for AllocateProducerIdsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("producer_id_start", 0, LATEST),
            Field::new("producer_id_len", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.int64(&FIELDS[2], &mut self.producer_id_start);
        c.int32(&FIELDS[3], &mut self.producer_id_len);
    }
}

impl Root for AllocateProducerIdsResponse {
    const SCHEMA: Schema = Schema::new("AllocateProducerIdsResponse", 0, 0, 0);
}
