// Generated from wire/schemas/update_features.schema by `cargo xtask generate`; do not edit.
//! `UpdateFeaturesResponse`: versions 0-2, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`UpdateFeaturesResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdatableFeatureResult {
    /// Versions 0+.
    pub feature: String,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+.
    pub error_message: Option<String>,
}

impl Default for UpdatableFeatureResult {
    fn default() -> UpdatableFeatureResult {
        UpdatableFeatureResult {
            feature: String::new(),
            error_code: 0,
            error_message: Some(String::default()),
        }
    }
}

impl Message for UpdatableFeatureResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("feature", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.feature);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
    }
}

impl Element for UpdatableFeatureResult {
    const SIZE_MIN: usize = 5;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `UpdateFeaturesResponse`: versions 0-2, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateFeaturesResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+.
    pub error_message: Option<String>,
    /// Versions 0-1, ignorable.
    pub results: Vec<UpdatableFeatureResult>,
}

impl Default for UpdateFeaturesResponse {
    fn default() -> UpdateFeaturesResponse {
        UpdateFeaturesResponse {
            throttle_time_ms: 0,
            error_code: 0,
            error_message: Some(String::default()),
            results: Vec::new(),
        }
    }
}

impl Message for UpdateFeaturesResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("throttle_time_ms", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST),
            Field::new("results", 0, 1).ignorable(),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
        c.array(&FIELDS[3], &mut self.results);
    }
}

impl Root for UpdateFeaturesResponse {
    const SCHEMA: Schema = Schema::new("UpdateFeaturesResponse", 0, 2, 0);
}
