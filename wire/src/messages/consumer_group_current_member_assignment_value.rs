// Generated from wire/schemas/group_record_values.schema by `cargo xtask generate`; do not edit.
//! `ConsumerGroupCurrentMemberAssignmentValue`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::vec::Vec;

/// Part of [`ConsumerGroupCurrentMemberAssignmentValue`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicPartitions {
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<i32>,
    /// Versions 0+, null in 0+, tag 0 in 0+.
    pub assignment_epochs: Option<Vec<i32>>,
}

impl Default for TopicPartitions {
    fn default() -> TopicPartitions {
        TopicPartitions { topic_id: Uuid::ZERO, partitions: Vec::new(), assignment_epochs: Some(Vec::new()) }
    }
}

impl Message for TopicPartitions {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("topic_id", 0, LATEST),
            Field::new("partitions", 0, LATEST),
            Field::new("assignment_epochs", 0, LATEST).nullable(0, LATEST).tagged(0, 0, LATEST),
        ];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.array(&FIELDS[1], &mut self.partitions);
        c.array(&FIELDS[2], &mut self.assignment_epochs);
    }
}

impl Element for TopicPartitions {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ConsumerGroupCurrentMemberAssignmentValue`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ConsumerGroupCurrentMemberAssignmentValue {
    /// Versions 0+.
    pub member_epoch: i32,
    /// Versions 0+.
    pub previous_member_epoch: i32,
    /// Versions 0+.
    pub state: i8,
    /// Versions 0+.
    pub assigned_partitions: Vec<TopicPartitions>,
    /// Versions 0+.
    pub partitions_pending_revocation: Vec<TopicPartitions>,
}

impl Message for ConsumerGroupCurrentMemberAssignmentValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("member_epoch", 0, LATEST),
            Field::new("previous_member_epoch", 0, LATEST),
            Field::new("state", 0, LATEST),
            Field::new("assigned_partitions", 0, LATEST),
            Field::new("partitions_pending_revocation", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.member_epoch);
        c.int32(&FIELDS[1], &mut self.previous_member_epoch);
        c.int8(&FIELDS[2], &mut self.state);
        c.array(&FIELDS[3], &mut self.assigned_partitions);
        c.array(&FIELDS[4], &mut self.partitions_pending_revocation);
    }
}

impl Root for ConsumerGroupCurrentMemberAssignmentValue {
    const SCHEMA: Schema = Schema::new("ConsumerGroupCurrentMemberAssignmentValue", 0, 0, 0);
}
