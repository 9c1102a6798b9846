//! Values to bytes. A tagged field at its default is not written; a field which the version does not carry is dropped if
//! it may be, and is an error otherwise, as in Kafka.

use super::error::{Reason, Step, Sticky};
use super::initial::is_initial;
use super::pass::Pass;
use super::{Array, Codec, Field, Message, Optional, Schema, TEXT_LEN_MAX, Value, WireError};
use crate::varint;
use alloc::vec::Vec;
use bytes::Bytes;

/// Slices of records at least this long are not copied by the encoders that give parts.
pub const SHARED_PART_LEN_MIN: usize = 1024;

/// Writes a message as bytes.
pub(crate) struct Encoder {
    out: Vec<u8>,
    /// Slices that belong between the bytes of `out`, each with the place in `out` before which it stands.
    shared: Vec<(usize, Bytes)>,
    shares: bool,
    version: i16,
    flexible: bool,
    pass: Pass,
    /// The tags of the struct being written whose fields are not at their defaults, as bits.
    tags: u32,
    error: Sticky,
}

impl Encoder {
    /// Appends to `out`.
    pub(crate) fn new(out: Vec<u8>) -> Encoder {
        Encoder {
            out,
            shared: Vec::new(),
            shares: false,
            version: 0,
            flexible: false,
            pass: Pass::Inline,
            tags: 0,
            error: Sticky::default(),
        }
    }

    /// Appends to `out`, but keeps long slices of records apart.
    pub(crate) fn sharing(out: Vec<u8>) -> Encoder {
        Encoder { shares: true, ..Encoder::new(out) }
    }

    /// Writes one message in this version.
    pub(crate) fn body(&mut self, schema: &Schema, version: i16, message: &mut dyn Message) {
        if !schema.versions.contains(version) {
            return self.fail(Reason::UnknownVersion(version));
        }
        self.version = version;
        self.flexible = schema.flexible.contains(version);
        self.structure(message);
    }

    /// Writes the fields of a header in the old form, then an empty tagged section if it has one.
    pub(crate) fn header(&mut self, header: &mut dyn Message, tagged_section: bool) {
        self.flexible = false;
        header.fields(self);
        if tagged_section {
            self.out.push(0);
        }
    }

    /// How many bytes there are so far.
    pub(crate) fn len(&self) -> usize {
        self.out.len() + self.shared.iter().map(|(_, slice)| slice.len()).sum::<usize>()
    }

    /// Puts `bytes` over those at the start.
    pub(crate) fn patch(&mut self, bytes: &[u8]) {
        self.out[..bytes.len()].copy_from_slice(bytes);
    }

    pub(crate) fn fail(&mut self, reason: Reason) {
        self.error.set(reason, self.out.len());
    }

    /// Everything in one piece.
    pub(crate) fn finish(self, message: &'static str) -> Result<Vec<u8>, WireError> {
        self.error.into_result(message)?;
        Ok(self.out)
    }

    /// Everything in pieces, in order.
    pub(crate) fn finish_parts(self, message: &'static str) -> Result<Vec<Bytes>, WireError> {
        self.error.into_result(message)?;
        let own = Bytes::from(self.out);
        let mut parts = Vec::with_capacity(2 * self.shared.len() + 1);
        let mut from = 0;
        for (at, slice) in self.shared {
            parts.push(own.slice(from..at));
            parts.push(slice);
            from = at;
        }
        parts.push(own.slice(from..));
        parts.retain(|part| !part.is_empty());
        Ok(parts)
    }

    fn visit(&mut self, step: Step, field: &'static Field, mut value: Value<'_>) {
        self.write(field, &mut value);
        self.error.leave(step);
    }

    fn write(&mut self, field: &'static Field, value: &mut Value<'_>) {
        match value {
            Value::Bool(value) => self.out.push(u8::from(**value)),
            Value::Int8(value) => self.raw(&value.to_be_bytes()),
            Value::Int16(value) => self.raw(&value.to_be_bytes()),
            Value::Uint16(value) => self.raw(&value.to_be_bytes()),
            Value::Int32(value) => self.raw(&value.to_be_bytes()),
            Value::Int64(value) => self.raw(&value.to_be_bytes()),
            Value::Float64(value) => self.raw(&value.0.to_be_bytes()),
            Value::Uuid(value) => self.raw(&value.0),
            Value::String(value) => self.text(field, Some(value.as_str())),
            Value::NullableString(value) => self.text(field, value.as_deref()),
            Value::Bytes(value) => self.blob(field, Some(core::slice::from_ref(*value))),
            Value::NullableBytes(value) => self.blob(field, value.as_ref().map(core::slice::from_ref)),
            Value::Records(value) => self.blob(field, value.as_ref().map(|records| records.slices())),
            Value::Produced(value) => {
                self.blob(field, value.as_ref().map(|produced| core::slice::from_ref(produced.bytes())));
            }
            Value::Array(value) => self.array(field, *value),
            Value::Struct(value) => self.structure(*value),
            Value::NullableStruct(value) => self.optional(field, *value),
        }
    }

    fn raw(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    /// A length, or null. `wide`: four bytes in the old form.
    fn length(&mut self, field: &Field, length: Option<usize>, wide: bool) {
        if length.is_none() && !field.nullable.contains(self.version) {
            return self.fail(Reason::Null);
        }
        let length_max = if wide { i32::MAX as usize - 1 } else { TEXT_LEN_MAX };
        if length.is_some_and(|length| length > length_max) {
            return self.fail(Reason::TooLong);
        }
        let length = length.map_or(-1, |length| length as i32);
        if self.flexible {
            varint::write_unsigned32((length + 1) as u32, &mut self.out);
        } else if wide {
            self.raw(&length.to_be_bytes());
        } else {
            self.raw(&(length as i16).to_be_bytes());
        }
    }

    fn text(&mut self, field: &Field, text: Option<&str>) {
        self.length(field, text.map(str::len), false);
        self.raw(text.unwrap_or_default().as_bytes());
    }

    fn blob(&mut self, field: &Field, slices: Option<&[Bytes]>) {
        self.length(field, slices.map(|slices| slices.iter().map(Bytes::len).sum()), true);
        for slice in slices.unwrap_or_default() {
            // Inside a tagged field nothing is kept apart: its size stands before it.
            if self.shares && self.pass == Pass::Inline && slice.len() >= SHARED_PART_LEN_MIN {
                self.shared.push((self.out.len(), slice.clone()));
            } else {
                self.raw(slice);
            }
        }
    }

    fn array(&mut self, field: &'static Field, array: &mut dyn Array) {
        self.length(field, array.count(), true);
        let mut index = 0;
        while let Some(value) = array.element(index) {
            self.visit(Step::Index(index), field, value);
            if self.error.is_set() {
                return;
            }
            index += 1;
        }
    }

    fn optional(&mut self, field: &Field, optional: &mut dyn Optional) {
        match optional.get() {
            Some(message) => {
                self.out.push(1);
                self.structure(message);
            }
            None if field.nullable.contains(self.version) => self.out.push(self.pass.null_mark() as u8),
            None => self.fail(Reason::Null),
        }
    }

    fn structure(&mut self, message: &mut dyn Message) {
        let outer = (core::mem::replace(&mut self.pass, Pass::Inline), core::mem::take(&mut self.tags));
        message.fields(self);
        if self.flexible {
            self.tagged_section(message);
        }
        (self.pass, self.tags) = outer;
    }

    fn tagged_section(&mut self, message: &mut dyn Message) {
        let mut tags = self.tags;
        varint::write_unsigned32(tags.count_ones(), &mut self.out);
        while tags != 0 {
            let tag = tags.trailing_zeros() as u8;
            tags &= tags - 1;
            varint::write_unsigned32(u32::from(tag), &mut self.out);
            let start = self.out.len();
            self.pass = Pass::Tag(tag);
            message.fields(self);
            let body = self.out.split_off(start);
            varint::write_unsigned32(body.len() as u32, &mut self.out);
            self.raw(&body);
        }
    }
}

impl Codec for Encoder {
    fn value(&mut self, field: &'static Field, mut value: Value<'_>) {
        if self.error.is_set() {
            return;
        }
        if !field.versions.contains(self.version) {
            if self.pass == Pass::Inline && !field.ignorable && !is_initial(field, &mut value) {
                self.fail(Reason::NotCarried);
                self.error.leave(Step::Field(field.name));
            }
            return;
        }
        let tagged = self.flexible && field.tagged.contains(self.version);
        match self.pass {
            Pass::Inline if tagged => {
                if !is_initial(field, &mut value) {
                    self.tags |= 1 << field.tag;
                }
            }
            Pass::Inline => self.visit(Step::Field(field.name), field, value),
            Pass::Tag(tag) if tagged && tag == field.tag => self.visit(Step::Field(field.name), field, value),
            Pass::Tag(_) => {}
        }
    }
}
