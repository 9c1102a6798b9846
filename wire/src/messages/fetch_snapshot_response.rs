// Generated from wire/schemas/fetch_snapshot.schema by `cargo xtask generate`; do not edit.
//! `FetchSnapshotResponse`: versions 0-1, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::records::Records;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`FetchSnapshotResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SnapshotId {
    /// Versions 0+.
    pub end_offset: i64,
    /// Versions 0+.
    pub epoch: i32,
}

impl Message for SnapshotId {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("end_offset", 0, LATEST), Field::new("epoch", 0, LATEST)];
        c.int64(&FIELDS[0], &mut self.end_offset);
        c.int32(&FIELDS[1], &mut self.epoch);
    }
}

/// Part of [`FetchSnapshotResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LeaderIdAndEpoch {
    /// Versions 0+.
    pub leader_id: i32,
    /// Versions 0+.
    pub leader_epoch: i32,
}

impl Message for LeaderIdAndEpoch {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("leader_id", 0, LATEST), Field::new("leader_epoch", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.leader_id);
        c.int32(&FIELDS[1], &mut self.leader_epoch);
    }
}

/// Part of [`FetchSnapshotResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PartitionSnapshot {
    /// Versions 0+.
    pub index: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub snapshot_id: SnapshotId,
    /// Versions 0+, tag 0 in 0+.
    pub current_leader: LeaderIdAndEpoch,
    /// Versions 0+.
    pub size: i64,
    /// Versions 0+.
    pub position: i64,
    /// Versions 0+.
    pub unaligned_records: Option<Records>,
}

impl Message for PartitionSnapshot {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 7] = [
            Field::new("index", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("snapshot_id", 0, LATEST),
            Field::new("current_leader", 0, LATEST).tagged(0, 0, LATEST),
            Field::new("size", 0, LATEST),
            Field::new("position", 0, LATEST),
            Field::new("unaligned_records", 0, LATEST).null(),
        ];
        c.int32(&FIELDS[0], &mut self.index);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.structure(&FIELDS[2], &mut self.snapshot_id);
        c.structure(&FIELDS[3], &mut self.current_leader);
        c.int64(&FIELDS[4], &mut self.size);
        c.int64(&FIELDS[5], &mut self.position);
        c.records(&FIELDS[6], &mut self.unaligned_records);
    }
}

impl Element for PartitionSnapshot {
    const SIZE_MIN: usize = 37;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`FetchSnapshotResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicSnapshot {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub partitions: Vec<PartitionSnapshot>,
}

impl Message for TopicSnapshot {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for TopicSnapshot {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`FetchSnapshotResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct NodeEndpoint {
    /// Versions 1+.
    pub node_id: i32,
    /// Versions 1+.
    pub host: String,
    /// Versions 1+.
    pub port: u16,
}

impl Message for NodeEndpoint {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] =
            [Field::new("node_id", 1, LATEST), Field::new("host", 1, LATEST), Field::new("port", 1, LATEST)];
        c.int32(&FIELDS[0], &mut self.node_id);
        c.string(&FIELDS[1], &mut self.host);
        c.uint16(&FIELDS[2], &mut self.port);
    }
}

impl Element for NodeEndpoint {
    const SIZE_MIN: usize = 1;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `FetchSnapshotResponse`: versions 0-1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FetchSnapshotResponse {
    /// Versions 0+, ignorable.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub topics: Vec<TopicSnapshot>,
    /// Versions 1+, tag 0 in 1+.
    pub node_endpoints: Vec<NodeEndpoint>,
}

impl Message for FetchSnapshotResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("throttle_time_ms", 0, LATEST).ignorable(),
            Field::new("error_code", 0, LATEST),
            Field::new("topics", 0, LATEST),
            Field::new("node_endpoints", 1, LATEST).tagged(0, 1, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.array(&FIELDS[2], &mut self.topics);
        c.array(&FIELDS[3], &mut self.node_endpoints);
    }
}

impl Root for FetchSnapshotResponse {
    const SCHEMA: Schema = Schema::new("FetchSnapshotResponse", 0, 1, 0);
}
