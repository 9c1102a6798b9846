// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `BrokerRegistrationChangeRecord`: versions 0-3, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use crate::uuid::Uuid;
use alloc::vec::Vec;

/// `BrokerRegistrationChangeRecord`: versions 0-3, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct BrokerRegistrationChangeRecord {
    /// Versions 0+.
    pub broker_id: i32,
    /// Versions 0+.
    pub broker_epoch: i64,
    /// Versions 0+, tag 0 in 0+.
    pub fenced: i8,
    /// Versions 1+, tag 1 in 1+.
    pub in_controlled_shutdown: i8,
    /// Versions 2+, tag 2 in 2+.
    pub log_dirs: Vec<Uuid>,
    /// Versions 3+, null in 3+, tag 3 in 3+, default null.
    pub cordoned_log_dirs: Option<Vec<Uuid>>,
}

impl Message for BrokerRegistrationChangeRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 6] = [
            Field::new("broker_id", 0, LATEST),
            Field::new("broker_epoch", 0, LATEST),
            Field::new("fenced", 0, LATEST).tagged(0, 0, LATEST),
            Field::new("in_controlled_shutdown", 1, LATEST).tagged(1, 1, LATEST),
            Field::new("log_dirs", 2, LATEST).tagged(2, 2, LATEST),
            Field::new("cordoned_log_dirs", 3, LATEST).nullable(3, LATEST).tagged(3, 3, LATEST).null(),
        ];
        c.int32(&FIELDS[0], &mut self.broker_id);
        c.int64(&FIELDS[1], &mut self.broker_epoch);
        c.int8(&FIELDS[2], &mut self.fenced);
        c.int8(&FIELDS[3], &mut self.in_controlled_shutdown);
        c.array(&FIELDS[4], &mut self.log_dirs);
        c.array(&FIELDS[5], &mut self.cordoned_log_dirs);
    }
}

impl Root for BrokerRegistrationChangeRecord {
    const SCHEMA: Schema = Schema::new("BrokerRegistrationChangeRecord", 0, 3, 0);
}
