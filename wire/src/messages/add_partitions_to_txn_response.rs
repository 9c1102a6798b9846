// Generated from wire/schemas/add_partitions_to_txn.schema by `cargo xtask generate`; do not edit.
//! `AddPartitionsToTxnResponse`: versions 0-5, flexible from 3.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`AddPartitionsToTxnResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AddPartitionsToTxnTopicResult {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub results_by_partition: Vec<AddPartitionsToTxnPartitionResult>,
}

impl Message for AddPartitionsToTxnTopicResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("name", 0, LATEST), Field::new("results_by_partition", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.results_by_partition);
    }
}

impl Element for AddPartitionsToTxnTopicResult {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`AddPartitionsToTxnResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AddPartitionsToTxnPartitionResult {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub partition_error_code: i16,
}

impl Message for AddPartitionsToTxnPartitionResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("partition_index", 0, LATEST), Field::new("partition_error_code", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int16(&FIELDS[1], &mut self.partition_error_code);
    }
}

impl Element for AddPartitionsToTxnPartitionResult {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`AddPartitionsToTxnResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AddPartitionsToTxnResult {
    /// Versions 4+.
    pub transactional_id: String,
    /// Versions 4+.
    pub topic_results: Vec<AddPartitionsToTxnTopicResult>,
}

impl Message for AddPartitionsToTxnResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("transactional_id", 4, LATEST), Field::new("topic_results", 4, LATEST)];
        c.string(&FIELDS[0], &mut self.transactional_id);
        c.array(&FIELDS[1], &mut self.topic_results);
    }
}

impl Element for AddPartitionsToTxnResult {
    const SIZE_MIN: usize = 1;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `AddPartitionsToTxnResponse`: versions 0-5, flexible from 3.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AddPartitionsToTxnResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 4+, ignorable.
    pub error_code: i16,
    /// Versions 4+.
    pub results_by_transaction: Vec<AddPartitionsToTxnResult>,
    /// Versions 0-3.
    pub results_by_topic_v3_and_below: Vec<AddPartitionsToTxnTopicResult>,
}

impl Message for AddPartitionsToTxnResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 4, LATEST).ignorable(),
            Field::new("results_by_transaction", 4, LATEST),
            Field::new("results_by_topic_v3_and_below", 0, 3),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.array(&FIELDS[2], &mut self.results_by_transaction);
        c.array(&FIELDS[3], &mut self.results_by_topic_v3_and_below);
    }
}

impl Root for AddPartitionsToTxnResponse {
    const SCHEMA: Schema = Schema::new("AddPartitionsToTxnResponse", 0, 5, 3);
}
