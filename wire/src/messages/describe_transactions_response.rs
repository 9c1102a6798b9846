// Generated from wire/schemas/describe_transactions.schema by `cargo xtask generate`; do not edit.
//! `DescribeTransactionsResponse`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DescribeTransactionsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicData {
    /// Versions 0+.
    pub topic: String,
    /// Versions 0+.
    pub partitions: Vec<i32>,
}

impl Message for TopicData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.topic);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for TopicData {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeTransactionsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TransactionState {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub transactional_id: String,
    /// Versions 0+.
    pub transaction_state: String,
    /// Versions 0+.
    pub transaction_timeout_ms: i32,
    /// Versions 0+.
    pub transaction_start_time_ms: i64,
    /// Versions 0+.
    pub producer_id: i64,
    /// Versions 0+.
    pub producer_epoch: i16,
    /// Versions 0+.
    pub topics: Vec<TopicData>,
}

impl Message for TransactionState {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 8] = [
            Field::new("error_code", 0, LATEST),
            Field::new("transactional_id", 0, LATEST),
            Field::new("transaction_state", 0, LATEST),
            Field::new("transaction_timeout_ms", 0, LATEST),
            Field::new("transaction_start_time_ms", 0, LATEST),
            Field::new("producer_id", 0, LATEST),
            Field::new("producer_epoch", 0, LATEST),
            Field::new("topics", 0, LATEST),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.string(&FIELDS[1], &mut self.transactional_id);
        c.string(&FIELDS[2], &mut self.transaction_state);
        c.int32(&FIELDS[3], &mut self.transaction_timeout_ms);
        c.int64(&FIELDS[4], &mut self.transaction_start_time_ms);
        c.int64(&FIELDS[5], &mut self.producer_id);
        c.int16(&FIELDS[6], &mut self.producer_epoch);
        c.array(&FIELDS[7], &mut self.topics);
    }
}

impl Element for TransactionState {
    const SIZE_MIN: usize = 28;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DescribeTransactionsResponse`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeTransactionsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub transaction_states: Vec<TransactionState>,
}

impl Message for DescribeTransactionsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 0, LATEST), Field::new("transaction_states", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.transaction_states);
    }
}

impl Root for DescribeTransactionsResponse {
    const SCHEMA: Schema = Schema::new("DescribeTransactionsResponse", 0, 0, 0);
}
