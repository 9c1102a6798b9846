//! A line of the playground's words, read word by word; every error points at its word.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_view::{CommandError, MessageId, Micros, Party};

use super::NAME_BYTES_MAX;
use crate::command::{DiskFault, Way};

/// A wall clock is ten years off at most.
const CLOCK_OFF_MAX_MS: u64 = 10 * 365 * 86_400_000;

/// A word of a line and where it begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

/// What is left to read of a line.
pub(super) struct Line<'a> {
    pub(super) whole: &'a str,
    pub(super) at: usize,
}

pub(super) fn error(word: Word<'_>, message: String) -> CommandError {
    let start = u32::try_from(word.at).unwrap_or(0);
    let len = u32::try_from(word.text.len()).unwrap_or(0);
    CommandError { word: (start, start + len), message }
}

pub(super) fn checked_name(word: Word<'_>) -> Result<Name, CommandError> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    if word.text.is_empty() || word.text.len() > NAME_BYTES_MAX || !word.text.chars().all(allowed) {
        let message =
            format!("'{}' is no name: letters, digits, '.', '_', '-', at most {NAME_BYTES_MAX}.", word.text);
        return Err(error(word, message));
    }
    Ok(word.text.into())
}

impl<'a> Line<'a> {
    fn skip_blanks(&mut self) {
        let rest = &self.whole[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    pub(super) fn word(&mut self) -> Option<Word<'a>> {
        self.skip_blanks();
        let rest = &self.whole[self.at..];
        let text = rest.split(char::is_whitespace).next().filter(|text| !text.is_empty())?;
        let word = Word { text, at: self.at };
        self.at += text.len();
        Some(word)
    }

    /// Everything that is left, without blanks around it.
    pub(super) fn rest(&mut self) -> &'a str {
        let rest = &self.whole[self.at..];
        self.at = self.whole.len();
        rest.trim()
    }

    pub(super) fn end(&mut self) -> Result<(), CommandError> {
        match self.word() {
            None => Ok(()),
            Some(word) => Err(error(word, format!("'{}' is too much here.", word.text))),
        }
    }

    pub(super) fn missing(&self, what: &str) -> CommandError {
        let at = u32::try_from(self.whole.len()).unwrap_or(0);
        CommandError { word: (at, at), message: format!("The line ends where {what} should follow.") }
    }

    pub(super) fn name(&mut self) -> Result<Name, CommandError> {
        let word = self.word().ok_or_else(|| self.missing("a name"))?;
        checked_name(word)
    }

    /// A key: one word, or anything in single quotes, with two of them for one; `-` is none.
    pub(super) fn key(&mut self) -> Result<Option<String>, CommandError> {
        self.skip_blanks();
        let start = self.at;
        if !self.whole[start..].starts_with('\'') {
            let word = self.word().ok_or_else(|| self.missing("a key, or - for none"))?;
            return Ok((word.text != "-").then(|| word.text.into()));
        }
        let mut key = String::new();
        let mut letters = self.whole[start..].char_indices().skip(1).peekable();
        while let Some((at, letter)) = letters.next() {
            if letter != '\'' {
                key.push(letter);
            } else if letters.next_if(|(_, next)| *next == '\'').is_some() {
                key.push('\'');
            } else {
                self.at = start + at + 1;
                let behind = self.whole[self.at..].split(char::is_whitespace).next().unwrap_or_default();
                if !behind.is_empty() {
                    let word = Word { text: behind, at: self.at };
                    return Err(error(word, format!("'{behind}' is too much here.")));
                }
                return Ok(Some(key));
            }
        }
        let word = Word { text: &self.whole[start..], at: start };
        Err(error(word, "The key begins with a quote and has no quote at its end.".into()))
    }

    pub(super) fn party(&mut self) -> Result<Party, CommandError> {
        let word = self.word().ok_or_else(|| self.missing("a node's number or a client's name"))?;
        match word.text.parse() {
            Ok(id) => Ok(Party::Node(id)),
            Err(_) => checked_name(word).map(Party::Client),
        }
    }

    pub(super) fn node(&mut self) -> Result<i32, CommandError> {
        let word = self.word().ok_or_else(|| self.missing("a node's number"))?;
        match word.text.parse() {
            Ok(id) if id >= 0 => Ok(id),
            _ => Err(error(word, format!("'{}' is no node's number.", word.text))),
        }
    }

    pub(super) fn way(&mut self) -> Result<Way, CommandError> {
        let from = self.party()?;
        let before = self.at;
        let both = self.word().is_none_or(|word| word.text != ">");
        if both {
            self.at = before;
        }
        Ok(Way { from, to: self.party()?, both })
    }

    pub(super) fn disk_fault(&mut self) -> Result<DiskFault, CommandError> {
        let word = self.word().ok_or_else(|| {
            self.missing("slow, fill, fail, flush-fails, flush-lies, tear, flip, lose, mend or replace")
        })?;
        match word.text {
            "slow" => Ok(DiskFault::Slow(self.length()?)),
            "fill" => Ok(DiskFault::Fill),
            "fail" => Ok(match self.word() {
                Some(dir) => DiskFault::FailDirectory(dir.text.into()),
                None => DiskFault::Fail,
            }),
            "tear" => Ok(DiskFault::Tear),
            "flush-fails" => Ok(DiskFault::FailFlushes),
            "flush-lies" => Ok(DiskFault::LieAboutFlushes),
            "flip" => self.flip(),
            "lose" => Ok(DiskFault::Lose(self.file()?.text.into())),
            "mend" => Ok(DiskFault::Mend),
            "replace" => Ok(DiskFault::Replace),
            other => {
                let known = "slow, fill, fail, flush-fails, flush-lies, tear, flip, lose, mend, replace";
                Err(error(word, format!("'{other}' does not happen to a disk: {known}.")))
            }
        }
    }

    fn flip(&mut self) -> Result<DiskFault, CommandError> {
        let file = self.file()?;
        let at = self.word().ok_or_else(|| self.missing("the number of a byte"))?;
        match at.text.parse() {
            Ok(byte) => Ok(DiskFault::Flip(file.text.into(), byte)),
            Err(_) => Err(error(at, format!("'{}' is not the number of a byte.", at.text))),
        }
    }

    fn file(&mut self) -> Result<Word<'a>, CommandError> {
        self.word().ok_or_else(|| self.missing("a file such as orders-0/00000000000000000000.log"))
    }

    /// A whole number, not below 0.
    pub(super) fn number<T: core::str::FromStr + PartialOrd + Default>(
        &mut self,
        what: &str,
    ) -> Result<T, CommandError> {
        let word = self.word().ok_or_else(|| self.missing(what))?;
        let number = word.text.parse().ok().filter(|number: &T| *number >= T::default());
        number.ok_or_else(|| error(word, format!("'{}' is no number from 0 on.", word.text)))
    }

    pub(super) fn message(&mut self) -> Result<MessageId, CommandError> {
        let word = self.word().ok_or_else(|| self.missing("a message's number"))?;
        let number = word.text.parse().map(MessageId);
        number.map_err(|_| error(word, format!("'{}' is not the number of a message.", word.text)))
    }

    pub(super) fn length(&mut self) -> Result<Micros, CommandError> {
        let word = self.word().ok_or_else(|| self.missing("a length of time such as 50ms"))?;
        length(word.text)
            .ok_or_else(|| error(word, format!("'{}' is not a length of time: 50ms, 1500us, 2s.", word.text)))
    }

    /// How far a clock is to be off, milliseconds: `+1h`, `-5m`, `right`.
    pub(super) fn ahead(&mut self) -> Result<i64, CommandError> {
        let word = self.word().ok_or_else(|| self.missing("how far off, such as +1h, or right"))?;
        let ahead_ms = match word.text.split_at_checked(1) {
            _ if word.text == "right" => Some(0),
            Some(("+", by)) => length(by).and_then(|us| i64::try_from(us / 1_000).ok()),
            Some(("-", by)) => length(by).and_then(|us| i64::try_from(us / 1_000).ok()).map(|ms| -ms),
            _ => None,
        };
        ahead_ms.filter(|ms| ms.unsigned_abs() <= CLOCK_OFF_MAX_MS).ok_or_else(|| {
            error(word, format!("'{}' is not how far a clock may be off: +1h, -5m, +30d, right.", word.text))
        })
    }

    pub(super) fn settings(&mut self) -> Result<Vec<(Name, Name)>, CommandError> {
        let mut settings = Vec::new();
        while let Some(word) = self.word() {
            let Some((name, value)) = word.text.split_once('=').filter(|(name, _)| !name.is_empty()) else {
                return Err(error(word, format!("'{}' is not of the form setting=value.", word.text)));
            };
            settings.push((name.into(), value.into()));
        }
        Ok(settings)
    }
}

/// `50ms`, `1500us`, `2s`, `5m`, `1h` or `1d` in microseconds.
fn length(text: &str) -> Option<Micros> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let number: u64 = text[..digits].parse().ok()?;
    let unit = match &text[digits..] {
        "us" => 1,
        "ms" => 1_000,
        "s" => 1_000_000,
        "m" => 60_000_000,
        "h" => 3_600_000_000,
        "d" => 86_400_000_000,
        _ => return None,
    };
    number.checked_mul(unit)
}
