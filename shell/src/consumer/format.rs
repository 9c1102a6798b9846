//! How records are printed: what Kafka's message formatters do.

use alloc::format;
use alloc::string::{String, ToString};

use partita_client::consumer::ConsumerRecord;
use partita_wire::records::TimestampType;

use crate::thrown::Thrown;

/// `--formatter` and its properties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Formatter {
    /// `DefaultMessageFormatter`, and `LoggingMessageFormatter`, which logs besides where nobody sees it.
    Default(Fields),
    /// `NoOpMessageFormatter`.
    NoOp,
    /// `OffsetsMessageFormatter`.
    Offsets,
}

/// Fields in their fixed order, and what stands between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fields {
    timestamp: bool,
    partition: bool,
    offset: bool,
    delivery: bool,
    epoch: bool,
    headers: bool,
    key: bool,
    value: bool,
    key_separator: String,
    line_separator: String,
    headers_separator: String,
    null_literal: String,
    key_as: Deserializer,
    value_as: Deserializer,
    headers_as: Deserializer,
}

/// How bytes become text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deserializer {
    /// As they are.
    Text,
    /// A big-endian number of this many bytes.
    Number(&'static str, usize),
}

impl Formatter {
    /// The formatter of a class with these properties; `None` for a class that is not known.
    pub(super) fn new(class: &str, properties: &[(String, String)]) -> Option<Self> {
        match class.strip_prefix("org.apache.kafka.tools.consumer.")? {
            "DefaultMessageFormatter" | "LoggingMessageFormatter" => {
                Some(Self::Default(Fields::new(properties)))
            }
            "NoOpMessageFormatter" => Some(Self::NoOp),
            "OffsetsMessageFormatter" => Some(Self::Offsets),
            _ => None,
        }
    }

    /// What is printed of a record.
    pub(super) fn text(&self, record: &ConsumerRecord) -> Result<String, Thrown> {
        match self {
            Self::Default(fields) => fields.text(record),
            Self::NoOp => Ok(String::new()),
            Self::Offsets => Ok(super::offsets::offset(record)),
        }
    }
}

impl Fields {
    fn new(properties: &[(String, String)]) -> Self {
        let text =
            |name: &str| properties.iter().rev().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
        let flag = |name: &str, default: bool| {
            text(name).map_or(default, |value| value.trim().eq_ignore_ascii_case("true"))
        };
        let or = |name: &str, default: &str| text(name).unwrap_or(default).to_string();
        let class = |name: &str| text(name).map_or(Deserializer::Text, Deserializer::of_class);
        Self {
            timestamp: flag("print.timestamp", false),
            partition: flag("print.partition", false),
            offset: flag("print.offset", false),
            delivery: flag("print.delivery", false),
            epoch: flag("print.epoch", false),
            headers: flag("print.headers", false),
            key: flag("print.key", false),
            value: flag("print.value", true),
            key_separator: or("key.separator", "\t"),
            line_separator: or("line.separator", "\n"),
            headers_separator: or("headers.separator", ","),
            null_literal: or("null.literal", "null"),
            key_as: class("key.deserializer"),
            value_as: class("value.deserializer"),
            headers_as: class("headers.deserializer"),
        }
    }

    fn text(&self, record: &ConsumerRecord) -> Result<String, Thrown> {
        let mut fields = alloc::vec::Vec::new();
        if self.timestamp {
            fields.push(timestamp(record));
        }
        if self.partition {
            fields.push(format!("Partition:{}", record.partition));
        }
        if self.offset {
            fields.push(format!("Offset:{}", record.offset));
        }
        // Kafka's tool hands its formatter a copy of the record without these two.
        if self.delivery {
            fields.push("Delivery:NOT_PRESENT".to_string());
        }
        if self.epoch {
            fields.push("Epoch:NOT_PRESENT".to_string());
        }
        if self.headers {
            fields.push(self.headers(record)?);
        }
        if self.key {
            fields.push(self.bytes(record.key.as_deref(), self.key_as)?);
        }
        if self.value {
            fields.push(self.bytes(record.value.as_deref(), self.value_as)?);
        }
        if fields.is_empty() {
            return Ok(String::new());
        }
        Ok(fields.join(&self.key_separator) + &self.line_separator)
    }

    fn headers(&self, record: &ConsumerRecord) -> Result<String, Thrown> {
        if record.headers.is_empty() {
            return Ok("NO_HEADERS".to_string());
        }
        let mut headers = alloc::vec::Vec::new();
        for header in &record.headers {
            let value = self.bytes(header.value.as_deref(), self.headers_as)?;
            headers.push(format!("{}:{value}", String::from_utf8_lossy(&header.key)));
        }
        Ok(headers.join(&self.headers_separator))
    }

    fn bytes(&self, bytes: Option<&[u8]>, deserializer: Deserializer) -> Result<String, Thrown> {
        deserializer.text(bytes.unwrap_or(self.null_literal.as_bytes()))
    }
}

fn timestamp(record: &ConsumerRecord) -> String {
    match record.timestamp_type {
        _ if record.timestamp_ms < 0 => "NO_TIMESTAMP".to_string(),
        TimestampType::CreateTime => format!("CreateTime:{}", record.timestamp_ms),
        TimestampType::LogAppendTime => format!("LogAppendTime:{}", record.timestamp_ms),
    }
}

impl Deserializer {
    /// Text for every class that is not a number's: a class of the user's own does not exist here.
    fn of_class(class: &str) -> Self {
        match class.strip_prefix("org.apache.kafka.common.serialization.") {
            Some("LongDeserializer") => Self::Number("LongDeserializer", 8),
            Some("IntegerDeserializer") => Self::Number("IntegerDeserializer", 4),
            Some("ShortDeserializer") => Self::Number("ShortDeserializer", 2),
            _ => Self::Text,
        }
    }

    fn text(self, bytes: &[u8]) -> Result<String, Thrown> {
        let Self::Number(class, size) = self else { return Ok(String::from_utf8_lossy(bytes).into_owned()) };
        if bytes.len() != size {
            let message = format!("Size of data received by {class} is not {size}");
            return Err(Thrown::new("org.apache.kafka.common.errors.SerializationException", message));
        }
        let negative = bytes.first().is_some_and(|byte| *byte >= 0x80);
        let start = if negative { -1_i64 } else { 0 };
        let number = bytes.iter().fold(start, |number, byte| (number << 8) | i64::from(*byte));
        Ok(number.to_string())
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;
    use alloc::vec::Vec;

    use bytes::Bytes;
    use partita_wire::records::Header;

    use super::*;

    const CLASS: &str = "org.apache.kafka.tools.consumer.DefaultMessageFormatter";

    fn record(
        key: Option<&'static str>,
        value: Option<&'static str>,
        headers: &[(&'static str, &'static str)],
    ) -> ConsumerRecord {
        let header = |(key, value): &(&'static str, &'static str)| Header {
            key: Bytes::from_static(key.as_bytes()),
            value: Some(Bytes::from_static(value.as_bytes())),
        };
        ConsumerRecord {
            topic: "cf".into(),
            partition: 2,
            offset: 0,
            leader_epoch: 0,
            timestamp_ms: 1_795_225_181_473,
            timestamp_type: TimestampType::CreateTime,
            key: key.map(|key| Bytes::from_static(key.as_bytes())),
            value: value.map(|value| Bytes::from_static(value.as_bytes())),
            headers: headers.iter().map(header).collect(),
        }
    }

    fn check(properties: &str, record: &ConsumerRecord, text: &str) {
        let pairs = properties.split('&').filter_map(|pair| pair.split_once('='));
        let pairs: Vec<_> = pairs.map(|(name, value)| (name.to_string(), value.to_string())).collect();
        assert_eq!(Formatter::new(CLASS, &pairs).unwrap().text(record).unwrap(), text, "{properties}");
    }

    #[test]
    fn lines_as_seen() {
        let first = record(Some("k1"), Some("v1"), &[("src", "web"), ("v", "1")]);
        let none = record(None, None, &[]);
        check("", &first, "v1\n");
        check("", &none, "null\n");
        check("print.key=true", &first, "k1\tv1\n");
        let all = "print.timestamp=true&print.partition=true&print.offset=true&print.delivery=true&print.epoch=true&\
                   print.headers=true&print.key=true&print.value=true";
        let line =
            "CreateTime:1795225181473\tPartition:2\tOffset:0\tDelivery:NOT_PRESENT\tEpoch:NOT_PRESENT\t";
        check(all, &first, &format!("{line}src:web,v:1\tk1\tv1\n"));
        check(all, &none, &format!("{line}NO_HEADERS\tnull\tnull\n"));
        let others = "print.key=true&key.separator= => &null.literal=NIL&line.separator=;";
        check(others, &first, "k1 => v1;");
        check(others, &none, "NIL => NIL;");
        check("print.value=false&print.key=true", &first, "k1\n");
        check("print.headers=true&headers.separator=|", &first, "src:web|v:1\tv1\n");
        check("print.kye=true", &first, "v1\n");
    }

    #[test]
    fn numbers() {
        let long = vec![(
            "value.deserializer".to_string(),
            "org.apache.kafka.common.serialization.LongDeserializer".to_string(),
        )];
        let formatter = Formatter::new(CLASS, &long).unwrap();
        let error = formatter.text(&record(None, Some("v1"), &[])).unwrap_err();
        assert_eq!(error.message, "Size of data received by LongDeserializer is not 8");
        let number = record(None, Some("\0\0\0\0\0\0\u{1}\0"), &[]);
        assert_eq!(formatter.text(&number).unwrap(), "256\n");
    }
}
