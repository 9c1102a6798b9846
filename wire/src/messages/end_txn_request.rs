// Generated from wire/schemas/end_txn.schema by `cargo xtask generate`; do not edit.
//! `EndTxnRequest`: versions 0-5, flexible from 3.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;

/// `EndTxnRequest`: versions 0-5, flexible from 3.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct EndTxnRequest {
    /// Versions 0+.
    pub transactional_id: String,
    /// Versions 0+.
    pub producer_id: i64,
    /// Versions 0+.
    pub producer_epoch: i16,
    /// Versions 0+.
    pub committed: bool,
}

impl Message for EndTxnRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("transactional_id", 0, LATEST),
            Field::new("producer_id", 0, LATEST),
            Field::new("producer_epoch", 0, LATEST),
            Field::new("committed", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.transactional_id);
        c.int64(&FIELDS[1], &mut self.producer_id);
        c.int16(&FIELDS[2], &mut self.producer_epoch);
        c.bool(&FIELDS[3], &mut self.committed);
    }
}

impl Root for EndTxnRequest {
    const SCHEMA: Schema = Schema::new("EndTxnRequest", 0, 5, 3);
}
