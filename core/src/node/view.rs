//! What may be shown of a node.

use alloc::string::ToString;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_view::{GroupView, NodeView, PartitionView, Process, QuorumView, TopicView};

use crate::configs;
use crate::disk::Disk;
use crate::image::{NO_LEADER, PartitionState, TOPIC, TopicImage};

use super::Node;

impl<D: Disk> Node<D> {
    /// This node as it is. Whether its process runs, whether it is fenced, and what its disk holds, the world knows
    /// better: see [`Node::is_fenced`].
    #[must_use]
    pub fn node_view(&self) -> NodeView {
        NodeView {
            id: self.config.node_id,
            is_broker: self.config.is_broker,
            is_controller: self.config.is_controller,
            rack: self.config.rack.clone(),
            host: self.config.broker_address.host.clone(),
            port: self.config.broker_address.port,
            process: Process::Running,
            fenced: None,
            broker_epoch: self.broker.as_ref().map_or(-1, |broker| broker.epoch()),
            quorum: self.raft.shown_role(),
            quorum_epoch: self.raft.epoch(),
            metadata_end: self.raft.end(),
            disk_bytes: 0,
        }
    }

    /// The metadata quorum as this node knows it. The leader is told only by a node that believes it is.
    #[must_use]
    pub fn quorum_view(&self) -> QuorumView {
        QuorumView {
            leader: self.raft.is_leader().then_some(self.config.node_id),
            epoch: self.raft.epoch(),
            voters: self.raft.voters().collect(),
            high_watermark: self.raft.high_watermark(),
        }
    }

    /// Groups that this broker coordinates, each with a number that grows whenever its view changes. Another broker that
    /// becomes a group's coordinator counts anew.
    pub fn groups(&self) -> impl Iterator<Item = (&Name, u64)> {
        self.broker.iter().flat_map(|broker| broker.groups.revisions())
    }

    /// A group that this broker coordinates. How far it lags behind is for whoever knows the other partitions.
    #[must_use]
    pub fn group_view(&self, id: &str) -> Option<GroupView> {
        self.broker.as_ref()?.groups.view(id)
    }

    /// Whom this node voted for in its quorum epoch.
    #[must_use]
    pub fn quorum_vote(&self) -> Option<i32> {
        self.raft.voted()
    }

    /// Grows whenever the quorum looks different from this node.
    #[must_use]
    pub fn quorum_revision(&self) -> u64 {
        self.raft.revision()
    }

    /// Offset of the last metadata record that this node has applied, -1 before the first.
    #[must_use]
    pub fn metadata_offset(&self) -> i64 {
        self.image.offset
    }

    /// Grows whenever the metadata that this node has applied says something new.
    #[must_use]
    pub fn metadata_revision(&self) -> u64 {
        self.metadata_revision
    }

    /// Whether a broker is fenced, by the metadata that this node has applied; `None` if it is not registered.
    #[must_use]
    pub fn is_fenced(&self, broker: i32) -> Option<bool> {
        self.image.brokers.get(&broker).map(|broker| broker.fenced)
    }

    /// Topics in the order of their creation, internal ones last, by the metadata that this node has applied. Replicas
    /// and high watermarks are left out: each broker has its own.
    #[must_use]
    pub fn topics_view(&self) -> Vec<TopicView> {
        let topics = self.image.topic_order.iter().filter_map(|id| self.image.topics.get(id));
        let mut views: Vec<TopicView> = topics.map(|topic| self.topic_view(topic)).collect();
        views.sort_by_key(|view| view.internal);
        views
    }

    fn topic_view(&self, topic: &TopicImage) -> TopicView {
        let set = self.image.configs.get(&(TOPIC, topic.name.clone()));
        let shown = |(name, value): (&Name, &alloc::string::String)| (name.clone(), Name::from(&**value));
        let min = configs::topic_number(&self.image, &self.config, &topic.name, "min.insync.replicas");
        let partitions = (0..).zip(&topic.partitions);
        TopicView {
            name: topic.name.clone(),
            id: topic.id.to_string().into(),
            internal: crate::broker::metadata::is_internal(&topic.name),
            configs: set.into_iter().flat_map(|set| set.iter()).map(shown).collect(),
            min_in_sync: i32::try_from(min).unwrap_or(i32::MAX),
            partitions: partitions.map(|(number, state)| Arc::new(partition_view(number, state))).collect(),
        }
    }
}

fn partition_view(partition: i32, state: &PartitionState) -> PartitionView {
    PartitionView {
        partition,
        leader: (state.leader != NO_LEADER).then_some(state.leader),
        leader_epoch: state.leader_epoch,
        partition_epoch: state.partition_epoch,
        assignment: state.replicas.clone(),
        in_sync: state.in_sync.clone(),
        eligible: state.eligible.clone(),
        last_known_eligible: state.last_known_eligible.clone(),
        ..PartitionView::default()
    }
}
