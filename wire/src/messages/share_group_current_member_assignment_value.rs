// Generated from wire/schemas/group_record_values.schema by `cargo xtask generate`; do not edit.
//! `ShareGroupCurrentMemberAssignmentValue`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::vec::Vec;

/// Part of [`ShareGroupCurrentMemberAssignmentValue`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicPartitions {
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<i32>,
}

impl Message for TopicPartitions {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic_id", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for TopicPartitions {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ShareGroupCurrentMemberAssignmentValue`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ShareGroupCurrentMemberAssignmentValue {
    /// Versions 0+.
    pub member_epoch: i32,
    /// Versions 0+.
    pub previous_member_epoch: i32,
    /// Versions 0+.
    pub state: i8,
    /// Versions 0+.
    pub assigned_partitions: Vec<TopicPartitions>,
}

impl Message for ShareGroupCurrentMemberAssignmentValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("member_epoch", 0, LATEST),
            Field::new("previous_member_epoch", 0, LATEST),
            Field::new("state", 0, LATEST),
            Field::new("assigned_partitions", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.member_epoch);
        c.int32(&FIELDS[1], &mut self.previous_member_epoch);
        c.int8(&FIELDS[2], &mut self.state);
        c.array(&FIELDS[3], &mut self.assigned_partitions);
    }
}

impl Root for ShareGroupCurrentMemberAssignmentValue {
    const SCHEMA: Schema = Schema::new("ShareGroupCurrentMemberAssignmentValue", 0, 0, 0);
}
