// Generated from wire/schemas/find_coordinator.schema by `cargo xtask generate`; do not edit.
//! `FindCoordinatorResponse`: versions 0-6, flexible from 3.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`FindCoordinatorResponse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coordinator {
    /// Versions 4+.
    pub key: String,
    /// Versions 4+.
    pub node_id: i32,
    /// Versions 4+.
    pub host: String,
    /// Versions 4+.
    pub port: i32,
    /// Versions 4+.
    pub error_code: i16,
    /// Versions 4+, null in 4+, ignorable.
    pub error_message: Option<String>,
}

impl Default for Coordinator {
    fn default() -> Coordinator {
        Coordinator {
            key: String::new(),
            node_id: 0,
            host: String::new(),
            port: 0,
            error_code: 0,
            error_message: Some(String::default()),
        }
    }
}

impl Message for Coordinator {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 6] = [
            Field::new("key", 4, LATEST),
            Field::new("node_id", 4, LATEST),
            Field::new("host", 4, LATEST),
            Field::new("port", 4, LATEST),
            Field::new("error_code", 4, LATEST),
            Field::new("error_message", 4, LATEST).nullable(4, LATEST).ignorable(),
        ];
        c.string(&FIELDS[0], &mut self.key);
        c.int32(&FIELDS[1], &mut self.node_id);
        c.string(&FIELDS[2], &mut self.host);
        c.int32(&FIELDS[3], &mut self.port);
        c.int16(&FIELDS[4], &mut self.error_code);
        c.nullable_string(&FIELDS[5], &mut self.error_message);
    }
}

impl Element for Coordinator {
    const SIZE_MIN: usize = 1;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `FindCoordinatorResponse`: versions 0-6, flexible from 3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindCoordinatorResponse {
    /// Versions 1+, ignorable.
    pub throttle_time_ms: i32,
    /// Versions 0-3.
    pub error_code: i16,
    /// Versions 1-3, null in 1-3, ignorable.
    pub error_message: Option<String>,
    /// Versions 0-3.
    pub node_id: i32,
    /// Versions 0-3.
    pub host: String,
    /// Versions 0-3.
    pub port: i32,
    /// Versions 4+.
    pub coordinators: Vec<Coordinator>,
}

impl Default for FindCoordinatorResponse {
    fn default() -> FindCoordinatorResponse {
        FindCoordinatorResponse {
            throttle_time_ms: 0,
            error_code: 0,
            error_message: Some(String::default()),
            node_id: 0,
            host: String::new(),
            port: 0,
            coordinators: Vec::new(),
        }
    }
}

impl Message for FindCoordinatorResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 7] = [
            Field::new("throttle_time_ms", 1, LATEST).ignorable(),
            Field::new("error_code", 0, 3),
            Field::new("error_message", 1, 3).nullable(1, 3).ignorable(),
            Field::new("node_id", 0, 3),
            Field::new("host", 0, 3),
            Field::new("port", 0, 3),
            Field::new("coordinators", 4, LATEST),
        ];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
        c.int32(&FIELDS[3], &mut self.node_id);
        c.string(&FIELDS[4], &mut self.host);
        c.int32(&FIELDS[5], &mut self.port);
        c.array(&FIELDS[6], &mut self.coordinators);
    }
}

impl Root for FindCoordinatorResponse {
    const SCHEMA: Schema = Schema::new("FindCoordinatorResponse", 0, 6, 3);
}
