// Generated from wire/schemas/metadata.schema by `cargo xtask generate`; do not edit.
//! `MetadataResponse`: versions 0-13, flexible from 9.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`MetadataResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct MetadataResponseBroker {
    /// Versions 0+.
    pub node_id: i32,
    /// Versions 0+.
    pub host: String,
    /// Versions 0+.
    pub port: i32,
    /// Versions 1+, null in 1+, default null, ignorable.
    pub rack: Option<String>,
}

impl Message for MetadataResponseBroker {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("node_id", 0, LATEST),
            Field::new("host", 0, LATEST),
            Field::new("port", 0, LATEST),
            Field::new("rack", 1, LATEST).nullable(1, LATEST).null().ignorable(),
        ];
        c.int32(&FIELDS[0], &mut self.node_id);
        c.string(&FIELDS[1], &mut self.host);
        c.int32(&FIELDS[2], &mut self.port);
        c.nullable_string(&FIELDS[3], &mut self.rack);
    }
}

impl Element for MetadataResponseBroker {
    const SIZE_MIN: usize = 10;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`MetadataResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetadataResponsePartition {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub leader_id: i32,
    /// Versions 7+, default -1, ignorable.
    pub leader_epoch: i32,
    /// Versions 0+.
    pub replica_nodes: Vec<i32>,
    /// Versions 0+.
    pub isr_nodes: Vec<i32>,
    /// Versions 5+, ignorable.
    pub offline_replicas: Vec<i32>,
}

impl Default for MetadataResponsePartition {
    fn default() -> MetadataResponsePartition {
        MetadataResponsePartition {
            error_code: 0,
            partition_index: 0,
            leader_id: 0,
            leader_epoch: -1,
            replica_nodes: Vec::new(),
            isr_nodes: Vec::new(),
            offline_replicas: Vec::new(),
        }
    }
}

impl Message for MetadataResponsePartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 7] = [
            Field::new("error_code", 0, LATEST),
            Field::new("partition_index", 0, LATEST),
            Field::new("leader_id", 0, LATEST),
            Field::new("leader_epoch", 7, LATEST).int(-1).ignorable(),
            Field::new("replica_nodes", 0, LATEST),
            Field::new("isr_nodes", 0, LATEST),
            Field::new("offline_replicas", 5, LATEST).ignorable(),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.int32(&FIELDS[1], &mut self.partition_index);
        c.int32(&FIELDS[2], &mut self.leader_id);
        c.int32(&FIELDS[3], &mut self.leader_epoch);
        c.array(&FIELDS[4], &mut self.replica_nodes);
        c.array(&FIELDS[5], &mut self.isr_nodes);
        c.array(&FIELDS[6], &mut self.offline_replicas);
    }
}

impl Element for MetadataResponsePartition {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`MetadataResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetadataResponseTopic {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 12+.
    pub name: Option<String>,
    /// Versions 10+, ignorable.
    pub topic_id: Uuid,
    /// Versions 1+, ignorable.
    pub is_internal: bool,
    /// Versions 0+.
    pub partitions: Vec<MetadataResponsePartition>,
    /// Versions 8+, default -2147483648.
    pub topic_authorized_operations: i32,
}

impl Default for MetadataResponseTopic {
    fn default() -> MetadataResponseTopic {
        MetadataResponseTopic {
            error_code: 0,
            name: Some(String::default()),
            topic_id: Uuid::ZERO,
            is_internal: false,
            partitions: Vec::new(),
            topic_authorized_operations: i32::MIN,
        }
    }
}

impl Message for MetadataResponseTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 6] = [
            Field::new("error_code", 0, LATEST),
            Field::new("name", 0, LATEST).nullable(12, LATEST),
            Field::new("topic_id", 10, LATEST).ignorable(),
            Field::new("is_internal", 1, LATEST).ignorable(),
            Field::new("partitions", 0, LATEST),
            Field::new("topic_authorized_operations", 8, LATEST).int(-2147483648),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.nullable_string(&FIELDS[1], &mut self.name);
        c.uuid(&FIELDS[2], &mut self.topic_id);
        c.bool(&FIELDS[3], &mut self.is_internal);
        c.array(&FIELDS[4], &mut self.partitions);
        c.int32(&FIELDS[5], &mut self.topic_authorized_operations);
    }
}

impl Element for MetadataResponseTopic {
    const SIZE_MIN: usize = 8;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `MetadataResponse`: versions 0-13, flexible from 9.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetadataResponse {
    /// Versions 3+, ignorable.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub brokers: Vec<MetadataResponseBroker>,
    /// Versions 2+, null in 2+, default null, ignorable.
    pub cluster_id: Option<String>,
    /// Versions 1+, default -1, ignorable.
    pub controller_id: i32,
    /// Versions 0+.
    pub topics: Vec<MetadataResponseTopic>,
    /// Versions 8-10, default -2147483648.
    pub cluster_authorized_operations: i32,
    /// Versions 13+, ignorable.
    pub error_code: i16,
}

impl Default for MetadataResponse {
    fn default() -> MetadataResponse {
        MetadataResponse {
            throttle_time_ms: 0,
            brokers: Vec::new(),
            cluster_id: None,
            controller_id: -1,
            topics: Vec::new(),
            cluster_authorized_operations: i32::MIN,
            error_code: 0,
        }
    }
}

impl Message for MetadataResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 7] = [
            Field::new("throttle_time_ms", 3, LATEST).ignorable(),
            Field::new("brokers", 0, LATEST),
            Field::new("cluster_id", 2, LATEST).nullable(2, LATEST).null().ignorable(),
            Field::new("controller_id", 1, LATEST).int(-1).ignorable(),
            Field::new("topics", 0, LATEST),
            Field::new("cluster_authorized_operations", 8, 10).int(-2147483648),
            Field::new("error_code", 13, LATEST).ignorable(),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.brokers);
        c.nullable_string(&FIELDS[2], &mut self.cluster_id);
        c.int32(&FIELDS[3], &mut self.controller_id);
        c.array(&FIELDS[4], &mut self.topics);
        c.int32(&FIELDS[5], &mut self.cluster_authorized_operations);
        c.int16(&FIELDS[6], &mut self.error_code);
    }
}

impl Root for MetadataResponse {
    const SCHEMA: Schema = Schema::new("MetadataResponse", 0, 13, 9);
}
