// Generated from wire/schemas/create_partitions.schema by `cargo xtask generate`; do not edit.
//! `CreatePartitionsResponse`: versions 0-3, flexible from 2.

use crate::codec::{Codec, Element, Field, LATEST, Message, Root, Schema, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of [`CreatePartitionsResponse`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CreatePartitionsTopicResult {
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub error_code: i16,
    /// Versions 0+, null in 0+, default null.
    pub error_message: Option<String>,
}

impl Message for CreatePartitionsTopicResult {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("name", 0, LATEST),
            Field::new("error_code", 0, LATEST),
            Field::new("error_message", 0, LATEST).nullable(0, LATEST).null(),
        ];
        c.string(&FIELDS[0], &mut self.name);
        c.int16(&FIELDS[1], &mut self.error_code);
        c.nullable_string(&FIELDS[2], &mut self.error_message);
    }
}

impl Element for CreatePartitionsTopicResult {
    const SIZE_MIN: usize = 5;

    fn as_value(&mut self) -> Value<'_> {
        Value::Struct(self)
    }
}

/// `CreatePartitionsResponse`: versions 0-3, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CreatePartitionsResponse {
    /// Versions 0+.
    pub throttle_time_ms: i32,
    /// Versions 0+.
    pub results: Vec<CreatePartitionsTopicResult>,
}

impl Message for CreatePartitionsResponse {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] =
            [Field::new("throttle_time_ms", 0, LATEST), Field::new("results", 0, LATEST)];
        c.int32(&FIELDS[0], &mut self.throttle_time_ms);
        c.array(&FIELDS[1], &mut self.results);
    }
}

impl Root for CreatePartitionsResponse {
    const SCHEMA: Schema = Schema::new("CreatePartitionsResponse", 0, 3, 2);
}
