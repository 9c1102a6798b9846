// Generated from wire/schemas/add_offsets_to_txn.schema by `cargo xtask generate`; do not edit.
//! `AddOffsetsToTxnResponse`: versions 0-4, flexible from 3.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `AddOffsetsToTxnResponse`: versions 0-4, flexible from 3.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AddOffsetsToTxnResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
}

impl Message for AddOffsetsToTxnResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 0, LATEST), Field::new("error_code", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
    }
}

impl Root for AddOffsetsToTxnResponse {
    const SCHEMA: Schema = Schema::new("AddOffsetsToTxnResponse", 0, 4, 3);
}
