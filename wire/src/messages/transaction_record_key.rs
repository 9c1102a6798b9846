// Generated from wire/schemas by `cargo xtask generate`; do not edit.
//! The key of a record of `__transaction_state`.

use super::transaction_log_key::TransactionLogKey;
use crate::codec::{Message, Root, Schema};

/// The key of a record of `__transaction_state`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransactionRecordKey {
    /// [`TransactionLogKey`].
    TransactionLog(TransactionLogKey),
}

impl TransactionRecordKey {
    /// The record of a type with every field at its default; `None` if Kafka has no such type.
    pub fn new(record_type: i16) -> Option<TransactionRecordKey> {
        Some(match record_type {
            0 => TransactionRecordKey::TransactionLog(TransactionLogKey::default()),
            _ => return None,
        })
    }

    /// The number of the type.
    pub fn record_type(&self) -> i16 {
        match self {
            TransactionRecordKey::TransactionLog(_) => 0,
        }
    }

    /// The name and versions of the message inside.
    pub fn schema(&self) -> &'static Schema {
        match self {
            TransactionRecordKey::TransactionLog(_) => &TransactionLogKey::SCHEMA,
        }
    }

    /// The message inside, for a codec.
    pub fn message(&mut self) -> &mut dyn Message {
        match self {
            TransactionRecordKey::TransactionLog(message) => message,
        }
    }
}

impl From<TransactionLogKey> for TransactionRecordKey {
    fn from(message: TransactionLogKey) -> TransactionRecordKey {
        TransactionRecordKey::TransactionLog(message)
    }
}
