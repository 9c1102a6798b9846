//! What the metadata log adds up to. Brokers hold the image of what is committed; the active controller also holds
//! one of what it has appended.

mod applied;
mod apply;
mod quota;
mod records;
#[cfg(test)]
mod tests;

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{Address, Name};
use partita_wire::messages::register_broker_record::{BrokerEndpoint, BrokerFeature};
use partita_wire::messages::register_controller_record::RegisterControllerRecord;
use partita_wire::{F64Bits, Uuid};

pub use applied::Applied;
pub(crate) use apply::{METADATA_BATCH_LEN_MAX, NO_LEADER_CHANGE, TOPIC, records_of};
pub(crate) use quota::thousandths;
pub(crate) use records::entity_of;

/// No leader.
pub(crate) const NO_LEADER: i32 = -1;

/// The state of a cluster by its metadata log. Cloning costs pointers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Image {
    /// Offset of the last record that is in it, -1 before the first.
    pub(crate) offset: i64,
    /// Brokers by id, registered ones only.
    pub(crate) brokers: BTreeMap<i32, Arc<BrokerImage>>,
    /// Topics by id.
    pub(crate) topics: BTreeMap<Uuid, Arc<TopicImage>>,
    /// Ids of topics by name.
    pub(crate) topic_ids: BTreeMap<Name, Uuid>,
    /// Ids of topics in the order of their creation.
    pub(crate) topic_order: Arc<Vec<Uuid>>,
    /// Dynamic configs: resource type of Kafka (2 topic, 4 broker, ...) and name (empty: the default of all).
    pub(crate) configs: BTreeMap<(i8, Name), Arc<BTreeMap<Name, String>>>,
    /// Finalized features.
    pub(crate) features: BTreeMap<Name, i16>,
    /// First producer id that no block has yet.
    pub(crate) next_producer_id: i64,
    /// Quotas of clients, by whom they are for.
    pub(crate) quotas: Arc<BTreeMap<QuotaEntity, BTreeMap<Name, F64Bits>>>,
    /// Controllers that have registered, by id.
    pub(crate) controllers: BTreeMap<i32, Arc<RegisterControllerRecord>>,
}

/// Whom a quota is for: entity types (`user`, `client-id`, `ip`) with their names, `None` for the default of a type.
pub(crate) type QuotaEntity = BTreeMap<Name, Option<Name>>;

/// A broker's registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BrokerImage {
    pub(crate) id: i32,
    pub(crate) broker_epoch: i64,
    pub(crate) incarnation: Uuid,
    pub(crate) address: Address,
    pub(crate) rack: Option<Name>,
    pub(crate) fenced: bool,
    pub(crate) in_controlled_shutdown: bool,
    pub(crate) directories: Vec<Uuid>,
    /// Those of them that take no new replicas (KIP-1066); none before the broker has said so.
    pub(crate) cordoned: Option<Vec<Uuid>>,
    /// Everything that it listens on; `address` is the first.
    pub(crate) end_points: Vec<BrokerEndpoint>,
    /// Features that it supports.
    pub(crate) features: Vec<BrokerFeature>,
}

/// A topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TopicImage {
    pub(crate) id: Uuid,
    pub(crate) name: Name,
    /// Partition `n` at index `n`: Kafka numbers them without gaps.
    pub(crate) partitions: Vec<Arc<PartitionState>>,
}

/// Who leads and who follows in a partition. Replication takes leadership as this value, wherever it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PartitionState {
    /// [`NO_LEADER`] if there is none.
    pub(crate) leader: i32,
    pub(crate) leader_epoch: i32,
    pub(crate) partition_epoch: i32,
    /// The assignment, the preferred leader first.
    pub(crate) replicas: Vec<i32>,
    /// In-sync replicas.
    pub(crate) in_sync: Vec<i32>,
    /// Eligible leader replicas (KIP-966).
    pub(crate) eligible: Vec<i32>,
    /// Last known eligible leader replicas.
    pub(crate) last_known_eligible: Vec<i32>,
    pub(crate) adding: Vec<i32>,
    pub(crate) removing: Vec<i32>,
    pub(crate) directories: Vec<Uuid>,
    /// Whether the leader was elected uncleanly and has not confirmed its ISR yet.
    pub(crate) recovering: bool,
}

impl Default for Image {
    /// Nothing was read yet.
    fn default() -> Self {
        Self {
            offset: -1,
            brokers: BTreeMap::new(),
            topics: BTreeMap::new(),
            topic_ids: BTreeMap::new(),
            topic_order: Arc::default(),
            configs: BTreeMap::new(),
            features: BTreeMap::new(),
            next_producer_id: 0,
            quotas: Arc::default(),
            controllers: BTreeMap::new(),
        }
    }
}

impl Image {
    /// Whether topics and their partitions are what they were, pointer by pointer.
    pub(crate) fn has_same_topics(&self, other: &Image) -> bool {
        let is_same = |(one, other): (&Arc<TopicImage>, &Arc<TopicImage>)| Arc::ptr_eq(one, other);
        self.topics.len() == other.topics.len()
            && self.topics.values().zip(other.topics.values()).all(is_same)
    }

    /// A topic by name.
    pub(crate) fn topic(&self, name: &str) -> Option<&Arc<TopicImage>> {
        self.topics.get(self.topic_ids.get(name)?)
    }

    /// A partition by the topic's name and its number.
    pub(crate) fn partition(&self, topic: &str, partition: i32) -> Option<&Arc<PartitionState>> {
        self.topic(topic)?.partitions.get(usize::try_from(partition).ok()?)
    }

    /// Every partition of every topic, with its topic and number.
    pub(crate) fn partitions(&self) -> impl Iterator<Item = (&TopicImage, i32, &PartitionState)> {
        self.topics.values().flat_map(|topic| {
            (0..).zip(&topic.partitions).map(|(number, partition)| (&**topic, number, &**partition))
        })
    }

    /// A registered broker that is not fenced.
    pub(crate) fn alive(&self, broker: i32) -> Option<&Arc<BrokerImage>> {
        self.brokers.get(&broker).filter(|broker| !broker.fenced)
    }
}
