// Generated from wire/schemas/describe_transactions.schema by `cargo xtask generate`; do not edit.
//! `DescribeTransactionsRequest`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;
use alloc::vec::Vec;

/// `DescribeTransactionsRequest`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeTransactionsRequest {
    /// Versions 0+.
    pub transactional_ids: Vec<String>,
}

impl Message for DescribeTransactionsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("transactional_ids", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.transactional_ids);
    }
}

impl Root for DescribeTransactionsRequest {
    const SCHEMA: Schema = Schema::new("DescribeTransactionsRequest", 0, 0, 0);
}
