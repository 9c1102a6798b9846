// Generated from wire/schemas/metadata.schema by `cargo xtask generate`; do not edit.
//! `MetadataRequest`: versions 0-13, flexible from 9.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`MetadataRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetadataRequestTopic {
    /// Versions 10+, ignorable.
    pub topic_id: Uuid,
    /// Versions 0+, null in 10+.
    pub name: Option<String>,
}

impl Default for MetadataRequestTopic {
    fn default() -> MetadataRequestTopic {
        MetadataRequestTopic { topic_id: Uuid::ZERO, name: Some(String::default()) }
    }
}

impl Message for MetadataRequestTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [
            Field::new("topic_id", 10, LATEST).ignorable(),
            Field::new("name", 0, LATEST).nullable(10, LATEST),
        ];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.nullable_string(&FIELDS[1], &mut self.name);
    }
}

impl Element for MetadataRequestTopic {
    const SIZE_MIN: usize = 2;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `MetadataRequest`: versions 0-13, flexible from 9.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetadataRequest {
    /// Versions 0+, null in 1+.
    pub topics: Option<Vec<MetadataRequestTopic>>,
    /// Versions 4+, default true.
    pub allow_auto_topic_creation: bool,
    /// Versions 8-10.
    pub include_cluster_authorized_operations: bool,
    /// Versions 8+.
    pub include_topic_authorized_operations: bool,
}

impl Default for MetadataRequest {
    fn default() -> MetadataRequest {
        MetadataRequest {
            topics: Some(Vec::new()),
            allow_auto_topic_creation: true,
            include_cluster_authorized_operations: false,
            include_topic_authorized_operations: false,
        }
    }
}

impl Message for MetadataRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("topics", 0, LATEST).nullable(1, LATEST),
            Field::new("allow_auto_topic_creation", 4, LATEST).int(1),
            Field::new("include_cluster_authorized_operations", 8, 10),
            Field::new("include_topic_authorized_operations", 8, LATEST),
        ];
        c.array(&FIELDS[0], &mut self.topics);
        c.bool(&FIELDS[1], &mut self.allow_auto_topic_creation);
        c.bool(&FIELDS[2], &mut self.include_cluster_authorized_operations);
        c.bool(&FIELDS[3], &mut self.include_topic_authorized_operations);
    }
}

impl Root for MetadataRequest {
    const SCHEMA: Schema = Schema::new("MetadataRequest", 0, 13, 9);
}
