// Generated from wire/schemas/broker_heartbeat.schema by `cargo xtask generate`; do not edit.
//! `BrokerHeartbeatResponse`: versions 0-2, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `BrokerHeartbeatResponse`: versions 0-2, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokerHeartbeatResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub is_caught_up: bool,
    /// Versions 0+, default true.
    pub is_fenced: bool,
    /// Versions 0+.
    pub should_shut_down: bool,
}

impl Default for BrokerHeartbeatResponse {
    fn default() -> BrokerHeartbeatResponse {
        BrokerHeartbeatResponse {
            throttle_time_ms: 0,
            error_code: 0,
            is_caught_up: false,
            is_fenced: true,
            should_shut_down: false,
        }
    }
}

impl Message for BrokerHeartbeatResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("is_caught_up", 0, LATEST),
            Field::new("is_fenced", 0, LATEST).int(1),
            Field::new("should_shut_down", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.bool(&FIELDS[2], &mut self.is_caught_up);
        c.bool(&FIELDS[3], &mut self.is_fenced);
        c.bool(&FIELDS[4], &mut self.should_shut_down);
    }
}

impl Root for BrokerHeartbeatResponse {
    const SCHEMA: Schema = Schema::new("BrokerHeartbeatResponse", 0, 2, 0);
}
