//! The configs of a topic that replication and the log obey, looked up once when they change.

use crate::config::NodeConfig;
use crate::configs::value::thousandths;
use crate::configs::{server_number, server_synonyms, topic_number, topic_value};
use crate::image::Image;
use crate::log::{Compaction, LogSettings, Retention};
use partita_wire::records::Codec;

/// Kafka's default of `log.cleaner.dedupe.buffer.size`, and what an entry takes of it: 16 bytes of a hash, 8 of an offset.
const DEDUPE_BUFFER_BYTES: i64 = 128 << 20;
const DEDUPE_ENTRY_BYTES: u64 = 24;
/// Kafka's default of `log.cleaner.io.buffer.load.factor`, in thousandths.
const LOAD_THOUSANDTHS: u64 = 900;

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
    /// `compression.type`; none keeps the producer's codec.
    pub(crate) codec: Option<Codec>,
    /// `message.timestamp.before.max.ms`.
    pub(crate) timestamp_before_max_ms: i64,
    /// `message.timestamp.after.max.ms`.
    pub(crate) timestamp_after_max_ms: i64,
    /// `retention.ms` and `retention.bytes`.
    pub(crate) retention: Retention,
    /// `file.delete.delay.ms`.
    pub(crate) file_delete_delay_ms: u64,
    /// `min.cleanable.dirty.ratio` and its kin.
    pub(crate) compaction: Compaction,
    /// `segment.bytes` and its kin.
    pub(crate) log: LogSettings,
}

impl TopicConfig {
    /// The effective configs of a topic.
    pub(crate) fn of(image: &Image, config: &NodeConfig, topic: &str) -> Self {
        let number = |name: &str| topic_number(image, config, topic, name);
        let bytes = |name: &str| u32::try_from(number(name)).unwrap_or(u32::MAX);
        let policy = topic_value(image, config, topic, "cleanup.policy");
        let has_policy = |name: &str| policy.split(',').any(|policy| policy.trim() == name);
        Self {
            min_in_sync: i32::try_from(number("min.insync.replicas")).unwrap_or(1),
            max_message_bytes: number("max.message.bytes"),
            is_compacted: has_policy("compact"),
            is_deletable: has_policy("delete"),
            is_stamped: topic_value(image, config, topic, "message.timestamp.type") == "LogAppendTime",
            codec: codec(&topic_value(image, config, topic, "compression.type")),
            timestamp_before_max_ms: number("message.timestamp.before.max.ms"),
            timestamp_after_max_ms: number("message.timestamp.after.max.ms"),
            retention: Retention { ms: number("retention.ms"), bytes: number("retention.bytes") },
            file_delete_delay_ms: u64::try_from(number("file.delete.delay.ms")).unwrap_or(0),
            compaction: Compaction {
                min_dirty_thousandths: ratio(&topic_value(image, config, topic, "min.cleanable.dirty.ratio")),
                min_lag_ms: number("min.compaction.lag.ms"),
                max_lag_ms: number("max.compaction.lag.ms"),
                delete_retention_ms: number("delete.retention.ms"),
                keys_max: keys_max(image, config),
            },
            log: LogSettings {
                segment_bytes: bytes("segment.bytes"),
                // A segment that grows is not cleaned: it must not grow for longer than cleaning may wait.
                segment_ms: match has_policy("compact") {
                    true => number("segment.ms").min(number("max.compaction.lag.ms")),
                    false => number("segment.ms"),
                },
                segment_jitter_ms: number("segment.jitter.ms"),
                jitter_seed: config.seed,
                index_interval_bytes: bytes("index.interval.bytes"),
                segment_index_bytes: bytes("segment.index.bytes"),
                flush_messages: number("flush.messages"),
                flush_ms: number("flush.ms"),
            },
        }
    }
}

/// How many keys Kafka's map of a cleaner has room for: the buffer, shared among its threads, in entries of a hash and an offset,
/// as full as it may become.
fn keys_max(image: &Image, config: &NodeConfig) -> u64 {
    let text = |name| server_synonyms(image, config, name, None).into_iter().next().map(|found| found.value);
    let number = |name, default| u64::try_from(server_number(image, config, name, default)).unwrap_or(0);
    let buffer = number("log.cleaner.dedupe.buffer.size", DEDUPE_BUFFER_BYTES);
    let of_thread = buffer / number("log.cleaner.threads", 1).max(1);
    let load = text("log.cleaner.io.buffer.load.factor").map_or(LOAD_THOUSANDTHS, |text| ratio(&text));
    (of_thread.min(i32::MAX as u64) / DEDUPE_ENTRY_BYTES).saturating_mul(load) / 1_000
}

fn ratio(text: &str) -> u64 {
    thousandths(text).and_then(|ratio| u64::try_from(ratio).ok()).unwrap_or(0)
}

fn codec(name: &str) -> Option<Codec> {
    if name == "uncompressed" { Some(Codec::None) } else { Codec::from_name(name) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::broker::throttle::tests::config;

    fn room(properties: &[(&str, &str)]) -> u64 {
        keys_max(&Image::default(), &config(properties))
    }

    #[test]
    fn a_segment_grows_for_no_longer_than_its_records_may_wait_to_be_compacted() {
        let segment_ms = |properties: &[(&str, &str)]| {
            TopicConfig::of(&Image::default(), &config(properties), "orders").log.segment_ms
        };
        let lag = ("log.cleaner.max.compaction.lag.ms", "5000");
        let compact = ("log.cleanup.policy", "compact");
        assert_eq!(segment_ms(&[lag]), 604_800_000, "nobody compacts it");
        assert_eq!(segment_ms(&[lag, compact]), 5_000);
        assert_eq!(segment_ms(&[lag, ("log.cleanup.policy", "delete, compact")]), 5_000);
        assert_eq!(segment_ms(&[lag, compact, ("log.roll.ms", "4000")]), 4_000);
        assert_eq!(segment_ms(&[compact]), 604_800_000);
    }

    /// By the rule of Kafka's `SkimpyOffsetMap`: whole slots of the buffer, as many of them as the load factor allows.
    #[test]
    fn a_cleaner_remembers_as_many_keys_as_its_part_of_the_buffer_has_room_for() {
        assert_eq!(room(&[]), 5_033_164);
        assert_eq!(room(&[("log.cleaner.threads", "2")]), 2_516_581);
        assert_eq!(room(&[("log.cleaner.dedupe.buffer.size", "2400")]), 90);
        let half = [("log.cleaner.dedupe.buffer.size", "2400"), ("log.cleaner.io.buffer.load.factor", "0.5")];
        assert_eq!(room(&half), 50);
    }
}
