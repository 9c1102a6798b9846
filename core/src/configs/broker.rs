//! Configs of brokers that a node here knows, with Kafka 4.3's defaults, and which of them can be changed while it runs.

use super::{Key, Kind, Rule, TOPIC_KEYS};

const fn key(name: &'static str, kind: Kind, rule: Rule, default: Option<&'static str>) -> Key {
    Key { name, kind, rule, default, server: None, server_default: true }
}

const fn flag(name: &'static str, default: &'static str) -> Key {
    key(name, Kind::Boolean, Rule::Any, Some(default))
}

const fn int(name: &'static str, min: i64, default: &'static str) -> Key {
    key(name, Kind::Int, Rule::AtLeast(min), Some(default))
}

const fn long(name: &'static str, min: i64, default: &'static str) -> Key {
    key(name, Kind::Long, Rule::AtLeast(min), Some(default))
}

const fn text(name: &'static str, default: Option<&'static str>) -> Key {
    key(name, Kind::String, Rule::Any, default)
}

/// Configs that are no topic config's other side, in the order of their names.
pub(crate) static BROKER_KEYS: [Key; 69] = [
    text("advertised.listeners", None),
    flag("auto.create.topics.enable", "true"),
    flag("auto.leader.rebalance.enable", "true"),
    int("background.threads", 1, "10"),
    int("broker.heartbeat.interval.ms", 1, "2000"),
    int("broker.id", -1, "-1"),
    text("broker.rack", None),
    int("broker.session.timeout.ms", 1, "9000"),
    flag("controlled.shutdown.enable", "true"),
    text("controller.listener.names", None),
    int("controller.quorum.append.linger.ms", 0, "25"),
    int("controller.quorum.election.backoff.max.ms", 0, "1000"),
    int("controller.quorum.election.timeout.ms", 1, "1000"),
    int("controller.quorum.fetch.timeout.ms", 1, "2000"),
    int("controller.quorum.request.timeout.ms", 1, "2000"),
    int("controller.quorum.retry.backoff.ms", 0, "20"),
    text("controller.quorum.voters", Some("")),
    int("default.replication.factor", 1, "1"),
    flag("delete.topic.enable", "true"),
    int("fetch.max.bytes", 1_024, "57671680"),
    int("group.initial.rebalance.delay.ms", 0, "3000"),
    int("group.max.session.timeout.ms", 0, "1800000"),
    int("group.max.size", 1, "2147483647"),
    int("group.min.session.timeout.ms", 0, "6000"),
    text("inter.broker.listener.name", None),
    int("leader.imbalance.check.interval.seconds", 1, "300"),
    text("listeners", Some("PLAINTEXT://:9092")),
    int("log.cleaner.backoff.ms", 0, "15000"),
    int("log.cleaner.threads", 0, "1"),
    text("log.dir", Some("/tmp/kafka-logs")),
    text("log.dirs", None),
    int("log.initial.task.delay.ms", 0, "30000"),
    long("log.retention.check.interval.ms", 1, "300000"),
    int("log.retention.hours", i32::MIN as i64, "168"),
    int("log.roll.hours", 1, "168"),
    int("max.connections", 0, "2147483647"),
    int("max.connections.per.ip", 0, "2147483647"),
    int("max.incremental.fetch.session.cache.slots", 0, "1000"),
    long("metadata.max.idle.interval.ms", 0, "500"),
    int("node.id", 0, "0"),
    int("num.io.threads", 1, "8"),
    int("num.network.threads", 1, "3"),
    int("num.partitions", 1, "1"),
    int("num.recovery.threads.per.data.dir", 1, "2"),
    int("num.replica.fetchers", 1, "1"),
    int("offset.metadata.max.bytes", 0, "4096"),
    int("offsets.commit.timeout.ms", 1, "5000"),
    long("offsets.retention.check.interval.ms", 1, "600000"),
    int("offsets.retention.minutes", 1, "10080"),
    int("offsets.topic.num.partitions", 1, "50"),
    int("offsets.topic.replication.factor", 1, "3"),
    int("offsets.topic.segment.bytes", 1, "104857600"),
    text("process.roles", Some("")),
    int("producer.id.expiration.ms", 1, "86400000"),
    int("queued.max.requests", 1, "500"),
    int("replica.fetch.max.bytes", 0, "1048576"),
    int("replica.fetch.min.bytes", 0, "1"),
    int("replica.fetch.wait.max.ms", 0, "500"),
    long("replica.high.watermark.checkpoint.interval.ms", 0, "5000"),
    long("replica.lag.time.max.ms", 0, "30000"),
    int("request.timeout.ms", 0, "30000"),
    long("socket.connection.setup.timeout.ms", 0, "10000"),
    int("socket.request.max.bytes", 1, "104857600"),
    int("transaction.max.timeout.ms", 1, "900000"),
    int("transaction.state.log.min.isr", 1, "2"),
    int("transaction.state.log.num.partitions", 1, "50"),
    int("transaction.state.log.replication.factor", 1, "3"),
    int("transactional.id.expiration.ms", 1, "604800000"),
    long("unclean.leader.election.interval.ms", 1, "300000"),
];

/// Names that can be changed while a broker runs, besides those behind topic configs.
static DYNAMIC: [&str; 10] = [
    "background.threads",
    "listeners",
    "log.cleaner.backoff.ms",
    "log.cleaner.threads",
    "max.connections",
    "max.connections.per.ip",
    "num.io.threads",
    "num.network.threads",
    "num.recovery.threads.per.data.dir",
    "producer.id.expiration.ms",
];

/// A broker config by name: its own, or the other side of a topic's.
pub(crate) fn broker_key(name: &str) -> Option<&'static Key> {
    let own = BROKER_KEYS.iter().find(|key| key.name == name);
    own.or_else(|| TOPIC_KEYS.iter().find(|key| key.server == Some(name)))
}

/// Whether a broker config can be changed while the broker runs.
pub(crate) fn is_dynamic(name: &str) -> bool {
    DYNAMIC.contains(&name) || TOPIC_KEYS.iter().any(|key| key.server == Some(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order_and_defaults_allowed() {
        assert!(BROKER_KEYS.is_sorted_by(|a, b| a.name < b.name));
        for key in &BROKER_KEYS {
            assert_eq!(key.default.map_or(Ok(()), |default| key.check(default)), Ok(()), "{}", key.name);
        }
    }

    #[test]
    fn what_can_change_while_it_runs() {
        assert!(is_dynamic("log.retention.ms"));
        assert!(is_dynamic("min.insync.replicas"));
        assert!(!is_dynamic("num.partitions"));
    }
}
