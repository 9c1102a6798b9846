// Generated from wire/schemas/group_record_values.schema by `cargo xtask generate`; do not edit.
//! `ConsumerGroupPartitionMetadataValue`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ConsumerGroupPartitionMetadataValue`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PartitionMetadata {
    /// Versions 0+.
    pub partition: i32,
    /// Versions 0+.
    pub racks: Vec<String>,
}

impl Message for PartitionMetadata {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("partition", 0, LATEST), Field::new("racks", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.partition);
        c.array(&FIELDS[1], &mut self.racks);
    }
}

impl Element for PartitionMetadata {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ConsumerGroupPartitionMetadataValue`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicMetadata {
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub topic_name: String,
    /// Versions 0+.
    pub num_partitions: i32,
    /// Versions 0+.
    pub partition_metadata: Vec<PartitionMetadata>,
}

impl Message for TopicMetadata {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("topic_id", 0, LATEST),
            Field::new("topic_name", 0, LATEST),
            Field::new("num_partitions", 0, LATEST),
            Field::new("partition_metadata", 0, LATEST),
        ];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.string(&FIELDS[1], &mut self.topic_name);
        c.int32(&FIELDS[2], &mut self.num_partitions);
        c.array(&FIELDS[3], &mut self.partition_metadata);
    }
}

impl Element for TopicMetadata {
    const SIZE_MIN: usize = 23;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ConsumerGroupPartitionMetadataValue`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ConsumerGroupPartitionMetadataValue {
    /// Versions 0+.
    pub topics: Vec<TopicMetadata>,
}

impl Message for ConsumerGroupPartitionMetadataValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("topics", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.topics);
    }
}

impl Root for ConsumerGroupPartitionMetadataValue {
    const SCHEMA: Schema = Schema::new("ConsumerGroupPartitionMetadataValue", 0, 0, 0);
}
