//! Configs of topics, with Kafka 4.3's defaults.

use super::{Key, Kind, Rule};

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const MAX: Option<&str> = Some("9223372036854775807");

/// A config with a broker's config behind it that has a default.
const fn key(
    name: &'static str,
    server: &'static str,
    kind: Kind,
    rule: Rule,
    default: Option<&'static str>,
) -> Key {
    Key { name, kind, rule, default, server: Some(server), server_default: true }
}

/// A config whose broker's config has no default: others stand in for it ([`stand_ins`]).
const fn undefaulted(
    name: &'static str,
    server: &'static str,
    rule: Rule,
    default: Option<&'static str>,
) -> Key {
    Key { name, kind: Kind::Long, rule, default, server: Some(server), server_default: false }
}

/// A config that only topics have.
const fn own(name: &'static str, kind: Kind, rule: Rule, default: &'static str) -> Key {
    Key { name, kind, rule, default: Some(default), server: None, server_default: false }
}

/// All of them, in the order of their names.
pub(crate) static TOPIC_KEYS: [Key; 33] = [
    key(
        "cleanup.policy",
        "log.cleanup.policy",
        Kind::List,
        Rule::OneOf(&["compact", "delete"]),
        Some("delete"),
    ),
    key("compression.gzip.level", "compression.gzip.level", Kind::Int, Rule::BetweenOr(1, 9, -1), Some("-1")),
    key("compression.lz4.level", "compression.lz4.level", Kind::Int, Rule::Between(1, 17), Some("9")),
    key(
        "compression.type",
        "compression.type",
        Kind::String,
        Rule::OneOf(&["uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"]),
        Some("producer"),
    ),
    key(
        "compression.zstd.level",
        "compression.zstd.level",
        Kind::Int,
        Rule::Between(-131_072, 22),
        Some("3"),
    ),
    key(
        "delete.retention.ms",
        "log.cleaner.delete.retention.ms",
        Kind::Long,
        Rule::AtLeast(0),
        Some("86400000"),
    ),
    key("file.delete.delay.ms", "log.segment.delete.delay.ms", Kind::Long, Rule::AtLeast(0), Some("60000")),
    key("flush.messages", "log.flush.interval.messages", Kind::Long, Rule::AtLeast(1), MAX),
    undefaulted("flush.ms", "log.flush.interval.ms", Rule::AtLeast(0), MAX),
    own("follower.replication.throttled.replicas", Kind::List, Rule::ThrottledReplicas, ""),
    key("index.interval.bytes", "log.index.interval.bytes", Kind::Int, Rule::AtLeast(0), Some("4096")),
    own("leader.replication.throttled.replicas", Kind::List, Rule::ThrottledReplicas, ""),
    key("local.retention.bytes", "log.local.retention.bytes", Kind::Long, Rule::AtLeast(-2), Some("-2")),
    key("local.retention.ms", "log.local.retention.ms", Kind::Long, Rule::AtLeast(-2), Some("-2")),
    key("max.compaction.lag.ms", "log.cleaner.max.compaction.lag.ms", Kind::Long, Rule::AtLeast(1), MAX),
    key("max.message.bytes", "message.max.bytes", Kind::Int, Rule::AtLeast(0), Some("1048588")),
    key(
        "message.timestamp.after.max.ms",
        "log.message.timestamp.after.max.ms",
        Kind::Long,
        Rule::AtLeast(0),
        Some("3600000"),
    ),
    key(
        "message.timestamp.before.max.ms",
        "log.message.timestamp.before.max.ms",
        Kind::Long,
        Rule::AtLeast(0),
        MAX,
    ),
    key(
        "message.timestamp.type",
        "log.message.timestamp.type",
        Kind::String,
        Rule::OneOf(&["CreateTime", "LogAppendTime"]),
        Some("CreateTime"),
    ),
    key(
        "min.cleanable.dirty.ratio",
        "log.cleaner.min.cleanable.ratio",
        Kind::Double,
        Rule::Between(0, 1_000),
        Some("0.5"),
    ),
    key(
        "min.compaction.lag.ms",
        "log.cleaner.min.compaction.lag.ms",
        Kind::Long,
        Rule::AtLeast(0),
        Some("0"),
    ),
    key("min.insync.replicas", "min.insync.replicas", Kind::Int, Rule::AtLeast(1), Some("1")),
    key("preallocate", "log.preallocate", Kind::Boolean, Rule::Any, Some("false")),
    own("remote.log.copy.disable", Kind::Boolean, Rule::Any, "false"),
    own("remote.log.delete.on.disable", Kind::Boolean, Rule::Any, "false"),
    own("remote.storage.enable", Kind::Boolean, Rule::Any, "false"),
    key("retention.bytes", "log.retention.bytes", Kind::Long, Rule::Any, Some("-1")),
    undefaulted("retention.ms", "log.retention.ms", Rule::AtLeast(-1), Some("604800000")),
    key("segment.bytes", "log.segment.bytes", Kind::Int, Rule::AtLeast(1_048_576), Some("1073741824")),
    key("segment.index.bytes", "log.index.size.max.bytes", Kind::Int, Rule::AtLeast(4), Some("10485760")),
    undefaulted("segment.jitter.ms", "log.roll.jitter.ms", Rule::AtLeast(0), Some("0")),
    undefaulted("segment.ms", "log.roll.ms", Rule::AtLeast(1), Some("604800000")),
    key(
        "unclean.leader.election.enable",
        "unclean.leader.election.enable",
        Kind::Boolean,
        Rule::Any,
        Some("false"),
    ),
];

/// What stands in for a broker's config that has no value of its own, the first first, and how many milliseconds its unit has.
pub(super) fn stand_ins(server: &str) -> &'static [(&'static str, i64)] {
    match server {
        "log.flush.interval.ms" => &[("log.flush.scheduler.interval.ms", 1)],
        "log.retention.ms" => &[("log.retention.minutes", MINUTE_MS), ("log.retention.hours", HOUR_MS)],
        "log.roll.jitter.ms" => &[("log.roll.jitter.hours", HOUR_MS)],
        "log.roll.ms" => &[("log.roll.hours", HOUR_MS)],
        _ => &[],
    }
}

/// A topic config by name.
pub(crate) fn topic_key(name: &str) -> Option<&'static Key> {
    TOPIC_KEYS.binary_search_by(|key| key.name.cmp(name)).ok().map(|found| &TOPIC_KEYS[found])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_by_its_name_and_allows_its_default() {
        for key in &TOPIC_KEYS {
            assert_eq!(topic_key(key.name).unwrap().name, key.name);
            assert_eq!(key.check(key.default.unwrap()), Ok(()), "{}", key.name);
        }
    }
}
