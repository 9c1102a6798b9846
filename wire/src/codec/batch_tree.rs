//! Record batches inside a message, field by field, for an inspector. Names are those of Kafka's description of the format.

use super::tree::{Node, hex, struct_node};
use crate::records::{BatchHeader, Codec};
use crate::varint;
use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// The most records of one batch that are shown one by one.
pub const RECORDS_SHOWN_MAX: usize = 200;

/// The most headers of one record that are shown one by one.
pub const HEADERS_SHOWN_MAX: i64 = 200;

const HEADER: [(&str, &str, usize); 13] = [
    ("baseOffset", "int64", 8),
    ("batchLength", "int32", 4),
    ("partitionLeaderEpoch", "int32", 4),
    ("magic", "int8", 1),
    ("crc", "uint32", 4),
    ("attributes", "int16", 2),
    ("lastOffsetDelta", "int32", 4),
    ("baseTimestamp", "int64", 8),
    ("maxTimestamp", "int64", 8),
    ("producerId", "int64", 8),
    ("producerEpoch", "int16", 2),
    ("baseSequence", "int32", 4),
    ("recordsCount", "int32", 4),
];

/// The batches in `bytes`, which begin at `base`. What is no whole batch becomes one node of bytes.
pub(super) fn batches(bytes: &[u8], base: usize) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut at = 0;
    while let Some(size) = whole_batch(&bytes[at..]) {
        nodes.push(batch(&bytes[at..at + size], base + at));
        at += size;
    }
    if at < bytes.len() {
        nodes.push(rest(&bytes[at..], base + at));
    }
    nodes
}

fn whole_batch(bytes: &[u8]) -> Option<usize> {
    let size = BatchHeader::read(bytes).ok()?.size();
    (size <= bytes.len()).then_some(size)
}

fn batch(bytes: &[u8], base: usize) -> Node {
    let mut walk = Walk { bytes, at: 0, base, nodes: Vec::new() };
    for (name, kind, width) in HEADER {
        walk.number(name, kind, width);
    }
    let codec = BatchHeader::read(bytes).ok().and_then(|header| header.attributes.codec());
    match codec {
        Some(Codec::None) => walk.records(),
        codec => walk.packed(codec.map_or("an unknown codec", Codec::name)),
    }
    struct_node("RecordBatch", String::new(), base..base + bytes.len(), walk.nodes)
}

fn rest(bytes: &[u8], base: usize) -> Node {
    let text = format!("{} bytes", bytes.len());
    Node { kind: "bytes", ..struct_node("rest", text, base..base + bytes.len(), Vec::new()) }
}

/// Reads forward and makes a node of each part; `None` where the bytes are not as they should be.
struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
    base: usize,
    nodes: Vec<Node>,
}

impl Walk<'_> {
    fn push(&mut self, name: &'static str, kind: &'static str, text: String, from: usize) {
        let range = self.base + from..self.base + self.at;
        self.nodes.push(Node { kind, ..struct_node(name, text, range, Vec::new()) });
    }

    /// Everything pushed since there were `first` nodes becomes one node.
    fn fold(&mut self, name: impl Into<Cow<'static, str>>, text: String, first: usize, from: usize) {
        let children = self.nodes.split_off(first);
        self.nodes.push(struct_node(name, text, self.base + from..self.base + self.at, children));
    }

    fn number(&mut self, name: &'static str, kind: &'static str, width: usize) -> Option<i64> {
        let (from, to) = (self.at, self.at + width);
        let bytes = self.bytes.get(from..to)?;
        let sign = if bytes[0] & 0x80 == 0 { 0 } else { -1 };
        let value = bytes.iter().fold(sign, |value: i64, &byte| value << 8 | i64::from(byte));
        self.at = to;
        let text = if kind == "uint32" { format!("0x{:08x}", value as u32) } else { value.to_string() };
        self.push(name, kind, text, from);
        Some(value)
    }

    fn signed(&mut self) -> Option<i64> {
        let (value, len) = varint::read_signed64(&self.bytes[self.at..]).ok()?;
        self.at += len;
        Some(value)
    }

    fn varint(&mut self, name: &'static str, kind: &'static str) -> Option<i64> {
        let from = self.at;
        let value = self.signed()?;
        self.push(name, kind, value.to_string(), from);
        Some(value)
    }

    /// A length and so many bytes; -1 is null.
    fn blob(&mut self, name: &'static str) -> Option<()> {
        let from = self.at;
        let length = self.signed()?;
        let text = if length == -1 {
            String::from("null")
        } else {
            let bytes = self.bytes.get(self.at..)?.get(..usize::try_from(length).ok()?)?;
            self.at += bytes.len();
            readable(bytes)
        };
        self.push(name, "bytes", text, from);
        Some(())
    }

    fn packed(&mut self, codec: &str) {
        let from = core::mem::replace(&mut self.at, self.bytes.len());
        self.push("records", "bytes", format!("{} bytes, {codec}", self.at - from), from);
    }

    fn records(&mut self) {
        let mut index = 0;
        while index < RECORDS_SHOWN_MAX && self.at < self.bytes.len() {
            let (first, from) = (self.nodes.len(), self.at);
            if self.record().is_none() {
                self.nodes.truncate(first);
                self.at = from;
                break;
            }
            self.fold(format!("[{index}]"), String::new(), first, from);
            index += 1;
        }
        if self.at < self.bytes.len() {
            self.nodes.push(rest(&self.bytes[self.at..], self.base + self.at));
        }
    }

    fn record(&mut self) -> Option<()> {
        let length = self.varint("length", "varint")?;
        let end = self.at.checked_add(usize::try_from(length).ok()?)?;
        self.number("attributes", "int8", 1)?;
        self.varint("timestampDelta", "varlong")?;
        self.varint("offsetDelta", "varint")?;
        self.blob("key")?;
        self.blob("value")?;
        let (first, from) = (self.nodes.len(), self.at);
        let count = self.signed()?;
        for index in 0..count {
            let (first, from) = (self.nodes.len(), self.at);
            self.blob("key")?;
            self.blob("value")?;
            if index < HEADERS_SHOWN_MAX {
                self.fold(format!("[{index}]"), String::new(), first, from);
            } else {
                self.nodes.truncate(first);
            }
        }
        self.fold("headers", count.to_string(), first, from);
        (self.at == end).then_some(())
    }
}

/// As text where it is one, else in hex.
fn readable(bytes: &[u8]) -> String {
    match core::str::from_utf8(bytes) {
        Ok(text) if !text.chars().any(char::is_control) => String::from(text),
        _ => hex(bytes),
    }
}
