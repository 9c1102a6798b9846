// Generated from wire/schemas/group_record_values.schema by `cargo xtask generate`; do not edit.
//! `StreamsGroupTargetAssignmentMemberValue`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`StreamsGroupTargetAssignmentMemberValue`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TaskIds {
    /// Versions 0+.
    pub subtopology_id: String,
    /// Versions 0+.
    pub partitions: Vec<i32>,
}

impl Message for TaskIds {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("subtopology_id", 0, LATEST), Field::new("partitions", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.subtopology_id);
        c.array(&FIELDS[1], &mut self.partitions);
    }
}

impl Element for TaskIds {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `StreamsGroupTargetAssignmentMemberValue`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct StreamsGroupTargetAssignmentMemberValue {
    /// Versions 0+.
    pub active_tasks: Vec<TaskIds>,
    /// Versions 0+.
    pub standby_tasks: Vec<TaskIds>,
    /// Versions 0+.
    pub warmup_tasks: Vec<TaskIds>,
}

impl Message for StreamsGroupTargetAssignmentMemberValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("active_tasks", 0, LATEST),
            Field::new("standby_tasks", 0, LATEST),
            Field::new("warmup_tasks", 0, LATEST),
        ];
        c.array(&FIELDS[0], &mut self.active_tasks);
        c.array(&FIELDS[1], &mut self.standby_tasks);
        c.array(&FIELDS[2], &mut self.warmup_tasks);
    }
}

impl Root for StreamsGroupTargetAssignmentMemberValue {
    const SCHEMA: Schema = Schema::new("StreamsGroupTargetAssignmentMemberValue", 0, 0, 0);
}
