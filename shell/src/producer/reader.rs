//! Typed lines as records: what Kafka's `LineMessageReader` does.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use bytes::Bytes;
use partita_client::producer::ProducerRecord;
use partita_wire::records::Header;

/// How lines are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LineReader {
    parse_key: bool,
    key_separator: String,
    parse_headers: bool,
    headers_delimiter: String,
    headers_separator: String,
    headers_key_separator: String,
    ignore_error: bool,
    null_marker: Option<String>,
    line_number: u64,
}

impl LineReader {
    /// A reader with these properties; the error is the message of a KafkaException.
    pub(crate) fn new(properties: &[(String, String)]) -> Result<Self, String> {
        let text =
            |name: &str| properties.iter().rev().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
        let flag = |name: &str| text(name).is_some_and(|value| value.trim().eq_ignore_ascii_case("true"));
        let or = |name: &str, default: &str| text(name).unwrap_or(default).to_string();
        let reader = Self {
            parse_key: flag("parse.key"),
            key_separator: or("key.separator", "\t"),
            parse_headers: flag("parse.headers"),
            headers_delimiter: or("headers.delimiter", "\t"),
            headers_separator: or("headers.separator", ","),
            headers_key_separator: or("headers.key.separator", ":"),
            ignore_error: flag("ignore.error"),
            null_marker: text("null.marker").map(ToString::to_string),
            line_number: 0,
        };
        reader.check()?;
        Ok(reader)
    }

    fn check(&self) -> Result<(), String> {
        let named = [
            ("headers.delimiter", Some(&self.headers_delimiter)),
            ("headers.separator", Some(&self.headers_separator)),
            ("headers.key.separator", Some(&self.headers_key_separator)),
            ("key.separator", Some(&self.key_separator)),
            ("null.marker", self.null_marker.as_ref()),
        ];
        let [delimiter, separator, key_separator, key, null] = named;
        let pairs = [
            (delimiter, separator),
            (delimiter, key_separator),
            (separator, key_separator),
            (null, key),
            (null, separator),
            (null, delimiter),
            (null, key_separator),
        ];
        for ((one, a), (other, b)) in pairs {
            if a.is_some() && a == b {
                return Err(format!("{one} and {other} may not be equal"));
            }
        }
        Ok(())
    }

    /// The record of a line, its topic left open; the error is the message of a KafkaException.
    pub(crate) fn read(&mut self, line: &str) -> Result<ProducerRecord, String> {
        self.line_number += 1;
        let (headers, rest) =
            self.part(self.parse_headers, line, line, &self.headers_delimiter, "headers delimiter")?;
        let (key, value) = self.part(self.parse_key, line, rest, &self.key_separator, "key separator")?;
        let mut record = ProducerRecord {
            key: key.and_then(|key| self.bytes(key)),
            value: self.bytes(value),
            ..ProducerRecord::default()
        };
        if let Some(headers) = headers.filter(|headers| !self.is_null(headers)) {
            record.headers = self.headers(headers)?;
        }
        Ok(record)
    }

    /// What stands before the separator, and what follows it.
    fn part<'a>(
        &self,
        enabled: bool,
        line: &str,
        rest: &'a str,
        separator: &str,
        name: &str,
    ) -> Result<(Option<&'a str>, &'a str), String> {
        match rest.split_once(separator).filter(|_| enabled) {
            Some((part, rest)) => Ok((Some(part), rest)),
            None if !enabled || self.ignore_error => Ok((None, rest)),
            None => Err(format!("No {name} found on line number {}: '{line}'", self.line_number)),
        }
    }

    fn is_null(&self, text: &str) -> bool {
        self.null_marker.as_deref() == Some(text)
    }

    fn bytes(&self, text: &str) -> Option<Bytes> {
        (!self.is_null(text)).then(|| Bytes::copy_from_slice(text.as_bytes()))
    }

    fn headers(&self, text: &str) -> Result<Vec<Header>, String> {
        let header = |pair: &str| match pair.split_once(self.headers_key_separator.as_str()) {
            Some((key, _)) if self.is_null(key) => Err(format!(
                "Header keys should not be equal to the null marker '{key}' as they can't be null"
            )),
            Some((key, value)) => Ok(Header { key: key.to_string().into(), value: self.bytes(value) }),
            None if self.ignore_error => Ok(Header { key: pair.to_string().into(), value: None }),
            None => Err(format!(
                "No header key separator found in pair '{pair}' on line number {}",
                self.line_number
            )),
        };
        text.split(self.headers_separator.as_str()).map(header).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(properties: &str) -> LineReader {
        let pairs = properties.split(' ').filter_map(|pair| pair.split_once('='));
        let pairs: Vec<_> = pairs.map(|(name, value)| (name.to_string(), value.to_string())).collect();
        LineReader::new(&pairs).unwrap()
    }

    fn check(properties: &str, line: &str, key: Option<&str>, value: Option<&str>) {
        let record = reader(properties).read(line).unwrap();
        let text = |bytes: Option<Bytes>| bytes.map(|bytes| String::from_utf8(bytes.to_vec()).unwrap());
        assert_eq!((text(record.key).as_deref(), text(record.value).as_deref()), (key, value), "{line}");
    }

    #[test]
    fn keys_values_and_nulls() {
        check("", "hello world", None, Some("hello world"));
        check("parse.key=true", "tab\tis the default", Some("tab"), Some("is the default"));
        let double = "parse.key=true key.separator=::";
        check(double, "name::Stephane", Some("name"), Some("Stephane"));
        check(double, "empty value::", Some("empty value"), Some(""));
        check(double, "::empty key", Some(""), Some("empty key"));
        check(
            "parse.key=true key.separator=:",
            "key:value with: colon",
            Some("key"),
            Some("value with: colon"),
        );
        let marker = "parse.key=true key.separator=: null.marker=NULL";
        check(marker, "k1:NULL", Some("k1"), None);
        check(marker, "NULL:NULL", None, None);
        check(
            "parse.key=true key.separator=: ignore.error=true",
            "no separator here",
            None,
            Some("no separator here"),
        );
    }

    #[test]
    fn headers() {
        let mut reader = reader("parse.headers=true parse.key=true key.separator=:");
        let record = reader.read("h1:v1,h2:v2\tkey:value").unwrap();
        let headers: Vec<_> = record.headers.iter().map(|h| (&*h.key, h.value.as_deref())).collect();
        assert_eq!(headers, [(&b"h1"[..], Some(&b"v1"[..])), (&b"h2"[..], Some(&b"v2"[..]))]);
        assert_eq!(record.value.as_deref(), Some(&b"value"[..]));
    }

    #[test]
    fn a_line_without_separator() {
        let mut reader = reader("parse.key=true key.separator=:");
        reader.read("ok:1").unwrap();
        let message = "No key separator found on line number 2: 'this line has no separator'";
        assert_eq!(reader.read("this line has no separator"), Err(message.to_string()));
    }
}
