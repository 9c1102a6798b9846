//! What may be shown of a node.

use alloc::vec::Vec;

use partita_machine::Name;
use partita_view::{GroupView, NodeView, Process, QuorumView};

use partita_wire::Uuid;
use partita_wire::records::BatchView;

use crate::coordinator::group::GroupTarget;
use crate::disk::Disk;

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
            broker_epoch: self.broker_epoch(),
            quorum: self.raft.shown_role(),
            quorum_epoch: self.raft.epoch(),
            metadata_end: self.raft.end(),
            disk_bytes: 0,
            voted: self.raft.voted(),
            disk_troubles: Vec::new(),
            log_dirs: Vec::new(),
        }
    }

    /// The metadata quorum as this node knows it. The leader is told only by a node that believes it is.
    #[must_use]
    pub fn quorum_view(&self) -> QuorumView {
        QuorumView {
            leader: self.raft.is_leader().then_some(self.config.node_id),
            epoch: self.raft.epoch(),
            voters: self.raft.voters().ids().collect(),
            high_watermark: self.raft.high_watermark(),
        }
    }

    /// The directory of a voter, as the metadata log on this node names it; `None` where it names none.
    #[must_use]
    pub fn voter_directory(&self, id: i32) -> Option<Uuid> {
        Some(self.raft.voters().directory(id)).filter(|directory| !directory.is_zero())
    }

    /// Where the metadata log of this node begins; a snapshot stands for what was before it.
    #[must_use]
    pub fn metadata_start(&self) -> i64 {
        self.raft.start_offset()
    }

    /// Offset up to which this node knows the metadata log to be committed.
    #[must_use]
    pub fn metadata_committed(&self) -> i64 {
        self.raft.high_watermark()
    }

    /// Batches of this node's metadata log, from the one that holds `offset` on.
    pub fn metadata_batches(&self, offset: i64) -> impl Iterator<Item = &BatchView> {
        self.raft.batches(offset)
    }

    /// The finalized level of a feature, by the metadata that this node has applied; 0 where it has none.
    #[must_use]
    pub fn feature_level(&self, name: &str) -> i16 {
        self.image.features.get(name).copied().unwrap_or(0)
    }

    /// Epoch of this broker's registration; -1 before the first, and for a node without the broker role.
    #[must_use]
    pub fn broker_epoch(&self) -> i64 {
        self.broker.as_ref().map_or(-1, |broker| broker.epoch())
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

    /// What a group of the consumer protocol aims at, if this broker coordinates it.
    #[must_use]
    pub fn group_target(&self, id: &str) -> Option<GroupTarget> {
        self.broker.as_ref()?.groups.target(id)
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
}
