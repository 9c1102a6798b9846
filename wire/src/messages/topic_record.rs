// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `TopicRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use crate::uuid::Uuid;
use alloc::string::String;

/// `TopicRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TopicRecord {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub topic_id: Uuid,
}

impl Message for TopicRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("topic_id", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.uuid(&FIELDS[1], &mut self.topic_id);
    }
}

impl Root for TopicRecord {
    const SCHEMA: Schema = Schema::new("TopicRecord", 0, 0, 0);
}
