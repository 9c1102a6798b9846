// Generated from wire/schemas/transaction_record_values.schema by `cargo xtask generate`; do not edit.
//! `TransactionLogValue`: versions 0-1, flexible from 1.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`TransactionLogValue`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PartitionsSchema {
    /// Versions 0+.
    pub topic: String,
    /// Versions 0+.
    pub partition_ids: Vec<i32>,
}

impl Message for PartitionsSchema {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic", 0, LATEST), Field::new("partition_ids", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.topic);
        c.array(&FIELDS[1], &mut self.partition_ids);
    }
}

impl Element for PartitionsSchema {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `TransactionLogValue`: versions 0-1, flexible from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransactionLogValue {
    /// Versions 0+.
    pub producer_id: i64,
    /// Versions 1+, tag 0 in 1+, default -1.
    pub previous_producer_id: i64,
    /// Versions 1+, tag 1 in 1+, default -1.
    pub next_producer_id: i64,
    /// Versions 0+.
    pub producer_epoch: i16,
    /// Versions 1+, tag 3 in 1+, default -1.
    pub next_producer_epoch: i16,
    /// Versions 0+.
    pub transaction_timeout_ms: i32,
    /// Versions 0+.
    pub transaction_status: i8,
    /// Versions 0+, null in 0+.
    pub transaction_partitions: Option<Vec<PartitionsSchema>>,
    /// Versions 0+.
    pub transaction_last_update_timestamp_ms: i64,
    /// Versions 0+.
    pub transaction_start_timestamp_ms: i64,
    /// Versions 1+, tag 2 in 1+.
    pub client_transaction_version: i16,
}

impl Default for TransactionLogValue {
    fn default() -> TransactionLogValue {
        TransactionLogValue {
            producer_id: 0,
            previous_producer_id: -1,
            next_producer_id: -1,
            producer_epoch: 0,
            next_producer_epoch: -1,
            transaction_timeout_ms: 0,
            transaction_status: 0,
            transaction_partitions: Some(Vec::new()),
            transaction_last_update_timestamp_ms: 0,
            transaction_start_timestamp_ms: 0,
            client_transaction_version: 0,
        }
    }
}

impl Message for TransactionLogValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 11] = [
            Field::new("producer_id", 0, LATEST),
            Field::new("previous_producer_id", 1, LATEST).tagged(0, 1, LATEST).int(-1),
            Field::new("next_producer_id", 1, LATEST).tagged(1, 1, LATEST).int(-1),
            Field::new("producer_epoch", 0, LATEST),
            Field::new("next_producer_epoch", 1, LATEST).tagged(3, 1, LATEST).int(-1),
            Field::new("transaction_timeout_ms", 0, LATEST),
            Field::new("transaction_status", 0, LATEST),
            Field::new("transaction_partitions", 0, LATEST).nullable(0, LATEST),
            Field::new("transaction_last_update_timestamp_ms", 0, LATEST),
            Field::new("transaction_start_timestamp_ms", 0, LATEST),
            Field::new("client_transaction_version", 1, LATEST).tagged(2, 1, LATEST),
        ];
        c.int64(&FIELDS[0], &mut self.producer_id);
        c.int64(&FIELDS[1], &mut self.previous_producer_id);
        c.int64(&FIELDS[2], &mut self.next_producer_id);
        c.int16(&FIELDS[3], &mut self.producer_epoch);
        c.int16(&FIELDS[4], &mut self.next_producer_epoch);
        c.int32(&FIELDS[5], &mut self.transaction_timeout_ms);
        c.int8(&FIELDS[6], &mut self.transaction_status);
        c.array(&FIELDS[7], &mut self.transaction_partitions);
        c.int64(&FIELDS[8], &mut self.transaction_last_update_timestamp_ms);
        c.int64(&FIELDS[9], &mut self.transaction_start_timestamp_ms);
        c.int16(&FIELDS[10], &mut self.client_transaction_version);
    }
}

impl Root for TransactionLogValue {
    const SCHEMA: Schema = Schema::new("TransactionLogValue", 0, 1, 1);
}
