// Generated from wire/schemas/end_txn.schema by `cargo xtask generate`; do not edit.
//! `EndTxnResponse`: versions 0-5, flexible from 3.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `EndTxnResponse`: versions 0-5, flexible from 3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndTxnResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 5+, default -1, ignorable.
    pub producer_id: i64,
    /// Versions 5+, default -1, ignorable.
    pub producer_epoch: i16,
}

impl Default for EndTxnResponse {
    fn default() -> EndTxnResponse {
        EndTxnResponse { throttle_time_ms: 0, error_code: 0, producer_id: -1, producer_epoch: -1 }
    }
}

impl Message for EndTxnResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("producer_id", 5, LATEST).int(-1).ignorable(),
            Field::new("producer_epoch", 5, LATEST).int(-1).ignorable(),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.int64(&FIELDS[2], &mut self.producer_id);
        c.int16(&FIELDS[3], &mut self.producer_epoch);
    }
}

impl Root for EndTxnResponse {
    const SCHEMA: Schema = Schema::new("EndTxnResponse", 0, 5, 3);
}
