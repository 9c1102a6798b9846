//! Messages at random, the same ones for the same seed: for tests.

use super::{Array, Codec, Field, Message, Value};
use crate::codec::F64Bits;
use crate::records::{ProducedRecords, Records};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;
use bytes::Bytes;

/// Lists get at most this many elements.
const ELEMENTS_MAX: u64 = 3;
const TEXTS: [&str; 5] = [
    "",
    "a",
    "orders",
    "Zürich ✓",
    "a text long enough to need a length of two bytes in the compact form, which begins at one hundred and twenty-seven characters: here it is.",
];

/// Fills messages with values that their version can carry; fields it does not carry keep their defaults.
pub struct Arbitrary {
    state: u64,
    version: i16,
}

impl Arbitrary {
    /// A generator; equal seeds give equal messages.
    pub fn new(seed: u64) -> Arbitrary {
        Arbitrary { state: seed, version: 0 }
    }

    /// Fills a message that holds its defaults.
    pub fn fill(&mut self, version: i16, message: &mut dyn Message) {
        self.version = version;
        message.fields(self);
    }

    /// The next number (splitmix64).
    pub fn number(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.number() % bound
    }

    /// Small numbers and edges as often as others.
    fn edge(&mut self) -> i64 {
        match self.below(4) {
            0 => self.below(5) as i64 - 1,
            1 => i64::MAX,
            2 => i64::MIN,
            _ => self.number() as i64,
        }
    }

    fn text(&mut self) -> String {
        let index = self.below(TEXTS.len() as u64);
        String::from(TEXTS[index as usize])
    }

    fn blob(&mut self) -> Bytes {
        let len = self.below(200);
        (0..len).map(|_| self.number() as u8).collect::<Vec<u8>>().into()
    }

    /// Whether this value shall be null: sometimes, if it may be.
    fn null(&mut self, field: &Field) -> bool {
        field.nullable.contains(self.version) && self.below(3) == 0
    }

    fn visit(&mut self, field: &'static Field, value: Value<'_>) {
        match value {
            Value::Bool(out) => *out = self.below(2) == 1,
            Value::Int8(out) => *out = self.edge() as i8,
            Value::Int16(out) => *out = self.edge() as i16,
            Value::Uint16(out) => *out = self.edge() as u16,
            Value::Int32(out) => *out = self.edge() as i32,
            Value::Int64(out) => *out = self.edge(),
            Value::Float64(out) => *out = F64Bits(self.number()),
            Value::Uuid(out) => *out = Uuid::from_halves(self.number(), self.number()),
            Value::String(out) => *out = self.text(),
            Value::NullableString(out) => *out = if self.null(field) { None } else { Some(self.text()) },
            Value::Bytes(out) => *out = self.blob(),
            Value::NullableBytes(out) => *out = if self.null(field) { None } else { Some(self.blob()) },
            Value::Records(out) => {
                *out = if self.null(field) { None } else { Some(Records::from(self.blob())) };
            }
            Value::Produced(out) => {
                *out = if self.null(field) { None } else { Some(ProducedRecords::from_bytes(self.blob())) };
            }
            Value::Array(array) => self.array(field, array),
            Value::Struct(message) => message.fields(self),
            Value::NullableStruct(out) => {
                if self.null(field) {
                    out.set_null();
                } else {
                    out.start().fields(self);
                }
            }
        }
    }

    fn array(&mut self, field: &'static Field, array: &mut dyn Array) {
        if self.null(field) {
            array.set_null();
            return;
        }
        let count = self.below(ELEMENTS_MAX + 1);
        array.start(count as usize);
        let mut index = 0;
        while let Some(element) = array.element(index) {
            self.visit(field, element);
            index += 1;
        }
    }
}

impl Codec for Arbitrary {
    fn value(&mut self, field: &'static Field, value: Value<'_>) {
        if field.versions.contains(self.version) {
            self.visit(field, value);
        }
    }
}
