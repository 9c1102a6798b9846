//! The cluster as a whole, and its nodes.

use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::{Flight, GroupView, LinkView, Micros, Name, ProducerView, ToolView, TopicView};

/// One moment of a cluster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClusterView {
    /// When this is.
    pub at: Micros,
    /// Wall clock of the moment, milliseconds since 1970, as record timestamps have it.
    pub wall_ms: i64,
    /// All nodes in the order of their ids; brokers and controllers alike.
    pub nodes: Vec<Arc<NodeView>>,
    /// The metadata quorum.
    pub quorum: Arc<QuorumView>,
    /// Topics in the order of their creation; internal ones last.
    pub topics: Vec<Arc<TopicView>>,
    /// Producers in the order in which they started.
    pub producers: Vec<Arc<ProducerView>>,
    /// Consumer groups in the order in which they appeared.
    pub groups: Vec<Arc<GroupView>>,
    /// Command-line tools that are running now.
    pub tools: Vec<Arc<ToolView>>,
    /// Links that are not as usual: cut or slow.
    pub links: Vec<LinkView>,
    /// Messages on their way, oldest first. Moments between which nothing was sent and nothing arrived share them.
    pub flights: Arc<Vec<Flight>>,
    /// Wall clocks that are not right, in the order in which their machines came to be.
    pub clocks: Vec<ClockView>,
}

/// A machine whose wall clock is not right. Its monotonic one, which runs its timers, always is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockView {
    /// Whose.
    pub who: Party,
    /// Milliseconds ahead of the true time; behind it where negative.
    pub ahead_ms: i64,
}

/// A machine of the world by its kind and number or name: the end of a link, the subject of an event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Party {
    /// A Kafka node by its id.
    Node(i32),
    /// A producer, a consumer or a tool by its name.
    Client(Name),
}

/// Whether the process of a node runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Process {
    /// It runs.
    #[default]
    Running,
    /// It has started and is not unfenced yet.
    Starting,
    /// A controlled shutdown is under way.
    Stopping,
    /// Held by SIGSTOP.
    Paused,
    /// Ended by SIGKILL, or without power.
    Killed,
    /// Ended by a controlled shutdown.
    Stopped,
}

/// A Kafka node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NodeView {
    /// `node.id`.
    pub id: i32,
    /// Whether `process.roles` names the broker.
    pub is_broker: bool,
    /// Whether `process.roles` names the controller.
    pub is_controller: bool,
    /// `broker.rack`.
    pub rack: Option<Name>,
    /// Host of the listener that clients use.
    pub host: Name,
    /// Port of the listener that clients use.
    pub port: u16,
    /// Whether its process runs.
    pub process: Process,
    /// Whether the active controller has fenced it; `None` for a node without the broker role.
    pub fenced: Option<bool>,
    /// Epoch of its registration, -1 before the first.
    pub broker_epoch: i64,
    /// Its part in the metadata quorum.
    pub quorum: QuorumRole,
    /// The quorum's epoch as this node knows it.
    pub quorum_epoch: i32,
    /// Log end of `__cluster_metadata` on this node.
    pub metadata_end: i64,
    /// Bytes on its disk.
    pub disk_bytes: u64,
    /// Whom it voted for in its epoch; `None` for a node that gave nobody its vote.
    pub voted: Option<i32>,
    /// What is wrong with its disk.
    pub disk_troubles: Vec<DiskTrouble>,
    /// Paths of its log directories, as `log.dirs` has them.
    pub log_dirs: Vec<Name>,
}

/// Something that is wrong with a disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskTrouble {
    /// Nothing works.
    Failed,
    /// Nothing more fits.
    Full,
    /// Reads take so much longer.
    Slow(Micros),
    /// A loss of power leaves a part of what was not flushed.
    Tears,
    /// Flushes fail.
    FlushesFail,
    /// A flush says that it is done and is not.
    FlushesLie,
}

/// A node's part in the metadata quorum (KIP-595, KIP-996).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QuorumRole {
    /// Follows the log without a vote: a broker.
    #[default]
    Observer,
    /// A voter without a leader.
    Unattached,
    /// Asks for pre-votes.
    Prospective,
    /// Asks for votes.
    Candidate,
    /// A voter that follows the leader.
    Follower,
    /// The active controller.
    Leader,
    /// Has given up leadership in this epoch.
    Resigned,
}

/// The metadata quorum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuorumView {
    /// The active controller, if a running node believes it is.
    pub leader: Option<i32>,
    /// Highest epoch known to a running voter.
    pub epoch: i32,
    /// Ids of the voters.
    pub voters: Vec<i32>,
    /// The metadata log's high watermark.
    pub high_watermark: i64,
}
