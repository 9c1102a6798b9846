// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `RemoveDelegationTokenRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;

/// `RemoveDelegationTokenRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct RemoveDelegationTokenRecord {
    /// Versions 0+.
    pub token_id: String,
}

impl Message for RemoveDelegationTokenRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("token_id", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.token_id);
    }
}

impl Root for RemoveDelegationTokenRecord {
    const SCHEMA: Schema = Schema::new("RemoveDelegationTokenRecord", 0, 0, 0);
}
