//! Configs: what counts, what Kafka's default is, and where the value comes from.

use alloc::string::String;

use crate::Name;

/// Whose configs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Configured {
    /// A topic's.
    Topic(Name),
    /// The default of all brokers, which can be changed while they run.
    Brokers,
    /// One broker's.
    Broker(i32),
    /// A group's (KIP-848).
    Group(Name),
}

/// One config of a topic, a broker or a group, as DescribeConfigs tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfigView {
    /// Kafka's name of it.
    pub name: String,
    /// The value that counts; `None` is null, or a secret.
    pub value: Option<String>,
    /// Kafka's default; `None` is null.
    pub default: Option<&'static str>,
    /// Kafka's name of where the value comes from: `DYNAMIC_TOPIC_CONFIG`, `STATIC_BROKER_CONFIG`, ...
    pub source: &'static str,
    /// Whether it can only be changed by a restart.
    pub read_only: bool,
}
