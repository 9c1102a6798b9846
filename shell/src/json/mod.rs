//! JSON as the files that Kafka's tools read have it, and the texts that Kafka's reader has for what is none.

mod reader;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use crate::thrown::Thrown;

/// Longest text that is read, in bytes: its values take several times as much.
const LEN_MAX: usize = 16 << 20;
const MAPPING: &str = "com.fasterxml.jackson.databind.JsonMappingException";

/// A value. A number is kept as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a whole text; the error is the message of Kafka's reader.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        if text.len() > LEN_MAX {
            return Err(format!("The text has {} bytes, more than the {LEN_MAX} that are read.", text.len()));
        }
        reader::read(text)
    }

    /// A text as a value.
    pub(crate) fn text_of(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number as a value.
    pub(crate) fn number_of(number: impl Into<i64>) -> Self {
        Self::Number(number.into().to_string())
    }

    /// An object with its fields in this order.
    pub(crate) fn object_of<const N: usize>(fields: [(&str, Self); N]) -> Self {
        Self::Object(fields.map(|(name, value)| (name.to_string(), value)).into())
    }

    /// The field of an object, if it has it.
    pub(crate) fn get(&self, name: &str) -> Result<Option<&Self>, Thrown> {
        match self {
            Self::Object(fields) => Ok(fields.iter().rev().find(|(known, _)| known == name).map(|(_, v)| v)),
            other => Err(Thrown::new(MAPPING, format!("Expected JSON object, received {other}"))),
        }
    }

    /// The field that an object must have.
    pub(crate) fn field(&self, name: &str) -> Result<&Self, Thrown> {
        let missing = || Thrown::new(MAPPING, format!("No such field exists: `{name}`"));
        self.get(name)?.ok_or_else(missing)
    }

    /// The values of a list.
    pub(crate) fn list(&self) -> Result<&[Self], Thrown> {
        match self {
            Self::List(values) => Ok(values),
            other => Err(Thrown::new(MAPPING, format!("Expected JSON array, received {other}"))),
        }
    }

    /// A text.
    pub(crate) fn text(&self) -> Result<&str, Thrown> {
        match self {
            Self::Text(text) => Ok(text),
            other => Err(expected("String", other)),
        }
    }

    /// A number of Java's `int`.
    pub(crate) fn int(&self) -> Result<i32, Thrown> {
        self.number("Integer")
    }

    /// A number of Java's `long`.
    pub(crate) fn long(&self) -> Result<i64, Thrown> {
        self.number("Long")
    }

    fn number<N: core::str::FromStr>(&self, kind: &str) -> Result<N, Thrown> {
        let number = match self {
            Self::Number(number) => number.parse().ok(),
            _ => None,
        };
        number.ok_or_else(|| expected(kind, self))
    }
}

fn expected(kind: &str, found: &Json) -> Thrown {
    Thrown::new(MAPPING, format!("Expected `{kind}` value, received {found}"))
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => value.fmt(f),
            Self::Number(number) => f.write_str(number),
            Self::Text(text) => quoted(text, f),
            Self::List(values) => {
                f.write_str("[")?;
                for (n, value) in values.iter().enumerate() {
                    f.write_str(if n == 0 { "" } else { "," })?;
                    value.fmt(f)?;
                }
                f.write_str("]")
            }
            Self::Object(fields) => {
                f.write_str("{")?;
                for (n, (name, value)) in fields.iter().enumerate() {
                    f.write_str(if n == 0 { "" } else { "," })?;
                    quoted(name, f)?;
                    write!(f, ":{value}")?;
                }
                f.write_str("}")
            }
        }
    }
}

fn quoted(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("\"")?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            c if c < ' ' => write!(f, "\\u{:04X}", u32::from(c))?,
            c => write!(f, "{c}")?,
        }
    }
    f.write_str("\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written() {
        let text = r#"{"version":1,"partitions":[{"topic":"t\n\"","replicas":[1,-2],"x":null,"y":true,"z":{},"a":[]}]}"#;
        let json = Json::parse(text).unwrap();
        assert_eq!(json.to_string(), text);
        let partition = &json.field("partitions").unwrap().list().unwrap()[0];
        assert_eq!(partition.field("topic").unwrap().text(), Ok("t\n\""));
        assert_eq!(partition.field("replicas").unwrap().list().unwrap()[1].int(), Ok(-2));
        assert_eq!(Json::parse(" [ 1 ,\n 2 ] ").unwrap().to_string(), "[1,2]");
    }
}
