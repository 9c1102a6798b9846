//! Definitions of settings as data, and the one way from text to a checked value.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use super::Pair;

/// A setting that Kafka would not take: the message of its ConfigException.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError(pub String);

impl ConfigError {
    /// A value that does not fit its setting.
    pub(super) fn value(name: &str, value: &str, why: &str) -> Self {
        Self(format!("Invalid value {value} for configuration {name}: {why}"))
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for ConfigError {}

/// What values a setting takes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// 32 bits, at least this.
    Int(i32),
    /// 64 bits, at least this.
    Long(i64),
    Bool,
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// One of these words, in any case.
    AnyCase(&'static [&'static str]),
    /// Kafka knows it; nothing here depends on it.
    Ignored,
}

/// A setting: its name, what it takes, and its default as text.
pub(super) type Definition = (&'static str, Kind, Option<&'static str>);

/// Names of settings that are known by how they begin; nothing here depends on them.
const IGNORED_PREFIXES: [&str; 3] = ["ssl.", "sasl.", "metrics."];

/// Settings that say who and where a client is, not how it works.
const NAMES: [&str; 4] = ["bootstrap.servers", "client.id", "group.id", "group.instance.id"];

/// Checked values by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    values: BTreeMap<&'static str, String>,
    given: Vec<&'static str>,
    pub(super) unknown: Vec<String>,
}

impl Values {
    /// Reads `pairs`; of two with one name the last counts.
    pub(super) fn read(definitions: &[&[Definition]], pairs: &[Pair<'_>]) -> Result<Self, ConfigError> {
        let mut values = Self::default();
        let known = || definitions.iter().flat_map(|part| part.iter());
        for &(name, _, default) in known() {
            if let Some(default) = default {
                values.values.insert(name, default.to_string());
            }
        }
        for &(name, value) in pairs {
            match known().find(|(known, _, _)| *known == name) {
                Some(&(known, kind, _)) => {
                    check(known, kind, value)?;
                    values.values.insert(known, value.trim().to_string());
                    values.given.push(known);
                }
                None if IGNORED_PREFIXES.iter().any(|prefix| name.starts_with(prefix)) => {}
                None => values.unknown.push(name.to_string()),
            }
        }
        Ok(values)
    }

    /// Whether somebody set it.
    pub(super) fn is_given(&self, name: &str) -> bool {
        self.given.contains(&name)
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// A number that was checked, or is a default.
    pub(super) fn number(&self, name: &str) -> i64 {
        self.text(name).and_then(|text| text.parse().ok()).unwrap_or_default()
    }

    /// A number that is not negative: durations and sizes.
    pub(super) fn size(&self, name: &str) -> u64 {
        u64::try_from(self.number(name)).unwrap_or_default()
    }

    pub(super) fn flag(&self, name: &str) -> bool {
        self.text(name).is_some_and(|text| text.eq_ignore_ascii_case("true"))
    }

    /// Settings that somebody gave another value than the default; names and addresses are no settings in this sense.
    pub(super) fn changed(&self, definitions: &[&[Definition]]) -> Vec<(String, String)> {
        let all = definitions.iter().flat_map(|part| part.iter());
        all.filter(|(name, _, _)| !NAMES.contains(name))
            .filter(|(name, _, default)| self.is_given(name) && self.text(name) != *default)
            .map(|(name, _, _)| ((*name).to_string(), self.text(name).unwrap_or_default().to_string()))
            .collect()
    }
}

fn check(name: &str, kind: Kind, value: &str) -> Result<(), ConfigError> {
    let trimmed = value.trim();
    let fits = |fits: bool, why: &str| {
        if fits { Ok(()) } else { Err(ConfigError::value(name, value, why)) }
    };
    match kind {
        Kind::Int(min) => match trimmed.parse::<i32>() {
            Err(_) => fits(false, "Not a number of type INT"),
            Ok(number) => fits(number >= min, &format!("Value must be at least {min}")),
        },
        Kind::Long(min) => match trimmed.parse::<i64>() {
            Err(_) => fits(false, "Not a number of type LONG"),
            Ok(number) => fits(number >= min, &format!("Value must be at least {min}")),
        },
        Kind::Bool => fits(
            trimmed.eq_ignore_ascii_case("true") || trimmed.eq_ignore_ascii_case("false"),
            "Expected value to be either true or false",
        ),
        Kind::Word(words) => {
            fits(words.contains(&trimmed), &format!("String must be one of: {}", words.join(", ")))
        }
        Kind::AnyCase(words) => fits(
            words.iter().any(|word| word.eq_ignore_ascii_case(trimmed)),
            &format!("String must be one of (case insensitive): {}", words.join(", ")),
        ),
        Kind::Text | Kind::Ignored => Ok(()),
    }
}
