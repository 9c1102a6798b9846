//! One visitor for all messages: a struct lists its fields once, a codec decides what to do with each.
//!
//! [`Message::fields`] is generated. It calls [`Codec::value`] for every field in the order of the schema, whatever the
//! version; version rules, nulls, lengths and the tagged section are the codec's, driven by [`Field`]. Decoder, encoder,
//! inspector's tree, digest and test generator exist once each.

#[cfg(any(test, feature = "arbitrary"))]
mod arbitrary;
mod array;
mod batch_tree;
mod decoder;
mod digest;
mod encoder;
mod error;
mod field;
mod initial;
mod input;
mod pass;
mod tree;
mod whole;

#[cfg(any(test, feature = "arbitrary"))]
pub use arbitrary::Arbitrary;
pub use array::{Array, Element, Optional};
pub use batch_tree::{HEADERS_SHOWN_MAX, RECORDS_SHOWN_MAX};
pub(crate) use decoder::Decoder;
pub use digest::Digest;
pub(crate) use encoder::Encoder;
pub use encoder::SHARED_PART_LEN_MIN;
pub use error::{Reason, WireError};
pub use field::{Field, Initial, LATEST, Schema, TAG_MAX, Versions};
pub use tree::{BLOB_SHOWN_LEN_MAX, ELEMENTS_SHOWN_MAX, Node};
pub use whole::{decode, encode};
pub(crate) use whole::{decode_into, encode_from};

use crate::records::{ProducedRecords, Records};
use crate::uuid::Uuid;
use alloc::string::String;
use bytes::Bytes;

/// The most bytes of a text, in the flexible form too, as in Kafka.
pub const TEXT_LEN_MAX: usize = i16::MAX as usize;

/// A float64 of the wire, kept as its bits: no machine here computes with floats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct F64Bits(pub u64);

/// A struct of the protocol.
pub trait Message {
    /// Shows every field to the codec, once, in the order of the schema.
    fn fields(&mut self, c: &mut dyn Codec);
}

/// A struct that travels by itself, not only inside another one.
pub trait Root: Message + Default {
    /// Its name and versions.
    const SCHEMA: Schema;
}

/// A field's value, by type.
pub enum Value<'a> {
    /// One byte, 0 or 1.
    Bool(&'a mut bool),
    /// One byte.
    Int8(&'a mut i8),
    /// Two bytes.
    Int16(&'a mut i16),
    /// Two bytes without sign.
    Uint16(&'a mut u16),
    /// Four bytes.
    Int32(&'a mut i32),
    /// Eight bytes.
    Int64(&'a mut i64),
    /// Eight bytes, IEEE 754.
    Float64(&'a mut F64Bits),
    /// Sixteen bytes.
    Uuid(&'a mut Uuid),
    /// UTF-8 text.
    String(&'a mut String),
    /// UTF-8 text, null in some versions.
    NullableString(&'a mut Option<String>),
    /// A blob.
    Bytes(&'a mut Bytes),
    /// A blob, null in some versions.
    NullableBytes(&'a mut Option<Bytes>),
    /// Record batches as a log holds them.
    Records(&'a mut Option<Records>),
    /// Record batches as a client produced them.
    Produced(&'a mut Option<ProducedRecords>),
    /// A list, null in some versions if its type says so.
    Array(&'a mut dyn Array),
    /// A struct.
    Struct(&'a mut dyn Message),
    /// A struct which may be null.
    NullableStruct(&'a mut dyn Optional),
}

/// What walks over the fields of a message: reads, writes, prints, hashes them.
pub trait Codec {
    /// One field of the struct being visited.
    fn value(&mut self, field: &'static Field, value: Value<'_>);
}

/// The calls of generated code. They are shims kept out of line: the generated part of the crate stays small.
macro_rules! shims {
    ($($name:ident: $type:ty => $variant:ident,)*) => {
        impl dyn Codec + '_ {
            $(
                #[doc = concat!("A field that is [`Value::", stringify!($variant), "`].")]
                #[inline(never)]
                pub fn $name(&mut self, field: &'static Field, value: &mut $type) {
                    self.value(field, Value::$variant(value));
                }
            )*
        }
    };
}

shims! {
    bool: bool => Bool,
    int8: i8 => Int8,
    int16: i16 => Int16,
    uint16: u16 => Uint16,
    int32: i32 => Int32,
    int64: i64 => Int64,
    float64: F64Bits => Float64,
    uuid: Uuid => Uuid,
    string: String => String,
    nullable_string: Option<String> => NullableString,
    bytes: Bytes => Bytes,
    nullable_bytes: Option<Bytes> => NullableBytes,
    records: Option<Records> => Records,
    produced: Option<ProducedRecords> => Produced,
    array: dyn Array => Array,
    structure: dyn Message => Struct,
    nullable_structure: dyn Optional => NullableStruct,
}
