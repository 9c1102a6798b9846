// Generated from wire/schemas/data.schema by `cargo xtask generate`; do not edit.
//! `ConsumerProtocolAssignment`: versions 0-3, none flexible.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;
use bytes::Bytes;

/// Part of [`ConsumerProtocolAssignment`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicPartition {
    /// Versions 0+.
    pub topic: String,
    /// Versions 0+.
    pub partitions: Vec<i32>,
}

impl Message for TopicPartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.topic);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for TopicPartition {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ConsumerProtocolAssignment`: versions 0-3, none flexible.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ConsumerProtocolAssignment {
    /// Versions 0+.
    pub assigned_partitions: Vec<TopicPartition>,
    /// Versions 0+, null in 0+, default null.
    pub user_data: Option<Bytes>,
}

impl Message for ConsumerProtocolAssignment {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [
            Field::new("assigned_partitions", 0, LATEST),
            Field::new("user_data", 0, LATEST).nullable(0, LATEST).null(),
        ];
        c.array(&FIELDS[0], &mut self.assigned_partitions);
        c.nullable_bytes(&FIELDS[1], &mut self.user_data);
    }
}

impl Root for ConsumerProtocolAssignment {
    const SCHEMA: Schema = Schema::rigid("ConsumerProtocolAssignment", 0, 3);
}
