//! Keys and values of records as text: as they are, or as the JSON that Kafka has for the records of its own logs.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use bytes::Bytes;
use partita_wire::records::RecordView;
use partita_wire::records::control::ControlType;
use partita_wire::{
    GroupRecordKey, GroupRecordValue, MetadataRecord, Node, TransactionRecordKey, TransactionRecordValue,
};

use crate::json::Json;

/// Whose records they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decoder {
    /// Anybody's: texts.
    Text,
    /// Those of `__consumer_offsets`.
    Offsets,
    /// Those of `__transaction_state`.
    Transactions,
    /// Those of `__cluster_metadata`.
    Metadata,
}

/// Key and payload of a record; nothing where there is none.
pub(super) fn texts(decoder: Decoder, record: &RecordView) -> (Option<String>, Option<String>) {
    let text = |bytes: &Option<Bytes>| bytes.as_deref().map(|b| String::from_utf8_lossy(b).into_owned());
    match decoder {
        Decoder::Text => (text(&record.key), text(&record.value)),
        Decoder::Metadata => (None, record.value.clone().map(metadata)),
        Decoder::Offsets => keyed(record, GroupRecordKey::tree, GroupRecordValue::tree),
        Decoder::Transactions => keyed(record, TransactionRecordKey::tree, TransactionRecordValue::tree),
    }
}

/// How a message of Kafka's own is read as a tree.
type Tree<E> = (Vec<Node>, Result<(), E>);

fn keyed<E>(
    record: &RecordView,
    key_tree: fn(Bytes) -> Tree<E>,
    value_tree: fn(i16, Bytes) -> Tree<E>,
) -> (Option<String>, Option<String>) {
    let Some(key) = record.key.clone() else { return (None, Some("<EMPTY>".to_string())) };
    let kind = number(&key);
    let named = |name: &str, prefix: i16, nodes: Tree<E>, bytes: &Bytes| {
        let data = match nodes {
            (nodes, Ok(())) => message(&nodes, bytes),
            _ => Json::text_of("unknown"),
        };
        Json::object_of([(name, Json::text_of(prefix.to_string())), ("data", data)]).to_string()
    };
    let key_text = named("type", kind, key_tree(key.clone()), &key);
    let value = record
        .value
        .clone()
        .map(|value| named("version", number(&value), value_tree(kind, value.clone()), &value));
    (Some(key_text), Some(value.unwrap_or_else(|| "<DELETE>".to_string())))
}

fn number(bytes: &[u8]) -> i16 {
    bytes.first_chunk().map_or(-1, |prefix| i16::from_be_bytes(*prefix))
}

fn metadata(value: Bytes) -> String {
    let (nodes, read) = MetadataRecord::tree(value.clone());
    let [node, ..] = &*nodes else { return "<CORRUPTED>".into() };
    if read.is_err() {
        return "<CORRUPTED>".into();
    }
    let version = node.text.trim_start_matches('v').parse::<i64>().unwrap_or(-1);
    Json::object_of([
        ("type", Json::text_of(screaming(&node.name))),
        ("version", Json::number_of(version)),
        ("data", object(&node.children, &value)),
    ])
    .to_string()
}

/// `NoOpRecord` gives `NO_OP_RECORD`.
fn screaming(name: &str) -> String {
    let mut text = String::new();
    for (n, letter) in name.chars().enumerate() {
        if n > 0 && letter.is_ascii_uppercase() {
            text.push('_');
        }
        text.push(letter.to_ascii_uppercase());
    }
    text
}

/// What a control record of KRaft says.
pub(super) fn control(kind: ControlType, value: Bytes) -> Option<Json> {
    let (version, (nodes, read)) = partita_wire::control_tree(kind, value.clone())?;
    let [node, ..] = &*nodes else { return None };
    read.ok()?;
    let Json::Object(mut fields) = object(&node.children, &value) else { return None };
    // The message has a version of its own as its first field; Kafka shows that one.
    fields.retain(|(name, _)| name != "version");
    fields.insert(0, ("version".to_string(), Json::number_of(version)));
    Some(Json::Object(fields))
}

/// The message that a tree begins with.
fn message(nodes: &[Node], bytes: &[u8]) -> Json {
    nodes.first().map_or(Json::Null, |node| object(&node.children, bytes))
}

fn object(nodes: &[Node], bytes: &[u8]) -> Json {
    let mut fields = Vec::new();
    for node in nodes {
        if node.kind == "tags" {
            for tagged in &node.children {
                fields.push((field_name(&tagged.name), value(tagged, bytes)));
            }
        } else {
            fields.push((field_name(&node.name), value(node, bytes)));
        }
    }
    Json::Object(fields)
}

/// `feature_level` gives `featureLevel`, as Kafka writes the names of fields in JSON.
fn field_name(name: &str) -> String {
    let mut text = String::new();
    let mut upper = false;
    for letter in name.chars() {
        match letter {
            '_' => upper = true,
            letter if core::mem::take(&mut upper) => text.push(letter.to_ascii_uppercase()),
            letter => text.push(letter),
        }
    }
    text
}

fn value(node: &Node, bytes: &[u8]) -> Json {
    match node.kind {
        "bool" => Json::Bool(node.text == "true"),
        "string" if is_null(node, bytes) => Json::Null,
        "string" | "uuid" => Json::text_of(node.text.clone()),
        "bytes" if is_null(node, bytes) => Json::Null,
        "bytes" => Json::text_of(base64(blob(node, bytes))),
        "array" if node.text == "null" => Json::Null,
        "array" => Json::List(node.children.iter().map(|element| value(element, bytes)).collect()),
        "struct" if node.text == "null" => Json::Null,
        "struct" => object(&node.children, bytes),
        _ => Json::Number(node.text.clone()),
    }
}

/// Whether a text or a blob is none: its length says so, of one byte or of two.
fn is_null(node: &Node, bytes: &[u8]) -> bool {
    let (from, to) = (node.bytes.start as usize, node.bytes.end as usize);
    node.text == "null" && matches!(bytes.get(from..to), Some([0] | [0xff, 0xff] | [0xff, 0xff, 0xff, 0xff]))
}

/// The bytes of a blob, without the length before them.
fn blob<'a>(node: &Node, bytes: &'a [u8]) -> &'a [u8] {
    let whole = bytes.get(node.bytes.start as usize..node.bytes.end as usize).unwrap_or_default();
    // Lengths are variable: as many bytes as have their highest bit set, and one. What was written with four begins with
    // a zero, as no blob of 16 MiB stands in such a log.
    let len = match whole {
        [0, _, _, _, ..] => 4,
        _ => whole.iter().take_while(|byte| **byte & 0x80 != 0).count() + 1,
    };
    whole.get(len..).unwrap_or_default()
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let at = |n: usize| group.get(n).copied().map_or(0, u32::from);
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for n in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * n) & 63) as usize];
            text.push(if n <= group.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_blobs() {
        assert_eq!(screaming("NoOpRecord"), "NO_OP_RECORD");
        assert_eq!(field_name("feature_level"), "featureLevel");
        assert_eq!(base64(b"any"), "YW55");
        assert_eq!(base64(b"a"), "YQ==");
        assert_eq!(base64(b""), "");
    }
}
