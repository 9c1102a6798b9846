// Generated from wire/schemas/describe_topic_partitions.schema by `cargo xtask generate`; do not edit.
//! `DescribeTopicPartitionsResponse`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DescribeTopicPartitionsResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeTopicPartitionsResponsePartition {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub leader_id: i32,
    /// Versions 0+, default -1, ignorable.
    pub leader_epoch: i32,
    /// Versions 0+.
    pub replica_nodes: Vec<i32>,
    /// Versions 0+.
    pub isr_nodes: Vec<i32>,
    /// Versions 0+, null in 0+, default null.
    pub eligible_leader_replicas: Option<Vec<i32>>,
    /// Versions 0+, null in 0+, default null.
    pub last_known_elr: Option<Vec<i32>>,
    /// Versions 0+, ignorable.
    pub offline_replicas: Vec<i32>,
}

impl Default for DescribeTopicPartitionsResponsePartition {
    fn default() -> DescribeTopicPartitionsResponsePartition {
        DescribeTopicPartitionsResponsePartition {
            error_code: 0,
            partition_index: 0,
            leader_id: 0,
            leader_epoch: -1,
            replica_nodes: Vec::new(),
            isr_nodes: Vec::new(),
            eligible_leader_replicas: None,
            last_known_elr: None,
            offline_replicas: Vec::new(),
        }
    }
}

impl Message for DescribeTopicPartitionsResponsePartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 9] = [
            Field::new("error_code", 0, LATEST),
            Field::new("partition_index", 0, LATEST),
            Field::new("leader_id", 0, LATEST),
            Field::new("leader_epoch", 0, LATEST).int(-1).ignorable(),
            Field::new("replica_nodes", 0, LATEST),
            Field::new("isr_nodes", 0, LATEST),
            Field::new("eligible_leader_replicas", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("last_known_elr", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("offline_replicas", 0, LATEST).ignorable(),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.int32(&FIELDS[1], &mut self.partition_index);
        c.int32(&FIELDS[2], &mut self.leader_id);
        c.int32(&FIELDS[3], &mut self.leader_epoch);
        c.array(&FIELDS[4], &mut self.replica_nodes);
        c.array(&FIELDS[5], &mut self.isr_nodes);
        c.array(&FIELDS[6], &mut self.eligible_leader_replicas);
        c.array(&FIELDS[7], &mut self.last_known_elr);
        c.array(&FIELDS[8], &mut self.offline_replicas);
    }
}

impl Element for DescribeTopicPartitionsResponsePartition {
    const SIZE_MIN: usize = 20;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeTopicPartitionsResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeTopicPartitionsResponseTopic {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+.
    pub name: Option<String>,
    /// Versions 0+, ignorable.
    pub topic_id: Uuid,
    /// Versions 0+, ignorable.
    pub is_internal: bool,
    /// Versions 0+.
    pub partitions: Vec<DescribeTopicPartitionsResponsePartition>,
    /// Versions 0+, default -2147483648.
    pub topic_authorized_operations: i32,
}

impl Default for DescribeTopicPartitionsResponseTopic {
    fn default() -> DescribeTopicPartitionsResponseTopic {
        DescribeTopicPartitionsResponseTopic {
            error_code: 0,
            name: Some(String::default()),
            topic_id: Uuid::ZERO,
            is_internal: false,
            partitions: Vec::new(),
            topic_authorized_operations: i32::MIN,
        }
    }
}

impl Message for DescribeTopicPartitionsResponseTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 6] = [
            Field::new("error_code", 0, LATEST),
            Field::new("name", 0, LATEST).nullable(0, LATEST),
            Field::new("topic_id", 0, LATEST).ignorable(),
            Field::new("is_internal", 0, LATEST).ignorable(),
            Field::new("partitions", 0, LATEST),
            Field::new("topic_authorized_operations", 0, LATEST).int(-2147483648),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.nullable_string(&FIELDS[1], &mut self.name);
        c.uuid(&FIELDS[2], &mut self.topic_id);
        c.bool(&FIELDS[3], &mut self.is_internal);
        c.array(&FIELDS[4], &mut self.partitions);
        c.int32(&FIELDS[5], &mut self.topic_authorized_operations);
    }
}

impl Element for DescribeTopicPartitionsResponseTopic {
    const SIZE_MIN: usize = 26;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeTopicPartitionsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Cursor {
    /// Versions 0+.
    pub topic_name: String,
    /// Versions 0+.
    pub partition_index: i32,
}

impl Message for Cursor {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("topic_name", 0, LATEST), Field::new("partition_index", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.topic_name);
        c.int32(&FIELDS[1], &mut self.partition_index);
    }
}

/// `DescribeTopicPartitionsResponse`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeTopicPartitionsResponse {
    /// Versions 0+, ignorable.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub topics: Vec<DescribeTopicPartitionsResponseTopic>,
    /// Versions 0+, null in 0+, default null.
    pub next_cursor: Option<Cursor>,
}

impl Message for DescribeTopicPartitionsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("throttle_time_ms", 0, LATEST).ignorable(),
            Field::new("topics", 0, LATEST),
            Field::new("next_cursor", 0, LATEST).nullable(0, LATEST).null(),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.topics);
        c.nullable_structure(&FIELDS[2], &mut self.next_cursor);
    }
}

impl Root for DescribeTopicPartitionsResponse {
    const SCHEMA: Schema = Schema::new("DescribeTopicPartitionsResponse", 0, 0, 0);
}
