// Generated from wire/schemas/read_share_group_state_summary.schema by `cargo xtask generate`; do not edit.
//! `ReadShareGroupStateSummaryResponse`: versions 0-1, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ReadShareGroupStateSummaryResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartitionResult {
    /// Versions 0+.
    pub partition: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+, default null.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub state_epoch: i32,
    /// Versions 0+.
    pub leader_epoch: i32,
    /// Versions 0+.
    pub start_offset: i64,
    /// Versions 1+, default -1, ignorable.
    pub delivery_complete_count: i32,
}

impl Default for PartitionResult {
    fn default() -> PartitionResult {
        PartitionResult {
            partition: 0,
            error_code: 0,
            error_message: None,
            state_epoch: 0,
            leader_epoch: 0,
            start_offset: 0,
            delivery_complete_count: -1,
        }
    }
}

impl Message for PartitionResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 7] = [
            Field::new("partition", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("state_epoch", 0, LATEST),
            Field::new("leader_epoch", 0, LATEST),
            Field::new("start_offset", 0, LATEST),
            Field::new("delivery_complete_count", 1, LATEST).int(-1).ignorable(),
        ];
        c.int32(&FIELDS[0], &mut self.partition);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
        c.int32(&FIELDS[3], &mut self.state_epoch);
        c.int32(&FIELDS[4], &mut self.leader_epoch);
        c.int64(&FIELDS[5], &mut self.start_offset);
        c.int32(&FIELDS[6], &mut self.delivery_complete_count);
    }
}

impl Element for PartitionResult {
    const SIZE_MIN: usize = 24;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ReadShareGroupStateSummaryResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ReadStateSummaryResult {
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<PartitionResult>,
}

impl Message for ReadStateSummaryResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic_id", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for ReadStateSummaryResult {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ReadShareGroupStateSummaryResponse`: versions 0-1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ReadShareGroupStateSummaryResponse {
    /// Versions 0+.
    pub results: Vec<ReadStateSummaryResult>,
}

impl Message for ReadShareGroupStateSummaryResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("results", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.results);
    }
}

impl Root for ReadShareGroupStateSummaryResponse {
    const SCHEMA: Schema = Schema::new("ReadShareGroupStateSummaryResponse", 0, 1, 0);
}
