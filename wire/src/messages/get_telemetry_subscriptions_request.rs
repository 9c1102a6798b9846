// Generated from wire/schemas/get_telemetry_subscriptions.schema by `cargo xtask generate`; do not edit.
//! `GetTelemetrySubscriptionsRequest`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use crate::uuid::Uuid;

/// `GetTelemetrySubscriptionsRequest`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct GetTelemetrySubscriptionsRequest {
    /// Versions 0+.
    pub client_instance_id: Uuid,
}

impl Message for GetTelemetrySubscriptionsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("client_instance_id", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.client_instance_id);
    }
}

impl Root for GetTelemetrySubscriptionsRequest {
    const SCHEMA: Schema = Schema::new("GetTelemetrySubscriptionsRequest", 0, 0, 0);
}
