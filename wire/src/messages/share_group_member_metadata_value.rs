// Generated from wire/schemas/group_record_values.schema by `cargo xtask generate`; do not edit.
//! `ShareGroupMemberMetadataValue`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;
use alloc::vec::Vec;

/// `ShareGroupMemberMetadataValue`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareGroupMemberMetadataValue {
    /// Versions 0+, null in 0+.
    pub rack_id: Option<String>,
    /// Versions 0+.
    pub client_id: String,
    /// Versions 0+.
    pub client_host: String,
    /// Versions 0+.
    pub subscribed_topic_names: Vec<String>,
}

impl Default for ShareGroupMemberMetadataValue {
    fn default() -> ShareGroupMemberMetadataValue {
        ShareGroupMemberMetadataValue {
            rack_id: Some(String::default()),
            client_id: String::new(),
            client_host: String::new(),
            subscribed_topic_names: Vec::new(),
        }
    }
}

impl Message for ShareGroupMemberMetadataValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("rack_id", 0, LATEST).nullable(0, LATEST),
            Field::new("client_id", 0, LATEST),
            Field::new("client_host", 0, LATEST),
            Field::new("subscribed_topic_names", 0, LATEST),
        ];
        c.nullable_string(&FIELDS[0], &mut self.rack_id);
        c.string(&FIELDS[1], &mut self.client_id);
        c.string(&FIELDS[2], &mut self.client_host);
        c.array(&FIELDS[3], &mut self.subscribed_topic_names);
    }
}

impl Root for ShareGroupMemberMetadataValue {
    const SCHEMA: Schema = Schema::new("ShareGroupMemberMetadataValue", 0, 0, 0);
}
