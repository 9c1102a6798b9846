// Generated from wire/schemas/add_partitions_to_txn.schema by `cargo xtask generate`; do not edit.
//! `AddPartitionsToTxnRequest`: versions 0-5, flexible from 3.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`AddPartitionsToTxnRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AddPartitionsToTxnTopic {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub partitions: Vec<i32>,
}

impl Message for AddPartitionsToTxnTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for AddPartitionsToTxnTopic {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`AddPartitionsToTxnRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AddPartitionsToTxnTransaction {
    /// Versions 4+.
    pub transactional_id: String,
    /// Versions 4+.
    pub producer_id: i64,
    /// Versions 4+.
    pub producer_epoch: i16,
    /// Versions 4+.
    pub verify_only: bool,
    /// Versions 4+.
    pub topics: Vec<AddPartitionsToTxnTopic>,
}

impl Message for AddPartitionsToTxnTransaction {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("transactional_id", 4, LATEST),
            Field::new("producer_id", 4, LATEST),
            Field::new("producer_epoch", 4, LATEST),
            Field::new("verify_only", 4, LATEST),
            Field::new("topics", 4, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.transactional_id);
        c.int64(&FIELDS[1], &mut self.producer_id);
        c.int16(&FIELDS[2], &mut self.producer_epoch);
        c.bool(&FIELDS[3], &mut self.verify_only);
        c.array(&FIELDS[4], &mut self.topics);
    }
}

impl Element for AddPartitionsToTxnTransaction {
    const SIZE_MIN: usize = 1;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `AddPartitionsToTxnRequest`: versions 0-5, flexible from 3.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AddPartitionsToTxnRequest {
    /// Versions 4+.
    pub transactions: Vec<AddPartitionsToTxnTransaction>,
    /// Versions 0-3.
    pub v3_and_below_transactional_id: String,
    /// Versions 0-3.
    pub v3_and_below_producer_id: i64,
    /// Versions 0-3.
    pub v3_and_below_producer_epoch: i16,
    /// Versions 0-3.
    pub v3_and_below_topics: Vec<AddPartitionsToTxnTopic>,
}

impl Message for AddPartitionsToTxnRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("transactions", 4, LATEST),
            Field::new("v3_and_below_transactional_id", 0, 3),
            Field::new("v3_and_below_producer_id", 0, 3),
            Field::new("v3_and_below_producer_epoch", 0, 3),
            Field::new("v3_and_below_topics", 0, 3),
        ];
        c.array(&FIELDS[0], &mut self.transactions);
        c.string(&FIELDS[1], &mut self.v3_and_below_transactional_id);
        c.int64(&FIELDS[2], &mut self.v3_and_below_producer_id);
        c.int16(&FIELDS[3], &mut self.v3_and_below_producer_epoch);
        c.array(&FIELDS[4], &mut self.v3_and_below_topics);
    }
}

impl Root for AddPartitionsToTxnRequest {
    const SCHEMA: Schema = Schema::new("AddPartitionsToTxnRequest", 0, 5, 3);
}
