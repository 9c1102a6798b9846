//! Configs of groups, with Kafka 4.3's defaults. Most stand before a broker's config `group.<name>`.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{GROUP, Key, Kind, Rule, Source, Synonym, server_synonyms};
use crate::config::NodeConfig;
use crate::image::Image;

const fn int(name: &'static str, server: &'static str, min: i64, default: &'static str) -> Key {
    Key {
        name,
        kind: Kind::Int,
        rule: Rule::AtLeast(min),
        default: Some(default),
        server: Some(server),
        server_default: true,
    }
}

const fn own(name: &'static str, kind: Kind, rule: Rule, default: &'static str) -> Key {
    Key { name, kind, rule, default: Some(default), server: None, server_default: false }
}

/// All of them, in the order of their names.
#[rustfmt::skip]
pub(crate) static GROUP_KEYS: [Key; 17] = [
    int("consumer.assignment.interval.ms", "group.consumer.assignment.interval.ms", 0, "1000"),
    int("consumer.heartbeat.interval.ms", "group.consumer.heartbeat.interval.ms", 1, "5000"),
    int("consumer.session.timeout.ms", "group.consumer.session.timeout.ms", 1, "45000"),
    int("share.assignment.interval.ms", "group.share.assignment.interval.ms", 0, "1000"),
    own("share.auto.offset.reset", Kind::String, Rule::Any, "latest"),
    int("share.delivery.count.limit", "group.share.delivery.count.limit", 2, "5"),
    int("share.heartbeat.interval.ms", "group.share.heartbeat.interval.ms", 1, "5000"),
    own("share.isolation.level", Kind::String, Rule::OneOf(&["read_committed", "read_uncommitted"]), "read_uncommitted"),
    int("share.partition.max.record.locks", "group.share.partition.max.record.locks", 100, "2000"),
    int("share.record.lock.duration.ms", "group.share.record.lock.duration.ms", 1_000, "30000"),
    own("share.renew.acknowledge.enable", Kind::Boolean, Rule::Any, "true"),
    int("share.session.timeout.ms", "group.share.session.timeout.ms", 1, "45000"),
    int("streams.assignment.interval.ms", "group.streams.assignment.interval.ms", 0, "1000"),
    int("streams.heartbeat.interval.ms", "group.streams.heartbeat.interval.ms", 1, "5000"),
    int("streams.initial.rebalance.delay.ms", "group.streams.initial.rebalance.delay.ms", 0, "3000"),
    int("streams.num.standby.replicas", "group.streams.num.standby.replicas", 0, "0"),
    int("streams.session.timeout.ms", "group.streams.session.timeout.ms", 1, "45000"),
];

/// A broker's config with its default, if there is such a bound.
type Bound = Option<(&'static str, i64)>;

/// Configs that the brokers bound: the name, and their configs for the least and the greatest value with defaults.
#[rustfmt::skip]
const BOUNDS: [(&str, Bound, Bound); 9] = [
    ("consumer.heartbeat.interval.ms", Some(("group.consumer.min.heartbeat.interval.ms", 5_000)), Some(("group.consumer.max.heartbeat.interval.ms", 15_000))),
    ("consumer.session.timeout.ms", Some(("group.consumer.min.session.timeout.ms", 45_000)), Some(("group.consumer.max.session.timeout.ms", 60_000))),
    ("share.heartbeat.interval.ms", Some(("group.share.min.heartbeat.interval.ms", 5_000)), Some(("group.share.max.heartbeat.interval.ms", 15_000))),
    ("share.session.timeout.ms", Some(("group.share.min.session.timeout.ms", 45_000)), Some(("group.share.max.session.timeout.ms", 60_000))),
    ("share.record.lock.duration.ms", Some(("group.share.min.record.lock.duration.ms", 15_000)), Some(("group.share.max.record.lock.duration.ms", 60_000))),
    ("share.delivery.count.limit", Some(("group.share.min.delivery.count.limit", 2)), Some(("group.share.max.delivery.count.limit", 10))),
    ("streams.heartbeat.interval.ms", Some(("group.streams.min.heartbeat.interval.ms", 5_000)), Some(("group.streams.max.heartbeat.interval.ms", 15_000))),
    ("streams.session.timeout.ms", Some(("group.streams.min.session.timeout.ms", 45_000)), Some(("group.streams.max.session.timeout.ms", 60_000))),
    ("streams.num.standby.replicas", None, Some(("group.streams.max.standby.replicas", 2))),
];

/// All places that give a value to a group's config, the one that counts first.
pub(crate) fn group_synonyms(image: &Image, config: &NodeConfig, group: &str, key: &Key) -> Vec<Synonym> {
    let own = image.config(GROUP, group, key.name);
    let own = own.map(|value| Synonym { name: key.name, value, source: Source::Group });
    let mut synonyms: Vec<Synonym> = own.into_iter().collect();
    match key.server {
        Some(server) => synonyms.extend(server_synonyms(image, config, server, key.default)),
        None => synonyms.extend(key.default.map(|default| Synonym {
            name: key.name,
            value: default.to_string(),
            source: Source::Default,
        })),
    }
    synonyms
}

/// Why these cannot be all configs of a group.
pub(crate) fn check_group_configs(config: &NodeConfig, set: &BTreeMap<String, String>) -> Result<(), String> {
    for (name, value) in set {
        let key = GROUP_KEYS.iter().find(|key| key.name == name);
        key.ok_or_else(|| format!("Unknown group config name: {name}"))?.check(value)?;
    }
    let number = |name: &str| set.get(name).and_then(|value| value.trim().parse::<i64>().ok());
    for (name, least, greatest) in BOUNDS {
        let Some(value) = number(name) else { continue };
        if let Some((bound, _)) = least.filter(|(bound, default)| value < config.number(bound, *default)) {
            return Err(format!("{name} must be greater than or equal to {bound}"));
        }
        if let Some((bound, _)) = greatest.filter(|(bound, default)| value > config.number(bound, *default)) {
            return Err(format!("{name} must be less than or equal to {bound}"));
        }
    }
    for kind in ["consumer", "share", "streams"] {
        let (session, heartbeat) =
            (format!("{kind}.session.timeout.ms"), format!("{kind}.heartbeat.interval.ms"));
        if number(&session).unwrap_or(45_000) <= number(&heartbeat).unwrap_or(5_000) {
            return Err(format!("{session} must be greater than {heartbeat}"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::broker_key;
    use super::*;

    #[test]
    fn every_default_is_allowed_and_is_the_brokers() {
        for key in &GROUP_KEYS {
            assert_eq!(key.check(key.default.unwrap()), Ok(()), "{}", key.name);
            if let Some(server) = key.server {
                assert_eq!(broker_key(server).unwrap().default, key.default, "{server}");
            }
        }
        assert!(GROUP_KEYS.is_sorted_by(|a, b| a.name < b.name));
    }

    #[test]
    fn the_bounds_are_the_brokers() {
        for (name, least, greatest) in BOUNDS {
            assert!(GROUP_KEYS.iter().any(|key| key.name == name));
            for (bound, default) in least.into_iter().chain(greatest) {
                assert_eq!(broker_key(bound).unwrap().default, Some(&*default.to_string()), "{bound}");
            }
        }
    }
}
