//! Options of a command line, read as Kafka's tools read theirs (joptsimple, abbreviations off).

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

/// Whether an option takes a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// None.
    Nothing,
    /// Always: the next word, whatever it looks like.
    Value,
    /// The next word, unless it looks like an option.
    Maybe,
}

/// An option that a tool knows: its name without dashes, and what it takes.
pub(crate) type Spec = (&'static str, Takes);

/// Why the words are not options of this tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum OptionError {
    Unrecognized(String),
    MissingArgument(&'static str),
    /// More than one value where one was asked for.
    Multiple(&'static str),
    /// Not a number, or too large for its type.
    NotANumber {
        name: &'static str,
        value: String,
    },
}

impl OptionError {
    /// The exception that joptsimple throws.
    pub(crate) fn class(&self) -> &'static str {
        match self {
            Self::Unrecognized(_) => "joptsimple.UnrecognizedOptionException",
            Self::MissingArgument(_) => "joptsimple.OptionMissingRequiredArgumentException",
            Self::Multiple(_) => "joptsimple.MultipleArgumentsForOptionException",
            Self::NotANumber { .. } => "joptsimple.OptionArgumentConversionException",
        }
    }
}

impl OptionError {
    /// The text of argparse4j, which some of Kafka's tools read their command line with.
    pub(crate) fn of_argparse(&self) -> String {
        match self {
            Self::Unrecognized(name) => format!("unrecognized arguments: '--{name}'"),
            Self::MissingArgument(name) => format!("argument --{name}: expected one argument"),
            Self::NotANumber { name, value } => {
                format!(
                    "argument --{name}: could not convert '{value}' to Long (For input string: \"{value}\")"
                )
            }
            other @ Self::Multiple(_) => other.to_string(),
        }
    }
}

impl fmt::Display for OptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unrecognized(name) => write!(f, "{name} is not a recognized option"),
            Self::MissingArgument(name) => write!(f, "Option {name} requires an argument"),
            Self::Multiple(name) => {
                write!(f, "Found multiple arguments for option {name}, but you asked for only one")
            }
            Self::NotANumber { name, value } => write!(f, "Cannot parse argument '{value}' of option {name}"),
        }
    }
}

/// Options that were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    given: BTreeMap<&'static str, Vec<Option<String>>>,
    order: Vec<&'static str>,
    /// Whether there were any words at all.
    pub(crate) any: bool,
    /// Words that are no option and belong to none: commands of the tools that have them.
    pub(crate) commands: Vec<String>,
}

impl Options {
    /// Reads words. What is no option and belongs to none is kept apart: most of Kafka's tools leave it out.
    pub(crate) fn read(specs: &[Spec], words: &[String]) -> Result<Self, OptionError> {
        let mut options = Self { any: !words.is_empty(), ..Self::default() };
        let mut words = words.iter().map(String::as_str).peekable();
        while let Some(word) = words.next() {
            if word == "--" {
                break;
            }
            let (name, inline) = match word.strip_prefix("--") {
                Some(long) => split_value(long),
                None => match word.strip_prefix('-').filter(|short| !short.is_empty()) {
                    Some(short) => split_value(short),
                    None => {
                        options.commands.push(word.to_string());
                        continue;
                    }
                },
            };
            let Some(&(name, takes)) = specs.iter().find(|(known, _)| *known == name) else {
                return Err(OptionError::Unrecognized(unknown(word, name)));
            };
            let value = match (takes, inline) {
                (Takes::Nothing, _) => None,
                (_, Some(inline)) => Some(inline.to_string()),
                (Takes::Value, None) => {
                    Some(words.next().ok_or(OptionError::MissingArgument(name))?.to_string())
                }
                (Takes::Maybe, None) => {
                    words.next_if(|next| !looks_like_option(next)).map(ToString::to_string)
                }
            };
            options.given.entry(name).or_default().push(value);
            options.order.push(name);
        }
        Ok(options)
    }

    /// Whether it was given.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.given.contains_key(name)
    }

    /// Names as they were given, again where one was given again.
    pub(crate) fn in_order(&self) -> impl Iterator<Item = &'static str> {
        self.order.iter().copied()
    }

    /// As if it had not been given.
    pub(crate) fn forget(&mut self, name: &str) {
        self.given.remove(name);
        self.order.retain(|given| *given != name);
    }

    /// Its one value.
    pub(crate) fn text(&self, name: &'static str) -> Result<Option<&str>, OptionError> {
        let mut values = self.all(name);
        let first = values.next();
        if values.next().is_some() { Err(OptionError::Multiple(name)) } else { Ok(first) }
    }

    /// All its values, in their order.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.given.get(name).into_iter().flatten().filter_map(Option::as_deref)
    }

    /// Its one value as a number of Java's `int`.
    pub(crate) fn int(&self, name: &'static str) -> Result<Option<i32>, OptionError> {
        self.number(name)
    }

    /// Its one value as a number of Java's `long`.
    pub(crate) fn long(&self, name: &'static str) -> Result<Option<i64>, OptionError> {
        self.number(name)
    }

    fn number<N: core::str::FromStr>(&self, name: &'static str) -> Result<Option<N>, OptionError> {
        let Some(value) = self.text(name)? else { return Ok(None) };
        let wrong = |_| OptionError::NotANumber { name, value: value.to_string() };
        value.parse().map(Some).map_err(wrong)
    }

    /// The first of `others` that was given, if `used` was: what Kafka's `checkInvalidArgs` complains of.
    pub(crate) fn conflict(&self, used: &str, others: &[&str]) -> Option<String> {
        if !self.has(used) {
            return None;
        }
        let other = others.iter().find(|other| **other != used && self.has(other))?;
        Some(format!("Option \"[{used}]\" can't be used with option \"[{other}]\""))
    }

    /// The first of `required` that is missing.
    pub(crate) fn missing(&self, required: &[&str]) -> Option<String> {
        let missing = required.iter().find(|name| !self.has(name))?;
        Some(format!("Missing required argument \"[{missing}]\""))
    }
}

fn split_value(option: &str) -> (&str, Option<&str>) {
    option.split_once('=').map_or((option, None), |(name, value)| (name, Some(value)))
}

/// After one dash joptsimple looks for a cluster of short options, and names the first it does not know.
fn unknown(word: &str, name: &str) -> String {
    if word.starts_with("--") { name.to_string() } else { name.chars().take(1).collect() }
}

fn looks_like_option(word: &str) -> bool {
    word.starts_with('-') && word != "-" && word != "--"
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPECS: &[Spec] = &[("list", Takes::Nothing), ("topic", Takes::Value), ("state", Takes::Maybe)];

    fn read(words: &[&str]) -> Result<Options, OptionError> {
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        Options::read(SPECS, &words)
    }

    #[test]
    fn values_come_next_or_after_an_equals_sign() {
        let options = read(&["--topic", "-dash", "--list", "extra"]).unwrap();
        assert_eq!(options.text("topic"), Ok(Some("-dash")));
        assert!(options.has("list"));
        assert_eq!(read(&["--topic=a=b"]).unwrap().text("topic"), Ok(Some("a=b")));
        assert_eq!(read(&["-topic", "x"]).unwrap().text("topic"), Ok(Some("x")));
    }

    #[test]
    fn an_optional_value_never_looks_like_an_option() {
        let options = read(&["--state", "--list"]).unwrap();
        assert!(options.has("state") && options.has("list"));
        assert_eq!(options.text("state"), Ok(None));
        assert_eq!(read(&["--state", "Stable"]).unwrap().text("state"), Ok(Some("Stable")));
    }

    #[test]
    fn errors_as_joptsimple_words_them() {
        let text = |words: &[&str]| read(words).unwrap_err().to_string();
        assert_eq!(text(&["--bogus"]), "bogus is not a recognized option");
        assert_eq!(text(&["--zookeeper", "127.0.0.1:2181"]), "zookeeper is not a recognized option");
        assert_eq!(text(&["-bogus"]), "b is not a recognized option");
        assert_eq!(text(&["--topic"]), "Option topic requires an argument");
        let twice = read(&["--topic", "a", "--topic", "b"]).unwrap();
        let text = twice.text("topic").unwrap_err().to_string();
        assert_eq!(text, "Found multiple arguments for option topic, but you asked for only one");
        let text = read(&["--topic", "abc"]).unwrap().int("topic").unwrap_err().to_string();
        assert_eq!(text, "Cannot parse argument 'abc' of option topic");
    }
}
