// Generated from wire/schemas/api_versions.schema by `cargo xtask generate`; do not edit.
//! `ApiVersionsResponse`: versions 0-4, flexible from 3.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ApiVersionsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ApiVersion {
    /// Versions 0+.
    pub api_key: i16,
    /// Versions 0+.
    pub min_version: i16,
    /// Versions 0+.
    pub max_version: i16,
}

impl Message for ApiVersion {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("api_key", 0, LATEST),
            Field::new("min_version", 0, LATEST),
            Field::new("max_version", 0, LATEST),
        ];
        c.int16(&FIELDS[0], &mut self.api_key);
        c.int16(&FIELDS[1], &mut self.min_version);
        c.int16(&FIELDS[2], &mut self.max_version);
    }
}

impl Element for ApiVersion {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ApiVersionsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SupportedFeatureKey {
    /// Versions 3+.
    pub name: String,
    /// Versions 3+.
    pub min_version: i16,
    /// Versions 3+.
    pub max_version: i16,
}

impl Message for SupportedFeatureKey {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("name", 3, LATEST),
            Field::new("min_version", 3, LATEST),
            Field::new("max_version", 3, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.int16(&FIELDS[1], &mut self.min_version);
        c.int16(&FIELDS[2], &mut self.max_version);
    }
}

impl Element for SupportedFeatureKey {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ApiVersionsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FinalizedFeatureKey {
    /// Versions 3+.
    pub name: String,
    /// Versions 3+.
    pub max_version_level: i16,
    /// Versions 3+.
    pub min_version_level: i16,
}

impl Message for FinalizedFeatureKey {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("name", 3, LATEST),
            Field::new("max_version_level", 3, LATEST),
            Field::new("min_version_level", 3, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.int16(&FIELDS[1], &mut self.max_version_level);
        c.int16(&FIELDS[2], &mut self.min_version_level);
    }
}

impl Element for FinalizedFeatureKey {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `ApiVersionsResponse`: versions 0-4, flexible from 3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiVersionsResponse {
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+.
    pub api_keys: Vec<ApiVersion>,
    /// Versions 1+, ignorable.
    pub throttle_time_ms: i32,
    /// Versions 3+, tag 0 in 3+, ignorable.
    pub supported_features: Vec<SupportedFeatureKey>,
    /// Versions 3+, tag 1 in 3+, default -1, ignorable.
    pub finalized_features_epoch: i64,
    /// Versions 3+, tag 2 in 3+, ignorable.
    pub finalized_features: Vec<FinalizedFeatureKey>,
    /// Versions 3+, tag 3 in 3+, ignorable.
    pub zk_migration_ready: bool,
}

impl Default for ApiVersionsResponse {
    fn default() -> ApiVersionsResponse {
        ApiVersionsResponse {
            error_code: 0,
            api_keys: Vec::new(),
            throttle_time_ms: 0,
            supported_features: Vec::new(),
            finalized_features_epoch: -1,
            finalized_features: Vec::new(),
            zk_migration_ready: false,
        }
    }
}

impl Message for ApiVersionsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 7] = [
            Field::new("error_code", 0, LATEST),
            Field::new("api_keys", 0, LATEST),
            Field::new("throttle_time_ms", 1, LATEST).ignorable(),
            Field::new("supported_features", 3, LATEST).tagged(0, 3, LATEST).ignorable(),
            Field::new("finalized_features_epoch", 3, LATEST).tagged(1, 3, LATEST).int(-1).ignorable(),
            Field::new("finalized_features", 3, LATEST).tagged(2, 3, LATEST).ignorable(),
            Field::new("zk_migration_ready", 3, LATEST).tagged(3, 3, LATEST).ignorable(),
        ];
        c.int16(&FIELDS[0], &mut self.error_code);
        c.array(&FIELDS[1], &mut self.api_keys);
        c.int32(&FIELDS[2], &mut self.throttle_time_ms);
        c.array(&FIELDS[3], &mut self.supported_features);
        c.int64(&FIELDS[4], &mut self.finalized_features_epoch);
        c.array(&FIELDS[5], &mut self.finalized_features);
        c.bool(&FIELDS[6], &mut self.zk_migration_ready);
    }
}

impl Root for ApiVersionsResponse {
    const SCHEMA: Schema = Schema::new("ApiVersionsResponse", 0, 4, 3);
}
