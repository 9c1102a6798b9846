// Generated from wire/schemas/push_telemetry.schema by `cargo xtask generate`; do not edit.
//! `PushTelemetryRequest`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use crate::uuid::Uuid;
use bytes::Bytes;

/// `PushTelemetryRequest`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PushTelemetryRequest {
    /// Versions 0+.
    pub client_instance_id: Uuid,
    /// Versions 0+.
    pub subscription_id: i32,
    /// Versions 0+.
    pub terminating: bool,
    /// Versions 0+.
    pub compression_type: i8,
    /// Versions 0+.
    pub metrics: Bytes,
}

impl Message for PushTelemetryRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("client_instance_id", 0, LATEST),
            Field::new("subscription_id", 0, LATEST),
            Field::new("terminating", 0, LATEST),
            Field::new("compression_type", 0, LATEST),
            Field::new("metrics", 0, LATEST),
        ];
        c.uuid(&FIELDS[0], &mut self.client_instance_id);
        c.int32(&FIELDS[1], &mut self.subscription_id);
        c.bool(&FIELDS[2], &mut self.terminating);
        c.int8(&FIELDS[3], &mut self.compression_type);
        c.bytes(&FIELDS[4], &mut self.metrics);
    }
}

impl Root for PushTelemetryRequest {
    const SCHEMA: Schema = Schema::new("PushTelemetryRequest", 0, 0, 0);
}
