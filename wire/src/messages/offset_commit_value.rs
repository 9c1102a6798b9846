// Generated from wire/schemas/group_record_values.schema by `cargo xtask generate`; do not edit.
//! `OffsetCommitValue`: versions 0-4, flexible from 4.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use crate::uuid::Uuid;
use alloc::string::String;

/// `OffsetCommitValue`: versions 0-4, flexible from 4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffsetCommitValue {
    /// Versions 0+.
    pub offset: i64,
    /// Versions 3+, default -1, ignorable.
    pub leader_epoch: i32,
    /// Versions 0+.
    pub metadata: String,
    /// Versions 0+.
    pub commit_timestamp: i64,
    /// Versions 1, default -1, ignorable.
    pub expire_timestamp: i64,
    /// Versions 4+, tag 0 in 4+, ignorable.
    pub topic_id: Uuid,
}

impl Default for OffsetCommitValue {
    fn default() -> OffsetCommitValue {
        OffsetCommitValue {
            offset: 0,
            leader_epoch: -1,
            metadata: String::new(),
            commit_timestamp: 0,
            expire_timestamp: -1,
            topic_id: Uuid::ZERO,
        }
    }
}

impl Message for OffsetCommitValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 6] = [
            Field::new("offset", 0, LATEST),
            Field::new("leader_epoch", 3, LATEST).int(-1).ignorable(),
            Field::new("metadata", 0, LATEST),
            Field::new("commit_timestamp", 0, LATEST),
            Field::new("expire_timestamp", 1, 1).int(-1).ignorable(),
            Field::new("topic_id", 4, LATEST).tagged(0, 4, LATEST).ignorable(),
        ];
        c.int64(&FIELDS[0], &mut self.offset);
        c.int32(&FIELDS[1], &mut self.leader_epoch);
        c.string(&FIELDS[2], &mut self.metadata);
        c.int64(&FIELDS[3], &mut self.commit_timestamp);
        c.int64(&FIELDS[4], &mut self.expire_timestamp);
        c.uuid(&FIELDS[5], &mut self.topic_id);
    }
}

impl Root for OffsetCommitValue {
    const SCHEMA: Schema = Schema::new("OffsetCommitValue", 0, 4, 4);
}
