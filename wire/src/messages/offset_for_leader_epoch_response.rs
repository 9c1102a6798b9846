// Generated from wire/schemas/offset_for_leader_epoch.schema by `cargo xtask generate`; do not edit.
//! `OffsetForLeaderEpochResponse`: versions 2-4, flexible from 4.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`OffsetForLeaderEpochResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpochEndOffset {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub partition: i32,
    /// Versions 1+, default -1, ignorable.
    pub leader_epoch: i32,
    /// Versions 0+, default -1.
    pub end_offset: i64,
}

impl Default for EpochEndOffset {
    fn default() -> EpochEndOffset {
        EpochEndOffset { error_code: 0, partition: 0, leader_epoch: -1, end_offset: -1 }
    }
}

impl Message for EpochEndOffset {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("error_code", 0, LATEST),
            Field::new("partition", 0, LATEST),
            Field::new("leader_epoch", 1, LATEST).int(-1).ignorable(),
            Field::new("end_offset", 0, LATEST).int(-1),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.int32(&FIELDS[1], &mut self.partition);
        c.int32(&FIELDS[2], &mut self.leader_epoch);
        c.int64(&FIELDS[3], &mut self.end_offset);
    }
}

impl Element for EpochEndOffset {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`OffsetForLeaderEpochResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OffsetForLeaderTopicResult {
    /// Versions 0+.
    pub topic: String,
    /// Versions 0+.
    pub partitions: Vec<EpochEndOffset>,
}

impl Message for OffsetForLeaderTopicResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.topic);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for OffsetForLeaderTopicResult {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `OffsetForLeaderEpochResponse`: versions 2-4, flexible from 4.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OffsetForLeaderEpochResponse {
    /// Versions 2+, ignorable.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub topics: Vec<OffsetForLeaderTopicResult>,
}

impl Message for OffsetForLeaderEpochResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 2, LATEST).ignorable(), Field::new("topics", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.topics);
    }
}

impl Root for OffsetForLeaderEpochResponse {
    const SCHEMA: Schema = Schema::new("OffsetForLeaderEpochResponse", 2, 4, 4);
}
