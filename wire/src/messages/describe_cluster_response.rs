// Generated from wire/schemas/describe_cluster.schema by `cargo xtask generate`; do not edit.
//! `DescribeClusterResponse`: versions 0-2, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DescribeClusterResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeClusterBroker {
    /// Versions 0+.
    pub broker_id: i32,
    /// Versions 0+.
    pub host: String,
    /// Versions 0+.
    pub port: i32,
    /// Versions 0+, null in 0+, default null.
    pub rack: Option<String>,
    /// Versions 2+.
    pub is_fenced: bool,
}

impl Message for DescribeClusterBroker {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("broker_id", 0, LATEST),
            Field::new("host", 0, LATEST),
            Field::new("port", 0, LATEST),
            Field::new("rack", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("is_fenced", 2, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.broker_id);
        c.string(&FIELDS[1], &mut self.host);
        c.int32(&FIELDS[2], &mut self.port);
        c.nullable_string(&FIELDS[3], &mut self.rack);
        c.bool(&FIELDS[4], &mut self.is_fenced);
    }
}

impl Element for DescribeClusterBroker {
    const SIZE_MIN: usize = 11;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DescribeClusterResponse`: versions 0-2, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeClusterResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+, default null.
    pub error_message: Option<String>,
    /// Versions 1+, default 1.
    pub endpoint_type: i8,
    /// Versions 0+.
    pub cluster_id: String,
    /// Versions 0+, default -1.
    pub controller_id: i32,
    /// Versions 0+.
    pub brokers: Vec<DescribeClusterBroker>,
    /// Versions 0+, default -2147483648.
    pub cluster_authorized_operations: i32,
}

impl Default for DescribeClusterResponse {
    fn default() -> DescribeClusterResponse {
        DescribeClusterResponse {
            throttle_time_ms: 0,
            error_code: 0,
            error_message: None,
            endpoint_type: 1,
            cluster_id: String::new(),
            controller_id: -1,
            brokers: Vec::new(),
            cluster_authorized_operations: i32::MIN,
        }
    }
}

impl Message for DescribeClusterResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 8] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("endpoint_type", 1, LATEST).int(1),
            Field::new("cluster_id", 0, LATEST),
            Field::new("controller_id", 0, LATEST).int(-1),
            Field::new("brokers", 0, LATEST),
            Field::new("cluster_authorized_operations", 0, LATEST).int(-2147483648),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
        c.int8(&FIELDS[3], &mut self.endpoint_type);
        c.string(&FIELDS[4], &mut self.cluster_id);
        c.int32(&FIELDS[5], &mut self.controller_id);
        c.array(&FIELDS[6], &mut self.brokers);
        c.int32(&FIELDS[7], &mut self.cluster_authorized_operations);
    }
}

impl Root for DescribeClusterResponse {
    const SCHEMA: Schema = Schema::new("DescribeClusterResponse", 0, 2, 0);
}
