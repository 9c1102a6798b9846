// Generated from wire/schemas/group_record_values.schema by `cargo xtask generate`; do not edit.
//! `StreamsGroupTargetAssignmentMetadataValue`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `StreamsGroupTargetAssignmentMetadataValue`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct StreamsGroupTargetAssignmentMetadataValue {
    /// Versions 0+.
    pub assignment_epoch: i32,
    /// Versions 0+, tag 0 in 0+, ignorable.
    pub assignment_timestamp: i64,
}

impl Message for StreamsGroupTargetAssignmentMetadataValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [
            Field::new("assignment_epoch", 0, LATEST),
            Field::new("assignment_timestamp", 0, LATEST).tagged(0, 0, LATEST).ignorable(),
        ];
        c.int32(&FIELDS[0], &mut self.assignment_epoch);
        c.int64(&FIELDS[1], &mut self.assignment_timestamp);
    }
}

impl Root for StreamsGroupTargetAssignmentMetadataValue {
    const SCHEMA: Schema = Schema::new("StreamsGroupTargetAssignmentMetadataValue", 0, 0, 0);
}
