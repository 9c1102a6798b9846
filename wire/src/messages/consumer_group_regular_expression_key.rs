// Generated from wire/schemas/group_record_keys.schema by `cargo xtask generate`; do not edit.
//! `ConsumerGroupRegularExpressionKey`: versions 0, none flexible.

use crate::codec::{Codec, Field, Message, Root, Schema};
use alloc::string::String;

/// `ConsumerGroupRegularExpressionKey`: versions 0, none flexible.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ConsumerGroupRegularExpressionKey {
    /// Versions 0.
    pub group_id: String,
    /// Versions 0.
    pub regular_expression: String,
}

impl Message for ConsumerGroupRegularExpressionKey {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 2] = [Field::new("group_id", 0, 0), Field::new("regular_expression", 0, 0)];
        c.string(&FIELDS[0], &mut self.group_id);
        c.string(&FIELDS[1], &mut self.regular_expression);
    }
}

impl Root for ConsumerGroupRegularExpressionKey {
    const SCHEMA: Schema = Schema::rigid("ConsumerGroupRegularExpressionKey", 0, 0);
}
