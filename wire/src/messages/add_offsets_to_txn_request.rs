// Generated from wire/schemas/add_offsets_to_txn.schema by `cargo xtask generate`; do not edit.
//! `AddOffsetsToTxnRequest`: versions 0-4, flexible from 3.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;

/// `AddOffsetsToTxnRequest`: versions 0-4, flexible from 3.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AddOffsetsToTxnRequest {
    /// Versions 0+.
    pub transactional_id: String,
    /// Versions 0+.
    pub producer_id: i64,
    /// Versions 0+.
    pub producer_epoch: i16,
    /// Versions 0+.
    pub group_id: String,
}

impl Message for AddOffsetsToTxnRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("transactional_id", 0, LATEST),
            Field::new("producer_id", 0, LATEST),
            Field::new("producer_epoch", 0, LATEST),
            Field::new("group_id", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.transactional_id);
        c.int64(&FIELDS[1], &mut self.producer_id);
        c.int16(&FIELDS[2], &mut self.producer_epoch);
        c.string(&FIELDS[3], &mut self.group_id);
    }
}

impl Root for AddOffsetsToTxnRequest {
    const SCHEMA: Schema = Schema::new("AddOffsetsToTxnRequest", 0, 4, 3);
}
