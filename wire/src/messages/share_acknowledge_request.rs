// Generated from wire/schemas/share_acknowledge.schema by `cargo xtask generate`; do not edit.
//! `ShareAcknowledgeRequest`: versions 1-2, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ShareAcknowledgeRequest`].
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

/// Part of [`ShareAcknowledgeRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AcknowledgePartition {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub acknowledgement_batches: Vec<AcknowledgementBatch>,
}

impl Message for AcknowledgePartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("partition_index", 0, LATEST), Field::new("acknowledgement_batches", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.array(&FIELDS[1], &mut self.acknowledgement_batches);
    }
}

impl Element for AcknowledgePartition {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ShareAcknowledgeRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AcknowledgeTopic {
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<AcknowledgePartition>,
}

impl Message for AcknowledgeTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic_id", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for AcknowledgeTopic {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ShareAcknowledgeRequest`: versions 1-2, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareAcknowledgeRequest {
    /// Versions 0+, null in 0+, default null.
    pub group_id: Option<String>,
    /// Versions 0+, null in 0+.
    pub member_id: Option<String>,
    /// Versions 0+.
    pub share_session_epoch: i32,
    /// Versions 2+.
    pub is_renew_ack: bool,
    /// Versions 0+.
    pub topics: Vec<AcknowledgeTopic>,
}

impl Default for ShareAcknowledgeRequest {
    fn default() -> ShareAcknowledgeRequest {
        ShareAcknowledgeRequest {
            group_id: None,
            member_id: Some(String::default()),
            share_session_epoch: 0,
            is_renew_ack: false,
            topics: Vec::new(),
        }
    }
}

impl Message for ShareAcknowledgeRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("group_id", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("member_id", 0, LATEST).nullable(0, LATEST),
            Field::new("share_session_epoch", 0, LATEST),
            Field::new("is_renew_ack", 2, LATEST),
            Field::new("topics", 0, LATEST),
        ];
        c.nullable_string(&FIELDS[0], &mut self.group_id);
        c.nullable_string(&FIELDS[1], &mut self.member_id);
        c.int32(&FIELDS[2], &mut self.share_session_epoch);
        c.bool(&FIELDS[3], &mut self.is_renew_ack);
        c.array(&FIELDS[4], &mut self.topics);
    }
}

impl Root for ShareAcknowledgeRequest {
    const SCHEMA: Schema = Schema::new("ShareAcknowledgeRequest", 1, 2, 0);
}
