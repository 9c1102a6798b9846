//! JSON as the files that Kafka's tools read have it, and the texts that Kafka's reader has for what is none.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use crate::thrown::Thrown;

/// Deepest nesting.
const DEPTH_MAX: u32 = 64;
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
        let mut reader = Reader { rest: text.chars().peekable(), line: 1, column: 0 };
        reader.blanks();
        let value = reader.value(0)?;
        reader.blanks();
        Ok(value)
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

/// Line and column, from 1.
type Place = (u32, u32);

fn source((line, column): Place) -> String {
    format!(
        "Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: {line}, column: {column}"
    )
}

struct Reader<'a> {
    rest: core::iter::Peekable<core::str::Chars<'a>>,
    line: u32,
    /// Characters of this line that were taken.
    column: u32,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let next = self.rest.next();
        match next {
            Some('\n') => (self.line, self.column) = (self.line.saturating_add(1), 0),
            Some(_) => self.column = self.column.saturating_add(1),
            None => {}
        }
        next
    }

    fn blanks(&mut self) {
        while self.rest.peek().is_some_and(|c| matches!(c, ' ' | '\t' | '\r' | '\n')) {
            self.next();
        }
    }

    fn wrong<T>(&self, what: &str) -> Result<T, String> {
        self.wrong_at(what, (self.line, self.column))
    }

    fn wrong_at<T>(&self, what: &str, at: Place) -> Result<T, String> {
        Err(format!("{what}\n at [{}]", source(at)))
    }

    /// The text ends inside of `kind`, which began at `start`.
    fn open<T>(&self, kind: &str, start: Place) -> Result<T, String> {
        let what = format!(
            "Unexpected end-of-input: expected close marker for {kind} (start marker at [{}])",
            source(start)
        );
        self.end(&what)
    }

    fn end<T>(&self, what: &str) -> Result<T, String> {
        self.wrong_at(what, (self.line, self.column + 1))
    }

    /// The next character, which must be one of these.
    fn expect(&mut self, known: &[char], why: &str) -> Result<char, String> {
        match self.next() {
            Some(c) if known.contains(&c) => Ok(c),
            Some(c) => self.wrong(&format!("Unexpected character ('{c}' (code {})): {why}", u32::from(c))),
            None => self.end("Unexpected end-of-input within/between Object entries"),
        }
    }

    fn value(&mut self, depth: u32) -> Result<Json, String> {
        if depth > DEPTH_MAX {
            return self.wrong(&format!("Document nesting depth exceeds the maximum allowed ({DEPTH_MAX})"));
        }
        match self.rest.peek() {
            Some('{') => self.object(depth),
            Some('[') => self.array(depth),
            Some('"') => {
                self.next();
                Ok(Json::Text(self.string()?))
            }
            Some('-' | '0'..='9') => Ok(Json::Number(self.word())),
            Some(_) => self.token(),
            None if depth > 0 => self.end("Unexpected end-of-input within/between Object entries"),
            None => {
                Err("The input string shouldn't be empty\n at [Source: UNKNOWN; byte offset: #UNKNOWN]"
                    .into())
            }
        }
    }

    fn token(&mut self) -> Result<Json, String> {
        let start = (self.line, self.column + 1);
        match &*self.word() {
            "null" => Ok(Json::Null),
            "true" => Ok(Json::Bool(true)),
            "false" => Ok(Json::Bool(false)),
            "" => {
                let c = self.next().unwrap_or(' ');
                let why = "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or \
                           'false')";
                self.wrong(&format!("Unexpected character ('{c}' (code {})): {why}", u32::from(c)))
            }
            word => self.wrong_at(
                &format!(
                    "Unrecognized token '{word}': was expecting (JSON String, Number, Array, Object or token 'null', \
                     'true' or 'false')"
                ),
                start,
            ),
        }
    }

    /// Letters and digits up to what ends a value.
    fn word(&mut self) -> String {
        let mut word = String::new();
        while let Some(&c) = self.rest.peek().filter(|c| c.is_alphanumeric() || "+-._".contains(**c)) {
            self.next();
            word.push(c);
        }
        word
    }

    fn object(&mut self, depth: u32) -> Result<Json, String> {
        self.next();
        let start = (self.line, self.column);
        let mut fields = Vec::new();
        self.blanks();
        if self.rest.peek() == Some(&'}') {
            self.next();
            return Ok(Json::Object(fields));
        }
        loop {
            self.blanks();
            if self.rest.peek().is_none() {
                return self.open("Object", start);
            }
            self.expect(&['"'], "was expecting double-quote to start field name")?;
            let name = self.string()?;
            self.blanks();
            self.expect(&[':'], "was expecting a colon to separate field name and value")?;
            self.blanks();
            fields.push((name, self.value(depth + 1)?));
            self.blanks();
            if self.rest.peek().is_none() {
                return self.open("Object", start);
            }
            if self.expect(&[',', '}'], "was expecting comma to separate Object entries")? == '}' {
                return Ok(Json::Object(fields));
            }
        }
    }

    fn array(&mut self, depth: u32) -> Result<Json, String> {
        self.next();
        let start = (self.line, self.column);
        let mut values = Vec::new();
        self.blanks();
        if self.rest.peek() == Some(&']') {
            self.next();
            return Ok(Json::List(values));
        }
        loop {
            self.blanks();
            if self.rest.peek().is_none() {
                return self.open("Array", start);
            }
            values.push(self.value(depth + 1)?);
            self.blanks();
            if self.rest.peek().is_none() {
                return self.open("Array", start);
            }
            if self.expect(&[',', ']'], "was expecting comma to separate Array entries")? == ']' {
                return Ok(Json::List(values));
            }
        }
    }

    /// The rest of a text whose opening quote was taken.
    fn string(&mut self) -> Result<String, String> {
        let mut text = String::new();
        loop {
            match self.next() {
                Some('"') => return Ok(text),
                Some('\\') => text.push(self.escaped()?),
                Some(c) if c < ' ' => {
                    let code = u32::from(c);
                    return self.wrong(&format!(
                        "Illegal unquoted character ((CTRL-CHAR, code {code})): has to be escaped using backslash to \
                         be included in string value"
                    ));
                }
                Some(c) => text.push(c),
                None => {
                    return self
                        .end("Unexpected end-of-input: was expecting closing quote for a string value");
                }
            }
        }
    }

    fn escaped(&mut self) -> Result<char, String> {
        Ok(match self.next() {
            Some('n') => '\n',
            Some('t') => '\t',
            Some('r') => '\r',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some(c @ ('"' | '\\' | '/')) => c,
            Some('u') => {
                let digit = |c: Option<char>| c.and_then(|c| c.to_digit(16));
                let mut code = 0;
                for _ in 0..4 {
                    let Some(digit) = digit(self.next()) else {
                        return self.wrong(
                            "Unexpected character: expected a hex-digit for character escape sequence",
                        );
                    };
                    code = code * 16 + digit;
                }
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            Some(c) => {
                return self.wrong(&format!("Unrecognized character escape '{c}' (code {})", u32::from(c)));
            }
            None => return self.wrong("Unexpected end-of-input in character escape sequence"),
        })
    }
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

    #[test]
    fn errors_as_kafkas_reader_words_them() {
        let at = |line: u32, column: u32| {
            format!(
                "\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: {line}, \
                 column: {column}]"
            )
        };
        let check = |text: &str, what: &str, line: u32, column: u32| {
            assert_eq!(Json::parse(text).unwrap_err(), format!("{what}{}", at(line, column)), "{text}");
        };
        let quote = "Unexpected character ('b' (code 98)): was expecting double-quote to start field name";
        check("{broken", quote, 1, 2);
        let comma = "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries";
        check("[1\n 2]", comma, 2, 2);
        let token = "Unrecognized token 'nul': was expecting (JSON String, Number, Array, Object or token 'null', \
                     'true' or 'false')";
        check("nul", token, 1, 1);
        let open = "Unexpected end-of-input: expected close marker for Object (start marker at [";
        let start = at(1, 1);
        let open = format!("{open}{})", &start["\n at [".len()..]);
        check("{\"a\":1", &open, 1, 7);
        let error = |json: &str, name: &str| Json::parse(json).unwrap().field(name).unwrap_err().message;
        assert_eq!(error("{\"topic\":\"ot\"}", "partition"), "No such field exists: `partition`");
        assert_eq!(error("[1]", "x"), "Expected JSON object, received [1]");
        let text = Json::Text("a".into()).int().unwrap_err().message;
        assert_eq!(text, "Expected `Integer` value, received \"a\"");
        for hostile in
            ["", "{", "[", "\"", "{\"a\"", "{\"a\":", "\"\\u12", "\"\\q", "nul", &"[".repeat(1_000)]
        {
            assert!(Json::parse(hostile).is_err(), "{hostile}");
        }
    }
}
