// Generated from wire/schemas/group_record_values.schema by `cargo xtask generate`; do not edit.
//! `ShareGroupTargetAssignmentMemberValue`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::vec::Vec;

/// Part of [`ShareGroupTargetAssignmentMemberValue`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicPartition {
    /// Versions 0+.
    pub topic_id: Uuid,
    /// Versions 0+.
    pub partitions: Vec<i32>,
}

impl Message for TopicPartition {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("topic_id", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.topic_id);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for TopicPartition {
    const SIZE_MIN: usize = 18;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ShareGroupTargetAssignmentMemberValue`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ShareGroupTargetAssignmentMemberValue {
    /// Versions 0+.
    pub topic_partitions: Vec<TopicPartition>,
}

impl Message for ShareGroupTargetAssignmentMemberValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("topic_partitions", 0, LATEST)];
        c.array(&FIELDS[0], &mut self.topic_partitions);
    }
}

impl Root for ShareGroupTargetAssignmentMemberValue {
    const SCHEMA: Schema = Schema::new("ShareGroupTargetAssignmentMemberValue", 0, 0, 0);
}
