// Generated from wire/schemas/list_transactions.schema by `cargo xtask generate`; do not edit.
//! `ListTransactionsResponse`: versions 0-2, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ListTransactionsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TransactionState {
    /// Versions 0+.
    pub transactional_id: String,
    /// Versions 0+.
    pub producer_id: i64,
    /// Versions 0+.
    pub transaction_state: String,
}

impl Message for TransactionState {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("transactional_id", 0, LATEST),
            Field::new("producer_id", 0, LATEST),
            Field::new("transaction_state", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.transactional_id);
        c.int64(&FIELDS[1], &mut self.producer_id);
        c.string(&FIELDS[2], &mut self.transaction_state);
    }
}

impl Element for TransactionState {
    const SIZE_MIN: usize = 11;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ListTransactionsResponse`: versions 0-2, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ListTransactionsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub unknown_state_filters: Vec<String>,
    /// Versions 0+.
    pub transaction_states: Vec<TransactionState>,
}

impl Message for ListTransactionsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("unknown_state_filters", 0, LATEST),
            Field::new("transaction_states", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.array(&FIELDS[2], &mut self.unknown_state_filters);
        c.array(&FIELDS[3], &mut self.transaction_states);
    }
}

impl Root for ListTransactionsResponse {
    const SCHEMA: Schema = Schema::new("ListTransactionsResponse", 0, 2, 0);
}
