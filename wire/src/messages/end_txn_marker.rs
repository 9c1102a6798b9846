// Generated from wire/schemas/data.schema by `cargo xtask generate`; do not edit.
//! `EndTxnMarker`: versions 0, none flexible.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};

/// `EndTxnMarker`: versions 0, none flexible.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct EndTxnMarker {
    /// Versions 0+.
    pub coordinator_epoch: i32,
}

impl Message for EndTxnMarker {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("coordinator_epoch", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.coordinator_epoch);
    }
}

impl Root for EndTxnMarker {
    const SCHEMA: Schema = Schema::rigid("EndTxnMarker", 0, 0);
}
