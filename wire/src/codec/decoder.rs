//! Bytes to values. Memory stays a small multiple of the input: a count is believed only if the bytes that remain can
//! hold as many of the smallest elements, and blobs share the input.

use super::error::{Reason, Step, Sticky};
use super::input::Input;
use super::pass::Pass;
use super::tree::{Node, TreeBuilder};
use super::{Array, Codec, Field, Message, Optional, Schema, TEXT_LEN_MAX, Value, WireError};
use crate::codec::F64Bits;
use crate::records::{ProducedRecords, Records};
use crate::uuid::Uuid;
use alloc::string::String;
use alloc::vec::Vec;
use bytes::Bytes;

/// Reads a message from bytes.
pub(crate) struct Decoder {
    input: Input,
    version: i16,
    flexible: bool,
    pass: Pass,
    /// Whether the visit for a tag met its field.
    met: bool,
    error: Sticky,
    /// Built when somebody wants to look.
    tree: Option<TreeBuilder>,
}

impl Decoder {
    pub(crate) fn new(bytes: Bytes) -> Decoder {
        Decoder {
            input: Input::new(bytes),
            version: 0,
            flexible: false,
            pass: Pass::Inline,
            met: false,
            error: Sticky::default(),
            tree: None,
        }
    }

    /// A decoder that also remembers names, texts and places.
    pub(crate) fn with_tree(bytes: Bytes) -> Decoder {
        Decoder { tree: Some(TreeBuilder::default()), ..Decoder::new(bytes) }
    }

    pub(crate) fn fail(&mut self, reason: Reason) {
        self.error.set(reason, self.input.position());
    }

    /// What was read so far, if this decoder remembers it.
    pub(crate) fn take_nodes(&mut self) -> Vec<Node> {
        self.tree.take().map(TreeBuilder::into_nodes).unwrap_or_default()
    }

    /// Steps over the next `len` bytes.
    pub(crate) fn skip(&mut self, len: usize) {
        if let Err(reason) = self.input.skip(len) {
            self.fail(reason);
        }
    }

    /// Steps over what was not read.
    pub(crate) fn skip_rest(&mut self) {
        self.input.skip_rest();
    }

    /// Reads one message in this version.
    pub(crate) fn body(&mut self, schema: &Schema, version: i16, message: &mut dyn Message) {
        if !schema.versions.contains(version) {
            return self.fail(Reason::UnknownVersion(version));
        }
        self.version = version;
        self.flexible = schema.flexible.contains(version);
        self.part(schema.name, |decoder| {
            decoder.structure(message);
            version
        });
    }

    /// Reads a header: its fields in the old form, then, if they say so, a tagged section in which no tag is known. Without
    /// one it is the header's version `first`, with one the next.
    pub(crate) fn header<H: Message>(
        &mut self,
        name: &'static str,
        first: i16,
        header: &mut H,
        is_tagged: impl FnOnce(&H) -> bool,
    ) {
        self.flexible = false;
        self.part(name, |decoder| {
            header.fields(decoder);
            let tagged = is_tagged(header);
            if tagged {
                decoder.tags(&mut NoFields);
            }
            first + i16::from(tagged)
        });
    }

    /// Reads one of the great parts, which is a node of its own in the tree; `read` gives its version.
    fn part(&mut self, name: &'static str, read: impl FnOnce(&mut Decoder) -> i16) {
        let start = self.input.position();
        if let Some(tree) = &mut self.tree {
            tree.open();
        }
        let version = read(self);
        if let Some(tree) = &mut self.tree {
            tree.close_part(name, version, start..self.input.position());
        }
    }

    /// The end: everything was used, or the first error.
    pub(crate) fn finish(mut self, message: &'static str) -> Result<(), WireError> {
        if self.input.remaining() > 0 {
            self.fail(Reason::TrailingBytes);
        }
        self.error.into_result(message)
    }

    fn wants(&self, field: &Field) -> bool {
        if self.error.is_set() || !field.versions.contains(self.version) {
            return false;
        }
        let tagged = self.flexible && field.tagged.contains(self.version);
        match self.pass {
            Pass::Inline => !tagged,
            Pass::Tag(tag) => tagged && field.tag == tag,
        }
    }

    /// One value: a field or an element of a list.
    fn visit(&mut self, step: Step, field: &'static Field, mut value: Value<'_>) {
        let start = self.input.position();
        if let Some(tree) = &mut self.tree {
            tree.open();
        }
        self.read(field, &mut value);
        if let Some(tree) = &mut self.tree {
            if let Some(records) = records_of(&value) {
                tree.batches(&records, self.input.position() - records.len());
            }
            tree.close(step, &mut value, start..self.input.position());
        }
        self.error.leave(step);
    }

    fn read(&mut self, field: &'static Field, value: &mut Value<'_>) {
        match value {
            Value::Bool(out) => **out = self.fixed::<1>()[0] != 0,
            Value::Int8(out) => **out = i8::from_be_bytes(self.fixed()),
            Value::Int16(out) => **out = i16::from_be_bytes(self.fixed()),
            Value::Uint16(out) => **out = u16::from_be_bytes(self.fixed()),
            Value::Int32(out) => **out = i32::from_be_bytes(self.fixed()),
            Value::Int64(out) => **out = i64::from_be_bytes(self.fixed()),
            Value::Float64(out) => **out = F64Bits(u64::from_be_bytes(self.fixed())),
            Value::Uuid(out) => **out = Uuid(self.fixed()),
            Value::String(out) => {
                if let Some(text) = self.text(field) {
                    **out = text;
                }
            }
            Value::NullableString(out) => **out = self.text(field),
            Value::Bytes(out) => {
                if let Some(blob) = self.blob(field) {
                    **out = blob;
                }
            }
            Value::NullableBytes(out) => **out = self.blob(field),
            Value::Records(out) => **out = self.blob(field).map(Records::from),
            Value::Produced(out) => **out = self.blob(field).map(ProducedRecords::from_bytes),
            Value::Array(out) => self.array(field, *out),
            Value::Struct(out) => self.structure(*out),
            Value::NullableStruct(out) => self.optional(field, *out),
        }
    }

    /// What was read; the default after an error, which is kept.
    fn or_default<T: Default>(&mut self, read: Result<T, Reason>) -> T {
        read.unwrap_or_else(|reason| {
            self.fail(reason);
            T::default()
        })
    }

    fn fixed<const N: usize>(&mut self) -> [u8; N] {
        match self.input.fixed() {
            Ok(bytes) => bytes,
            Err(reason) => {
                self.fail(reason);
                [0; N]
            }
        }
    }

    fn unsigned(&mut self) -> u32 {
        let read = self.input.unsigned();
        self.or_default(read)
    }

    /// A length, or `None` for null, which is an error where the version has no null. `wide`: four bytes in the old form.
    fn length(&mut self, field: &Field, wide: bool) -> Option<usize> {
        let length = if self.flexible {
            i64::from(self.unsigned()) - 1
        } else if wide {
            i64::from(i32::from_be_bytes(self.fixed()))
        } else {
            i64::from(i16::from_be_bytes(self.fixed()))
        };
        if self.error.is_set() {
            return None;
        }
        match length {
            -1 => {
                self.check_null(field);
                None
            }
            0.. => usize::try_from(length).ok(),
            _ => {
                self.fail(Reason::NegativeLength);
                None
            }
        }
    }

    fn check_null(&mut self, field: &Field) {
        if !field.nullable.contains(self.version) {
            self.fail(Reason::Null);
        }
    }

    fn blob(&mut self, field: &Field) -> Option<Bytes> {
        let length = self.length(field, true)?;
        let read = self.input.blob(length);
        Some(self.or_default(read))
    }

    fn text(&mut self, field: &Field) -> Option<String> {
        let length = self.length(field, false)?;
        let read = if length > TEXT_LEN_MAX {
            Err(Reason::TooLong)
        } else {
            self.input.text(length).map(String::from)
        };
        Some(self.or_default(read))
    }

    fn array(&mut self, field: &'static Field, array: &mut dyn Array) {
        let Some(count) = self.length(field, true) else {
            array.set_null();
            return;
        };
        if count > self.input.remaining() / array.element_size_min() {
            return self.fail(Reason::CountTooLarge);
        }
        array.start(count);
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
        match i8::from_be_bytes(self.fixed()) {
            1 => self.structure(optional.start()),
            mark if mark == self.pass.null_mark() => {
                self.check_null(field);
                optional.set_null();
            }
            _ => self.fail(Reason::NullMark),
        }
    }

    fn structure(&mut self, message: &mut dyn Message) {
        let outer = core::mem::replace(&mut self.pass, Pass::Inline);
        message.fields(self);
        if self.flexible {
            self.tags(message);
        }
        self.pass = outer;
    }

    /// The tagged section. Tags nobody knows are skipped; Kafka takes them in any order.
    fn tags(&mut self, message: &mut dyn Message) {
        let start = self.input.position();
        if let Some(tree) = &mut self.tree {
            tree.open();
        }
        let count = self.unsigned();
        for _ in 0..count {
            let (tag, size) = (self.unsigned(), self.unsigned() as usize);
            if self.error.is_set() {
                break;
            }
            self.tag(tag, size, message);
        }
        if let Some(tree) = &mut self.tree {
            tree.close_tags(count, start..self.input.position());
        }
    }

    fn tag(&mut self, tag: u32, size: usize, message: &mut dyn Message) {
        let outer_end = match self.input.enter(size) {
            Ok(outer_end) => outer_end,
            Err(reason) => return self.fail(reason),
        };
        self.met = false;
        if let Ok(tag) = u8::try_from(tag) {
            self.pass = Pass::Tag(tag);
            message.fields(self);
        }
        if !self.met {
            self.input.skip_rest();
        } else if self.input.remaining() > 0 {
            self.fail(Reason::TagSize);
        }
        self.input.leave(outer_end);
    }
}

impl Codec for Decoder {
    fn value(&mut self, field: &'static Field, value: Value<'_>) {
        if self.wants(field) {
            self.visit(Step::Field(field.name), field, value);
            self.met = true;
        }
    }
}

/// The record bytes in a value, if it has any.
fn records_of(value: &Value<'_>) -> Option<Bytes> {
    match value {
        Value::Records(records) => records.as_ref().map(Records::to_bytes),
        Value::Produced(records) => records.as_ref().map(|produced| produced.bytes().clone()),
        _ => None,
    }
}

/// A struct of nothing.
struct NoFields;

impl Message for NoFields {
    fn fields(&mut self, _c: &mut dyn Codec) {}
}
