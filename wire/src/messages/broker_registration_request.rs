// Generated from wire/schemas/broker_registration.schema by `cargo xtask generate`; do not edit.
//! `BrokerRegistrationRequest`: versions 0-4, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`BrokerRegistrationRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Listener {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub host: String,
    /// Versions 0+.
    pub port: u16,
    /// Versions 0+.
    pub security_protocol: i16,
}

impl Message for Listener {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("name", 0, LATEST),
            Field::new("host", 0, LATEST),
            Field::new("port", 0, LATEST),
            Field::new("security_protocol", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.string(&FIELDS[1], &mut self.host);
        c.uint16(&FIELDS[2], &mut self.port);
        c.int16(&FIELDS[3], &mut self.security_protocol);
    }
}

impl Element for Listener {
    const SIZE_MIN: usize = 7;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`BrokerRegistrationRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Feature {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub min_supported_version: i16,
    /// Versions 0+.
    pub max_supported_version: i16,
}

impl Message for Feature {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("name", 0, LATEST),
            Field::new("min_supported_version", 0, LATEST),
            Field::new("max_supported_version", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.int16(&FIELDS[1], &mut self.min_supported_version);
        c.int16(&FIELDS[2], &mut self.max_supported_version);
    }
}

impl Element for Feature {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `BrokerRegistrationRequest`: versions 0-4, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokerRegistrationRequest {
    /// Versions 0+.
    pub broker_id: i32,
    /// Versions 0+.
    pub cluster_id: String,
    /// Versions 0+.
    pub incarnation_id: Uuid,
    /// Versions 0+.
    pub listeners: Vec<Listener>,
    /// Versions 0+.
    pub features: Vec<Feature>,
    /// Versions 0+, null in 0+.
    pub rack: Option<String>,
    /// Versions 1+.
    pub is_migrating_zk_broker: bool,
    /// Versions 2+, ignorable.
    pub log_dirs: Vec<Uuid>,
    /// Versions 3+, default -1, ignorable.
    pub previous_broker_epoch: i64,
}

impl Default for BrokerRegistrationRequest {
    fn default() -> BrokerRegistrationRequest {
        BrokerRegistrationRequest {
            broker_id: 0,
            cluster_id: String::new(),
            incarnation_id: Uuid::ZERO,
            listeners: Vec::new(),
            features: Vec::new(),
            rack: Some(String::default()),
            is_migrating_zk_broker: false,
            log_dirs: Vec::new(),
            previous_broker_epoch: -1,
        }
    }
}

impl Message for BrokerRegistrationRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 9] = [
            Field::new("broker_id", 0, LATEST),
            Field::new("cluster_id", 0, LATEST),
            Field::new("incarnation_id", 0, LATEST),
            Field::new("listeners", 0, LATEST),
            Field::new("features", 0, LATEST),
            Field::new("rack", 0, LATEST).nullable(0, LATEST),
            Field::new("is_migrating_zk_broker", 1, LATEST),
            Field::new("log_dirs", 2, LATEST).ignorable(),
            Field::new("previous_broker_epoch", 3, LATEST).int(-1).ignorable(),
        ];
        c.int32(&FIELDS[0], &mut self.broker_id);
        c.string(&FIELDS[1], &mut self.cluster_id);
        c.uuid(&FIELDS[2], &mut self.incarnation_id);
        c.array(&FIELDS[3], &mut self.listeners);
        c.array(&FIELDS[4], &mut self.features);
        c.nullable_string(&FIELDS[5], &mut self.rack);
        c.bool(&FIELDS[6], &mut self.is_migrating_zk_broker);
        c.array(&FIELDS[7], &mut self.log_dirs);
        c.int64(&FIELDS[8], &mut self.previous_broker_epoch);
    }
}

impl Root for BrokerRegistrationRequest {
    const SCHEMA: Schema = Schema::new("BrokerRegistrationRequest", 0, 4, 0);
}
