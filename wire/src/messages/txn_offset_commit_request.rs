// Generated from wire/schemas/txn_offset_commit.schema by `cargo xtask generate`; do not edit.
//! `TxnOffsetCommitRequest`: versions 0-5, flexible from 3.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`TxnOffsetCommitRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TxnOffsetCommitRequestPartition {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub committed_offset: i64,
    /// Versions 2+, default -1, ignorable.
    pub committed_leader_epoch: i32,
    /// Versions 0+, null in 0+.
    pub committed_metadata: Option<String>,
}

impl Default for TxnOffsetCommitRequestPartition {
    fn default() -> TxnOffsetCommitRequestPartition {
        TxnOffsetCommitRequestPartition {
            partition_index: 0,
            committed_offset: 0,
            committed_leader_epoch: -1,
            committed_metadata: Some(String::default()),
        }
    }
}

impl Message for TxnOffsetCommitRequestPartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("committed_offset", 0, LATEST),
            Field::new("committed_leader_epoch", 2, LATEST).int(-1).ignorable(),
            Field::new("committed_metadata", 0, LATEST).nullable(0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int64(&FIELDS[1], &mut self.committed_offset);
        c.int32(&FIELDS[2], &mut self.committed_leader_epoch);
        c.nullable_string(&FIELDS[3], &mut self.committed_metadata);
    }
}

impl Element for TxnOffsetCommitRequestPartition {
    const SIZE_MIN: usize = 14;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`TxnOffsetCommitRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TxnOffsetCommitRequestTopic {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub partitions: Vec<TxnOffsetCommitRequestPartition>,
}

impl Message for TxnOffsetCommitRequestTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for TxnOffsetCommitRequestTopic {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `TxnOffsetCommitRequest`: versions 0-5, flexible from 3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TxnOffsetCommitRequest {
    /// Versions 0+.
    pub transactional_id: String,
    /// Versions 0+.
    pub group_id: String,
    /// Versions 0+.
    pub producer_id: i64,
    /// Versions 0+.
    pub producer_epoch: i16,
    /// Versions 3+, default -1.
    pub generation_id: i32,
    /// Versions 3+.
    pub member_id: String,
    /// Versions 3+, null in 3+, default null.
    pub group_instance_id: Option<String>,
    /// Versions 0+.
    pub topics: Vec<TxnOffsetCommitRequestTopic>,
}

impl Default for TxnOffsetCommitRequest {
    fn default() -> TxnOffsetCommitRequest {
        TxnOffsetCommitRequest {
            transactional_id: String::new(),
            group_id: String::new(),
            producer_id: 0,
            producer_epoch: 0,
            generation_id: -1,
            member_id: String::new(),
            group_instance_id: None,
            topics: Vec::new(),
        }
    }
}

impl Message for TxnOffsetCommitRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 8] = [
            Field::new("transactional_id", 0, LATEST),
            Field::new("group_id", 0, LATEST),
            Field::new("producer_id", 0, LATEST),
            Field::new("producer_epoch", 0, LATEST),
            Field::new("generation_id", 3, LATEST).int(-1),
            Field::new("member_id", 3, LATEST),
            Field::new("group_instance_id", 3, LATEST).nullable(3, LATEST).null(),
            Field::new("topics", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.transactional_id);
        c.string(&FIELDS[1], &mut self.group_id);
        c.int64(&FIELDS[2], &mut self.producer_id);
        c.int16(&FIELDS[3], &mut self.producer_epoch);
        c.int32(&FIELDS[4], &mut self.generation_id);
        c.string(&FIELDS[5], &mut self.member_id);
        c.nullable_string(&FIELDS[6], &mut self.group_instance_id);
        c.array(&FIELDS[7], &mut self.topics);
    }
}

impl Root for TxnOffsetCommitRequest {
    const SCHEMA: Schema = Schema::new("TxnOffsetCommitRequest", 0, 5, 3);
}
