// Generated from wire/schemas/produce.schema by `cargo xtask generate`; do not edit.
//! `ProduceRequest`: versions 3-13, flexible from 9.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::records::ProducedRecords;
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ProduceRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PartitionProduceData {
    /// Versions 0+.
    pub index: i32,
    /// Versions 0+, null in 0+.
    pub records: Option<ProducedRecords>,
}

impl Message for PartitionProduceData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("index", 0, LATEST), Field::new("records", 0, LATEST).nullable(0, LATEST).null()];
        c.int32(&FIELDS[0], &mut self.index);
        c.produced(&FIELDS[1], &mut self.records);
    }
}

impl Element for PartitionProduceData {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ProduceRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicProduceData {
    /// Versions 0-12, ignorable.
    pub name: String,
    /// Versions 13+, ignorable.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partition_data: Vec<PartitionProduceData>,
}

impl Message for TopicProduceData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("name", 0, 12).ignorable(),
            Field::new("topic_id", 13, LATEST).ignorable(),
            Field::new("partition_data", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.uuid(&FIELDS[1], &mut self.topic_id);
        c.array(&FIELDS[2], &mut self.partition_data);
    }
}

impl Element for TopicProduceData {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ProduceRequest`: versions 3-13, flexible from 9.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ProduceRequest {
    /// Versions 3+, null in 3+, default null.
    pub transactional_id: Option<String>,
    /// Versions 0+.
    pub acks: i16,
    /// Versions 0+.
    pub timeout_ms: i32,
    /// Versions 0+.
    pub topic_data: Vec<TopicProduceData>,
}

impl Message for ProduceRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("transactional_id", 3, LATEST).nullable(3, LATEST).null(),
            Field::new("acks", 0, LATEST),
            Field::new("timeout_ms", 0, LATEST),
            Field::new("topic_data", 0, LATEST),
        ];
        c.nullable_string(&FIELDS[0], &mut self.transactional_id);
        c.int16(&FIELDS[1], &mut self.acks);
        c.int32(&FIELDS[2], &mut self.timeout_ms);
        c.array(&FIELDS[3], &mut self.topic_data);
    }
}

impl Root for ProduceRequest {
    const SCHEMA: Schema = Schema::new("ProduceRequest", 3, 13, 9);
}
