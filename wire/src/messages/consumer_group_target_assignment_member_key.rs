// Generated from wire/schemas/group_record_keys.schema by `cargo xtask generate`; do not edit.
//! `ConsumerGroupTargetAssignmentMemberKey`: versions 0, none flexible.

use crate::codec::{Codec, Field, Message, Root, Schema};
use alloc::string::String;

/// `ConsumerGroupTargetAssignmentMemberKey`: versions 0, none flexible.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ConsumerGroupTargetAssignmentMemberKey {
    /// Versions 0.
    pub group_id: String,
    /// Versions 0.
    pub member_id: String,
}

impl Message for ConsumerGroupTargetAssignmentMemberKey {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("group_id", 0, 0), Field::new("member_id", 0, 0)];
        c.string(&FIELDS[0], &mut self.group_id);
        c.string(&FIELDS[1], &mut self.member_id);
    }
}

impl Root for ConsumerGroupTargetAssignmentMemberKey {
    const SCHEMA: Schema = Schema::rigid("ConsumerGroupTargetAssignmentMemberKey", 0, 0);
}
