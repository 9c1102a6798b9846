// Generated from wire/schemas by `cargo xtask generate`; do not edit.
//! The value of a record of `__transaction_state`.

use super::transaction_log_value::TransactionLogValue;
use crate::codec::{Message, Root, Schema};

/// The value of a record of `__transaction_state`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransactionRecordValue {
    /// [`TransactionLogValue`].
    TransactionLog(TransactionLogValue),
}

impl TransactionRecordValue {
    /// The record of a type with every field at its default; `None` if Kafka has no such type.
    pub fn new(record_type: i16) -> Option<TransactionRecordValue> {
        Some(match record_type {
            0 => TransactionRecordValue::TransactionLog(TransactionLogValue::default()),
            _ => return None,
        })
    }

    /// The number of the type.
    pub fn record_type(&self) -> i16 {
        match self {
            TransactionRecordValue::TransactionLog(_) => 0,
        }
    }

    /// The name and versions of the message inside.
    pub fn schema(&self) -> &'static Schema {
        match self {
            TransactionRecordValue::TransactionLog(_) => &TransactionLogValue::SCHEMA,
        }
    }

    /// The message inside, for a codec.
    pub fn message(&mut self) -> &mut dyn Message {
        match self {
            TransactionRecordValue::TransactionLog(message) => message,
        }
    }
}

impl From<TransactionLogValue> for TransactionRecordValue {
    fn from(message: TransactionLogValue) -> TransactionRecordValue {
        TransactionRecordValue::TransactionLog(message)
    }
}
