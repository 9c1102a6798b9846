// Generated from wire/schemas/init_producer_id.schema by `cargo xtask generate`; do not edit.
//! `InitProducerIdResponse`: versions 0-5, flexible from 2.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `InitProducerIdResponse`: versions 0-5, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InitProducerIdResponse {
    /// Versions 0+, ignorable.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, default -1.
    pub producer_id: i64,
    /// Versions 0+.
    pub producer_epoch: i16,
}

impl Default for InitProducerIdResponse {
    fn default() -> InitProducerIdResponse {
        InitProducerIdResponse { throttle_time_ms: 0, error_code: 0, producer_id: -1, producer_epoch: 0 }
    }
}

impl Message for InitProducerIdResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("throttle_time_ms", 0, LATEST).ignorable(),
            Field::new("error_code", 0, LATEST),
            Field::new("producer_id", 0, LATEST).int(-1),
            Field::new("producer_epoch", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.int64(&FIELDS[2], &mut self.producer_id);
        c.int16(&FIELDS[3], &mut self.producer_epoch);
    }
}

impl Root for InitProducerIdResponse {
    const SCHEMA: Schema = Schema::new("InitProducerIdResponse", 0, 5, 2);
}
