// Generated from wire/schemas/update_features.schema by `cargo xtask generate`; do not edit.
//! `UpdateFeaturesRequest`: versions 0-2, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`UpdateFeaturesRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureUpdateKey {
    /// Versions 0+.
    pub feature: String,
    /// Versions 0+.
    pub max_version_level: i16,
    /// Versions 0.
    pub allow_downgrade: bool,
    /// Versions 1+, default 1.
    pub upgrade_type: i8,
}

impl Default for FeatureUpdateKey {
    fn default() -> FeatureUpdateKey {
        FeatureUpdateKey {
            feature: String::new(),
            max_version_level: 0,
            allow_downgrade: false,
            upgrade_type: 1,
        }
    }
}

impl Message for FeatureUpdateKey {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("feature", 0, LATEST),
            Field::new("max_version_level", 0, LATEST),
            Field::new("allow_downgrade", 0, 0),
            Field::new("upgrade_type", 1, LATEST).int(1),
        ];
        c.string(&FIELDS[0], &mut self.feature);
        c.int16(&FIELDS[1], &mut self.max_version_level);
        c.bool(&FIELDS[2], &mut self.allow_downgrade);
        c.int8(&FIELDS[3], &mut self.upgrade_type);
    }
}

impl Element for FeatureUpdateKey {
    const SIZE_MIN: usize = 5;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `UpdateFeaturesRequest`: versions 0-2, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateFeaturesRequest {
    /// Versions 0+, default 60000.
    pub timeout_ms: i32,
    /// Versions 0+.
    pub feature_updates: Vec<FeatureUpdateKey>,
    /// Versions 1+.
    pub validate_only: bool,
}

impl Default for UpdateFeaturesRequest {
    fn default() -> UpdateFeaturesRequest {
        UpdateFeaturesRequest { timeout_ms: 60000, feature_updates: Vec::new(), validate_only: false }
    }
}

impl Message for UpdateFeaturesRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("timeout_ms", 0, LATEST).int(60000),
            Field::new("feature_updates", 0, LATEST),
            Field::new("validate_only", 1, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.timeout_ms);
        c.array(&FIELDS[1], &mut self.feature_updates);
        c.bool(&FIELDS[2], &mut self.validate_only);
    }
}

impl Root for UpdateFeaturesRequest {
    const SCHEMA: Schema = Schema::new("UpdateFeaturesRequest", 0, 2, 0);
}
