//! What may be shown, and checked, of a node's replicas and of the topics it knows.

use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_view::{PartitionView, RecordView, ReplicaView, TopicView};
use partita_wire::Uuid;
use partita_wire::records::BatchView;

use crate::configs;
use crate::disk::Disk;
use crate::image::{NO_LEADER, PartitionState, TopicImage};
use crate::log::{FoundOffset, Log, LogError};
use crate::replica::{OfTopic, Partition};

use super::Node;

/// Resource type of topics in the configs.
const TOPIC: i8 = 2;

/// A replica, for who checks promises: everything that matters, nothing copied.
#[derive(Clone, Copy)]
pub struct ReplicaProbe<'a> {
    replica: &'a Partition,
    disk: &'a dyn Disk,
}

/// The replicas of a topic on one node.
#[derive(Clone, Copy)]
pub struct TopicProbe<'a> {
    topic: &'a Name,
    replicas: &'a OfTopic,
    disk: &'a dyn Disk,
}

impl<'a> TopicProbe<'a> {
    /// Its name.
    #[must_use]
    pub fn topic(&self) -> &'a Name {
        self.topic
    }

    /// As long as this is the same in a life of the node, so are all its replicas there.
    #[must_use]
    pub fn revision(&self) -> (u64, u64) {
        self.replicas.revision()
    }

    /// Its replicas, by their numbers.
    pub fn replicas(&self) -> impl Iterator<Item = ReplicaProbe<'a>> {
        let disk = self.disk;
        self.replicas.values().map(move |replica| ReplicaProbe { replica, disk })
    }
}

impl<'a> ReplicaProbe<'a> {
    /// A number that grows when its view changes.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.replica.revision
    }

    /// Topic.
    #[must_use]
    pub fn topic(&self) -> &'a Name {
        &self.replica.topic
    }

    /// Id of the topic.
    #[must_use]
    pub fn topic_id(&self) -> Uuid {
        self.replica.topic_id
    }

    /// Number of the partition.
    #[must_use]
    pub fn partition(&self) -> i32 {
        self.replica.partition
    }

    /// Its log: offsets, epochs, idempotent producers.
    #[must_use]
    pub fn log(&self) -> &'a Log {
        &self.replica.log
    }

    /// At most `max` whole batches, from the one with offset `from` on.
    #[must_use]
    pub fn batches(&self, from: i64, max: usize) -> Vec<BatchView> {
        self.replica.log.batches(self.disk, from, max).unwrap_or_default()
    }

    /// The first record with this timestamp or a later one, as ListOffsets looks for it.
    ///
    /// # Errors
    /// If the disk does not give the log's bytes, or they are no batches.
    pub fn offset_for_timestamp(&self, timestamp: i64) -> Result<Option<FoundOffset>, LogError> {
        self.replica.log.offset_for_timestamp(self.disk, timestamp)
    }

    /// What one of its indexes says that its batches do not.
    #[must_use]
    pub fn false_index_entry(&self) -> Option<String> {
        self.replica.log.false_index_entry(self.disk)
    }

    /// Its own high watermark.
    #[must_use]
    pub fn high_watermark(&self) -> i64 {
        self.replica.high_watermark
    }

    /// Leader epoch that it knows.
    #[must_use]
    pub fn leader_epoch(&self) -> i32 {
        self.replica.leader_epoch()
    }

    /// Whether it believes that it leads in that epoch.
    #[must_use]
    pub fn leads(&self) -> bool {
        self.replica.leader().is_some()
    }

    /// The ISR as it knows it to be committed.
    #[must_use]
    pub fn in_sync(&self) -> &'a [i32] {
        &self.replica.state.in_sync
    }

    /// The ISR that a leader has offered, if its offer is under way.
    #[must_use]
    pub fn offered(&self) -> Option<&'a [i32]> {
        self.replica.leader()?.proposal.as_ref().map(|proposal| &*proposal.in_sync)
    }
}

impl<D: Disk> Node<D> {
    /// Topics of which this node has replicas, to look at those that changed.
    pub fn topic_probes(&self) -> impl Iterator<Item = TopicProbe<'_>> {
        let by_topic = self.broker.iter().flat_map(|broker| broker.partitions.replicas.by_topic());
        by_topic.map(|(topic, replicas)| TopicProbe { topic, replicas, disk: &self.disk })
    }

    /// A replica on this node.
    #[must_use]
    pub fn replica_view(&self, topic: &str, partition: i32) -> Option<ReplicaView> {
        self.replica(topic, partition).map(|replica| replica.view(self.config.node_id))
    }

    /// Whether a replica on this node is still what a view of it says, its place in the ISR aside; `None` without one.
    #[must_use]
    pub fn replica_is(&self, topic: &str, partition: i32, view: &ReplicaView) -> Option<bool> {
        self.replica(topic, partition).map(|replica| replica.is_as(self.config.node_id, view))
    }

    /// At most `max` records of a replica on this node, from the first at or after `from`.
    #[must_use]
    pub fn records(&self, topic: &str, partition: i32, from: i64, max: u32) -> Vec<RecordView> {
        self.replica(topic, partition).map_or_else(Vec::new, |replica| replica.records(&self.disk, from, max))
    }

    /// A replica on this node, to check.
    #[must_use]
    pub fn replica_probe(&self, topic: &str, partition: i32) -> Option<ReplicaProbe<'_>> {
        self.replica(topic, partition).map(|replica| ReplicaProbe { replica, disk: &self.disk })
    }

    /// All replicas on this node, to check.
    pub fn replica_probes(&self) -> impl Iterator<Item = ReplicaProbe<'_>> {
        self.partitions().map(|replica| ReplicaProbe { replica, disk: &self.disk })
    }

    /// Offset of the metadata that this node has applied, -1 before the first: [`Node::topic_views`] gives the same as long
    /// as it is the same.
    #[must_use]
    pub fn metadata_offset(&self) -> i64 {
        self.image.offset
    }

    /// Topics as the metadata on this node has them, in the order of their creation, Kafka's own last; their replicas are
    /// left out, and high watermarks are 0: these lie on other nodes.
    #[must_use]
    pub fn topic_views(&self) -> Vec<TopicView> {
        let topics = self.image.topic_order.iter().filter_map(|id| self.image.topics.get(id));
        let mut views: Vec<TopicView> = topics.map(|topic| self.topic_view(topic)).collect();
        views.sort_by_key(|view| view.internal);
        views
    }

    /// A topic's name by its id, as the metadata on this node has it.
    #[must_use]
    pub fn topic_name(&self, id: Uuid) -> Option<Name> {
        self.image.topics.get(&id).map(|topic| topic.name.clone())
    }

    /// A partition as the metadata on this node has it, without its replicas.
    #[must_use]
    pub fn partition_view(&self, topic: &str, partition: i32) -> Option<PartitionView> {
        self.image.partition(topic, partition).map(|state| partition_view(partition, state))
    }

    fn topic_view(&self, topic: &TopicImage) -> TopicView {
        let set = self.image.configs.get(&(TOPIC, topic.name.clone()));
        let configs = set.iter().flat_map(|set| set.iter());
        let min = configs::topic_number(&self.image, &self.config, &topic.name, "min.insync.replicas");
        let partitions = (0..).zip(&topic.partitions);
        TopicView {
            name: topic.name.clone(),
            id: topic.id.to_string().into(),
            internal: crate::broker::metadata::is_internal(&topic.name),
            configs: configs.map(|(name, value)| (name.clone(), value.as_str().into())).collect(),
            min_in_sync: i32::try_from(min).unwrap_or(1),
            partitions: partitions.map(|(number, state)| Arc::new(partition_view(number, state))).collect(),
        }
    }

    fn partitions(&self) -> impl Iterator<Item = &Partition> {
        self.broker.iter().flat_map(|broker| broker.partitions.replicas.iter())
    }

    fn replica(&self, topic: &str, partition: i32) -> Option<&Partition> {
        self.broker.as_ref()?.partitions.replicas.partition(topic, partition)
    }
}

pub(super) fn partition_view(partition: i32, state: &PartitionState) -> PartitionView {
    PartitionView {
        partition,
        leader: (state.leader != NO_LEADER).then_some(state.leader),
        leader_epoch: state.leader_epoch,
        partition_epoch: state.partition_epoch,
        assignment: state.replicas.clone(),
        adding: state.adding.clone(),
        removing: state.removing.clone(),
        in_sync: state.in_sync.clone(),
        eligible: state.eligible.clone(),
        last_known_eligible: state.last_known_eligible.clone(),
        high_watermark: 0,
        last_stable_offset: 0,
        replicas: Vec::new(),
    }
}

/// At most `max` records of a replica on the disk of a node that does not run, from the first at or after `from`.
#[must_use]
pub fn records_on<D: Disk + Clone>(
    disk: &D,
    topic: &str,
    partition: i32,
    from: i64,
    max: u32,
) -> Vec<RecordView> {
    crate::replica::records_on(disk, topic, partition, from, max)
}

/// A replica on the disk of broker `me`, which does not run; `None` where there is no log of it that can be opened.
#[must_use]
pub fn replica_on<D: Disk + Clone>(disk: &D, me: i32, topic: &str, partition: i32) -> Option<ReplicaView> {
    crate::replica::replica_on(disk, me, topic, partition)
}
