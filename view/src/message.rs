//! An opened message: every field with its bytes.

use alloc::string::String;
use alloc::vec::Vec;

use bytes::Bytes;

use crate::Flight;

/// A message down to fields and bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageView {
    /// The message as it flew.
    pub flight: Flight,
    /// Its frame as TCP carries it, size first.
    pub bytes: Bytes,
    /// Its fields in their order, depth first.
    pub fields: Vec<FieldView>,
}

/// A field of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldView {
    /// Depth in the tree, 0 at the top.
    pub depth: u16,
    /// Kafka's name of the field, or the position of an element.
    pub name: String,
    /// Its value as text; empty for a structure.
    pub value: String,
    /// First byte within the frame.
    pub start: u32,
    /// Number of bytes.
    pub len: u32,
}
