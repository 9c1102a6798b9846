// Generated from wire/schemas/push_telemetry.schema by `cargo xtask generate`; do not edit.
//! `PushTelemetryResponse`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `PushTelemetryResponse`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PushTelemetryResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
}

impl Message for PushTelemetryResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 0, LATEST), Field::new("error_code", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
    }
}

impl Root for PushTelemetryResponse {
    const SCHEMA: Schema = Schema::new("PushTelemetryResponse", 0, 0, 0);
}
