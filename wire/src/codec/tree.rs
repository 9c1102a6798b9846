//! A message as an inspector shows it: names, texts, and the bytes each came from.

use super::Value;
use super::batch_tree;
use super::error::Step;
use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write;
use core::ops::Range;

/// The most bytes of a blob that stand in a text; the rest is in the byte range.
pub const BLOB_SHOWN_LEN_MAX: usize = 32;

/// The most elements of a list that are shown one by one; its text says how many there are.
pub const ELEMENTS_SHOWN_MAX: usize = 1000;

/// One named value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The field's name, or `[2]` for an element of a list.
    pub name: Cow<'static, str>,
    /// Kafka's name of the type, `int32`, `string`, `array`, `struct`, ...
    pub kind: &'static str,
    /// The value as text: a number, a text without quotes, `null`, a blob in hex; for a list the number of its elements,
    /// for a message its version, for other structs nothing.
    pub text: String,
    /// The bytes it came from, lengths included, counted from the start of what was decoded.
    pub bytes: Range<u32>,
    /// Fields or elements.
    pub children: Vec<Node>,
}

impl Node {
    /// The innermost node whose bytes hold `position`, as the way to it: the index of a child, of its child, and so on.
    pub fn way_to(&self, position: u32) -> Vec<usize> {
        let mut way = Vec::new();
        let mut node = self;
        while let Some(index) = node.children.iter().position(|child| child.bytes.contains(&position)) {
            way.push(index);
            node = &node.children[index];
        }
        way
    }
}

/// Grows a tree while a decoder reads: an open level for every value being read.
#[derive(Debug)]
pub(crate) struct TreeBuilder {
    levels: Vec<Vec<Node>>,
}

impl Default for TreeBuilder {
    fn default() -> TreeBuilder {
        TreeBuilder { levels: alloc::vec![Vec::new()] }
    }
}

impl TreeBuilder {
    pub(super) fn open(&mut self) {
        self.levels.push(Vec::new());
    }

    pub(super) fn close(&mut self, step: Step, value: &mut Value<'_>, bytes: Range<usize>) {
        if matches!(step, Step::Index(index) if index >= ELEMENTS_SHOWN_MAX) {
            self.levels.pop();
            return;
        }
        let name = match step {
            Step::Field(name) => Cow::Borrowed(name),
            Step::Index(index) => Cow::Owned(format!("[{index}]")),
        };
        let (kind, text) = describe(value);
        self.push(name, kind, text, bytes);
    }

    pub(super) fn close_tags(&mut self, count: u32, bytes: Range<usize>) {
        self.push(Cow::Borrowed("tagged_fields"), "tags", count.to_string(), bytes);
    }

    pub(super) fn close_part(&mut self, name: &'static str, version: i16, bytes: Range<usize>) {
        self.push(Cow::Borrowed(name), "struct", format!("v{version}"), bytes);
    }

    /// Shows what is inside records which begin at `start`.
    pub(super) fn batches(&mut self, records: &[u8], start: usize) {
        if let Some(level) = self.levels.last_mut() {
            level.extend(batch_tree::batches(records, start));
        }
    }

    /// The finished nodes of the outermost level.
    pub(super) fn into_nodes(mut self) -> Vec<Node> {
        self.levels.truncate(1);
        self.levels.pop().unwrap_or_default()
    }

    fn push(&mut self, name: Cow<'static, str>, kind: &'static str, text: String, bytes: Range<usize>) {
        let children = self.levels.pop().unwrap_or_default();
        let node = Node { kind, ..struct_node(name, text, bytes, children) };
        if let Some(level) = self.levels.last_mut() {
            level.push(node);
        }
    }
}

pub(super) fn struct_node(
    name: impl Into<Cow<'static, str>>,
    text: String,
    bytes: Range<usize>,
    children: Vec<Node>,
) -> Node {
    Node { name: name.into(), kind: "struct", text, bytes: bytes.start as u32..bytes.end as u32, children }
}

fn describe(value: &mut Value<'_>) -> (&'static str, String) {
    let null = || String::from("null");
    match value {
        Value::Bool(value) => ("bool", value.to_string()),
        Value::Int8(value) => ("int8", value.to_string()),
        Value::Int16(value) => ("int16", value.to_string()),
        Value::Uint16(value) => ("uint16", value.to_string()),
        Value::Int32(value) => ("int32", value.to_string()),
        Value::Int64(value) => ("int64", value.to_string()),
        Value::Float64(value) => ("float64", format!("0x{:016x}", value.0)),
        Value::Uuid(value) => ("uuid", value.to_string()),
        Value::String(value) => ("string", (**value).clone()),
        Value::NullableString(value) => ("string", (**value).clone().unwrap_or_else(null)),
        Value::Bytes(value) => ("bytes", hex(value)),
        Value::NullableBytes(value) => ("bytes", value.as_deref().map_or_else(null, hex)),
        Value::Records(value) => ("records", value.as_ref().map_or_else(null, |records| size(records.len()))),
        Value::Produced(value) => {
            ("records", value.as_ref().map_or_else(null, |produced| size(produced.bytes().len())))
        }
        Value::Array(value) => ("array", value.count().map_or_else(null, |count| count.to_string())),
        Value::Struct(_) => ("struct", String::new()),
        Value::NullableStruct(value) => {
            ("struct", if value.get().is_some() { String::new() } else { null() })
        }
    }
}

fn size(len: usize) -> String {
    format!("{len} bytes")
}

pub(super) fn hex(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes.iter().take(BLOB_SHOWN_LEN_MAX) {
        let _ = write!(text, "{byte:02x}");
    }
    if bytes.len() > BLOB_SHOWN_LEN_MAX {
        text.push('…');
    }
    text
}
