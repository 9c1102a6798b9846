//! Names and values of topic configurations, as the tool checks them before it asks anybody.

use alloc::format;
use alloc::string::{String, ToString};

use partita_wire::ErrorCode;

use crate::thrown::Thrown;

/// What values a configuration takes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// 32 bits, at least this.
    Int(i32),
    /// 64 bits, at least this.
    Long(i64),
    Bool,
    /// From 0 to 1.
    Ratio,
    /// One of these.
    Word(&'static [&'static str]),
    /// Several of these.
    Words(&'static [&'static str]),
    /// Anything.
    Text,
}

/// Topic configurations of Kafka 4.3.
pub(crate) const TOPIC_CONFIGS: &[(&str, Kind)] = &[
    ("cleanup.policy", Kind::Words(&["compact", "delete"])),
    ("compression.gzip.level", Kind::Int(-1)),
    ("compression.lz4.level", Kind::Int(1)),
    ("compression.type", Kind::Word(&["uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"])),
    ("compression.zstd.level", Kind::Int(-131_072)),
    ("delete.retention.ms", Kind::Long(0)),
    ("file.delete.delay.ms", Kind::Long(0)),
    ("flush.messages", Kind::Long(1)),
    ("flush.ms", Kind::Long(0)),
    ("follower.replication.throttled.replicas", Kind::Text),
    ("index.interval.bytes", Kind::Int(0)),
    ("leader.replication.throttled.replicas", Kind::Text),
    ("local.retention.bytes", Kind::Long(-2)),
    ("local.retention.ms", Kind::Long(-2)),
    ("max.compaction.lag.ms", Kind::Long(1)),
    ("max.message.bytes", Kind::Int(0)),
    ("message.timestamp.after.max.ms", Kind::Long(0)),
    ("message.timestamp.before.max.ms", Kind::Long(0)),
    ("message.timestamp.type", Kind::Word(&["CreateTime", "LogAppendTime"])),
    ("min.cleanable.dirty.ratio", Kind::Ratio),
    ("min.compaction.lag.ms", Kind::Long(0)),
    ("min.insync.replicas", Kind::Int(1)),
    ("preallocate", Kind::Bool),
    ("remote.log.copy.disable", Kind::Bool),
    ("remote.log.delete.on.disable", Kind::Bool),
    ("remote.storage.enable", Kind::Bool),
    ("retention.bytes", Kind::Long(i64::MIN)),
    ("retention.ms", Kind::Long(-1)),
    ("segment.bytes", Kind::Int(1_048_576)),
    ("segment.index.bytes", Kind::Int(4)),
    ("segment.jitter.ms", Kind::Long(0)),
    ("segment.ms", Kind::Long(1)),
    ("unclean.leader.election.enable", Kind::Bool),
];

/// Reads `--config name=value`.
pub(super) fn pair(text: &str) -> Result<(String, String), Thrown> {
    match text.split_once('=') {
        Some((name, value)) if !value.trim().is_empty() && !value.contains('=') => {
            Ok((name.trim().to_string(), value.trim().to_string()))
        }
        _ => Err(Thrown::illegal_argument(
            "requirement failed: Invalid topic config: all configs to be added must be in the format \"key=val\".",
        )),
    }
}

/// Whether Kafka would take this value.
pub(super) fn check(name: &str, value: &str) -> Result<(), Thrown> {
    let Some((_, kind)) = TOPIC_CONFIGS.iter().find(|(known, _)| *known == name) else {
        let mut thrown = Thrown::of(ErrorCode::InvalidConfig);
        thrown.message = format!("Unknown topic config name: {name}");
        return Err(thrown);
    };
    let Some(why) = wrong(*kind, value) else { return Ok(()) };
    let message = format!("Invalid value {value} for configuration {name}: {why}");
    Err(Thrown::new("org.apache.kafka.common.config.ConfigException", message))
}

fn wrong(kind: Kind, value: &str) -> Option<String> {
    let at_least =
        |fits: bool, min: &dyn core::fmt::Display| (!fits).then(|| format!("Value must be at least {min}"));
    let one_of = |words: &[&str]| Some(format!("String must be one of: {}", words.join(", ")));
    match kind {
        Kind::Int(min) => match value.parse::<i32>() {
            Ok(number) => at_least(number >= min, &min),
            Err(_) => Some("Not a number of type INT".to_string()),
        },
        Kind::Long(min) => match value.parse::<i64>() {
            Ok(number) => at_least(number >= min, &min),
            Err(_) => Some("Not a number of type LONG".to_string()),
        },
        Kind::Bool if value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false") => None,
        Kind::Bool => Some("Expected value to be either true or false".to_string()),
        Kind::Ratio => ratio(value),
        Kind::Word(words) => {
            if words.contains(&value) {
                None
            } else {
                one_of(words)
            }
        }
        Kind::Words(words) => {
            if value.split(',').all(|word| words.contains(&word.trim())) {
                None
            } else {
                one_of(words)
            }
        }
        Kind::Text => None,
    }
}

/// A decimal number from 0 to 1, without floating point.
fn ratio(value: &str) -> Option<String> {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, "0"));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if value.len() < 2 && !digits(value) || !digits(whole.trim_start_matches('-')) || !digits(fraction) {
        return Some("Not a number of type DOUBLE".to_string());
    }
    if value.starts_with('-') {
        return Some("Value must be at least 0".to_string());
    }
    let more = whole.trim_start_matches('0');
    let above = !matches!(more, "" | "1") || (more == "1" && fraction.bytes().any(|b| b != b'0'));
    above.then(|| "Value must be no more than 1".to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(name: &str, value: &str, message: &str) {
        assert_eq!(check(name, value).unwrap_err().message, message);
    }

    #[test]
    fn errors_as_seen() {
        says("no.such.config", "1", "Unknown topic config name: no.such.config");
        says(
            "retention.ms",
            "abc",
            "Invalid value abc for configuration retention.ms: Not a number of type LONG",
        );
        says(
            "retention.ms",
            "-2",
            "Invalid value -2 for configuration retention.ms: Value must be at least -1",
        );
        let words = "String must be one of: compact, delete";
        says(
            "cleanup.policy",
            "burn",
            &format!("Invalid value burn for configuration cleanup.policy: {words}"),
        );
        let least = "Value must be at least 1048576";
        says(
            "segment.bytes",
            "1024",
            &format!("Invalid value 1024 for configuration segment.bytes: {least}"),
        );
        assert!(check("cleanup.policy", "compact,delete").is_ok());
        assert!(check("min.cleanable.dirty.ratio", "0.5").is_ok());
        assert!(check("min.cleanable.dirty.ratio", "1.5").is_err());
        assert!(pair("retention.ms").is_err());
    }
}
