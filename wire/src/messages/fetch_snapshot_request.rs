// Generated from wire/schemas/fetch_snapshot.schema by `cargo xtask generate`; do not edit.
//! `FetchSnapshotRequest`: versions 0-1, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`FetchSnapshotRequest`].
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

/// Part of [`FetchSnapshotRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PartitionSnapshot {
    /// Versions 0+.
    pub partition: i32,
    /// Versions 0+.
    pub current_leader_epoch: i32,
    /// Versions 0+.
    pub snapshot_id: SnapshotId,
    /// Versions 0+.
    pub position: i64,
    /// Versions 1+, tag 0 in 1+, ignorable.
    pub replica_directory_id: Uuid,
}

impl Message for PartitionSnapshot {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("partition", 0, LATEST),
            Field::new("current_leader_epoch", 0, LATEST),
            Field::new("snapshot_id", 0, LATEST),
            Field::new("position", 0, LATEST),
            Field::new("replica_directory_id", 1, LATEST).tagged(0, 1, LATEST).ignorable(),
        ];
        c.int32(&FIELDS[0], &mut self.partition);
        c.int32(&FIELDS[1], &mut self.current_leader_epoch);
        c.structure(&FIELDS[2], &mut self.snapshot_id);
        c.int64(&FIELDS[3], &mut self.position);
        c.uuid(&FIELDS[4], &mut self.replica_directory_id);
    }
}

impl Element for PartitionSnapshot {
    const SIZE_MIN: usize = 30;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`FetchSnapshotRequest`].
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

/// `FetchSnapshotRequest`: versions 0-1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchSnapshotRequest {
    /// Versions 0+, null in 0+, tag 0 in 0+, default null.
    pub cluster_id: Option<String>,
    /// Versions 0+, default -1.
    pub replica_id: i32,
    /// Versions 0+, default 2147483647.
    pub max_bytes: i32,
    /// Versions 0+.
    pub topics: Vec<TopicSnapshot>,
}

impl Default for FetchSnapshotRequest {
    fn default() -> FetchSnapshotRequest {
        FetchSnapshotRequest { cluster_id: None, replica_id: -1, max_bytes: i32::MAX, topics: Vec::new() }
    }
}

impl Message for FetchSnapshotRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("cluster_id", 0, LATEST).nullable(0, LATEST).tagged(0, 0, LATEST).null(),
            Field::new("replica_id", 0, LATEST).int(-1),
            Field::new("max_bytes", 0, LATEST).int(2147483647),
            Field::new("topics", 0, LATEST),
        ];
        c.nullable_string(&FIELDS[0], &mut self.cluster_id);
        c.int32(&FIELDS[1], &mut self.replica_id);
        c.int32(&FIELDS[2], &mut self.max_bytes);
        c.array(&FIELDS[3], &mut self.topics);
    }
}

impl Root for FetchSnapshotRequest {
    const SCHEMA: Schema = Schema::new("FetchSnapshotRequest", 0, 1, 0);
}
