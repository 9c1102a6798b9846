// Generated from wire/schemas/headers.schema by `cargo xtask generate`; do not edit.
//! `RequestHeader`: versions 1-2, flexible from 2.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;

/// `RequestHeader`: versions 1-2, flexible from 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestHeader {
    /// Versions 0+.
    pub request_api_key: i16,
    /// Versions 0+.
    pub request_api_version: i16,
    /// Versions 0+.
    pub correlation_id: i32,
    /// Versions 1+, null in 1+.
    pub client_id: Option<String>,
}

impl Default for RequestHeader {
    fn default() -> RequestHeader {
        RequestHeader {
            request_api_key: 0,
            request_api_version: 0,
            correlation_id: 0,
            client_id: Some(String::default()),
        }
    }
}

impl Message for RequestHeader {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("request_api_key", 0, LATEST),
            Field::new("request_api_version", 0, LATEST),
            Field::new("correlation_id", 0, LATEST),
            Field::new("client_id", 1, LATEST).nullable(1, LATEST),
        ];
        c.int16(&FIELDS[0], &mut self.request_api_key);
        c.int16(&FIELDS[1], &mut self.request_api_version);
        c.int32(&FIELDS[2], &mut self.correlation_id);
        c.nullable_string(&FIELDS[3], &mut self.client_id);
    }
}

impl Root for RequestHeader {
    const SCHEMA: Schema = Schema::new("RequestHeader", 1, 2, 2);
}
