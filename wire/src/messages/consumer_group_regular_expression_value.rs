// Generated from wire/schemas/group_record_values.schema by `cargo xtask generate`; do not edit.
//! `ConsumerGroupRegularExpressionValue`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;
use alloc::vec::Vec;

/// `ConsumerGroupRegularExpressionValue`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ConsumerGroupRegularExpressionValue {
    /// Versions 0+.
    pub topics: Vec<String>,
    /// Versions 0+.
    pub version: i64,
    /// Versions 0+.
    pub timestamp: i64,
}

impl Message for ConsumerGroupRegularExpressionValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("topics", 0, LATEST),
            Field::new("version", 0, LATEST),
            Field::new("timestamp", 0, LATEST),
        ];
        c.array(&FIELDS[0], &mut self.topics);
        c.int64(&FIELDS[1], &mut self.version);
        c.int64(&FIELDS[2], &mut self.timestamp);
    }
}

impl Root for ConsumerGroupRegularExpressionValue {
    const SCHEMA: Schema = Schema::new("ConsumerGroupRegularExpressionValue", 0, 0, 0);
}
