// Generated from wire/schemas/api_versions.schema by `cargo xtask generate`; do not edit.
//! `ApiVersionsRequest`: versions 0-4, flexible from 3.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;

/// `ApiVersionsRequest`: versions 0-4, flexible from 3.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ApiVersionsRequest {
    /// Versions 3+, ignorable.
    pub client_software_name: String,
    /// Versions 3+, ignorable.
    pub client_software_version: String,
}

impl Message for ApiVersionsRequest {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [
            Field::new("client_software_name", 3, LATEST).ignorable(),
            Field::new("client_software_version", 3, LATEST).ignorable(),
        ];
        c.string(&FIELDS[0], &mut self.client_software_name);
        c.string(&FIELDS[1], &mut self.client_software_version);
    }
}

impl Root for ApiVersionsRequest {
    const SCHEMA: Schema = Schema::new("ApiVersionsRequest", 0, 4, 3);
}
