//! The nodes of a world: made from its setup, and looked at by checkers and views.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_core::disk::MemoryDisk;
use partita_core::{InitialController, Node, NodeConfig, ReplicaProbe};
use partita_machine::{Input, Name};
use partita_view::{Party, Process};
use partita_wire::Uuid;

use super::World;
use super::{machine, quorum};
use crate::host::Host;
use crate::network::MachineId;

/// Bytes of a chunk of a log in a world's memory. Copies of a world do not share the chunk at the end of a file that grows.
const CHUNK_BYTES: u32 = 8 * 1024;

impl World {
    /// Formats and starts the nodes of the setup.
    pub(super) fn start_nodes(&mut self) {
        let mut ids: Vec<i32> = self.setup.broker_ids().chain(self.setup.voter_ids()).collect();
        ids.sort_unstable();
        ids.dedup();
        for &id in &ids {
            let votes = self.setup.dynamic_quorum && self.setup.voter_ids().any(|voter| voter == id);
            self.place_node(id, votes);
        }
        for &id in &ids {
            if let Some(machine) = self.machine(&Party::Node(id)) {
                self.input(machine, Input::Started);
            }
        }
    }

    /// A node on a newly formatted disk, which has not started. With `votes` the disk names the setup's voters.
    pub(super) fn place_node(&mut self, id: i32, votes: bool) -> MachineId {
        let machine = self.add_slot(Party::Node(id));
        let config = self.node_config(id);
        let disk = self.formatted_disk(&config, votes);
        let slot = self.slot_mut(machine);
        slot.ports = [
            config.is_broker.then_some(config.broker_address.port),
            config.is_controller.then_some(config.controller_address.port),
        ];
        slot.process = Process::Running;
        slot.host = Some(Arc::new(Host::Node(Box::new(Node::new(config, disk)))));
        machine
    }

    /// A new disk, formatted for a node.
    pub(super) fn formatted_disk(&self, config: &NodeConfig, votes: bool) -> MemoryDisk {
        let mut disk = MemoryDisk::new().with_chunk_len(CHUNK_BYTES).sharing();
        let initial: Vec<InitialController> = self
            .setup
            .voter_ids()
            .map(|id| InitialController {
                id,
                directory_id: uuid(self.setup.seed, u64::from(id.unsigned_abs()) + 1),
                address: self.setup.controller_address(id),
            })
            .collect();
        // A disk without a limit takes what formatting writes.
        let formatted = match votes {
            true => partita_core::format_with_voters(&mut disk, config, &initial, self.setup.wall_ms),
            false => partita_core::format(&mut disk, config, self.setup.wall_ms),
        };
        debug_assert!(formatted.is_ok());
        disk
    }

    /// A node's own configuration, the same at each start.
    pub(crate) fn node_config(&self, id: i32) -> NodeConfig {
        let setup = &self.setup;
        let number = u64::from(id.unsigned_abs());
        NodeConfig {
            node_id: id,
            is_broker: setup.broker_ids().any(|broker| broker == id) || self.added.contains_key(&id),
            is_controller: setup.voter_ids().any(|voter| voter == id) || self.joined.contains(&id),
            rack: self.added.get(&id).cloned().flatten().or_else(|| setup.racks.get(&id).cloned()),
            broker_address: setup.broker_address(id),
            controller_address: setup.controller_address(id),
            voters: match setup.dynamic_quorum {
                true => Default::default(),
                false => setup.voter_ids().map(|voter| (voter, setup.controller_address(voter))).collect(),
            },
            bootstrap: match setup.dynamic_quorum {
                true => setup.voter_ids().map(|voter| setup.controller_address(voter)).collect(),
                false => Vec::new(),
            },
            cluster_id: uuid(setup.seed, 0),
            directory_id: uuid(setup.seed, (number + 1) ^ (u64::from(self.disks_before(id)) << 32)),
            properties: self.node_properties(id),
            seed: setup.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(number)
                ^ (u64::from(self.incarnations(id)) << 32),
        }
    }

    /// A node's properties: its log directory has its number, as nodes of one machine need.
    fn node_properties(&self, id: i32) -> BTreeMap<Name, Name> {
        let mut properties = self.setup.node_properties();
        let own = ["log.dirs", "log.dir"].iter().any(|name| properties.contains_key(*name));
        if !own {
            let is_broker = self.setup.broker_ids().any(|broker| broker == id);
            let dir = if is_broker { machine::log_dir(id) } else { quorum::log_dir(id) };
            properties.insert("log.dirs".into(), dir.as_str().into());
        }
        properties
    }

    /// How many processes a node has had: chance differs from life to life.
    fn incarnations(&self, id: i32) -> u32 {
        self.machine(&Party::Node(id)).map_or(0, |machine: MachineId| self.slot(machine).incarnation)
    }

    /// How many disks a node has had before the one that it has: each has an id of its own.
    fn disks_before(&self, id: i32) -> u32 {
        self.machine(&Party::Node(id)).map_or(0, |machine| self.slot(machine).disks_before)
    }

    /// A node that runs.
    pub(crate) fn node(&self, id: i32) -> Option<&Node<MemoryDisk>> {
        self.slot(self.machine(&Party::Node(id))?).node()
    }

    /// What a node's disk holds, whether the node runs or not.
    #[must_use]
    pub fn disk(&self, id: i32) -> Option<&MemoryDisk> {
        let slot = self.slot(self.machine(&Party::Node(id))?);
        slot.node().map(Node::disk).or(slot.disk.as_ref())
    }

    /// All nodes that run, by id.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = (i32, &Node<MemoryDisk>)> {
        self.slots.iter().filter_map(|slot| match slot.party {
            Party::Node(id) => slot.node().map(|node| (id, node)),
            Party::Client(_) => None,
        })
    }

    /// All brokers, as `bootstrap.servers` of a client that names none.
    pub(crate) fn bootstrap(&self) -> String {
        let all: Vec<String> =
            self.setup.broker_ids().map(|id| self.setup.broker_address(id).to_string()).collect();
        all.join(",")
    }

    /// What a replica says of itself, if its node runs.
    pub(crate) fn probe(&self, node: i32, topic: &str, partition: i32) -> Option<ReplicaProbe<'_>> {
        self.node(node)?.replica_probe(topic, partition)
    }

    /// How many producers a replica remembers by their sequence numbers, if its node runs.
    #[must_use]
    pub fn remembered_producers(&self, node: i32, topic: &str, partition: i32) -> Option<usize> {
        Some(self.probe(node, topic, partition)?.log().producers().by_id().len())
    }

    /// The node that has applied most of the metadata: what the cluster has agreed on, as far as anybody knows.
    pub(crate) fn best_informed(&self) -> Option<&Node<MemoryDisk>> {
        self.nodes().map(|(_, node)| node).max_by_key(|node| node.metadata_offset())
    }

    /// Requests that their acceptors have not answered: whose they are, and since when.
    pub(crate) fn unanswered(&self) -> impl Iterator<Item = (Party, partita_view::Micros)> {
        self.network.connections.values().filter(|connection| !connection.opener_gone).filter_map(
            |connection| {
                let current = connection.current?;
                Some((self.slot(connection.opener.machine).party.clone(), current.since.0))
            },
        )
    }

    /// The name of a party as a person writes it.
    pub(crate) fn party_name(party: &Party) -> Name {
        match party {
            Party::Node(id) => alloc::format!("{id}").as_str().into(),
            Party::Client(name) => name.clone(),
        }
    }
}

/// Id number `number` of a world with this seed.
fn uuid(seed: u64, number: u64) -> Uuid {
    let mut rng = partita_machine::Rng::new(seed ^ number.wrapping_mul(0xd134_2543_de82_ef95));
    Uuid(rng.uuid_bytes())
}
