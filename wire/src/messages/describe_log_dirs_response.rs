// Generated from wire/schemas/describe_log_dirs.schema by `cargo xtask generate`; do not edit.
//! `DescribeLogDirsResponse`: versions 1-5, flexible from 2.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`DescribeLogDirsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeLogDirsPartition {
    /// Versions 0+.
    pub partition_index: i32,
    /// Versions 0+.
    pub partition_size: i64,
    /// Versions 0+.
    pub offset_lag: i64,
    /// Versions 0+.
    pub is_future_key: bool,
}

impl Message for DescribeLogDirsPartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("partition_index", 0, LATEST),
            Field::new("partition_size", 0, LATEST),
            Field::new("offset_lag", 0, LATEST),
            Field::new("is_future_key", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.partition_index);
        c.int64(&FIELDS[1], &mut self.partition_size);
        c.int64(&FIELDS[2], &mut self.offset_lag);
        c.bool(&FIELDS[3], &mut self.is_future_key);
    }
}

impl Element for DescribeLogDirsPartition {
    const SIZE_MIN: usize = 21;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeLogDirsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeLogDirsTopic {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub partitions: Vec<DescribeLogDirsPartition>,
}

impl Message for DescribeLogDirsTopic {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for DescribeLogDirsTopic {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`DescribeLogDirsResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeLogDirsResult {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub log_dir: String,
    /// Versions 0+.
    pub topics: Vec<DescribeLogDirsTopic>,
    /// Versions 4+, default -1, ignorable.
    pub total_bytes: i64,
    /// Versions 4+, default -1, ignorable.
    pub usable_bytes: i64,
    /// Versions 5+, ignorable.
    pub is_cordoned: bool,
}

impl Default for DescribeLogDirsResult {
    fn default() -> DescribeLogDirsResult {
        DescribeLogDirsResult {
            error_code: 0,
            log_dir: String::new(),
            topics: Vec::new(),
            total_bytes: -1,
            usable_bytes: -1,
            is_cordoned: false,
        }
    }
}

impl Message for DescribeLogDirsResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 6] = [
            Field::new("error_code", 0, LATEST),
            Field::new("log_dir", 0, LATEST),
            Field::new("topics", 0, LATEST),
            Field::new("total_bytes", 4, LATEST).int(-1).ignorable(),
            Field::new("usable_bytes", 4, LATEST).int(-1).ignorable(),
            Field::new("is_cordoned", 5, LATEST).ignorable(),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.string(&FIELDS[1], &mut self.log_dir);
        c.array(&FIELDS[2], &mut self.topics);
        c.int64(&FIELDS[3], &mut self.total_bytes);
        c.int64(&FIELDS[4], &mut self.usable_bytes);
        c.bool(&FIELDS[5], &mut self.is_cordoned);
    }
}

impl Element for DescribeLogDirsResult {
    const SIZE_MIN: usize = 5;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `DescribeLogDirsResponse`: versions 1-5, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DescribeLogDirsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 3+, ignorable.
    pub error_code: i16,
    /// Versions 0+.
    pub results: Vec<DescribeLogDirsResult>,
}

impl Message for DescribeLogDirsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 3, LATEST).ignorable(),
            Field::new("results", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.array(&FIELDS[2], &mut self.results);
    }
}

impl Root for DescribeLogDirsResponse {
    const SCHEMA: Schema = Schema::new("DescribeLogDirsResponse", 1, 5, 2);
}
