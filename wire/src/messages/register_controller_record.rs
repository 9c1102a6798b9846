// Generated from wire/schemas/metadata_records.schema by `cargo xtask generate`; do not edit.
//! `RegisterControllerRecord`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`RegisterControllerRecord`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ControllerEndpoint {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub host: String,
    /// Versions 0+.
    pub port: u16,
    /// Versions 0+.
    pub security_protocol: i16,
}

impl Message for ControllerEndpoint {
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

impl Element for ControllerEndpoint {
    const SIZE_MIN: usize = 7;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// Part of [`RegisterControllerRecord`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ControllerFeature {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub min_supported_version: i16,
    /// Versions 0+.
    pub max_supported_version: i16,
}

impl Message for ControllerFeature {
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

impl Element for ControllerFeature {
    const SIZE_MIN: usize = 6;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `RegisterControllerRecord`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct RegisterControllerRecord {
    /// Versions 0+.
    pub controller_id: i32,
    /// Versions 0+.
    pub incarnation_id: Uuid,
    /// Versions 0+.
    pub zk_migration_ready: bool,
    /// Versions 0+.
    pub end_points: Vec<ControllerEndpoint>,
    /// Versions 0+.
    pub features: Vec<ControllerFeature>,
}

impl Message for RegisterControllerRecord {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("controller_id", 0, LATEST),
            Field::new("incarnation_id", 0, LATEST),
            Field::new("zk_migration_ready", 0, LATEST),
            Field::new("end_points", 0, LATEST),
            Field::new("features", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.controller_id);
        c.uuid(&FIELDS[1], &mut self.incarnation_id);
        c.bool(&FIELDS[2], &mut self.zk_migration_ready);
        c.array(&FIELDS[3], &mut self.end_points);
        c.array(&FIELDS[4], &mut self.features);
    }
}

impl Root for RegisterControllerRecord {
    const SCHEMA: Schema = Schema::new("RegisterControllerRecord", 0, 0, 0);
}
