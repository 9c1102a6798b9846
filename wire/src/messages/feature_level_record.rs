// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `FeatureLevelRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;

/// `FeatureLevelRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FeatureLevelRecord {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub feature_level: i16,
}

impl Message for FeatureLevelRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("feature_level", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.int16(&FIELDS[1], &mut self.feature_level);
    }
}

impl Root for FeatureLevelRecord {
    const SCHEMA: Schema = Schema::new("FeatureLevelRecord", 0, 0, 0);
}
