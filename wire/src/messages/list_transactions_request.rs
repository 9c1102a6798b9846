// Generated from wire/schemas/list_transactions.schema by `cargo xtask generate`; do not edit.
//! `ListTransactionsRequest`: versions 0-2, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;
use alloc::vec::Vec;

/// `ListTransactionsRequest`: versions 0-2, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListTransactionsRequest {
    /// Versions 0+.
    pub state_filters: Vec<String>,
    /// Versions 0+.
    pub producer_id_filters: Vec<i64>,
    /// Versions 1+, default -1.
    pub duration_filter: i64,
    /// Versions 2+, null in 2+, default null.
    pub transactional_id_pattern: Option<String>,
}

impl Default for ListTransactionsRequest {
    fn default() -> ListTransactionsRequest {
        ListTransactionsRequest {
            state_filters: Vec::new(),
            producer_id_filters: Vec::new(),
            duration_filter: -1,
            transactional_id_pattern: None,
        }
    }
}

impl Message for ListTransactionsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("state_filters", 0, LATEST),
            Field::new("producer_id_filters", 0, LATEST),
            Field::new("duration_filter", 1, LATEST).int(-1),
            Field::new("transactional_id_pattern", 2, LATEST).nullable(2, LATEST).null(),
        ];
        c.array(&FIELDS[0], &mut self.state_filters);
        c.array(&FIELDS[1], &mut self.producer_id_filters);
        c.int64(&FIELDS[2], &mut self.duration_filter);
        c.nullable_string(&FIELDS[3], &mut self.transactional_id_pattern);
    }
}

impl Root for ListTransactionsRequest {
    const SCHEMA: Schema = Schema::new("ListTransactionsRequest", 0, 2, 0);
}
