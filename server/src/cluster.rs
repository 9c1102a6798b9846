//! The nodes of `partita serve`: each a task, all in this process.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use partita_core::disk::MemoryDisk;
use partita_core::{Node, NodeConfig};
use partita_machine::{Address, Listener, Name};
use partita_wire::Uuid;
use tokio::net::TcpListener;
use tokio::sync::{Mutex, Semaphore};
use tokio::task::JoinHandle;

use crate::host::clock::Clock;
use crate::host::connection;
use crate::host::hub::Hub;
use crate::host::listener;
use crate::host::message::{Inbox, ToMachine};
use crate::host::task::{Ended, Task};

/// Chunks of a partition's log in memory, bytes.
const CHUNK_BYTES: u32 = 1 << 20;
/// How long the brokers may take to be unfenced.
const STARTING: Duration = Duration::from_secs(60);
/// Id of the first controller that is not also a broker.
const FIRST_CONTROLLER: i32 = 100;

/// How far the controllers' ports are above the brokers', unless others are asked for.
const CONTROLLERS_ABOVE: u16 = 1_000;

/// What a cluster of `partita serve` is made of.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) brokers: u16,
    pub(crate) controllers: u16,
    /// Port of broker 0; the others follow.
    pub(crate) port: u16,
    /// Port of the first controller, if one was asked for; the others follow.
    pub(crate) controller_port: Option<u16>,
    /// Bytes of records that the whole cluster keeps.
    pub(crate) memory: u64,
    pub(crate) properties: BTreeMap<Name, Name>,
}

/// A running cluster.
pub(crate) struct Cluster {
    plan: Plan,
    clock: Clock,
    hub: Hub,
    budget: Arc<Semaphore>,
    /// Ids of the nodes' directories follow from it.
    seed: u64,
    cluster_id: Uuid,
    /// Where each controller listens.
    controllers: BTreeMap<i32, Address>,
    nodes: BTreeMap<i32, Mutex<NodeState>>,
}

/// A node, whether it runs or not.
enum NodeState {
    Running {
        inbox: Inbox,
        task: JoinHandle<Ended<Node<MemoryDisk>>>,
        sockets: Vec<JoinHandle<()>>,
    },
    Ended(MemoryDisk),
    /// It ended by itself, as Kafka's process does when its only log directory fails; what it had is gone with it.
    Gone,
    /// Between two states: whoever changes it holds the lock.
    Changing,
}

impl Plan {
    fn broker_ids(&self) -> impl Iterator<Item = i32> + use<> {
        0..i32::from(self.brokers)
    }

    fn voter_ids(&self) -> impl Iterator<Item = i32> + use<> {
        let (first, count) = match (self.controllers, self.brokers) {
            (0, 0..=2) => (0, 1),
            (0, _) => (0, 3),
            (controllers, _) => (FIRST_CONTROLLER, i32::from(controllers)),
        };
        first..first + count
    }

    /// What was set, and what a cluster of fewer than three brokers needs to serve groups at all: Kafka's own example
    /// configuration for one broker has it too.
    fn properties(&self) -> BTreeMap<Name, Name> {
        let mut properties = self.properties.clone();
        if self.brokers < 3 {
            let factor = self.brokers.to_string().as_str().into();
            properties.entry("offsets.topic.replication.factor".into()).or_insert(factor);
        }
        properties
    }

    /// Where a broker listens.
    pub(crate) fn broker_port(&self, id: i32) -> u16 {
        self.port.saturating_add(u16::try_from(id).unwrap_or(u16::MAX))
    }
}

impl Cluster {
    /// Formats and starts all nodes.
    ///
    /// # Errors
    /// If a port is in use.
    pub(crate) async fn start(plan: Plan) -> io::Result<Self> {
        let mut cluster_id = [0; 16];
        getrandom::fill(&mut cluster_id).map_err(io::Error::other)?;
        let mut cluster = Self {
            clock: Clock::start(),
            hub: Hub::default(),
            budget: connection::budget(),
            seed: fresh_seed()?,
            cluster_id: Uuid(cluster_id),
            controllers: BTreeMap::new(),
            nodes: BTreeMap::new(),
            plan,
        };
        let ids: std::collections::BTreeSet<i32> =
            cluster.plan.broker_ids().chain(cluster.plan.voter_ids()).collect();
        // Every port first: a cluster that cannot have all of them does not start at all.
        let mut sockets = BTreeMap::new();
        for id in cluster.plan.broker_ids() {
            let socket = listener::bind(cluster.plan.broker_port(id), "--port").await?;
            sockets.insert((id, Listener::Broker), socket);
        }
        for (number, id) in (0..).zip(cluster.plan.voter_ids()) {
            let socket = match cluster.plan.controller_port {
                Some(first) => listener::bind(first.saturating_add(number), "--controller-port").await?,
                None => {
                    let first = cluster.plan.port.saturating_add(CONTROLLERS_ABOVE);
                    listener::bind_near(first.saturating_add(number)).await?
                }
            };
            cluster.controllers.insert(id, Address::new("127.0.0.1", socket.local_addr()?.port()));
            sockets.insert((id, Listener::Controller), socket);
        }
        let memory = cluster.plan.memory / u64::try_from(ids.len()).unwrap_or(1);
        for id in ids {
            let config = cluster.config(id, fresh_seed()?);
            let mut disk = MemoryDisk::new().with_chunk_len(CHUNK_BYTES);
            disk.set_budget(memory);
            partita_core::format(&mut disk, &config, cluster.clock.now().wall_ms)
                .map_err(|error| io::Error::other(format!("{error:?}")))?;
            let listeners = [Listener::Broker, Listener::Controller];
            let own = listeners.into_iter().filter_map(|of| Some((of, sockets.remove(&(id, of))?)));
            let state = cluster.run(&config, disk, own.collect());
            cluster.nodes.insert(id, Mutex::new(state));
        }
        for id in cluster.plan.broker_ids() {
            let ready = tokio::time::timeout(STARTING, cluster.hub.unfenced(id)).await;
            ready
                .map_err(|_| io::Error::other(format!("broker {id} did not come up within {STARTING:?}")))?;
        }
        Ok(cluster)
    }

    /// A node's configuration. Each process has a seed of its own: one that is started again must not draw the ids of the
    /// one before.
    fn config(&self, id: i32, seed: u64) -> NodeConfig {
        let voters = self.controllers.clone();
        let mut directory = [0; 16];
        directory[..8].copy_from_slice(&self.seed.to_be_bytes());
        directory[8..12].copy_from_slice(&id.to_be_bytes());
        directory[12..].copy_from_slice(&[0x80, 0, 0, 1]);
        NodeConfig {
            node_id: id,
            is_broker: self.plan.broker_ids().any(|broker| broker == id),
            is_controller: voters.contains_key(&id),
            rack: None,
            broker_address: Address::new("127.0.0.1", self.plan.broker_port(id)),
            controller_address: self
                .controllers
                .get(&id)
                .cloned()
                .unwrap_or_else(|| Address::new("127.0.0.1", 0)),
            voters,
            bootstrap: Vec::new(),
            cluster_id: self.cluster_id,
            directory_id: Uuid(directory),
            properties: self.plan.properties(),
            seed,
        }
    }

    fn run(&self, config: &NodeConfig, disk: MemoryDisk, sockets: Vec<(Listener, TcpListener)>) -> NodeState {
        let node = Node::new(config.clone(), disk);
        let (task, inbox) = Task::new(node, self.clock, self.hub.clone(), None);
        if config.is_broker {
            self.hub.listen(config.broker_address.clone(), inbox.clone(), Listener::Broker);
        }
        if config.is_controller {
            self.hub.listen(config.controller_address.clone(), inbox.clone(), Listener::Controller);
        }
        let serve = |(of, socket)| {
            let (inbox, hub, budget) = (inbox.clone(), self.hub.clone(), self.budget.clone());
            tokio::spawn(listener::serve(config.node_id, of, socket, inbox, hub, budget))
        };
        let sockets = sockets.into_iter().map(serve).collect();
        NodeState::Running { inbox, task: tokio::spawn(task.run()), sockets }
    }

    /// SIGKILL for a node.
    ///
    /// # Errors
    /// If there is no such node, or it does not run.
    pub(crate) async fn kill(&self, id: i32) -> Result<(), String> {
        let mut state = self.nodes.get(&id).ok_or_else(|| self.unknown(id))?.lock().await;
        match std::mem::replace(&mut *state, NodeState::Changing) {
            NodeState::Running { inbox, task, sockets } => {
                self.leave(id);
                for socket in sockets {
                    socket.abort();
                    let _ = socket.await;
                }
                let _ = inbox.send(ToMachine::Halt);
                match task.await {
                    Ok(Ended::Halted(node)) => *state = NodeState::Ended(node.into_disk()),
                    Ok(Ended::Exited(_)) | Err(_) => {
                        *state = NodeState::Gone;
                        return Err(gone(id));
                    }
                }
                Ok(())
            }
            NodeState::Gone => {
                *state = NodeState::Gone;
                Err(gone(id))
            }
            other => {
                *state = other;
                Err(format!("node {id} does not run"))
            }
        }
    }

    /// Starts a node that was killed, on what it had written.
    ///
    /// # Errors
    /// If there is no such node, it runs, or its port was taken meanwhile.
    pub(crate) async fn restart(&self, id: i32) -> Result<(), String> {
        let mut state = self.nodes.get(&id).ok_or_else(|| self.unknown(id))?.lock().await;
        let config = self.config(id, fresh_seed().map_err(|error| error.to_string())?);
        let mut sockets = Vec::new();
        if matches!(*state, NodeState::Ended(_)) {
            let ports = [
                (config.is_broker, Listener::Broker, config.broker_address.port, "--port"),
                (
                    config.is_controller,
                    Listener::Controller,
                    config.controller_address.port,
                    "--controller-port",
                ),
            ];
            for (_, of, port, option) in ports.into_iter().filter(|(listens, ..)| *listens) {
                let socket = listener::bind(port, option).await.map_err(|error| error.to_string())?;
                sockets.push((of, socket));
            }
        }
        match std::mem::replace(&mut *state, NodeState::Changing) {
            NodeState::Ended(disk) => {
                *state = self.run(&config, disk, sockets);
                Ok(())
            }
            NodeState::Gone => {
                *state = NodeState::Gone;
                Err(gone(id))
            }
            other => {
                *state = other;
                Err(format!("node {id} runs already"))
            }
        }
    }

    /// Ends all nodes. Records are in memory only, so there is nothing that a longer farewell would save.
    pub(crate) async fn stop(&self) {
        for id in self.nodes.keys() {
            // One that was killed already is as ended as the others.
            let _ = self.kill(*id).await;
        }
    }

    fn leave(&self, id: i32) {
        self.hub.fence(id);
        let config = self.config(id, 0);
        self.hub.leave(&config.broker_address);
        self.hub.leave(&config.controller_address);
    }

    /// Where the controllers listen.
    pub(crate) fn controllers(&self) -> impl Iterator<Item = &Address> {
        self.controllers.values()
    }

    fn unknown(&self, id: i32) -> String {
        let ids: Vec<String> = self.nodes.keys().map(ToString::to_string).collect();
        format!("there is no node {id}; there are {}", ids.join(", "))
    }
}

fn gone(id: i32) -> String {
    format!("node {id} has ended by itself, and its disk with it")
}

/// A seed from the system.
fn fresh_seed() -> io::Result<u64> {
    let mut seed = [0; 8];
    getrandom::fill(&mut seed).map_err(io::Error::other)?;
    Ok(u64::from_be_bytes(seed))
}
