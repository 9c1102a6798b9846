// Generated from wire/schemas/group_record_values.schema by `cargo xtask generate`; do not edit.
//! `StreamsGroupMemberMetadataValue`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`StreamsGroupMemberMetadataValue`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Endpoint {
    /// Versions 0+.
    pub host: String,
    /// Versions 0+.
    pub port: u16,
}

impl Message for Endpoint {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("host", 0, LATEST), Field::new("port", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.host);
        c.uint16(&FIELDS[1], &mut self.port);
    }
}

/// Part of [`StreamsGroupMemberMetadataValue`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct KeyValue {
    /// Versions 0+.
    pub key: String,
    /// Versions 0+.
    pub value: String,
}

impl Message for KeyValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("key", 0, LATEST), Field::new("value", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.key);
        c.string(&FIELDS[1], &mut self.value);
    }
}

impl Element for KeyValue {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `StreamsGroupMemberMetadataValue`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamsGroupMemberMetadataValue {
    /// Versions 0+, null in 0+.
    pub instance_id: Option<String>,
    /// Versions 0+, null in 0+.
    pub rack_id: Option<String>,
    /// Versions 0+.
    pub client_id: String,
    /// Versions 0+.
    pub client_host: String,
    /// Versions 0+, default -1.
    pub rebalance_timeout_ms: i32,
    /// Versions 0+.
    pub topology_epoch: i32,
    /// Versions 0+.
    pub process_id: String,
    /// Versions 0+, null in 0+, default null.
    pub user_endpoint: Option<Endpoint>,
    /// Versions 0+.
    pub client_tags: Vec<KeyValue>,
}

impl Default for StreamsGroupMemberMetadataValue {
    fn default() -> StreamsGroupMemberMetadataValue {
        StreamsGroupMemberMetadataValue {
            instance_id: Some(String::default()),
            rack_id: Some(String::default()),
            client_id: String::new(),
            client_host: String::new(),
            rebalance_timeout_ms: -1,
            topology_epoch: 0,
            process_id: String::new(),
            user_endpoint: None,
            client_tags: Vec::new(),
        }
    }
}

impl Message for StreamsGroupMemberMetadataValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 9] = [
            Field::new("instance_id", 0, LATEST).nullable(0, LATEST),
            Field::new("rack_id", 0, LATEST).nullable(0, LATEST),
            Field::new("client_id", 0, LATEST),
            Field::new("client_host", 0, LATEST),
            Field::new("rebalance_timeout_ms", 0, LATEST).int(-1),
            Field::new("topology_epoch", 0, LATEST),
            Field::new("process_id", 0, LATEST),
            Field::new("user_endpoint", 0, LATEST).nullable(0, LATEST).null(),
            Field::new("client_tags", 0, LATEST),
        ];
        c.nullable_string(&FIELDS[0], &mut self.instance_id);
        c.nullable_string(&FIELDS[1], &mut self.rack_id);
        c.string(&FIELDS[2], &mut self.client_id);
        c.string(&FIELDS[3], &mut self.client_host);
        c.int32(&FIELDS[4], &mut self.rebalance_timeout_ms);
        c.int32(&FIELDS[5], &mut self.topology_epoch);
        c.string(&FIELDS[6], &mut self.process_id);
        c.nullable_structure(&FIELDS[7], &mut self.user_endpoint);
        c.array(&FIELDS[8], &mut self.client_tags);
    }
}

impl Root for StreamsGroupMemberMetadataValue {
    const SCHEMA: Schema = Schema::new("StreamsGroupMemberMetadataValue", 0, 0, 0);
}
