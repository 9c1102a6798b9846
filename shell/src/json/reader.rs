//! Reads JSON, with the errors that Kafka's reader (Jackson) has, and where it finds them.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::Json;

/// Deepest nesting.
const DEPTH_MAX: u32 = 64;
/// First of two units of UTF-16 that are one character together.
const HIGH_SURROGATES: Range<u32> = 0xd800..0xdc00;
/// Second of them.
const LOW_SURROGATES: Range<u32> = 0xdc00..0xe000;

/// Reads a whole text.
pub(super) fn read(text: &str) -> Result<Json, String> {
    let mut reader = Reader { rest: text.chars().peekable(), line: 1, column: 0 };
    reader.blanks();
    let value = reader.value(0)?;
    reader.blanks();
    Ok(value)
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
                Some('\\') => self.escaped(&mut text)?,
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

    /// What stands behind a backslash.
    fn escaped(&mut self, text: &mut String) -> Result<(), String> {
        text.push(match self.next() {
            Some('n') => '\n',
            Some('t') => '\t',
            Some('r') => '\r',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some(c @ ('"' | '\\' | '/')) => c,
            Some('u') => return self.unicode(text),
            Some(c) => {
                return self.wrong(&format!("Unrecognized character escape '{c}' (code {})", u32::from(c)));
            }
            None => return self.wrong("Unexpected end-of-input in character escape sequence"),
        });
        Ok(())
    }

    /// A character by its unit of UTF-16, or by two of them, one after the other. A surrogate by itself is no character.
    fn unicode(&mut self, text: &mut String) -> Result<(), String> {
        let mut unit = self.unit()?;
        while HIGH_SURROGATES.contains(&unit) && self.is_before_unit() {
            self.next();
            self.next();
            let second = self.unit()?;
            if LOW_SURROGATES.contains(&second) {
                let code =
                    0x1_0000 + ((unit - HIGH_SURROGATES.start) << 10) + (second - LOW_SURROGATES.start);
                text.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                return Ok(());
            }
            text.push(char::REPLACEMENT_CHARACTER);
            unit = second;
        }
        text.push(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER));
        Ok(())
    }

    fn is_before_unit(&self) -> bool {
        let mut ahead = self.rest.clone();
        ahead.next() == Some('\\') && ahead.next() == Some('u')
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Result<u32, String> {
        let mut unit = 0;
        for _ in 0..4 {
            let Some(digit) = self.next().and_then(|c| c.to_digit(16)) else {
                return self
                    .wrong("Unexpected character: expected a hex-digit for character escape sequence");
            };
            unit = unit * 16 + digit;
        }
        Ok(unit)
    }
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_beyond_the_first_plane_take_two_units() {
        let text = |json: &str| match Json::parse(json) {
            Ok(Json::Text(text)) => text,
            other => panic!("{other:?}"),
        };
        assert_eq!(text(r#""\uD83D\uDE00""#), "\u{1f600}");
        assert_eq!(text(r#""a\ud834\udd1eb""#), "a\u{1d11e}b");
        assert_eq!(text(r#""\u00e4\uFFFF""#), "\u{e4}\u{ffff}");
        for (alone, expected) in [
            (r#""\uD83D""#, "\u{fffd}"),
            (r#""\uDE00\uD83D""#, "\u{fffd}\u{fffd}"),
            (r#""\uD83Dx""#, "\u{fffd}x"),
            (r#""\uD83D\u0041""#, "\u{fffd}A"),
            (r#""\uD83D\uD83D\uDE00""#, "\u{fffd}\u{1f600}"),
            (r#""\uD83D\n""#, "\u{fffd}\n"),
        ] {
            assert_eq!(text(alone), expected, "{alone}");
        }
        for broken in [r#""\uD83D\uDE0""#, r#""\uD83D\u""#, r#""\uD83D\"#] {
            assert!(Json::parse(broken).is_err(), "{broken}");
        }
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
