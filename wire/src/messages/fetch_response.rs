// Generated from wire/schemas/fetch.schema by `cargo xtask generate`; do not edit.
//! `FetchResponse`: versions 4-18, flexible from 12.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::records::Records;
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`FetchResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpochEndOffset {
    /// Versions 12+, default -1.
    pub epoch: i32,
    /// Versions 12+, default -1.
    pub end_offset: i64,
}

impl Default for EpochEndOffset {
    fn default() -> EpochEndOffset {
        EpochEndOffset { epoch: -1, end_offset: -1 }
    }
}

impl Message for EpochEndOffset {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("epoch", 12, LATEST).int(-1), Field::new("end_offset", 12, LATEST).int(-1)];
        c.int32(&FIELDS[0], &mut self.epoch);
        c.int64(&FIELDS[1], &mut self.end_offset);
    }
}

/// Part of [`FetchResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaderIdAndEpoch {
    /// Versions 12+, default -1.
    pub leader_id: i32,
    /// Versions 12+, default -1.
    pub leader_epoch: i32,
}

impl Default for LeaderIdAndEpoch {
    fn default() -> LeaderIdAndEpoch {
        LeaderIdAndEpoch { leader_id: -1, leader_epoch: -1 }
    }
}

impl Message for LeaderIdAndEpoch {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("leader_id", 12, LATEST).int(-1), Field::new("leader_epoch", 12, LATEST).int(-1)];
        c.int32(&FIELDS[0], &mut self.leader_id);
        c.int32(&FIELDS[1], &mut self.leader_epoch);
    }
}

/// Part of [`FetchResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotId {
    /// Versions 0+, default -1.
    pub end_offset: i64,
    /// Versions 0+, default -1.
    pub epoch: i32,
}

impl Default for SnapshotId {
    fn default() -> SnapshotId {
        SnapshotId { end_offset: -1, epoch: -1 }
    }
}

impl Message for SnapshotId {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("end_offset", 0, LATEST).int(-1), Field::new("epoch", 0, LATEST).int(-1)];
        c.int64(&FIELDS[0], &mut self.end_offset);
        c.int32(&FIELDS[1], &mut self.epoch);
    }
}

/// Part of [`FetchResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AbortedTransaction {
    /// Versions 4+.
    pub producer_id: i64,
    /// Versions 4+.
    pub first_offset: i64,
}

impl Message for AbortedTransaction {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("producer_id", 4, LATEST), Field::new("first_offset", 4, LATEST)];
        c.int64(&FIELDS[0], &mut self.producer_id);
        c.int64(&FIELDS[1], &mut self.first_offset);
    }
}

impl Element for AbortedTransaction {
    const SIZE_MIN: usize = 16;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`FetchResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartitionData {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub high_watermark: i64,
    /// Versions 4+, default -1, ignorable.
    pub last_stable_offset: i64,
    /// Versions 5+, default -1, ignorable.
    pub log_start_offset: i64,
    /// Versions 12+, tag 0 in 12+.
    pub diverging_epoch: EpochEndOffset,
    /// Versions 12+, tag 1 in 12+.
    pub current_leader: LeaderIdAndEpoch,
    /// Versions 12+, tag 2 in 12+.
    pub snapshot_id: SnapshotId,
    /// Versions 4+, null in 4+, ignorable.
    pub aborted_transactions: Option<Vec<AbortedTransaction>>,
    /// Versions 11+, default -1.
    pub preferred_read_replica: i32,
    /// Versions 0+, null in 0+.
    pub records: Option<Records>,
}

impl Default for PartitionData {
    fn default() -> PartitionData {
        PartitionData {
            partition_index: 0,
            error_code: 0,
            high_watermark: 0,
            last_stable_offset: -1,
            log_start_offset: -1,
            diverging_epoch: EpochEndOffset::default(),
            current_leader: LeaderIdAndEpoch::default(),
            snapshot_id: SnapshotId::default(),
            aborted_transactions: Some(Vec::new()),
            preferred_read_replica: -1,
            records: None,
        }
    }
}

impl Message for PartitionData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 11] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("high_watermark", 0, LATEST),
            Field::new("last_stable_offset", 4, LATEST).int(-1).ignorable(),
            Field::new("log_start_offset", 5, LATEST).int(-1).ignorable(),
            Field::new("diverging_epoch", 12, LATEST).tagged(0, 12, LATEST),
            Field::new("current_leader", 12, LATEST).tagged(1, 12, LATEST),
            Field::new("snapshot_id", 12, LATEST).tagged(2, 12, LATEST),
            Field::new("aborted_transactions", 4, LATEST).nullable(4, LATEST).ignorable(),
            Field::new("preferred_read_replica", 11, LATEST).int(-1),
            Field::new("records", 0, LATEST).nullable(0, LATEST).null(),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.int64(&FIELDS[2], &mut self.high_watermark);
        c.int64(&FIELDS[3], &mut self.last_stable_offset);
        c.int64(&FIELDS[4], &mut self.log_start_offset);
        c.structure(&FIELDS[5], &mut self.diverging_epoch);
        c.structure(&FIELDS[6], &mut self.current_leader);
        c.structure(&FIELDS[7], &mut self.snapshot_id);
        c.array(&FIELDS[8], &mut self.aborted_transactions);
        c.int32(&FIELDS[9], &mut self.preferred_read_replica);
        c.records(&FIELDS[10], &mut self.records);
    }
}

impl Element for PartitionData {
    const SIZE_MIN: usize = 30;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`FetchResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FetchableTopicResponse {
    /// Versions 0-12, ignorable.
    pub topic: String,
    /// Versions 13+, ignorable.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<PartitionData>,
}

impl Message for FetchableTopicResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("topic", 0, 12).ignorable(),
            Field::new("topic_id", 13, LATEST).ignorable(),
            Field::new("partitions", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.topic);
        c.uuid(&FIELDS[1], &mut self.topic_id);
        c.array(&FIELDS[2], &mut self.partitions);
    }
}

impl Element for FetchableTopicResponse {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`FetchResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct NodeEndpoint {
    /// Versions 16+.
    pub node_id: i32,
    /// Versions 16+.
    pub host: String,
    /// Versions 16+.
    pub port: i32,
    /// Versions 16+, null in 16+, default null.
    pub rack: Option<String>,
}

impl Message for NodeEndpoint {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("node_id", 16, LATEST),
            Field::new("host", 16, LATEST),
            Field::new("port", 16, LATEST),
            Field::new("rack", 16, LATEST).nullable(16, LATEST).null(),
        ];
        c.int32(&FIELDS[0], &mut self.node_id);
        c.string(&FIELDS[1], &mut self.host);
        c.int32(&FIELDS[2], &mut self.port);
        c.nullable_string(&FIELDS[3], &mut self.rack);
    }
}

impl Element for NodeEndpoint {
    const SIZE_MIN: usize = 1;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `FetchResponse`: versions 4-18, flexible from 12.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FetchResponse {
    /// Versions 1+, ignorable.
    pub throttle_time_ms: i32,
    /// Versions 7+, ignorable.
    pub error_code: i16,
    /// Versions 7+.
    pub session_id: i32,
    /// Versions 0+.
    pub responses: Vec<FetchableTopicResponse>,
    /// Versions 16+, tag 0 in 16+.
    pub node_endpoints: Vec<NodeEndpoint>,
}

impl Message for FetchResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("throttle_time_ms", 1, LATEST).ignorable(),
            Field::new("error_code", 7, LATEST).ignorable(),
            Field::new("session_id", 7, LATEST),
            Field::new("responses", 0, LATEST),
            Field::new("node_endpoints", 16, LATEST).tagged(0, 16, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.int32(&FIELDS[2], &mut self.session_id);
        c.array(&FIELDS[3], &mut self.responses);
        c.array(&FIELDS[4], &mut self.node_endpoints);
    }
}

impl Root for FetchResponse {
    const SCHEMA: Schema = Schema::new("FetchResponse", 4, 18, 12);
}
