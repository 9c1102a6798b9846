// Generated from wire/schemas/data.schema by `cargo xtask generate`; do not edit.
//! `ConsumerProtocolSubscription`: versions 0-3, none flexible.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;
use bytes::Bytes;

/// Part of [`ConsumerProtocolSubscription`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicPartition {
    /// Versions 1+.
    pub topic: String,
    /// Versions 1+.
    pub partitions: Vec<i32>,
}

impl Message for TopicPartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic", 1, LATEST), Field::new("partitions", 1, LATEST)];
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

/// `ConsumerProtocolSubscription`: versions 0-3, none flexible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsumerProtocolSubscription {
    /// Versions 0+.
    pub topics: Vec<String>,
    /// Versions 0+, null in 0+, default null.
    pub user_data: Option<Bytes>,
    /// Versions 1+, ignorable.
    pub owned_partitions: Vec<TopicPartition>,
    /// Versions 2+, default -1, ignorable.
    pub generation_id: i32,
    /// Versions 3+, null in 3+, default null, ignorable.
    pub rack_id: Option<String>,
}

impl Default for ConsumerProtocolSubscription {
    fn default() -> ConsumerProtocolSubscription {
        ConsumerProtocolSubscription {
            topics: Vec::new(),
            user_data: None,
            owned_partitions: Vec::new(),
            generation_id: -1,
            rack_id: None,
        }
    }
}

impl Message for ConsumerProtocolSubscription {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("topics", 0, LATEST),
            Field::new("user_data", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("owned_partitions", 1, LATEST).ignorable(),
            Field::new("generation_id", 2, LATEST).int(-1).ignorable(),
            Field::new("rack_id", 3, LATEST).nullable(3, LATEST).null().ignorable(),
        ];
        c.array(&FIELDS[0], &mut self.topics);
        c.nullable_bytes(&FIELDS[1], &mut self.user_data);
        c.array(&FIELDS[2], &mut self.owned_partitions);
        c.int32(&FIELDS[3], &mut self.generation_id);
        c.nullable_string(&FIELDS[4], &mut self.rack_id);
    }
}

impl Root for ConsumerProtocolSubscription {
    const SCHEMA: Schema = Schema::rigid("ConsumerProtocolSubscription", 0, 3);
}
