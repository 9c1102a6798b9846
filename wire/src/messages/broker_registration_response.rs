// Generated from wire/schemas/broker_registration.schema by `cargo xtask generate`; do not edit.
//! `BrokerRegistrationResponse`: versions 0-4, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `BrokerRegistrationResponse`: versions 0-4, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokerRegistrationResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, default -1.
    pub broker_epoch: i64,
}

impl Default for BrokerRegistrationResponse {
    fn default() -> BrokerRegistrationResponse {
        BrokerRegistrationResponse { throttle_time_ms: 0, error_code: 0, broker_epoch: -1 }
    }
}

impl Message for BrokerRegistrationResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("broker_epoch", 0, LATEST).int(-1),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.int64(&FIELDS[2], &mut self.broker_epoch);
    }
}

impl Root for BrokerRegistrationResponse {
    const SCHEMA: Schema = Schema::new("BrokerRegistrationResponse", 0, 4, 0);
}
