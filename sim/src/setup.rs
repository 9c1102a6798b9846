//! What a world consists of when its story begins.

use alloc::collections::BTreeMap;
use alloc::string::ToString;

use partita_machine::{Address, Name};

/// Port of broker 0; the others follow.
pub(crate) const BROKER_PORT: u16 = 9_092;
/// Port of the controller listener of node 0; the others follow.
pub(crate) const CONTROLLER_PORT: u16 = 19_090;
/// Id of the first controller that is not also a broker, as in Kafka's own examples of separate roles.
pub(crate) const FIRST_CONTROLLER: i32 = 100;
/// Most brokers in a world.
pub(crate) const BROKERS_MAX: u16 = 50;
/// Most separate controllers in a world.
pub(crate) const CONTROLLERS_MAX: u16 = 5;

/// A seed and the machines that are there from the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// Everything that is left to chance follows from it.
    pub seed: u64,
    /// Number of brokers: 0, 1, 2, ...
    pub brokers: u16,
    /// Number of separate controllers: 100, 101, ...; 0 makes the first three brokers (or one) controllers as well.
    pub controllers: u16,
    /// Whether the log says who votes (KIP-853), so that voters can be added and removed, or each node's configuration.
    pub dynamic_quorum: bool,
    /// Latency of a link, microseconds, one way.
    pub latency_us: u64,
    /// Wall clock at the beginning, milliseconds since 1970.
    pub wall_ms: i64,
    /// Settings of all brokers by Kafka's names.
    pub properties: BTreeMap<Name, Name>,
    /// `broker.rack` by broker.
    pub racks: BTreeMap<i32, Name>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            seed: 1,
            brokers: 3,
            controllers: 0,
            dynamic_quorum: false,
            latency_us: 500,
            wall_ms: 1_767_225_600_000, // 2026-01-01T00:00:00Z
            properties: BTreeMap::new(),
            racks: BTreeMap::new(),
        }
    }
}

impl Setup {
    /// Ids of the nodes with the broker role.
    pub fn broker_ids(&self) -> impl Iterator<Item = i32> + use<> {
        0..i32::from(self.brokers)
    }

    /// Ids of the nodes with a vote in the metadata quorum.
    pub fn voter_ids(&self) -> impl Iterator<Item = i32> + use<> {
        let (first, count) = match (self.controllers, self.brokers) {
            (0, 0..=2) => (0, 1),
            (0, _) => (0, 3),
            (controllers, _) => (FIRST_CONTROLLER, i32::from(controllers)),
        };
        first..first + count
    }

    /// What was set, and what a cluster of fewer than three brokers needs to serve groups at all: Kafka's own example
    /// configuration for one broker has it too.
    #[must_use]
    pub fn node_properties(&self) -> BTreeMap<Name, Name> {
        let mut properties = self.properties.clone();
        if self.brokers < 3 {
            let factor = self.brokers.to_string().as_str().into();
            properties.entry("offsets.topic.replication.factor".into()).or_insert(factor);
        }
        properties
    }

    /// Where a broker listens for clients and other brokers.
    #[must_use]
    pub fn broker_address(&self, id: i32) -> Address {
        Address::new("localhost", BROKER_PORT.saturating_add(u16::try_from(id).unwrap_or(0)))
    }

    /// Where a controller listens.
    #[must_use]
    pub fn controller_address(&self, id: i32) -> Address {
        Address::new("localhost", CONTROLLER_PORT.saturating_add(u16::try_from(id).unwrap_or(0)))
    }
}
