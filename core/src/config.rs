//! A node's own configuration: what `server.properties` holds before the cluster has a say.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::str::FromStr;

use partita_machine::{Address, Name};
use partita_wire::Uuid;

use crate::configs::broker_key;

/// What a node knows of itself when it starts. Topic and dynamic broker configs live in the metadata log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeConfig {
    /// `node.id`.
    pub node_id: i32,
    /// Whether `process.roles` has `broker`.
    pub is_broker: bool,
    /// Whether `process.roles` has `controller`.
    pub is_controller: bool,
    /// `broker.rack`.
    pub rack: Option<Name>,
    /// Advertised address of the listener for clients and brokers.
    pub broker_address: Address,
    /// Address of the controller listener; only of use with the controller role.
    pub controller_address: Address,
    /// `controller.quorum.voters`: id and address of each. Empty where the log says who votes (KIP-853).
    pub voters: BTreeMap<i32, Address>,
    /// `controller.quorum.bootstrap.servers`: where a node asks for the leader that knows none.
    pub bootstrap: Vec<Address>,
    /// The cluster's id, as formatting gave it.
    pub cluster_id: Uuid,
    /// Id of the first log directory, as formatting gave it. Others have theirs in their own `meta.properties`.
    pub directory_id: Uuid,
    /// Static settings by Kafka's names (`offsets.topic.replication.factor`); what is absent has Kafka's default.
    pub properties: BTreeMap<Name, Name>,
    /// Seed of this node's chance.
    pub seed: u64,
}

/// Values that Kafka reads from `server.properties` and that the rooms of a node ask for.
impl NodeConfig {
    /// A whole number by its Kafka name, or `default` if it is absent or not a number. `default` is the one that
    /// DescribeConfigs tells.
    #[must_use]
    pub fn number(&self, name: &str, default: i64) -> i64 {
        debug_assert!(is_default(name, &default), "{default} is not the default of {name}");
        self.properties.get(name).and_then(|value| value.parse().ok()).unwrap_or(default)
    }

    /// A boolean by its Kafka name, or `default` if it is absent or neither `true` nor `false`. `default` is the one that
    /// DescribeConfigs tells.
    #[must_use]
    pub fn flag(&self, name: &str, default: bool) -> bool {
        debug_assert!(is_default(name, &default), "{default} is not the default of {name}");
        self.properties.get(name).and_then(|value| value.parse().ok()).unwrap_or(default)
    }
}

/// Most log directories; what is configured beyond them is not used.
pub(crate) const LOG_DIRS_MAX: u32 = 16;
/// Kafka's default of `log.dir`.
const DEFAULT_DIR: &str = "/tmp/kafka-logs";

impl NodeConfig {
    /// The paths of the log directories, at least one (`log.dirs`, or `log.dir` where that is absent).
    #[must_use]
    pub fn log_dirs(&self) -> Vec<Name> {
        let listed = ["log.dirs", "log.dir"].iter().find_map(|name| self.properties.get(*name));
        let paths = listed.map_or(DEFAULT_DIR, |paths| paths).split(',').map(str::trim);
        let mut dirs: Vec<Name> = paths.filter(|path| !path.is_empty()).map(Name::from).collect();
        dirs.truncate(LOG_DIRS_MAX as usize);
        if dirs.is_empty() {
            dirs.push(DEFAULT_DIR.into());
        }
        dirs
    }
}

/// Whether what a room takes for a config's default is the one of the tables. What these do not know has none.
fn is_default<T: FromStr + PartialEq>(name: &str, taken: &T) -> bool {
    let default = broker_key(name).and_then(|key| key.default);
    default.is_none_or(|default| default.parse().is_ok_and(|default: T| default == *taken))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_those_of_the_tables() {
        assert!(is_default("controller.quorum.fetch.snapshot.max.bytes", &(1_i64 << 20)));
        assert!(!is_default("controller.quorum.fetch.snapshot.max.bytes", &(8_i64 << 20)));
        assert!(is_default("metadata.log.max.record.bytes.between.snapshots", &20_971_520_i64));
        assert!(is_default("fetch.max.bytes", &57_671_680_i64));
        assert!(!is_default("auto.create.topics.enable", &false));
    }
}
