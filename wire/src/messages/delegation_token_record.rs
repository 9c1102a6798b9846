// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `DelegationTokenRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;
use alloc::vec::Vec;

/// `DelegationTokenRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DelegationTokenRecord {
    /// Versions 0+.
    pub owner: String,
    /// Versions 0+.
    pub requester: String,
    /// Versions 0+.
    pub renewers: Vec<String>,
    /// Versions 0+.
    pub issue_timestamp: i64,
    /// Versions 0+.
    pub max_timestamp: i64,
    /// Versions 0+.
    pub expiration_timestamp: i64,
    /// Versions 0+.
    pub token_id: String,
}

impl Message for DelegationTokenRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 7] = [
            Field::new("owner", 0, LATEST),
            Field::new("requester", 0, LATEST),
            Field::new("renewers", 0, LATEST),
            Field::new("issue_timestamp", 0, LATEST),
            Field::new("max_timestamp", 0, LATEST),
            Field::new("expiration_timestamp", 0, LATEST),
            Field::new("token_id", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.owner);
        c.string(&FIELDS[1], &mut self.requester);
        c.array(&FIELDS[2], &mut self.renewers);
        c.int64(&FIELDS[3], &mut self.issue_timestamp);
        c.int64(&FIELDS[4], &mut self.max_timestamp);
        c.int64(&FIELDS[5], &mut self.expiration_timestamp);
        c.string(&FIELDS[6], &mut self.token_id);
    }
}

impl Root for DelegationTokenRecord {
    const SCHEMA: Schema = Schema::new("DelegationTokenRecord", 0, 0, 0);
}
