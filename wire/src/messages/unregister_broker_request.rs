// Generated from wire/schemas/unregister_broker.schema by `cargo xtask generate`; do not edit.
//! `UnregisterBrokerRequest`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `UnregisterBrokerRequest`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct UnregisterBrokerRequest {
    /// Versions 0+.
    pub broker_id: i32,
}

impl Message for UnregisterBrokerRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("broker_id", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.broker_id);
    }
}

impl Root for UnregisterBrokerRequest {
    const SCHEMA: Schema = Schema::new("UnregisterBrokerRequest", 0, 0, 0);
}
