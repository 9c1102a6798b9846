//! The configs of a topic that replication and the log obey, looked up once when they change.

use alloc::format;

use partita_machine::Name;

use crate::config::NodeConfig;
use crate::image::Image;
use crate::log::LogSettings;

/// Kafka's numbers for what a config belongs to.
const TOPIC: i8 = 2;
const BROKER: i8 = 4;

/// What a partition needs of its topic's configs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TopicConfig {
    /// `min.insync.replicas`.
    pub(crate) min_in_sync: i32,
    /// `max.message.bytes`.
    pub(crate) max_message_bytes: i64,
    /// Whether `cleanup.policy` has `compact`: records need keys.
    pub(crate) is_compacted: bool,
    /// Whether `cleanup.policy` has `delete`: records may be deleted on request.
    pub(crate) is_deletable: bool,
    /// Whether `message.timestamp.type` is `LogAppendTime`.
    pub(crate) is_stamped: bool,
    /// `message.timestamp.before.max.ms`.
    pub(crate) timestamp_before_max_ms: i64,
    /// `message.timestamp.after.max.ms`.
    pub(crate) timestamp_after_max_ms: i64,
    /// `segment.bytes` and its kin.
    pub(crate) log: LogSettings,
}

impl TopicConfig {
    /// The effective configs of a topic.
    pub(crate) fn of(image: &Image, config: &NodeConfig, topic: &str) -> Self {
        let text = |name: &str, broker_name: &str| value(image, config, topic, name, broker_name);
        let number = |name: &str, broker_name: &str, default: i64| {
            text(name, broker_name).and_then(|value| value.parse().ok()).unwrap_or(default)
        };
        let policy = text("cleanup.policy", "log.cleanup.policy").unwrap_or("delete");
        let bytes = |value: i64| u32::try_from(value).unwrap_or(u32::MAX);
        let defaults = LogSettings::default();
        Self {
            min_in_sync: i32::try_from(number("min.insync.replicas", "min.insync.replicas", 1)).unwrap_or(1),
            max_message_bytes: number("max.message.bytes", "message.max.bytes", 1_048_588),
            is_compacted: policy.contains("compact"),
            is_deletable: policy.contains("delete"),
            is_stamped: text("message.timestamp.type", "log.message.timestamp.type") == Some("LogAppendTime"),
            timestamp_before_max_ms: number(
                "message.timestamp.before.max.ms",
                "log.message.timestamp.before.max.ms",
                i64::MAX,
            ),
            timestamp_after_max_ms: number(
                "message.timestamp.after.max.ms",
                "log.message.timestamp.after.max.ms",
                3_600_000,
            ),
            log: LogSettings {
                segment_bytes: bytes(number(
                    "segment.bytes",
                    "log.segment.bytes",
                    i64::from(defaults.segment_bytes),
                )),
                segment_ms: number("segment.ms", "log.roll.ms", defaults.segment_ms),
                index_interval_bytes: bytes(number(
                    "index.interval.bytes",
                    "log.index.interval.bytes",
                    i64::from(defaults.index_interval_bytes),
                )),
            },
        }
    }
}

/// In Kafka's order: the topic's own, this broker's, all brokers', `server.properties`.
fn value<'a>(
    image: &'a Image,
    config: &'a NodeConfig,
    topic: &str,
    name: &str,
    broker_name: &str,
) -> Option<&'a str> {
    let dynamic = |kind: i8, of: &str, name: &str| {
        image.configs.get(&(kind, Name::from(of))).and_then(|values| values.get(name)).map(|value| &**value)
    };
    dynamic(TOPIC, topic, name)
        .or_else(|| dynamic(BROKER, &format!("{}", config.node_id), broker_name))
        .or_else(|| dynamic(BROKER, "", broker_name))
        .or_else(|| config.properties.get(broker_name).map(|value| &**value))
}
