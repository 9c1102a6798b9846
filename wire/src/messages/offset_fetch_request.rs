// Generated from wire/schemas/offset_fetch.schema by `cargo xtask generate`; do not edit.
//! `OffsetFetchRequest`: versions 1-10, flexible from 6.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`OffsetFetchRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OffsetFetchRequestTopic {
    /// Versions 0-7.
    pub name: String,
    /// Versions 0-7.
    pub partition_indexes: Vec<i32>,
}

impl Message for OffsetFetchRequestTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, 7), Field::new("partition_indexes", 0, 7)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.partition_indexes);
    }
}

impl Element for OffsetFetchRequestTopic {
    const SIZE_MIN: usize = 1;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`OffsetFetchRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OffsetFetchRequestTopics {
    /// Versions 8-9, ignorable.
    pub name: String,
    /// Versions 10+, ignorable.
    pub topic_id: Uuid,
    /// Versions 8+.
    pub partition_indexes: Vec<i32>,
}

impl Message for OffsetFetchRequestTopics {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("name", 8, 9).ignorable(),
            Field::new("topic_id", 10, LATEST).ignorable(),
            Field::new("partition_indexes", 8, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.uuid(&FIELDS[1], &mut self.topic_id);
        c.array(&FIELDS[2], &mut self.partition_indexes);
    }
}

impl Element for OffsetFetchRequestTopics {
    const SIZE_MIN: usize = 1;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`OffsetFetchRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffsetFetchRequestGroup {
    /// Versions 8+.
    pub group_id: String,
    /// Versions 9+, null in 9+, default null, ignorable.
    pub member_id: Option<String>,
    /// Versions 9+, default -1, ignorable.
    pub member_epoch: i32,
    /// Versions 8+, null in 8+.
    pub topics: Option<Vec<OffsetFetchRequestTopics>>,
}

impl Default for OffsetFetchRequestGroup {
    fn default() -> OffsetFetchRequestGroup {
        OffsetFetchRequestGroup {
            group_id: String::new(),
            member_id: None,
            member_epoch: -1,
            topics: Some(Vec::new()),
        }
    }
}

impl Message for OffsetFetchRequestGroup {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("group_id", 8, LATEST),
            Field::new("member_id", 9, LATEST).nullable(9, LATEST).null().ignorable(),
            Field::new("member_epoch", 9, LATEST).int(-1).ignorable(),
            Field::new("topics", 8, LATEST).nullable(8, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.group_id);
        c.nullable_string(&FIELDS[1], &mut self.member_id);
        c.int32(&FIELDS[2], &mut self.member_epoch);
        c.array(&FIELDS[3], &mut self.topics);
    }
}

impl Element for OffsetFetchRequestGroup {
    const SIZE_MIN: usize = 1;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `OffsetFetchRequest`: versions 1-10, flexible from 6.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffsetFetchRequest {
    /// Versions 0-7.
    pub group_id: String,
    /// Versions 0-7, null in 2-7.
    pub topics: Option<Vec<OffsetFetchRequestTopic>>,
    /// Versions 8+.
    pub groups: Vec<OffsetFetchRequestGroup>,
    /// Versions 7+.
    pub require_stable: bool,
}

impl Default for OffsetFetchRequest {
    fn default() -> OffsetFetchRequest {
        OffsetFetchRequest {
            group_id: String::new(),
            topics: Some(Vec::new()),
            groups: Vec::new(),
            require_stable: false,
        }
    }
}

impl Message for OffsetFetchRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("group_id", 0, 7),
            Field::new("topics", 0, 7).nullable(2, 7),
            Field::new("groups", 8, LATEST),
            Field::new("require_stable", 7, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.group_id);
        c.array(&FIELDS[1], &mut self.topics);
        c.array(&FIELDS[2], &mut self.groups);
        c.bool(&FIELDS[3], &mut self.require_stable);
    }
}

impl Root for OffsetFetchRequest {
    const SCHEMA: Schema = Schema::new("OffsetFetchRequest", 1, 10, 6);
}
