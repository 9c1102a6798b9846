// Generated from wire/schemas/group_record_values.schema by `cargo xtask generate`; do not edit.
//! `StreamsGroupCurrentMemberAssignmentValue`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`StreamsGroupCurrentMemberAssignmentValue`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskIds {
    /// Versions 0+.
    pub subtopology_id: String,
    /// Versions 0+.
    pub partitions: Vec<i32>,
    /// Versions 0+, null in 0+, tag 0 in 0+.
    pub assignment_epochs: Option<Vec<i32>>,
}

impl Default for TaskIds {
    fn default() -> TaskIds {
        TaskIds { subtopology_id: String::new(), partitions: Vec::new(), assignment_epochs: Some(Vec::new()) }
    }
}

impl Message for TaskIds {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("subtopology_id", 0, LATEST),
            Field::new("partitions", 0, LATEST),
            Field::new("assignment_epochs", 0, LATEST).nullable(0, LATEST).tagged(0, 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.subtopology_id);
        c.array(&FIELDS[1], &mut self.partitions);
        c.array(&FIELDS[2], &mut self.assignment_epochs);
    }
}

impl Element for TaskIds {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `StreamsGroupCurrentMemberAssignmentValue`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct StreamsGroupCurrentMemberAssignmentValue {
    /// Versions 0+.
    pub member_epoch: i32,
    /// Versions 0+.
    pub previous_member_epoch: i32,
    /// Versions 0+.
    pub state: i8,
    /// Versions 0+.
    pub active_tasks: Vec<TaskIds>,
    /// Versions 0+.
    pub standby_tasks: Vec<TaskIds>,
    /// Versions 0+.
    pub warmup_tasks: Vec<TaskIds>,
    /// Versions 0+.
    pub active_tasks_pending_revocation: Vec<TaskIds>,
    /// Versions 0+.
    pub standby_tasks_pending_revocation: Vec<TaskIds>,
    /// Versions 0+.
    pub warmup_tasks_pending_revocation: Vec<TaskIds>,
}

impl Message for StreamsGroupCurrentMemberAssignmentValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 9] = [
            Field::new("member_epoch", 0, LATEST),
            Field::new("previous_member_epoch", 0, LATEST),
            Field::new("state", 0, LATEST),
            Field::new("active_tasks", 0, LATEST),
            Field::new("standby_tasks", 0, LATEST),
            Field::new("warmup_tasks", 0, LATEST),
            Field::new("active_tasks_pending_revocation", 0, LATEST),
            Field::new("standby_tasks_pending_revocation", 0, LATEST),
            Field::new("warmup_tasks_pending_revocation", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.member_epoch);
        c.int32(&FIELDS[1], &mut self.previous_member_epoch);
        c.int8(&FIELDS[2], &mut self.state);
        c.array(&FIELDS[3], &mut self.active_tasks);
        c.array(&FIELDS[4], &mut self.standby_tasks);
        c.array(&FIELDS[5], &mut self.warmup_tasks);
        c.array(&FIELDS[6], &mut self.active_tasks_pending_revocation);
        c.array(&FIELDS[7], &mut self.standby_tasks_pending_revocation);
        c.array(&FIELDS[8], &mut self.warmup_tasks_pending_revocation);
    }
}

impl Root for StreamsGroupCurrentMemberAssignmentValue {
    const SCHEMA: Schema = Schema::new("StreamsGroupCurrentMemberAssignmentValue", 0, 0, 0);
}
