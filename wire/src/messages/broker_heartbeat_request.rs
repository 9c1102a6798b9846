// Generated from wire/schemas/broker_heartbeat.schema by `cargo xtask generate`; do not edit.
//! `BrokerHeartbeatRequest`: versions 0-2, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use crate::uuid::Uuid;
use alloc::vec::Vec;

/// `BrokerHeartbeatRequest`: versions 0-2, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokerHeartbeatRequest {
    /// Versions 0+.
    pub broker_id: i32,
    /// Versions 0+, default -1.
    pub broker_epoch: i64,
    /// Versions 0+.
    pub current_metadata_offset: i64,
    /// Versions 0+.
    pub want_fence: bool,
    /// Versions 0+.
    pub want_shut_down: bool,
    /// Versions 1+, tag 0 in 1+.
    pub offline_log_dirs: Vec<Uuid>,
    /// Versions 2+, null in 2+, tag 1 in 2+, default null.
    pub cordoned_log_dirs: Option<Vec<Uuid>>,
}

impl Default for BrokerHeartbeatRequest {
    fn default() -> BrokerHeartbeatRequest {
        BrokerHeartbeatRequest {
            broker_id: 0,
            broker_epoch: -1,
            current_metadata_offset: 0,
            want_fence: false,
            want_shut_down: false,
            offline_log_dirs: Vec::new(),
            cordoned_log_dirs: None,
        }
    }
}

impl Message for BrokerHeartbeatRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 7] = [
            Field::new("broker_id", 0, LATEST),
            Field::new("broker_epoch", 0, LATEST).int(-1),
            Field::new("current_metadata_offset", 0, LATEST),
            Field::new("want_fence", 0, LATEST),
            Field::new("want_shut_down", 0, LATEST),
            Field::new("offline_log_dirs", 1, LATEST).tagged(0, 1, LATEST),
            Field::new("cordoned_log_dirs", 2, LATEST).nullable(2, LATEST).tagged(1, 2, LATEST).null(),
        ];
        c.int32(&FIELDS[0], &mut self.broker_id);
        c.int64(&FIELDS[1], &mut self.broker_epoch);
        c.int64(&FIELDS[2], &mut self.current_metadata_offset);
        c.bool(&FIELDS[3], &mut self.want_fence);
        c.bool(&FIELDS[4], &mut self.want_shut_down);
        c.array(&FIELDS[5], &mut self.offline_log_dirs);
        c.array(&FIELDS[6], &mut self.cordoned_log_dirs);
    }
}

impl Root for BrokerHeartbeatRequest {
    const SCHEMA: Schema = Schema::new("BrokerHeartbeatRequest", 0, 2, 0);
}
