//! A command line as a shell splits it: blanks between words, quotes and backslashes around what belongs together.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// Longest command line, bytes.
pub const LINE_LEN_MAX: usize = 64 * 1024;
/// Most words of a command line.
pub const WORDS_MAX: usize = 1_024;

/// Why a command line is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineError {
    /// Nothing is on it.
    Empty,
    /// It is longer than [`LINE_LEN_MAX`], or has more words than [`WORDS_MAX`].
    TooLong,
    /// A quote is not closed.
    OpenQuote(char),
    /// A backslash ends it.
    OpenBackslash,
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the line is empty"),
            Self::TooLong => write!(f, "a line has at most {LINE_LEN_MAX} bytes and {WORDS_MAX} words"),
            Self::OpenQuote(quote) => write!(f, "the quote {quote} is not closed"),
            Self::OpenBackslash => f.write_str("nothing follows the backslash at the end"),
        }
    }
}

impl core::error::Error for LineError {}

/// Splits a line into words. Single quotes take everything as it is; in double quotes a backslash keeps its meaning
/// before `"`, `\`, `$` and a backquote; elsewhere it takes the next character as it is. A `&` of its own at the end is
/// left out: a tool in a story runs beside the others anyway.
pub fn split_line(line: &str) -> Result<Vec<String>, LineError> {
    if line.len() > LINE_LEN_MAX {
        return Err(LineError::TooLong);
    }
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        match c {
            c if c.is_whitespace() => words.extend(word.take()),
            '\'' => quoted(&mut rest, word.get_or_insert_default())?,
            '"' => double_quoted(&mut rest, word.get_or_insert_default())?,
            '\\' => word.get_or_insert_default().push(rest.next().ok_or(LineError::OpenBackslash)?),
            c => word.get_or_insert_default().push(c),
        }
        if words.len() > WORDS_MAX {
            return Err(LineError::TooLong);
        }
    }
    words.extend(word);
    if words.last().is_some_and(|last| last == "&") {
        words.pop();
    }
    if words.is_empty() { Err(LineError::Empty) } else { Ok(words) }
}

fn quoted(rest: &mut core::str::Chars<'_>, word: &mut String) -> Result<(), LineError> {
    loop {
        match rest.next().ok_or(LineError::OpenQuote('\''))? {
            '\'' => return Ok(()),
            c => word.push(c),
        }
    }
}

fn double_quoted(rest: &mut core::str::Chars<'_>, word: &mut String) -> Result<(), LineError> {
    let open = LineError::OpenQuote('"');
    loop {
        match rest.next().ok_or(open)? {
            '"' => return Ok(()),
            '\\' => match rest.next().ok_or(open)? {
                c @ ('"' | '\\' | '$' | '`') => word.push(c),
                c => word.extend(['\\', c]),
            },
            c => word.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LineError, split_line};

    fn check(line: &str, words: &[&str]) {
        assert_eq!(split_line(line).unwrap(), words, "{line}");
    }

    #[test]
    fn words_quotes_and_backslashes() {
        check("kafka-topics.sh --list", &["kafka-topics.sh", "--list"]);
        check("  a \t b ", &["a", "b"]);
        check("--topic ''", &["--topic", ""]);
        check("--topic 'a b' \"c d\" e\\ f", &["--topic", "a b", "c d", "e f"]);
        check(r#"key.separator=" => ""#, &["key.separator= => "]);
        check(r#""a\"b\n""#, &["a\"b\\n"]);
        check("tool --x &", &["tool", "--x"]);
        check("\"del_.*\"", &["del_.*"]);
    }

    #[test]
    fn what_is_not_whole() {
        assert_eq!(split_line("  "), Err(LineError::Empty));
        assert_eq!(split_line("a 'b"), Err(LineError::OpenQuote('\'')));
        assert_eq!(split_line("a \"b\\"), Err(LineError::OpenQuote('"')));
        assert_eq!(split_line("a\\"), Err(LineError::OpenBackslash));
        assert_eq!(split_line(&"a ".repeat(2_000)), Err(LineError::TooLong));
    }
}
