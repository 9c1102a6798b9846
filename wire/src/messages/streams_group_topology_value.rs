// Generated from wire/schemas/group_record_values.schema by `cargo xtask generate`; do not edit.
//! `StreamsGroupTopologyValue`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`StreamsGroupTopologyValue`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicConfig {
    /// Versions 0+.
    pub key: String,
    /// Versions 0+.
    pub value: String,
}

impl Message for TopicConfig {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("key", 0, LATEST), Field::new("value", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.key);
        c.string(&FIELDS[1], &mut self.value);
    }
}

impl Element for TopicConfig {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`StreamsGroupTopologyValue`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicInfo {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub partitions: i32,
    /// Versions 0+.
    pub replication_factor: i16,
    /// Versions 0+.
    pub topic_configs: Vec<TopicConfig>,
}

impl Message for TopicInfo {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("name", 0, LATEST),
            Field::new("partitions", 0, LATEST),
            Field::new("replication_factor", 0, LATEST),
            Field::new("topic_configs", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.int32(&FIELDS[1], &mut self.partitions);
        c.int16(&FIELDS[2], &mut self.replication_factor);
        c.array(&FIELDS[3], &mut self.topic_configs);
    }
}

impl Element for TopicInfo {
    const SIZE_MIN: usize = 9;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`StreamsGroupTopologyValue`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CopartitionGroup {
    /// Versions 0+.
    pub source_topics: Vec<i16>,
    /// Versions 0+.
    pub source_topic_regex: Vec<i16>,
    /// Versions 0+.
    pub repartition_source_topics: Vec<i16>,
}

impl Message for CopartitionGroup {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("source_topics", 0, LATEST),
            Field::new("source_topic_regex", 0, LATEST),
            Field::new("repartition_source_topics", 0, LATEST),
        ];
        c.array(&FIELDS[0], &mut self.source_topics);
        c.array(&FIELDS[1], &mut self.source_topic_regex);
        c.array(&FIELDS[2], &mut self.repartition_source_topics);
    }
}

impl Element for CopartitionGroup {
    const SIZE_MIN: usize = 4;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`StreamsGroupTopologyValue`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Subtopology {
    /// Versions 0+.
    pub subtopology_id: String,
    /// Versions 0+.
    pub source_topics: Vec<String>,
    /// Versions 0+.
    pub source_topic_regex: Vec<String>,
    /// Versions 0+.
    pub state_changelog_topics: Vec<TopicInfo>,
    /// Versions 0+.
    pub repartition_sink_topics: Vec<String>,
    /// Versions 0+.
    pub repartition_source_topics: Vec<TopicInfo>,
    /// Versions 0+.
    pub copartition_groups: Vec<CopartitionGroup>,
}

impl Message for Subtopology {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 7] = [
            Field::new("subtopology_id", 0, LATEST),
            Field::new("source_topics", 0, LATEST),
            Field::new("source_topic_regex", 0, LATEST),
            Field::new("state_changelog_topics", 0, LATEST),
            Field::new("repartition_sink_topics", 0, LATEST),
            Field::new("repartition_source_topics", 0, LATEST),
            Field::new("copartition_groups", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.subtopology_id);
        c.array(&FIELDS[1], &mut self.source_topics);
        c.array(&FIELDS[2], &mut self.source_topic_regex);
        c.array(&FIELDS[3], &mut self.state_changelog_topics);
        c.array(&FIELDS[4], &mut self.repartition_sink_topics);
        c.array(&FIELDS[5], &mut self.repartition_source_topics);
        c.array(&FIELDS[6], &mut self.copartition_groups);
    }
}

impl Element for Subtopology {
    const SIZE_MIN: usize = 8;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `StreamsGroupTopologyValue`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct StreamsGroupTopologyValue {
    /// Versions 0+.
    pub epoch: i32,
    /// Versions 0+.
    pub subtopologies: Vec<Subtopology>,
}

impl Message for StreamsGroupTopologyValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("epoch", 0, LATEST), Field::new("subtopologies", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.epoch);
        c.array(&FIELDS[1], &mut self.subtopologies);
    }
}

impl Root for StreamsGroupTopologyValue {
    const SCHEMA: Schema = Schema::new("StreamsGroupTopologyValue", 0, 0, 0);
}
