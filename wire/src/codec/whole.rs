//! One message by itself, from bytes and to bytes.

use super::{Decoder, Encoder, Message, Root, Schema, WireError};
use alloc::vec::Vec;
use bytes::Bytes;

/// Reads a message that travels by itself; all of `bytes` must be used.
///
/// # Errors
/// The first thing in the bytes that is not as the schema says.
pub fn decode<T: Root>(version: i16, bytes: Bytes) -> Result<T, WireError> {
    let mut message = T::default();
    decode_into(&T::SCHEMA, version, bytes, &mut message)?;
    Ok(message)
}

/// Reads into a message whose fields hold their defaults.
pub(crate) fn decode_into(
    schema: &Schema,
    version: i16,
    bytes: Bytes,
    message: &mut dyn Message,
) -> Result<(), WireError> {
    let mut decoder = Decoder::new(bytes);
    decoder.body(schema, version, message);
    decoder.finish(schema.name)
}

/// Writes a message that travels by itself.
///
/// # Errors
/// The first field that this version cannot carry.
pub fn encode<T: Root>(message: &mut T, version: i16) -> Result<Vec<u8>, WireError> {
    encode_from(&T::SCHEMA, version, message)
}

pub(crate) fn encode_from(
    schema: &Schema,
    version: i16,
    message: &mut dyn Message,
) -> Result<Vec<u8>, WireError> {
    let mut encoder = Encoder::new(Vec::new());
    encoder.body(schema, version, message);
    encoder.finish(schema.name)
}
