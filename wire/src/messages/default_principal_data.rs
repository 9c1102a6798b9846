// Generated from wire/schemas/data.schema by `cargo xtask generate`; do not edit.
//! `DefaultPrincipalData`: versions 0, flexible from 0.

use crate::codec::{Codec, Field, LATEST, Message, Root, Schema};
use alloc::string::String;

/// `DefaultPrincipalData`: versions 0, flexible from 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DefaultPrincipalData {
    /// Versions 0+.
    pub r#type: String,
    /// Versions 0+.
    pub name: String,
    /// Versions 0+.
    pub token_authenticated: bool,
}

impl Message for DefaultPrincipalData {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 3] = [
            Field::new("type", 0, LATEST),
            Field::new("name", 0, LATEST),
            Field::new("token_authenticated", 0, LATEST),
        ];
        c.string(&FIELDS[0], &mut self.r#type);
        c.string(&FIELDS[1], &mut self.name);
        c.bool(&FIELDS[2], &mut self.token_authenticated);
    }
}

impl Root for DefaultPrincipalData {
    const SCHEMA: Schema = Schema::new("DefaultPrincipalData", 0, 0, 0);
}
