// Generated from wire/schemas/fetch.schema by `cargo xtask generate`; do not edit.
//! `FetchRequest`: versions 4-18, flexible from 12.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`FetchRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplicaState {
    /// Versions 15+, default -1.
    pub replica_id: i32,
    /// Versions 15+, default -1.
    pub replica_epoch: i64,
}

impl Default for ReplicaState {
    fn default() -> ReplicaState {
        ReplicaState { replica_id: -1, replica_epoch: -1 }
    }
}

impl Message for ReplicaState {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("replica_id", 15, LATEST).int(-1), Field::new("replica_epoch", 15, LATEST).int(-1)];
        c.int32(&FIELDS[0], &mut self.replica_id);
        c.int64(&FIELDS[1], &mut self.replica_epoch);
    }
}

/// Part of [`FetchRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchPartition {
    /// Versions 0+.
    pub partition: i32,
    /// Versions 9+, default -1, ignorable.
    pub current_leader_epoch: i32,
    /// Versions 0+.
    pub fetch_offset: i64,
    /// Versions 12+, default -1.
    pub last_fetched_epoch: i32,
    /// Versions 5+, default -1, ignorable.
    pub log_start_offset: i64,
    /// Versions 0+.
    pub partition_max_bytes: i32,
    /// Versions 17+, tag 0 in 17+, ignorable.
    pub replica_directory_id: Uuid,
    /// Versions 18+, tag 1 in 18+, default 9223372036854775807, ignorable.
    pub high_watermark: i64,
}

impl Default for FetchPartition {
    fn default() -> FetchPartition {
        FetchPartition {
            partition: 0,
            current_leader_epoch: -1,
            fetch_offset: 0,
            last_fetched_epoch: -1,
            log_start_offset: -1,
            partition_max_bytes: 0,
            replica_directory_id: Uuid::ZERO,
            high_watermark: i64::MAX,
        }
    }
}

impl Message for FetchPartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 8] = [
            Field::new("partition", 0, LATEST),
            Field::new("current_leader_epoch", 9, LATEST).int(-1).ignorable(),
            Field::new("fetch_offset", 0, LATEST),
            Field::new("last_fetched_epoch", 12, LATEST).int(-1),
            Field::new("log_start_offset", 5, LATEST).int(-1).ignorable(),
            Field::new("partition_max_bytes", 0, LATEST),
            Field::new("replica_directory_id", 17, LATEST).tagged(0, 17, LATEST).ignorable(),
            Field::new("high_watermark", 18, LATEST).tagged(1, 18, LATEST).int64_max().ignorable(),
        ];
        c.int32(&FIELDS[0], &mut self.partition);
        c.int32(&FIELDS[1], &mut self.current_leader_epoch);
        c.int64(&FIELDS[2], &mut self.fetch_offset);
        c.int32(&FIELDS[3], &mut self.last_fetched_epoch);
        c.int64(&FIELDS[4], &mut self.log_start_offset);
        c.int32(&FIELDS[5], &mut self.partition_max_bytes);
        c.uuid(&FIELDS[6], &mut self.replica_directory_id);
        c.int64(&FIELDS[7], &mut self.high_watermark);
    }
}

impl Element for FetchPartition {
    const SIZE_MIN: usize = 16;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`FetchRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FetchTopic {
    /// Versions 0-12, ignorable.
    pub topic: String,
    /// Versions 13+, ignorable.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<FetchPartition>,
}

impl Message for FetchTopic {
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

impl Element for FetchTopic {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`FetchRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ForgottenTopic {
    /// Versions 7-12, ignorable.
    pub topic: String,
    /// Versions 13+, ignorable.
    pub topic_id: Uuid,
    /// Versions 7+.
    pub partitions: Vec<i32>,
}

impl Message for ForgottenTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("topic", 7, 12).ignorable(),
            Field::new("topic_id", 13, LATEST).ignorable(),
            Field::new("partitions", 7, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.topic);
        c.uuid(&FIELDS[1], &mut self.topic_id);
        c.array(&FIELDS[2], &mut self.partitions);
    }
}

impl Element for ForgottenTopic {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `FetchRequest`: versions 4-18, flexible from 12.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchRequest {
    /// Versions 12+, null in 12+, tag 0 in 12+, default null, ignorable.
    pub cluster_id: Option<String>,
    /// Versions 0-14, default -1.
    pub replica_id: i32,
    /// Versions 15+, tag 1 in 15+.
    pub replica_state: ReplicaState,
    /// Versions 0+.
    pub max_wait_ms: i32,
    /// Versions 0+.
    pub min_bytes: i32,
    /// Versions 3+, default 2147483647, ignorable.
    pub max_bytes: i32,
    /// Versions 4+, ignorable.
    pub isolation_level: i8,
    /// Versions 7+, ignorable.
    pub session_id: i32,
    /// Versions 7+, default -1, ignorable.
    pub session_epoch: i32,
    /// Versions 0+.
    pub topics: Vec<FetchTopic>,
    /// Versions 7+.
    pub forgotten_topics_data: Vec<ForgottenTopic>,
    /// Versions 11+, ignorable.
    pub rack_id: String,
}

impl Default for FetchRequest {
    fn default() -> FetchRequest {
        FetchRequest {
            cluster_id: None,
            replica_id: -1,
            replica_state: ReplicaState::default(),
            max_wait_ms: 0,
            min_bytes: 0,
            max_bytes: i32::MAX,
            isolation_level: 0,
            session_id: 0,
            session_epoch: -1,
            topics: Vec::new(),
            forgotten_topics_data: Vec::new(),
            rack_id: String::new(),
        }
    }
}

impl Message for FetchRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 12] = [
            Field::new("cluster_id", 12, LATEST)
                .nullable(12, LATEST)
                .tagged(0, 12, LATEST)
                .null()
                .ignorable(),
            Field::new("replica_id", 0, 14).int(-1),
            Field::new("replica_state", 15, LATEST).tagged(1, 15, LATEST),
            Field::new("max_wait_ms", 0, LATEST),
            Field::new("min_bytes", 0, LATEST),
            Field::new("max_bytes", 3, LATEST).int(2147483647).ignorable(),
            Field::new("isolation_level", 4, LATEST).ignorable(),
            Field::new("session_id", 7, LATEST).ignorable(),
            Field::new("session_epoch", 7, LATEST).int(-1).ignorable(),
            Field::new("topics", 0, LATEST),
            Field::new("forgotten_topics_data", 7, LATEST),
            Field::new("rack_id", 11, LATEST).ignorable(),
        ];
        c.nullable_string(&FIELDS[0], &mut self.cluster_id);
        c.int32(&FIELDS[1], &mut self.replica_id);
        c.structure(&FIELDS[2], &mut self.replica_state);
        c.int32(&FIELDS[3], &mut self.max_wait_ms);
        c.int32(&FIELDS[4], &mut self.min_bytes);
        c.int32(&FIELDS[5], &mut self.max_bytes);
        c.int8(&FIELDS[6], &mut self.isolation_level);
        c.int32(&FIELDS[7], &mut self.session_id);
        c.int32(&FIELDS[8], &mut self.session_epoch);
        c.array(&FIELDS[9], &mut self.topics);
        c.array(&FIELDS[10], &mut self.forgotten_topics_data);
        c.string(&FIELDS[11], &mut self.rack_id);
    }
}

impl Root for FetchRequest {
    const SCHEMA: Schema = Schema::new("FetchRequest", 4, 18, 12);
}
