// Generated from wire/schemas/share_group_describe.schema by `cargo xtask generate`; do not edit.
//! `ShareGroupDescribeResponse`: versions 1, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ShareGroupDescribeResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicPartitions {
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub topic_name: String,
    /// Versions 0+.
    pub partitions: Vec<i32>,
}

impl Message for TopicPartitions {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("topic_id", 0, LATEST),
            Field::new("topic_name", 0, LATEST),
            Field::new("partitions", 0, LATEST),
        ];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.string(&FIELDS[1], &mut self.topic_name);
        c.array(&FIELDS[2], &mut self.partitions);
    }
}

impl Element for TopicPartitions {
    const SIZE_MIN: usize = 19;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ShareGroupDescribeResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Assignment {
    /// Versions 0+.
    pub topic_partitions: Vec<TopicPartitions>,
}

impl Message for Assignment {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("topic_partitions", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.topic_partitions);
    }
}

/// Part of [`ShareGroupDescribeResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Member {
    /// Versions 0+.
    pub member_id: String,
    /// Versions 0+, null in 0+, default null.
    pub rack_id: Option<String>,
    /// Versions 0+.
    pub member_epoch: i32,
    /// Versions 0+.
    pub client_id: String,
    /// Versions 0+.
    pub client_host: String,
    /// Versions 0+.
    pub subscribed_topic_names: Vec<String>,
    /// Versions 0+.
    pub assignment: Assignment,
}

impl Message for Member {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 7] = [
            Field::new("member_id", 0, LATEST),
            Field::new("rack_id", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("member_epoch", 0, LATEST),
            Field::new("client_id", 0, LATEST),
            Field::new("client_host", 0, LATEST),
            Field::new("subscribed_topic_names", 0, LATEST),
            Field::new("assignment", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.member_id);
        c.nullable_string(&FIELDS[1], &mut self.rack_id);
        c.int32(&FIELDS[2], &mut self.member_epoch);
        c.string(&FIELDS[3], &mut self.client_id);
        c.string(&FIELDS[4], &mut self.client_host);
        c.array(&FIELDS[5], &mut self.subscribed_topic_names);
        c.structure(&FIELDS[6], &mut self.assignment);
    }
}

impl Element for Member {
    const SIZE_MIN: usize = 12;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ShareGroupDescribeResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribedGroup {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+, default null.
    pub error_message: Option<String>,
    /// Versions 0+.
    pub group_id: String,
    /// Versions 0+.
    pub group_state: String,
    /// Versions 0+.
    pub group_epoch: i32,
    /// Versions 0+.
    pub assignment_epoch: i32,
    /// Versions 0+.
    pub assignor_name: String,
    /// Versions 0+.
    pub members: Vec<Member>,
    /// Versions 0+, default -2147483648.
    pub authorized_operations: i32,
}

impl Default for DescribedGroup {
    fn default() -> DescribedGroup {
        DescribedGroup {
            error_code: 0,
            error_message: None,
            group_id: String::new(),
            group_state: String::new(),
            group_epoch: 0,
            assignment_epoch: 0,
            assignor_name: String::new(),
            members: Vec::new(),
            authorized_operations: i32::MIN,
        }
    }
}

impl Message for DescribedGroup {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 9] = [
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("group_id", 0, LATEST),
            Field::new("group_state", 0, LATEST),
            Field::new("group_epoch", 0, LATEST),
            Field::new("assignment_epoch", 0, LATEST),
            Field::new("assignor_name", 0, LATEST),
            Field::new("members", 0, LATEST),
            Field::new("authorized_operations", 0, LATEST).int(-2147483648),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.nullable_string(&FIELDS[1], &mut self.error_message);
        c.string(&FIELDS[2], &mut self.group_id);
        c.string(&FIELDS[3], &mut self.group_state);
        c.int32(&FIELDS[4], &mut self.group_epoch);
        c.int32(&FIELDS[5], &mut self.assignment_epoch);
        c.string(&FIELDS[6], &mut self.assignor_name);
        c.array(&FIELDS[7], &mut self.members);
        c.int32(&FIELDS[8], &mut self.authorized_operations);
    }
}

impl Element for DescribedGroup {
    const SIZE_MIN: usize = 20;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ShareGroupDescribeResponse`: versions 1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ShareGroupDescribeResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub groups: Vec<DescribedGroup>,
}

impl Message for ShareGroupDescribeResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 0, LATEST), Field::new("groups", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.groups);
    }
}

impl Root for ShareGroupDescribeResponse {
    const SCHEMA: Schema = Schema::new("ShareGroupDescribeResponse", 1, 1, 0);
}
