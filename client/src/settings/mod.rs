//! Settings by Kafka's names, with its defaults, checks and error texts.
//!
//! A client is configured by pairs of name and value, as a properties file or `--command-property` gives them. Names that
//! Kafka does not know are kept apart ([`Common::unknown`]): Kafka only warns of them.

mod common;
mod consumer;
mod definition;
mod duration;
mod producer;

pub use common::{AdminSettings, Common, bootstrap_servers};
pub use consumer::{AutoOffsetReset, ConsumerSettings, GroupProtocol, IsolationLevel};
pub use definition::ConfigError;
pub use producer::{PartitionerClass, ProducerSettings};

/// A setting as somebody wrote it: name and value.
pub type Pair<'a> = (&'a str, &'a str);

#[cfg(test)]
mod tests;
