// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `RegisterBrokerRecord`: versions 0-4, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`RegisterBrokerRecord`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct BrokerEndpoint {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub host: String,
    /// Versions 0+.
    pub port: u16,
    /// Versions 0+.
    pub security_protocol: i16,
}

impl Message for BrokerEndpoint {
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

impl Element for BrokerEndpoint {
    const SIZE_MIN: usize = 7;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`RegisterBrokerRecord`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct BrokerFeature {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub min_supported_version: i16,
    /// Versions 0+.
    pub max_supported_version: i16,
}

impl Message for BrokerFeature {
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

impl Element for BrokerFeature {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `RegisterBrokerRecord`: versions 0-4, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterBrokerRecord {
    /// Versions 0+.
    pub broker_id: i32,
    /// Versions 2+.
    pub is_migrating_zk_broker: bool,
    /// Versions 0+.
    pub incarnation_id: Uuid,
    /// Versions 0+.
    pub broker_epoch: i64,
    /// Versions 0+.
    pub end_points: Vec<BrokerEndpoint>,
    /// Versions 0+.
    pub features: Vec<BrokerFeature>,
    /// Versions 0+, null in 0+.
    pub rack: Option<String>,
    /// Versions 0+, default true.
    pub fenced: bool,
    /// Versions 1+.
    pub in_controlled_shutdown: bool,
    /// Versions 3+, tag 0 in 3+.
    pub log_dirs: Vec<Uuid>,
    /// Versions 4+, null in 4+, tag 1 in 4+, default null.
    pub cordoned_log_dirs: Option<Vec<Uuid>>,
}

impl Default for RegisterBrokerRecord {
    fn default() -> RegisterBrokerRecord {
        RegisterBrokerRecord {
            broker_id: 0,
            is_migrating_zk_broker: false,
            incarnation_id: Uuid::ZERO,
            broker_epoch: 0,
            end_points: Vec::new(),
            features: Vec::new(),
            rack: Some(String::default()),
            fenced: true,
            in_controlled_shutdown: false,
            log_dirs: Vec::new(),
            cordoned_log_dirs: None,
        }
    }
}

impl Message for RegisterBrokerRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 11] = [
            Field::new("broker_id", 0, LATEST),
            Field::new("is_migrating_zk_broker", 2, LATEST),
            Field::new("incarnation_id", 0, LATEST),
            Field::new("broker_epoch", 0, LATEST),
            Field::new("end_points", 0, LATEST),
            Field::new("features", 0, LATEST),
            Field::new("rack", 0, LATEST).nullable(0, LATEST),
            Field::new("fenced", 0, LATEST).int(1),
            Field::new("in_controlled_shutdown", 1, LATEST),
            Field::new("log_dirs", 3, LATEST).tagged(0, 3, LATEST),
            Field::new("cordoned_log_dirs", 4, LATEST).nullable(4, LATEST).tagged(1, 4, LATEST).null(),
        ];
        c.int32(&FIELDS[0], &mut self.broker_id);
        c.bool(&FIELDS[1], &mut self.is_migrating_zk_broker);
        c.uuid(&FIELDS[2], &mut self.incarnation_id);
        c.int64(&FIELDS[3], &mut self.broker_epoch);
        c.array(&FIELDS[4], &mut self.end_points);
        c.array(&FIELDS[5], &mut self.features);
        c.nullable_string(&FIELDS[6], &mut self.rack);
        c.bool(&FIELDS[7], &mut self.fenced);
        c.bool(&FIELDS[8], &mut self.in_controlled_shutdown);
        c.array(&FIELDS[9], &mut self.log_dirs);
        c.array(&FIELDS[10], &mut self.cordoned_log_dirs);
    }
}

impl Root for RegisterBrokerRecord {
    const SCHEMA: Schema = Schema::new("RegisterBrokerRecord", 0, 4, 0);
}
