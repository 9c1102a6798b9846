//! What a client knows of the cluster: brokers, topics, leaders and their epochs.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::{Address, Name};
use partita_wire::messages::describe_cluster_response::{DescribeClusterBroker, DescribeClusterResponse};
use partita_wire::messages::metadata_response::{
    MetadataResponse, MetadataResponseBroker, MetadataResponsePartition, MetadataResponseTopic,
};
use partita_wire::{ErrorCode, Uuid};

/// A broker by its advertised listener.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broker {
    /// `node.id`.
    pub id: i32,
    /// Advertised host and port.
    pub address: Address,
    /// `broker.rack`.
    pub rack: Option<String>,
}

/// A topic, or why there is none of that name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its id; zero from brokers that tell none.
    pub id: Uuid,
    /// Why the broker says nothing of it.
    pub error: Option<ErrorCode>,
    /// Whether it is one of Kafka's own.
    pub internal: bool,
    /// Partitions by number.
    pub partitions: BTreeMap<i32, Partition>,
}

/// A partition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partition {
    /// Its leader, if it has one.
    pub leader: Option<i32>,
    /// Leader epoch, -1 if not told.
    pub leader_epoch: i32,
    /// Replicas, the preferred leader first.
    pub replicas: Vec<i32>,
    /// In-sync replicas.
    pub in_sync: Vec<i32>,
    /// Replicas that are offline.
    pub offline: Vec<i32>,
    /// What the broker says is wrong with it.
    pub error: Option<ErrorCode>,
}

/// The latest that a client knows of the cluster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Id of the cluster.
    pub cluster_id: Option<String>,
    /// Where to send what is for the controller. Brokers of KRaft name any live broker here.
    pub controller: Option<i32>,
    /// Brokers by id.
    pub brokers: BTreeMap<i32, Broker>,
    /// Topics by name; only those that were asked for.
    pub topics: BTreeMap<Name, Topic>,
}

impl Metadata {
    /// A topic that exists.
    #[must_use]
    pub fn topic(&self, name: &str) -> Option<&Topic> {
        self.topics.get(name).filter(|topic| topic.error.is_none() && !topic.partitions.is_empty())
    }

    /// A partition of a topic that exists.
    #[must_use]
    pub fn partition(&self, topic: &str, partition: i32) -> Option<&Partition> {
        self.topic(topic)?.partitions.get(&partition)
    }

    /// The leader of a partition, if it has one and its address is known.
    #[must_use]
    pub fn leader(&self, topic: &str, partition: i32) -> Option<&Broker> {
        self.brokers.get(&self.partition(topic, partition)?.leader?)
    }

    /// Number of partitions of a topic that exists.
    #[must_use]
    pub fn partition_count(&self, topic: &str) -> Option<i32> {
        i32::try_from(self.topic(topic)?.partitions.len()).ok()
    }

    /// Name of the topic with this id.
    #[must_use]
    pub fn name_of(&self, id: Uuid) -> Option<&Name> {
        self.topics.iter().find(|(_, topic)| topic.id == id).map(|(name, _)| name)
    }

    /// Takes a leader that a broker told beside an error (KIP-951), if it is newer.
    pub(crate) fn learn_leader(
        &mut self,
        topic: &str,
        partition: i32,
        leader: i32,
        leader_epoch: i32,
    ) -> bool {
        let Some(topic) = self.topics.get_mut(topic) else { return false };
        let Some(known) = topic.partitions.get_mut(&partition) else { return false };
        if leader_epoch <= known.leader_epoch || !self.brokers.contains_key(&leader) {
            return false;
        }
        (known.leader, known.leader_epoch) = (Some(leader), leader_epoch);
        true
    }

    /// Takes an answer: what it leaves out is forgotten. Gives whether something in it asks for another try.
    pub(crate) fn absorb(&mut self, response: MetadataResponse) -> bool {
        self.cluster_id = response.cluster_id;
        self.controller = Some(response.controller_id).filter(|&id| id >= 0);
        let broker = |broker: MetadataResponseBroker| {
            let port = u16::try_from(broker.port).ok()?;
            let address = Address::new(&broker.host, port);
            Some((broker.node_id, Broker { id: broker.node_id, address, rack: broker.rack }))
        };
        self.brokers = response.brokers.into_iter().filter_map(broker).collect();
        let before = core::mem::take(&mut self.topics);
        let mut again = false;
        for topic in response.topics {
            let Some(name) = topic.name.as_deref().map(Name::from) else { continue };
            let read = read_topic(topic, before.get(&name));
            again |= read.asks_again();
            self.topics.insert(name, read);
        }
        again
    }
}

impl Metadata {
    /// Takes what a controller says of the quorum: controllers stand where brokers would, the leader first of all.
    pub(crate) fn absorb_controllers(&mut self, response: DescribeClusterResponse) {
        self.cluster_id = Some(response.cluster_id);
        self.controller = Some(response.controller_id).filter(|&id| id >= 0);
        let node = |node: DescribeClusterBroker| {
            let address = Address::new(&node.host, u16::try_from(node.port).ok()?);
            Some((node.broker_id, Broker { id: node.broker_id, address, rack: node.rack }))
        };
        self.brokers = response.brokers.into_iter().filter_map(node).collect();
    }
}

impl Topic {
    /// Whether an error in it will pass.
    fn asks_again(&self) -> bool {
        let passes = |error: &Option<ErrorCode>| error.is_some_and(is_invalid_metadata);
        passes(&self.error) || self.partitions.values().any(|partition| passes(&partition.error))
    }
}

/// The errors that Kafka counts as signs of old metadata.
pub(crate) fn is_invalid_metadata(error: ErrorCode) -> bool {
    matches!(
        error,
        ErrorCode::UnknownTopicOrPartition
            | ErrorCode::LeaderNotAvailable
            | ErrorCode::NotLeaderOrFollower
            | ErrorCode::ReplicaNotAvailable
            | ErrorCode::KafkaStorageError
            | ErrorCode::ListenerNotFound
            | ErrorCode::FencedLeaderEpoch
            | ErrorCode::UnknownLeaderEpoch
            | ErrorCode::UnknownTopicId
            | ErrorCode::InconsistentTopicId
            | ErrorCode::NetworkException
    )
}

/// The error that a code stands for, if it stands for one.
pub(crate) fn error_of(code: i16) -> Option<ErrorCode> {
    match code {
        0 => None,
        code => Some(ErrorCode::from_i16(code).unwrap_or(ErrorCode::UnknownServerError)),
    }
}

fn read_topic(topic: MetadataResponseTopic, before: Option<&Topic>) -> Topic {
    let before = before.filter(|before| before.id == topic.topic_id);
    let partition = |partition: MetadataResponsePartition| {
        let known = before.and_then(|topic| topic.partitions.get(&partition.partition_index));
        (partition.partition_index, read_partition(partition, known))
    };
    Topic {
        id: topic.topic_id,
        error: error_of(topic.error_code),
        internal: topic.is_internal,
        partitions: topic.partitions.into_iter().map(partition).collect(),
    }
}

/// A broker that lags behind may tell of an older leader: what is newer stays (KIP-320).
fn read_partition(partition: MetadataResponsePartition, known: Option<&Partition>) -> Partition {
    if let Some(known) = known.filter(|known| known.leader_epoch > partition.leader_epoch) {
        return known.clone();
    }
    Partition {
        leader: Some(partition.leader_id).filter(|&id| id >= 0),
        leader_epoch: partition.leader_epoch,
        replicas: partition.replica_nodes,
        in_sync: partition.isr_nodes,
        offline: partition.offline_replicas,
        error: error_of(partition.error_code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    fn response(leader: i32, leader_epoch: i32, id: u8) -> MetadataResponse {
        let partition = MetadataResponsePartition {
            leader_id: leader,
            leader_epoch,
            error_code: if leader < 0 { ErrorCode::LeaderNotAvailable as i16 } else { 0 },
            ..Default::default()
        };
        let topic = MetadataResponseTopic {
            name: Some("t".into()),
            topic_id: Uuid([id; 16]),
            partitions: vec![partition],
            ..Default::default()
        };
        let broker = |node_id| MetadataResponseBroker {
            node_id,
            host: "h".into(),
            port: 9_092 + node_id,
            ..Default::default()
        };
        MetadataResponse { brokers: vec![broker(0), broker(1)], topics: vec![topic], ..Default::default() }
    }

    #[test]
    fn an_older_leader_epoch_does_not_replace_a_newer_one() {
        let mut metadata = Metadata::default();
        metadata.absorb(response(0, 5, 1));
        metadata.absorb(response(1, 4, 1));
        assert_eq!(metadata.leader("t", 0).map(|broker| broker.id), Some(0));
        metadata.absorb(response(1, 6, 1));
        assert_eq!(metadata.leader("t", 0).map(|broker| broker.id), Some(1));
    }

    #[test]
    fn a_topic_made_anew_begins_anew() {
        let mut metadata = Metadata::default();
        metadata.absorb(response(0, 5, 1));
        metadata.absorb(response(1, 0, 2));
        assert_eq!(metadata.leader("t", 0).map(|broker| broker.id), Some(1));
        assert_eq!(metadata.name_of(Uuid([2; 16])).map(|name| &**name), Some("t"));
    }

    #[test]
    fn a_partition_without_a_leader_asks_for_another_try() {
        let mut metadata = Metadata::default();
        assert!(metadata.absorb(response(-1, 1, 1)));
        assert_eq!(metadata.leader("t", 0), None);
        assert!(!metadata.absorb(response(0, 2, 1)));
    }

    #[test]
    fn a_leader_told_beside_an_error_counts_if_it_is_newer() {
        let mut metadata = Metadata::default();
        metadata.absorb(response(0, 5, 1));
        assert!(!metadata.learn_leader("t", 0, 1, 5));
        assert!(!metadata.learn_leader("t", 0, 9, 6), "nobody knows where broker 9 is");
        assert!(metadata.learn_leader("t", 0, 1, 6));
        assert_eq!(metadata.leader("t", 0).map(|broker| broker.id), Some(1));
    }
}
