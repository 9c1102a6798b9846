// Generated from wire/schemas/group_record_values.schema by `cargo xtask generate`; do not edit.
//! `StreamsGroupMetadataValue`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`StreamsGroupMetadataValue`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LastAssignmentConfig {
    /// Versions 0+.
    pub key: String,
    /// Versions 0+.
    pub value: String,
}

impl Message for LastAssignmentConfig {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("key", 0, LATEST), Field::new("value", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.key);
        c.string(&FIELDS[1], &mut self.value);
    }
}

impl Element for LastAssignmentConfig {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `StreamsGroupMetadataValue`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamsGroupMetadataValue {
    /// Versions 0+.
    pub epoch: i32,
    /// Versions 0+.
    pub metadata_hash: i64,
    /// Versions 0+, tag 0 in 0+, default -1.
    pub validated_topology_epoch: i32,
    /// Versions 0+, null in 0+, tag 1 in 0+.
    pub last_assignment_configs: Option<Vec<LastAssignmentConfig>>,
}

impl Default for StreamsGroupMetadataValue {
    fn default() -> StreamsGroupMetadataValue {
        StreamsGroupMetadataValue {
            epoch: 0,
            metadata_hash: 0,
            validated_topology_epoch: -1,
            last_assignment_configs: Some(Vec::new()),
        }
    }
}

impl Message for StreamsGroupMetadataValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("epoch", 0, LATEST),
            Field::new("metadata_hash", 0, LATEST),
            Field::new("validated_topology_epoch", 0, LATEST).tagged(0, 0, LATEST).int(-1),
            Field::new("last_assignment_configs", 0, LATEST).nullable(0, LATEST).tagged(1, 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.epoch);
        c.int64(&FIELDS[1], &mut self.metadata_hash);
        c.int32(&FIELDS[2], &mut self.validated_topology_epoch);
        c.array(&FIELDS[3], &mut self.last_assignment_configs);
    }
}

impl Root for StreamsGroupMetadataValue {
    const SCHEMA: Schema = Schema::new("StreamsGroupMetadataValue", 0, 0, 0);
}
