// Generated from wire/schemas/consumer_group_describe.schema by `cargo xtask generate`; do not edit.
//! `ConsumerGroupDescribeResponse`: versions 0-1, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ConsumerGroupDescribeResponse`].
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

/// Part of [`ConsumerGroupDescribeResponse`].
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

/// Part of [`ConsumerGroupDescribeResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Versions 0+.
    pub member_id: String,
    /// Versions 0+, null in 0+, default null.
    pub instance_id: Option<String>,
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
    /// Versions 0+, null in 0+, default null.
    pub subscribed_topic_regex: Option<String>,
    /// Versions 0+.
    pub assignment: Assignment,
    /// Versions 0+.
    pub target_assignment: Assignment,
    /// Versions 1+, default -1, ignorable.
    pub member_type: i8,
}

impl Default for Member {
    fn default() -> Member {
        Member {
            member_id: String::new(),
            instance_id: None,
            rack_id: None,
            member_epoch: 0,
            client_id: String::new(),
            client_host: String::new(),
            subscribed_topic_names: Vec::new(),
            subscribed_topic_regex: None,
            assignment: Assignment::default(),
            target_assignment: Assignment::default(),
            member_type: -1,
        }
    }
}

impl Message for Member {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 11] = [
            Field::new("member_id", 0, LATEST),
            Field::new("instance_id", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("rack_id", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("member_epoch", 0, LATEST),
            Field::new("client_id", 0, LATEST),
            Field::new("client_host", 0, LATEST),
            Field::new("subscribed_topic_names", 0, LATEST),
            Field::new("subscribed_topic_regex", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("assignment", 0, LATEST),
            Field::new("target_assignment", 0, LATEST),
            Field::new("member_type", 1, LATEST).int(-1).ignorable(),
        ];
        c.string(&FIELDS[0], &mut self.member_id);
        c.nullable_string(&FIELDS[1], &mut self.instance_id);
        c.nullable_string(&FIELDS[2], &mut self.rack_id);
        c.int32(&FIELDS[3], &mut self.member_epoch);
        c.string(&FIELDS[4], &mut self.client_id);
        c.string(&FIELDS[5], &mut self.client_host);
        c.array(&FIELDS[6], &mut self.subscribed_topic_names);
        c.nullable_string(&FIELDS[7], &mut self.subscribed_topic_regex);
        c.structure(&FIELDS[8], &mut self.assignment);
        c.structure(&FIELDS[9], &mut self.target_assignment);
        c.int8(&FIELDS[10], &mut self.member_type);
    }
}

impl Element for Member {
    const SIZE_MIN: usize = 16;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ConsumerGroupDescribeResponse`].
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

/// `ConsumerGroupDescribeResponse`: versions 0-1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ConsumerGroupDescribeResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub groups: Vec<DescribedGroup>,
}

impl Message for ConsumerGroupDescribeResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 0, LATEST), Field::new("groups", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.groups);
    }
}

impl Root for ConsumerGroupDescribeResponse {
    const SCHEMA: Schema = Schema::new("ConsumerGroupDescribeResponse", 0, 1, 0);
}
