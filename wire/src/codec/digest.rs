//! A 64-bit digest that is the same on every platform: no `usize`, no random state.

use super::{Codec, Field, Message, Value};

/// A running digest. Not for secrets: anyone can make two values collide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest(u64);

const START: u64 = 0xcbf2_9ce4_8422_2325;
const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

impl Default for Digest {
    fn default() -> Digest {
        Digest(START)
    }
}

impl Digest {
    /// The digest of nothing.
    pub fn new() -> Digest {
        Digest::default()
    }

    /// The digest of one message: of all its fields, whatever the version.
    pub fn of(message: &mut dyn Message) -> u64 {
        let mut digest = Digest::new();
        digest.message(message);
        digest.finish()
    }

    /// Takes a number in.
    pub fn number(&mut self, number: u64) {
        let mixed = (self.0 ^ number).wrapping_mul(MULTIPLIER);
        self.0 = mixed ^ (mixed >> 29);
    }

    /// Takes bytes in, and how many they are.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        let mut words = bytes.chunks_exact(8);
        for word in &mut words {
            self.number(u64::from_le_bytes(word.try_into().unwrap_or_default()));
        }
        let rest = words.remainder();
        if !rest.is_empty() {
            let mut word = [0; 8];
            word[..rest.len()].copy_from_slice(rest);
            self.number(u64::from_le_bytes(word));
        }
    }

    /// Takes all fields of a message in.
    pub fn message(&mut self, message: &mut dyn Message) {
        message.fields(self);
    }

    /// What it is now.
    pub fn finish(&self) -> u64 {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(MULTIPLIER);
        mixed ^ (mixed >> 32)
    }

    fn optional_bytes(&mut self, bytes: Option<&[u8]>) {
        self.number(u64::from(bytes.is_some()));
        self.bytes(bytes.unwrap_or_default());
    }

    fn visit(&mut self, value: Value<'_>) {
        match value {
            Value::Bool(value) => self.number(u64::from(*value)),
            Value::Int8(value) => self.number(*value as u64),
            Value::Int16(value) => self.number(*value as u64),
            Value::Uint16(value) => self.number(u64::from(*value)),
            Value::Int32(value) => self.number(*value as u64),
            Value::Int64(value) => self.number(*value as u64),
            Value::Float64(value) => self.number(value.0),
            Value::Uuid(value) => self.bytes(&value.0),
            Value::String(value) => self.bytes(value.as_bytes()),
            Value::NullableString(value) => self.optional_bytes(value.as_deref().map(str::as_bytes)),
            Value::Bytes(value) => self.bytes(value),
            Value::NullableBytes(value) => self.optional_bytes(value.as_deref()),
            // Equal records may be cut into different slices, so they are taken in as one piece.
            Value::Records(value) => {
                self.optional_bytes(value.as_ref().map(|records| records.to_bytes()).as_deref());
            }
            Value::Produced(value) => {
                self.optional_bytes(value.as_ref().map(|produced| produced.bytes().as_ref()));
            }
            Value::Array(array) => {
                self.number(array.count().map_or(0, |count| count as u64 + 1));
                let mut index = 0;
                while let Some(element) = array.element(index) {
                    self.visit(element);
                    index += 1;
                }
            }
            Value::Struct(message) => message.fields(self),
            Value::NullableStruct(value) => match value.get() {
                Some(message) => {
                    self.number(1);
                    message.fields(self);
                }
                None => self.number(0),
            },
        }
    }
}

impl Codec for Digest {
    fn value(&mut self, _field: &'static Field, value: Value<'_>) {
        self.visit(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::fetch_request::{FetchRequest, FetchTopic};
    use crate::{Request, Uuid};
    use alloc::vec;

    #[test]
    fn is_the_same_everywhere() {
        // Checked in wasm too: a digest is compared between platforms.
        let mut digest = Digest::new();
        digest.number(7);
        digest.bytes(b"orders-0, seventeen");
        assert_eq!(digest.finish(), 10_492_916_624_142_245_644);
    }

    #[test]
    fn every_field_counts() {
        let mut message = FetchRequest { topics: vec![FetchTopic::default()], ..FetchRequest::default() };
        let first = Digest::of(&mut message);
        message.topics[0].topic_id = Uuid([1; 16]);
        let second = Digest::of(&mut message);
        assert_ne!(first, second);
        assert_eq!(Digest::of(Request::from(message).message()), second);
    }
}
