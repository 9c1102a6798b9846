// Generated from wire/schemas/group_record_values.schema by `cargo xtask generate`; do not edit.
//! `ConsumerGroupMemberMetadataValue`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;
use bytes::Bytes;

/// Part of [`ConsumerGroupMemberMetadataValue`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ClassicProtocol {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub metadata: Bytes,
}

impl Message for ClassicProtocol {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("name", 0, LATEST), Field::new("metadata", 0, LATEST)];
        c.string(&FIELDS[0], &mut self.name);
        c.bytes(&FIELDS[1], &mut self.metadata);
    }
}

impl Element for ClassicProtocol {
    const SIZE_MIN: usize = 3;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`ConsumerGroupMemberMetadataValue`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ClassicMemberMetadata {
    /// Versions 0+.
    pub session_timeout_ms: i32,
    /// Versions 0+.
    pub supported_protocols: Vec<ClassicProtocol>,
}

impl Message for ClassicMemberMetadata {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("session_timeout_ms", 0, LATEST), Field::new("supported_protocols", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.session_timeout_ms);
        c.array(&FIELDS[1], &mut self.supported_protocols);
    }
}

/// `ConsumerGroupMemberMetadataValue`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsumerGroupMemberMetadataValue {
    /// Versions 0+, null in 0+.
    pub instance_id: Option<String>,
    /// Versions 0+, null in 0+.
    pub rack_id: Option<String>,
    /// Versions 0+.
    pub client_id: String,
    /// Versions 0+.
    pub client_host: String,
    /// Versions 0+.
    pub subscribed_topic_names: Vec<String>,
    /// Versions 0+, null in 0+.
    pub subscribed_topic_regex: Option<String>,
    /// Versions 0+, default -1.
    pub rebalance_timeout_ms: i32,
    /// Versions 0+, null in 0+.
    pub server_assignor: Option<String>,
    /// Versions 0+, null in 0+, tag 0 in 0+.
    pub classic_member_metadata: Option<ClassicMemberMetadata>,
}

impl Default for ConsumerGroupMemberMetadataValue {
    fn default() -> ConsumerGroupMemberMetadataValue {
        ConsumerGroupMemberMetadataValue {
            instance_id: Some(String::default()),
            rack_id: Some(String::default()),
            client_id: String::new(),
            client_host: String::new(),
            subscribed_topic_names: Vec::new(),
            subscribed_topic_regex: Some(String::default()),
            rebalance_timeout_ms: -1,
            server_assignor: Some(String::default()),
            classic_member_metadata: Some(ClassicMemberMetadata::default()),
        }
    }
}

impl Message for ConsumerGroupMemberMetadataValue {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 9] = [
            Field::new("instance_id", 0, LATEST).nullable(0, LATEST),
            Field::new("rack_id", 0, LATEST).nullable(0, LATEST),
            Field::new("client_id", 0, LATEST),
            Field::new("client_host", 0, LATEST),
            Field::new("subscribed_topic_names", 0, LATEST),
            Field::new("subscribed_topic_regex", 0, LATEST).nullable(0, LATEST),
            Field::new("rebalance_timeout_ms", 0, LATEST).int(-1),
            Field::new("server_assignor", 0, LATEST).nullable(0, LATEST),
            Field::new("classic_member_metadata", 0, LATEST).nullable(0, LATEST).tagged(0, 0, LATEST),
        ];
        c.nullable_string(&FIELDS[0], &mut self.instance_id);
        c.nullable_string(&FIELDS[1], &mut self.rack_id);
        c.string(&FIELDS[2], &mut self.client_id);
        c.string(&FIELDS[3], &mut self.client_host);
        c.array(&FIELDS[4], &mut self.subscribed_topic_names);
        c.nullable_string(&FIELDS[5], &mut self.subscribed_topic_regex);
        c.int32(&FIELDS[6], &mut self.rebalance_timeout_ms);
        c.nullable_string(&FIELDS[7], &mut self.server_assignor);
        c.nullable_structure(&FIELDS[8], &mut self.classic_member_metadata);
    }
}

impl Root for ConsumerGroupMemberMetadataValue {
    const SCHEMA: Schema = Schema::new("ConsumerGroupMemberMetadataValue", 0, 0, 0);
}
