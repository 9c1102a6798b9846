// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `RemoveTopicRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use crate::uuid::Uuid;

/// `RemoveTopicRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct RemoveTopicRecord {
    /// Versions 0+.
    pub topic_id: Uuid,
}

impl Message for RemoveTopicRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 1] = [Field::new("topic_id", 0, LATEST)];
        c.uuid(&FIELDS[0], &mut self.topic_id);
    }
}

impl Root for RemoveTopicRecord {
    const SCHEMA: Schema = Schema::new("RemoveTopicRecord", 0, 0, 0);
}
