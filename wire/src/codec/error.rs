//! Why bytes are no message, or a message has no bytes.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write};

/// The first thing that went wrong: in which message and field, at which byte, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireError {
    /// The message, `FetchRequest`; empty where it is not known yet.
    pub message: &'static str,
    /// The field, `topics[2].partitions[0].fetch_offset`; empty for the message as a whole.
    pub field: String,
    /// The byte, counted from the start of what was being decoded or encoded.
    pub position: usize,
    /// What is wrong there.
    pub reason: Reason,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The bytes end inside a value.
    Truncated,
    /// A length is negative and not the one that means null.
    NegativeLength,
    /// A count or length promises more than the bytes that remain can hold.
    CountTooLarge,
    /// A variable-length number has more bytes or bits than its type.
    NumberTooLong,
    /// Null where this version has no null.
    Null,
    /// A text is not UTF-8.
    NotUtf8,
    /// The byte before a struct that may be null says neither null nor struct.
    NullMark,
    /// A tagged field does not have the size that was announced.
    TagSize,
    /// Bytes follow the end of the message.
    TrailingBytes,
    /// A field is set which this version cannot carry, and which may not be dropped.
    NotCarried,
    /// A text is longer than [`TEXT_LEN_MAX`](super::TEXT_LEN_MAX), or a blob or frame than its length field can say.
    TooLong,
    /// There is no API, or no record type, with this number.
    UnknownKind(i16),
    /// The message has no such version.
    UnknownVersion(i16),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Reason::Truncated => "the bytes end here",
            Reason::NegativeLength => "a negative length",
            Reason::CountTooLarge => "a count greater than the bytes that remain",
            Reason::NumberTooLong => "a variable-length number that does not end",
            Reason::Null => "null, which this version does not allow",
            Reason::NotUtf8 => "text that is not UTF-8",
            Reason::NullMark => "neither null nor a struct",
            Reason::TagSize => "a tagged field of another size than announced",
            Reason::TrailingBytes => "bytes after the end",
            Reason::NotCarried => "a value which this version cannot carry",
            Reason::TooLong => "longer than the protocol allows",
            Reason::UnknownKind(kind) => return write!(f, "no message has the number {kind}"),
            Reason::UnknownVersion(version) => return write!(f, "there is no version {version}"),
        };
        f.write_str(text)
    }
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let separator = if self.message.is_empty() || self.field.is_empty() { "" } else { "." };
        write!(f, "{}{separator}{} at byte {}: {}", self.message, self.field, self.position, self.reason)
    }
}

impl core::error::Error for WireError {}

impl WireError {
    /// An error of a message as a whole.
    pub fn whole(message: &'static str, reason: Reason) -> WireError {
        WireError { message, field: String::new(), position: 0, reason }
    }
}

/// One step of the way from a message to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Field(&'static str),
    Index(usize),
}

/// The first error of a codec and the way to it, gathered on the way out of the field; the later ones are not kept.
#[derive(Debug, Default)]
pub(crate) struct Sticky {
    first: Option<(Reason, usize)>,
    way: Vec<Step>,
}

impl Sticky {
    pub(crate) fn is_set(&self) -> bool {
        self.first.is_some()
    }

    pub(crate) fn set(&mut self, reason: Reason, position: usize) {
        if self.first.is_none() {
            self.first = Some((reason, position));
        }
    }

    /// Told by every value on the way out, the innermost first.
    pub(crate) fn leave(&mut self, step: Step) {
        if self.is_set() {
            self.way.push(step);
        }
    }

    pub(crate) fn into_result(self, message: &'static str) -> Result<(), WireError> {
        let Some((reason, position)) = self.first else { return Ok(()) };
        let mut field = String::new();
        for step in self.way.iter().rev() {
            let _ = match step {
                Step::Field(name) if field.is_empty() => field.write_str(name),
                Step::Field(name) => write!(field, ".{name}"),
                Step::Index(index) => write!(field, "[{index}]"),
            };
        }
        Err(WireError { message, field, position, reason })
    }
}
