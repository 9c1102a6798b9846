//! Configs by Kafka's names: what there is, what values they may have, and which value counts.
//!
//! A topic's value is the first of: set for the topic, set for this broker, set for all brokers, in `server.properties` under
//! its own name or under that of one that stands in for it (`log.retention.hours`), Kafka's default.

mod broker;
mod broker_keys;
mod group;
mod metrics;
mod topic;
pub(crate) mod value;

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_machine::Name;

use crate::config::NodeConfig;
use crate::image::{Image, TOPIC};

pub(crate) use broker::{broker_key, is_dynamic, is_per_broker};
pub(crate) use broker_keys::BROKER_KEYS;
pub(crate) use group::{GROUP_KEYS, check_group_configs, group_synonyms};
pub(crate) use metrics::{METRICS_KEYS, check_metrics_configs};
pub(crate) use topic::{TOPIC_KEYS, topic_key};

/// Resource type of a broker's configs.
pub(crate) const BROKER: i8 = 4;
/// Resource type of what clients are to measure (KIP-714).
pub(crate) const CLIENT_METRICS: i8 = 16;
/// Resource type of a group's configs (KIP-848).
pub(crate) const GROUP: i8 = 32;

/// The type of a value, by the number that DescribeConfigs tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Boolean = 1,
    String = 2,
    Int = 3,
    Short = 4,
    Long = 5,
    Double = 6,
    List = 7,
    Class = 8,
    /// Never told.
    Password = 9,
}

/// What a value must be besides its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    Any,
    AtLeast(i64),
    Between(i64, i64),
    /// Within the range, or exactly the default.
    BetweenOr(i64, i64, i64),
    OneOf(&'static [&'static str]),
    /// `*`, or partition:broker pairs.
    ThrottledReplicas,
}

/// A config that exists.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) rule: Rule,
    /// Kafka's default, `None` for null.
    pub(crate) default: Option<&'static str>,
    /// For a topic's config: the broker's config behind it.
    pub(crate) server: Option<&'static str>,
    /// Whether the broker's config behind it has a default of its own, which is then shown as a synonym.
    pub(crate) server_default: bool,
}

/// Where a value comes from, by the number that DescribeConfigs tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    DynamicTopic = 1,
    DynamicBroker = 2,
    DynamicDefaultBroker = 3,
    StaticBroker = 4,
    Default = 5,
    ClientMetrics = 7,
    Group = 8,
}

/// One of the places that could give a value, with the value it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Synonym {
    pub(crate) name: &'static str,
    pub(crate) value: String,
    pub(crate) source: Source,
}

/// All places that give a value to a topic's config, the one that counts first.
pub(crate) fn topic_synonyms(image: &Image, config: &NodeConfig, topic: &str, key: &Key) -> Vec<Synonym> {
    let own = image.config(TOPIC, topic, key.name);
    let own = own.map(|value| Synonym { name: key.name, value, source: Source::DynamicTopic });
    let mut synonyms: Vec<Synonym> = own.into_iter().collect();
    if let Some(server) = key.server {
        let default = key.default.filter(|_| key.server_default);
        synonyms.extend(server_synonyms(image, config, server, default));
    }
    synonyms
}

/// All places that give a value to a broker's config, the one that counts first. What would stand in for a value that is set
/// comes behind it, as Kafka tells it; where none is set nothing is told of those.
pub(crate) fn server_synonyms(
    image: &Image,
    config: &NodeConfig,
    name: &'static str,
    default: Option<&'static str>,
) -> Vec<Synonym> {
    let node = config.node_id.to_string();
    let found = [
        (image.config(BROKER, &node, name), Source::DynamicBroker),
        (image.config(BROKER, "", name), Source::DynamicDefaultBroker),
        (config.properties.get(name).map(ToString::to_string), Source::StaticBroker),
        (default.map(ToString::to_string), Source::Default),
    ];
    let synonym = |(value, source): (Option<String>, _)| value.map(|value| Synonym { name, value, source });
    let mut found: Vec<Synonym> = found.into_iter().filter_map(synonym).collect();
    if !found.is_empty() {
        let spares = topic::stand_ins(name).iter().map(|&(name, _)| name);
        let (set, default) = (Source::StaticBroker, Source::Default);
        let in_properties = |name| config.properties.get(name).map(|value| (name, value.to_string(), set));
        let of_kafka = |name| broker_key(name)?.default.map(|value| (name, value.to_string(), default));
        let all = spares.clone().filter_map(in_properties).chain(spares.filter_map(of_kafka));
        found.extend(all.map(|(name, value, source)| Synonym { name, value, source }));
    }
    found
}

/// What stands in for the broker's config behind a topic's, in milliseconds. Less than nothing is Kafka's -1.
pub(crate) fn stood_in(config: &NodeConfig, key: &Key) -> Option<String> {
    let value = |&(name, unit_ms): &(&str, i64)| {
        let number: i64 = config.properties.get(name)?.trim().parse().ok()?;
        Some(number.saturating_mul(unit_ms).max(-1).to_string())
    };
    topic::stand_ins(key.server?).iter().find_map(value)
}

/// The value of a topic's config that counts. Empty for a name that is no topic config.
pub(crate) fn topic_value(image: &Image, config: &NodeConfig, topic: &str, name: &str) -> String {
    let Some(key) = topic_key(name) else { return String::new() };
    let first = topic_synonyms(image, config, topic, key).into_iter().next();
    let default = || key.default.unwrap_or_default().to_string();
    first.map(|first| first.value).or_else(|| stood_in(config, key)).unwrap_or_else(default)
}

/// The same as a whole number; 0 where it is none.
pub(crate) fn topic_number(image: &Image, config: &NodeConfig, topic: &str, name: &str) -> i64 {
    topic_value(image, config, topic, name).trim().parse().unwrap_or(0)
}

/// The same as a flag; `false` where it is none.
pub(crate) fn topic_flag(image: &Image, config: &NodeConfig, topic: &str, name: &str) -> bool {
    topic_value(image, config, topic, name).trim().eq_ignore_ascii_case("true")
}

/// A broker's config as a whole number: as it is set now, in its properties, or `default`.
pub(crate) fn server_number(image: &Image, config: &NodeConfig, name: &'static str, default: i64) -> i64 {
    let first = server_synonyms(image, config, name, None).into_iter().next();
    first.and_then(|first| first.value.trim().parse().ok()).unwrap_or(default)
}

/// The same, as it was set while brokers run: for this one or for all; none where properties count.
pub(crate) fn dynamic_number(image: &Image, node_id: i32, name: &str) -> Option<i64> {
    let set = image.config(BROKER, &node_id.to_string(), name).or_else(|| image.config(BROKER, "", name));
    set.and_then(|value| value.trim().parse().ok())
}

/// The effective `min.insync.replicas`: never more than `replicas` (since 3.7).
pub(crate) fn min_in_sync(image: &Image, config: &NodeConfig, topic: &str, replicas: usize) -> usize {
    let min = topic_number(image, config, topic, "min.insync.replicas");
    usize::try_from(min).unwrap_or(usize::MAX).min(replicas).max(1)
}

impl Image {
    /// A config that was set for a resource.
    pub(crate) fn config(&self, resource: i8, of: &str, name: &str) -> Option<String> {
        self.configs.get(&(resource, Name::from(of)))?.get(name).cloned()
    }
}
