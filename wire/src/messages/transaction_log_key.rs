// Generated from wire/schemas/transaction_record_keys.schema by `cargo xtask generate`; do not edit.
//! `TransactionLogKey`: versions 0, none flexible.

use crate::codec::{Codec, Field, Message, Root, Schema};
use alloc::string::String;

/// `TransactionLogKey`: versions 0, none flexible.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TransactionLogKey {
    /// Versions 0.
    pub transactional_id: String,
}

impl Message for TransactionLogKey {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("transactional_id", 0, 0)];
        c.string(&FIELDS[0], &mut self.transactional_id);
    }
}

impl Root for TransactionLogKey {
    const SCHEMA: Schema = Schema::rigid("TransactionLogKey", 0, 0);
}
