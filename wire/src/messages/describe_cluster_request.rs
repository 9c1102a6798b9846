// Generated from wire/schemas/describe_cluster.schema by `cargo xtask generate`; do not edit.
//! `DescribeClusterRequest`: versions 0-2, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `DescribeClusterRequest`: versions 0-2, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeClusterRequest {
    /// Versions 0+.
    pub include_cluster_authorized_operations: bool,
    /// Versions 1+, default 1.
    pub endpoint_type: i8,
    /// Versions 2+.
    pub include_fenced_brokers: bool,
}

impl Default for DescribeClusterRequest {
    fn default() -> DescribeClusterRequest {
        DescribeClusterRequest {
            include_cluster_authorized_operations: false,
            endpoint_type: 1,
            include_fenced_brokers: false,
        }
    }
}

impl Message for DescribeClusterRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("include_cluster_authorized_operations", 0, LATEST),
            Field::new("endpoint_type", 1, LATEST).int(1),
            Field::new("include_fenced_brokers", 2, LATEST),
        ];
        c.bool(&FIELDS[0], &mut self.include_cluster_authorized_operations);
        c.int8(&FIELDS[1], &mut self.endpoint_type);
        c.bool(&FIELDS[2], &mut self.include_fenced_brokers);
    }
}

impl Root for DescribeClusterRequest {
    const SCHEMA: Schema = Schema::new("DescribeClusterRequest", 0, 2, 0);
}
