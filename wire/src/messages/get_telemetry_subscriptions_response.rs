// Generated from wire/schemas/get_telemetry_subscriptions.schema by `cargo xtask generate`; do not edit.
//! `GetTelemetrySubscriptionsResponse`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// `GetTelemetrySubscriptionsResponse`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct GetTelemetrySubscriptionsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub client_instance_id: Uuid,
    /// Versions 0+.
    pub subscription_id: i32,
    /// Versions 0+.
    pub accepted_compression_types: Vec<i8>,
    /// Versions 0+.
    pub push_interval_ms: i32,
    /// Versions 0+.
    pub telemetry_max_bytes: i32,
    /// Versions 0+.
    pub delta_temporality: bool,
    /// Versions 0+.
    pub requested_metrics: Vec<String>,
}

impl Message for GetTelemetrySubscriptionsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 9] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("client_instance_id", 0, LATEST),
            Field::new("subscription_id", 0, LATEST),
            Field::new("accepted_compression_types", 0, LATEST),
            Field::new("push_interval_ms", 0, LATEST),
            Field::new("telemetry_max_bytes", 0, LATEST),
            Field::new("delta_temporality", 0, LATEST),
            Field::new("requested_metrics", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.uuid(&FIELDS[2], &mut self.client_instance_id);
        c.int32(&FIELDS[3], &mut self.subscription_id);
        c.array(&FIELDS[4], &mut self.accepted_compression_types);
        c.int32(&FIELDS[5], &mut self.push_interval_ms);
        c.int32(&FIELDS[6], &mut self.telemetry_max_bytes);
        c.bool(&FIELDS[7], &mut self.delta_temporality);
        c.array(&FIELDS[8], &mut self.requested_metrics);
    }
}

impl Root for GetTelemetrySubscriptionsResponse {
    const SCHEMA: Schema = Schema::new("GetTelemetrySubscriptionsResponse", 0, 0, 0);
}
