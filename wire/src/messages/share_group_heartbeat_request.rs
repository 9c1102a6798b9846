// Generated from wire/schemas/share_group_heartbeat.schema by `cargo xtask generate`; do not edit.
//! `ShareGroupHeartbeatRequest`: versions 1, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;
use alloc::vec::Vec;

/// `ShareGroupHeartbeatRequest`: versions 1, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ShareGroupHeartbeatRequest {
    /// Versions 0+.
    pub group_id: String,
    /// Versions 0+.
    pub member_id: String,
    /// Versions 0+.
    pub member_epoch: i32,
    /// Versions 0+, null in 0+, default null.
    pub rack_id: Option<String>,
    /// Versions 0+, null in 0+, default null.
    pub subscribed_topic_names: Option<Vec<String>>,
}

impl Message for ShareGroupHeartbeatRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("group_id", 0, LATEST),
            Field::new("member_id", 0, LATEST),
            Field::new("member_epoch", 0, LATEST),
            Field::new("rack_id", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("subscribed_topic_names", 0, LATEST).nullable(0, LATEST).null(),
        ];
        c.string(&FIELDS[0], &mut self.group_id);
        c.string(&FIELDS[1], &mut self.member_id);
        c.int32(&FIELDS[2], &mut self.member_epoch);
        c.nullable_string(&FIELDS[3], &mut self.rack_id);
        c.array(&FIELDS[4], &mut self.subscribed_topic_names);
    }
}

impl Root for ShareGroupHeartbeatRequest {
    const SCHEMA: Schema = Schema::new("ShareGroupHeartbeatRequest", 1, 1, 0);
}
