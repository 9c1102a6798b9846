// Generated from wire/schemas/init_producer_id.schema by `cargo xtask generate`; do not edit.
//! `InitProducerIdRequest`: versions 0-5, flexible from 2.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;

/// `InitProducerIdRequest`: versions 0-5, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InitProducerIdRequest {
    /// Versions 0+, null in 0+.
    pub transactional_id: Option<String>,
    /// Versions 0+.
    pub transaction_timeout_ms: i32,
    /// Versions 3+, default -1.
    pub producer_id: i64,
    /// Versions 3+, default -1.
    pub producer_epoch: i16,
}

impl Default for InitProducerIdRequest {
    fn default() -> InitProducerIdRequest {
        InitProducerIdRequest {
            transactional_id: Some(String::default()),
            transaction_timeout_ms: 0,
            producer_id: -1,
            producer_epoch: -1,
        }
    }
}

impl Message for InitProducerIdRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("transactional_id", 0, LATEST).nullable(0, LATEST),
            Field::new("transaction_timeout_ms", 0, LATEST),
            Field::new("producer_id", 3, LATEST).int(-1),
            Field::new("producer_epoch", 3, LATEST).int(-1),
        ];
        c.nullable_string(&FIELDS[0], &mut self.transactional_id);
        c.int32(&FIELDS[1], &mut self.transaction_timeout_ms);
        c.int64(&FIELDS[2], &mut self.producer_id);
        c.int16(&FIELDS[3], &mut self.producer_epoch);
    }
}

impl Root for InitProducerIdRequest {
    const SCHEMA: Schema = Schema::new("InitProducerIdRequest", 0, 5, 2);
}
