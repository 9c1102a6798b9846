// Generated from wire/schemas/read_share_group_state_summary.schema by `cargo xtask generate`; do not edit.
//! `ReadShareGroupStateSummaryRequest`: versions 0-1, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ReadShareGroupStateSummaryRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PartitionData {
    /// Versions 0+.
    pub partition: i32,
    /// Versions 0+.
    pub leader_epoch: i32,
}

impl Message for PartitionData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("partition", 0, LATEST), Field::new("leader_epoch", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.partition);
        c.int32(&FIELDS[1], &mut self.leader_epoch);
    }
}

impl Element for PartitionData {
    const SIZE_MIN: usize = 9;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ReadShareGroupStateSummaryRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ReadStateSummaryData {
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<PartitionData>,
}

impl Message for ReadStateSummaryData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic_id", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for ReadStateSummaryData {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ReadShareGroupStateSummaryRequest`: versions 0-1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ReadShareGroupStateSummaryRequest {
    /// Versions 0+.
    pub group_id: String,
    /// Versions 0+.
    pub topics: Vec<ReadStateSummaryData>,
}

impl Message for ReadShareGroupStateSummaryRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("group_id", 0, LATEST), Field::new("topics", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.group_id);
        c.array(&FIELDS[1], &mut self.topics);
    }
}

impl Root for ReadShareGroupStateSummaryRequest {
    const SCHEMA: Schema = Schema::new("ReadShareGroupStateSummaryRequest", 0, 1, 0);
}
