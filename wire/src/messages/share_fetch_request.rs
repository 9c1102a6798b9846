// Generated from wire/schemas/share_fetch.schema by `cargo xtask generate`; do not edit.
//! `ShareFetchRequest`: versions 1-2, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ShareFetchRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AcknowledgementBatch {
    /// Versions 0+.
    pub first_offset: i64,
    /// Versions 0+.
    pub last_offset: i64,
    /// Versions 0+.
    pub acknowledge_types: Vec<i8>,
}

impl Message for AcknowledgementBatch {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("first_offset", 0, LATEST),
            Field::new("last_offset", 0, LATEST),
            Field::new("acknowledge_types", 0, LATEST),
        ];
        c.int64(&FIELDS[0], &mut self.first_offset);
        c.int64(&FIELDS[1], &mut self.last_offset);
        c.array(&FIELDS[2], &mut self.acknowledge_types);
    }
}

impl Element for AcknowledgementBatch {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ShareFetchRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FetchPartition {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub acknowledgement_batches: Vec<AcknowledgementBatch>,
}

impl Message for FetchPartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("partition_index", 0, LATEST), Field::new("acknowledgement_batches", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.array(&FIELDS[1], &mut self.acknowledgement_batches);
    }
}

impl Element for FetchPartition {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ShareFetchRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FetchTopic {
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<FetchPartition>,
}

impl Message for FetchTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic_id", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for FetchTopic {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ShareFetchRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ForgottenTopic {
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<i32>,
}

impl Message for ForgottenTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic_id", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for ForgottenTopic {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ShareFetchRequest`: versions 1-2, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareFetchRequest {
    /// Versions 0+, null in 0+, default null.
    pub group_id: Option<String>,
    /// Versions 0+, null in 0+.
    pub member_id: Option<String>,
    /// Versions 0+.
    pub share_session_epoch: i32,
    /// Versions 0+.
    pub max_wait_ms: i32,
    /// Versions 0+.
    pub min_bytes: i32,
    /// Versions 0+, default 2147483647.
    pub max_bytes: i32,
    /// Versions 1+.
    pub max_records: i32,
    /// Versions 1+.
    pub batch_size: i32,
    /// Versions 2+, ignorable.
    pub share_acquire_mode: i8,
    /// Versions 2+.
    pub is_renew_ack: bool,
    /// Versions 0+.
    pub topics: Vec<FetchTopic>,
    /// Versions 0+.
    pub forgotten_topics_data: Vec<ForgottenTopic>,
}

impl Default for ShareFetchRequest {
    fn default() -> ShareFetchRequest {
        ShareFetchRequest {
            group_id: None,
            member_id: Some(String::default()),
            share_session_epoch: 0,
            max_wait_ms: 0,
            min_bytes: 0,
            max_bytes: i32::MAX,
            max_records: 0,
            batch_size: 0,
            share_acquire_mode: 0,
            is_renew_ack: false,
            topics: Vec::new(),
            forgotten_topics_data: Vec::new(),
        }
    }
}

impl Message for ShareFetchRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 12] = [
            Field::new("group_id", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("member_id", 0, LATEST).nullable(0, LATEST),
            Field::new("share_session_epoch", 0, LATEST),
            Field::new("max_wait_ms", 0, LATEST),
            Field::new("min_bytes", 0, LATEST),
            Field::new("max_bytes", 0, LATEST).int(2147483647),
            Field::new("max_records", 1, LATEST),
            Field::new("batch_size", 1, LATEST),
            Field::new("share_acquire_mode", 2, LATEST).ignorable(),
            Field::new("is_renew_ack", 2, LATEST),
            Field::new("topics", 0, LATEST),
            Field::new("forgotten_topics_data", 0, LATEST),
        ];
        c.nullable_string(&FIELDS[0], &mut self.group_id);
        c.nullable_string(&FIELDS[1], &mut self.member_id);
        c.int32(&FIELDS[2], &mut self.share_session_epoch);
        c.int32(&FIELDS[3], &mut self.max_wait_ms);
        c.int32(&FIELDS[4], &mut self.min_bytes);
        c.int32(&FIELDS[5], &mut self.max_bytes);
        c.int32(&FIELDS[6], &mut self.max_records);
        c.int32(&FIELDS[7], &mut self.batch_size);
        c.int8(&FIELDS[8], &mut self.share_acquire_mode);
        c.bool(&FIELDS[9], &mut self.is_renew_ack);
        c.array(&FIELDS[10], &mut self.topics);
        c.array(&FIELDS[11], &mut self.forgotten_topics_data);
    }
}

impl Root for ShareFetchRequest {
    const SCHEMA: Schema = Schema::new("ShareFetchRequest", 1, 2, 0);
}
