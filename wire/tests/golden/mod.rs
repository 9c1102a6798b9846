//! Bytes that Apache Kafka wrote.

use bytes::Bytes;

/// Every batch of the file: the name of its group, `field value field value ...`, its bytes.
#[allow(dead_code, reason = "not every test that reads hex reads batches")]
pub(crate) fn batches() -> Vec<(&'static str, &'static str, Bytes)> {
    let mut batches = Vec::new();
    let (mut name, mut fields) = ("", "");
    for line in include_str!("batches.txt").lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            name = heading;
        } else if line.starts_with("baseOffset") {
            fields = line;
        } else if !line.is_empty() && !line.starts_with('#') {
            batches.push((name, fields, hex(line)));
        }
    }
    batches
}

/// The bytes that `text` names, two digits each.
pub(crate) fn hex(text: &str) -> Bytes {
    text.as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(str::from_utf8(pair).expect("ASCII"), 16).expect("hex digits"))
        .collect()
}
