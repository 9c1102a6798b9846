// Generated from wire/schemas/controller_registration.schema by `cargo xtask generate`; do not edit.
//! `ControllerRegistrationRequest`: versions 0, flexible from 0.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`ControllerRegistrationRequest`].
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

/// Part of [`ControllerRegistrationRequest`].
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

/// `ControllerRegistrationRequest`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ControllerRegistrationRequest {
    /// Versions 0+.
    pub controller_id: i32,
    /// Versions 0+.
    pub incarnation_id: Uuid,
    /// Versions 0+.
    pub zk_migration_ready: bool,
    /// Versions 0+.
    pub listeners: Vec<Listener>,
    /// Versions 0+.
    pub features: Vec<Feature>,
}

impl Message for ControllerRegistrationRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 5] = [
            Field::new("controller_id", 0, LATEST),
            Field::new("incarnation_id", 0, LATEST),
            Field::new("zk_migration_ready", 0, LATEST),
            Field::new("listeners", 0, LATEST),
            Field::new("features", 0, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.controller_id);
        c.uuid(&FIELDS[1], &mut self.incarnation_id);
        c.bool(&FIELDS[2], &mut self.zk_migration_ready);
        c.array(&FIELDS[3], &mut self.listeners);
        c.array(&FIELDS[4], &mut self.features);
    }
}

impl Root for ControllerRegistrationRequest {
    const SCHEMA: Schema = Schema::new("ControllerRegistrationRequest", 0, 0, 0);
}
