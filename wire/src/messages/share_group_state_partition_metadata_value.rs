// Generated from wire/schemas/group_record_values.schema by `cargo xtask generate`; do not edit.
//! `ShareGroupStatePartitionMetadataValue`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ShareGroupStatePartitionMetadataValue`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicPartitionsInfo {
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub topic_name: String,
    /// Versions 0+.
    pub partitions: Vec<i32>,
}

impl Message for TopicPartitionsInfo {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("topic_id", 0, LATEST),
            Field::new("topic_name", 0, LATEST),
            Field::new("partitions", 0, LATEST),
        ];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.string(&FIELDS[1], &mut self.topic_name);
        c.array(&FIELDS[2], &mut self.partitions);
    }
}

impl Element for TopicPartitionsInfo {
    const SIZE_MIN: usize = 19;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ShareGroupStatePartitionMetadataValue`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicInfo {
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub topic_name: String,
}

impl Message for TopicInfo {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic_id", 0, LATEST), Field::new("topic_name", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.string(&FIELDS[1], &mut self.topic_name);
    }
}

impl Element for TopicInfo {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ShareGroupStatePartitionMetadataValue`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ShareGroupStatePartitionMetadataValue {
    /// Versions 0+.
    pub initializing_topics: Vec<TopicPartitionsInfo>,
    /// Versions 0+.
    pub initialized_topics: Vec<TopicPartitionsInfo>,
    /// Versions 0+.
    pub deleting_topics: Vec<TopicInfo>,
}

impl Message for ShareGroupStatePartitionMetadataValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("initializing_topics", 0, LATEST),
            Field::new("initialized_topics", 0, LATEST),
            Field::new("deleting_topics", 0, LATEST),
        ];
        c.array(&FIELDS[0], &mut self.initializing_topics);
        c.array(&FIELDS[1], &mut self.initialized_topics);
        c.array(&FIELDS[2], &mut self.deleting_topics);
    }
}

impl Root for ShareGroupStatePartitionMetadataValue {
    const SCHEMA: Schema = Schema::new("ShareGroupStatePartitionMetadataValue", 0, 0, 0);
}
