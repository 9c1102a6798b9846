// Generated from wire/schemas/elect_leaders.schema by `cargo xtask generate`; do not edit.
//! `ElectLeadersRequest`: versions 0-2, flexible from 2.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ElectLeadersRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicPartitions {
    /// Versions 0+.
    pub topic: String,
    /// Versions 0+.
    pub partitions: Vec<i32>,
}

impl Message for TopicPartitions {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.topic);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for TopicPartitions {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ElectLeadersRequest`: versions 0-2, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElectLeadersRequest {
    /// Versions 1+.
    pub election_type: i8,
    /// Versions 0+, null in 0+.
    pub topic_partitions: Option<Vec<TopicPartitions>>,
    /// Versions 0+, default 60000.
    pub timeout_ms: i32,
}

impl Default for ElectLeadersRequest {
    fn default() -> ElectLeadersRequest {
        ElectLeadersRequest { election_type: 0, topic_partitions: Some(Vec::new()), timeout_ms: 60000 }
    }
}

impl Message for ElectLeadersRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("election_type", 1, LATEST),
            Field::new("topic_partitions", 0, LATEST).nullable(0, LATEST),
            Field::new("timeout_ms", 0, LATEST).int(60000),
        ];
        c.int8(&FIELDS[0], &mut self.election_type);
        c.array(&FIELDS[1], &mut self.topic_partitions);
        c.int32(&FIELDS[2], &mut self.timeout_ms);
    }
}

impl Root for ElectLeadersRequest {
    const SCHEMA: Schema = Schema::new("ElectLeadersRequest", 0, 2, 2);
}
