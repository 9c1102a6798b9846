//! A machine's place in the world: it stays when its process ends.

use alloc::collections::{BTreeMap, VecDeque};
use alloc::sync::Arc;

use partita_core::Node;
use partita_core::disk::MemoryDisk;
use partita_machine::{ConnId, Instant, ReadId};
use partita_view::{Party, Process};
use partita_wire::Records;

use super::ended::Ended;
use crate::command::Command;
use crate::host::Host;
use crate::network::{Carried, Direction};

/// A machine, or what is left of one.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    pub(crate) party: Party,
    /// Its process, while there is one.
    pub(crate) host: Option<Arc<Host>>,
    pub(crate) process: Process,
    /// Counts the processes it has had.
    pub(crate) incarnation: u32,
    /// The last of its processes that ended by a loss of power, or whose disk was damaged.
    pub(crate) lost_power: Option<u32>,
    /// Its disk lied about a flush once, or was damaged: what it says to have flushed may not be there.
    pub(crate) harmed: bool,
    /// A bit of the disk that it has now was flipped once.
    pub(crate) flipped: bool,
    /// A node's disk while no process has it.
    pub(crate) disk: Option<MemoryDisk>,
    /// Counts what happened to its disk.
    pub(crate) disk_changes: u16,
    /// Disks that it had before.
    pub(crate) disks_before: u32,
    /// Ports it listens on: for brokers, for controllers.
    pub(crate) ports: [Option<u16>; 2],
    /// What arrived while the process was paused.
    pub(crate) inbox: VecDeque<(ConnId, Direction, Carried)>,
    /// What its disk brings later, and when.
    pub(crate) late: BTreeMap<ReadId, (Instant, Records)>,
    /// The earliest wake that is in the queue.
    pub(crate) wake_at: Option<Instant>,
    /// How far its wall clock is off, milliseconds.
    pub(crate) skew_ms: i64,
    /// A client as it was when its process ended, until it has another.
    pub(crate) ended: Option<Ended>,
    /// The command that started a client.
    pub(crate) begun: Option<Arc<Command>>,
}

impl Slot {
    /// A place without a process yet.
    pub(crate) fn new(party: Party) -> Self {
        Self {
            party,
            host: None,
            process: Process::Starting,
            incarnation: 0,
            lost_power: None,
            harmed: false,
            flipped: false,
            disk: None,
            disk_changes: 0,
            disks_before: 0,
            ports: [None; 2],
            inbox: VecDeque::new(),
            late: BTreeMap::new(),
            wake_at: None,
            skew_ms: 0,
            ended: None,
            begun: None,
        }
    }

    /// Its process if it is a node's.
    pub(crate) fn node(&self) -> Option<&Node<MemoryDisk>> {
        match self.host.as_deref() {
            Some(Host::Node(node)) => Some(node),
            _ => None,
        }
    }

    /// A node's disk to look at, whether a process has it or not.
    pub(crate) fn disk(&self) -> Option<&MemoryDisk> {
        self.node().map(Node::disk).or(self.disk.as_ref())
    }

    /// A node's disk, whether a process has it or not.
    pub(crate) fn disk_mut(&mut self) -> Option<&mut MemoryDisk> {
        match self.host.as_mut().map(Arc::make_mut) {
            Some(Host::Node(node)) => Some(node.disk_mut()),
            _ => self.disk.as_mut(),
        }
    }

    /// Whether its process is a command-line tool.
    pub(crate) fn is_tool(&self) -> bool {
        matches!(self.host.as_deref(), Some(Host::Tool(_)))
    }

    /// Whether there is a process that can take something now.
    pub(crate) fn is_awake(&self) -> bool {
        self.host.is_some() && self.process != Process::Paused
    }
}
