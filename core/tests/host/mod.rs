//! A small host for tests of several nodes: one clock, one queue, every message a millisecond on its way. Requests and
//! answers go through their bytes, as between processes.

#![allow(dead_code, reason = "each test binary uses its own part of the host")]

mod asking;
mod wires;

use std::collections::{BTreeMap, VecDeque};

use partita_core::disk::MemoryDisk;
use partita_core::{InitialController, Node, NodeConfig};
use partita_machine::{
    Address, CallId, ConnId, Effect, Event, Input, Instant, LinkId, LostReason, Machine, Now, RequestId,
};
use partita_wire::{Request, RequestHeader, Response, Uuid, decode_request_frame, encode_request_frame};

/// On its way from node to node, microseconds.
const LATENCY: u64 = 1_000;
/// Wall clock when a story begins.
const WALL_MS: i64 = 1_795_000_000_000;
const BROKER_PORT: u16 = 9_092;
const CONTROLLER_PORT: u16 = 9_093;

/// The other end of a connection.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    Link(i32, LinkId),
    Test,
}

struct Conn {
    node: i32,
    from: End,
    /// Requests that wait for the answer of the one before.
    inbox: VecDeque<(CallId, RequestHeader, Request)>,
    busy: Option<(RequestId, CallId, RequestHeader)>,
}

/// Nodes, and what is on its way between them.
pub(crate) struct Host {
    now: Instant,
    sequence: u64,
    nodes: BTreeMap<i32, Node<MemoryDisk>>,
    configs: BTreeMap<i32, NodeConfig>,
    disks: BTreeMap<i32, MemoryDisk>,
    queue: BTreeMap<(Instant, u64), (i32, Input)>,
    conns: BTreeMap<ConnId, Conn>,
    links: BTreeMap<(i32, LinkId), ConnId>,
    answers: BTreeMap<ConnId, Option<Response>>,
    next_id: u64,
    /// Nodes that hold still, and what waits in their sockets.
    paused: BTreeMap<i32, Vec<Input>>,
    /// Everything that nodes told, with its moment and its node.
    pub(crate) events: Vec<(Instant, i32, Event)>,
    /// Nodes that ended by themselves, with their status.
    pub(crate) exits: BTreeMap<i32, i32>,
}

fn host_of(id: i32) -> String {
    format!("node{id}")
}

impl Host {
    /// Combined nodes 0, 1, ...
    pub(crate) fn combined(count: i32) -> Self {
        Self::with_properties(count, &[])
    }

    /// The same with properties in every node's configuration.
    pub(crate) fn with_properties(count: i32, properties: &[(&str, &str)]) -> Self {
        let ids: Vec<i32> = (0..count).collect();
        Self::of(&ids, &ids, properties)
    }

    /// Brokers 0, 1, ... and controllers 100, 101, ... apart.
    pub(crate) fn apart(brokers: i32, controllers: i32) -> Self {
        let brokers: Vec<i32> = (0..brokers).collect();
        let controllers: Vec<i32> = (100..100 + controllers).collect();
        Self::of(&brokers, &controllers, &[])
    }

    /// The same with voters that the log names: formatted with initial controllers.
    pub(crate) fn dynamic(brokers: i32, controllers: i32, properties: &[(&str, &str)]) -> Self {
        let brokers: Vec<i32> = (0..brokers).collect();
        let controllers: Vec<i32> = (100..100 + controllers).collect();
        let mut host = Self::made(&brokers, &controllers, properties);
        let address = |id: i32| Address::new(&host_of(id), CONTROLLER_PORT);
        let initial: Vec<InitialController> = controllers
            .iter()
            .map(|&id| InitialController {
                id,
                directory_id: host.configs[&id].directory_id,
                address: address(id),
            })
            .collect();
        for (id, config) in &mut host.configs {
            config.voters.clear();
            config.bootstrap = controllers.iter().map(|&id| address(id)).collect();
            let mut disk = MemoryDisk::new();
            match config.is_controller {
                true => partita_core::format_with_voters(&mut disk, config, &initial, WALL_MS).unwrap(),
                false => partita_core::format(&mut disk, config, WALL_MS).unwrap(),
            }
            host.disks.insert(*id, disk);
        }
        for id in host.configs.keys().copied().collect::<Vec<_>>() {
            host.start(id);
        }
        host
    }

    /// Starts one more controller, which has no vote yet, with a directory of this number.
    pub(crate) fn add_controller(&mut self, id: i32, directory: u8, properties: &[(&str, &str)]) {
        let like = self.configs.values().find(|config| config.is_controller).unwrap().clone();
        let config = NodeConfig {
            node_id: id,
            is_broker: false,
            broker_address: Address::new(&host_of(id), BROKER_PORT),
            controller_address: Address::new(&host_of(id), CONTROLLER_PORT),
            directory_id: Uuid([directory; 16]),
            properties: properties.iter().map(|&(name, value)| (name.into(), value.into())).collect(),
            ..like
        };
        let mut disk = MemoryDisk::new();
        partita_core::format(&mut disk, &config, WALL_MS).unwrap();
        self.configs.insert(id, config);
        self.disks.insert(id, disk);
        self.start(id);
    }

    /// One combined node on what an earlier life left.
    pub(crate) fn on_disk(disk: MemoryDisk, properties: &[(&str, &str)]) -> Self {
        let mut host = Self::made(&[0], &[0], properties);
        host.disks.insert(0, disk);
        host.start(0);
        host
    }

    fn of(brokers: &[i32], controllers: &[i32], properties: &[(&str, &str)]) -> Self {
        let mut host = Self::made(brokers, controllers, properties);
        for id in host.configs.keys().copied().collect::<Vec<_>>() {
            host.start(id);
        }
        host
    }

    /// Everything but the nodes' processes.
    fn made(brokers: &[i32], controllers: &[i32], properties: &[(&str, &str)]) -> Self {
        let address = |id: i32, port| Address::new(&host_of(id), port);
        let voters: BTreeMap<i32, Address> =
            controllers.iter().map(|&id| (id, address(id, CONTROLLER_PORT))).collect();
        let mut configs = BTreeMap::new();
        for &id in brokers.iter().chain(controllers) {
            let config = NodeConfig {
                node_id: id,
                is_broker: brokers.contains(&id),
                is_controller: controllers.contains(&id),
                rack: None,
                broker_address: address(id, BROKER_PORT),
                controller_address: address(id, CONTROLLER_PORT),
                voters: voters.clone(),
                bootstrap: Vec::new(),
                cluster_id: Uuid([7; 16]),
                directory_id: Uuid([u8::try_from(id).unwrap() + 1; 16]),
                properties: properties.iter().map(|&(name, value)| (name.into(), value.into())).collect(),
                seed: 1_000 + u64::try_from(id).unwrap(),
            };
            configs.insert(id, config);
        }
        Self {
            now: Instant(0),
            sequence: 0,
            nodes: BTreeMap::new(),
            configs,
            disks: BTreeMap::new(),
            queue: BTreeMap::new(),
            conns: BTreeMap::new(),
            links: BTreeMap::new(),
            answers: BTreeMap::new(),
            next_id: 0,
            paused: BTreeMap::new(),
            events: Vec::new(),
            exits: BTreeMap::new(),
        }
    }

    /// Milliseconds since the beginning.
    pub(crate) fn at_ms(&self) -> u64 {
        self.now.as_ms()
    }

    /// A running node.
    pub(crate) fn node(&self, id: i32) -> &Node<MemoryDisk> {
        &self.nodes[&id]
    }

    /// Links that a node has open or is about to open.
    pub(crate) fn links_of(&self, node: i32) -> usize {
        self.links.keys().filter(|(from, _)| *from == node).count()
    }

    /// Ids of the running nodes.
    pub(crate) fn running(&self) -> Vec<i32> {
        self.nodes.keys().copied().collect()
    }

    /// Starts a node's process, on the disk of its last life if it had one.
    pub(crate) fn start(&mut self, id: i32) {
        let disk = self.disks.remove(&id).unwrap_or_default();
        let mut config = self.configs[&id].clone();
        self.next_id += 1;
        config.seed += self.next_id * 7_919;
        self.exits.remove(&id);
        self.nodes.insert(id, Node::new(config, disk));
        self.feed(id, Input::Started);
    }

    /// SIGKILL: what it wrote stays.
    pub(crate) fn kill(&mut self, id: i32) {
        let node = self.nodes.remove(&id).expect("it runs");
        self.disks.insert(id, node.into_disk());
        self.queue.retain(|_, (to, _)| *to != id);
        let touches = |conn: &Conn| conn.node == id || matches!(conn.from, End::Link(from, _) if from == id);
        let gone: Vec<ConnId> =
            self.conns.iter().filter(|(_, conn)| touches(conn)).map(|(&conn, _)| conn).collect();
        for conn in gone {
            self.cut(conn);
        }
    }

    /// A node that does not run gets an empty disk.
    pub(crate) fn wipe(&mut self, id: i32) {
        self.disks.remove(&id).expect("it does not run");
    }

    /// The disk of a node that does not run, to damage it.
    pub(crate) fn disk_mut(&mut self, id: i32) -> &mut MemoryDisk {
        self.disks.get_mut(&id).expect("it does not run")
    }

    /// The disk of a node that runs.
    pub(crate) fn disk_under(&mut self, id: i32) -> &mut MemoryDisk {
        self.nodes.get_mut(&id).expect("it runs").disk_mut()
    }

    /// The disk of a node that has ended.
    pub(crate) fn take_disk(&mut self, id: i32) -> Option<MemoryDisk> {
        self.disks.remove(&id)
    }

    /// Whether a node holds still.
    pub(crate) fn is_paused(&self, id: i32) -> bool {
        self.paused.contains_key(&id)
    }

    /// SIGSTOP: what arrives waits.
    pub(crate) fn pause(&mut self, id: i32) {
        self.paused.insert(id, Vec::new());
    }

    /// SIGCONT.
    pub(crate) fn resume(&mut self, id: i32) {
        for input in self.paused.remove(&id).expect("it is paused") {
            self.feed(id, input);
        }
    }

    /// SIGTERM.
    pub(crate) fn terminate(&mut self, id: i32) {
        self.feed(id, Input::Terminate);
    }

    /// Ends a connection; both ends that still run learn of it.
    pub(crate) fn cut(&mut self, id: ConnId) {
        let Some(conn) = self.conns.remove(&id) else { return };
        if self.nodes.contains_key(&conn.node) {
            self.later(conn.node, Input::Closed { conn: id });
        }
        match conn.from {
            End::Link(from, link) => {
                self.links.remove(&(from, link));
                if self.nodes.contains_key(&from) {
                    self.later(from, Input::Lost { link, why: LostReason::Closed });
                }
            }
            End::Test => {
                // An answer that is already there was received before.
                self.answers.entry(id).or_insert(None);
            }
        }
    }

    fn later(&mut self, to: i32, input: Input) {
        self.sequence += 1;
        self.queue.insert((Instant(self.now.0 + LATENCY), self.sequence), (to, input));
    }

    fn feed(&mut self, id: i32, input: Input) {
        let wall_ms = WALL_MS + i64::try_from(self.now.as_ms()).unwrap();
        let now = Now { at: self.now, wall_ms };
        let mut effects = Vec::new();
        if let Some(held) = self.paused.get_mut(&id) {
            return held.push(input);
        }
        let Some(node) = self.nodes.get_mut(&id) else { return };
        node.handle(now, input, &mut effects);
        for effect in effects {
            self.carry_out(id, effect);
        }
    }

    fn carry_out(&mut self, id: i32, effect: Effect) {
        match effect {
            Effect::Open { link, to } => self.open(id, link, &to),
            Effect::Call { link, call, version, mut body } => {
                let Some(&conn) = self.links.get(&(id, link)) else { return };
                let header = RequestHeader {
                    api_key: body.api_key() as i16,
                    api_version: version,
                    correlation_id: i32::try_from(call.0).unwrap(),
                    client_id: Some(format!("node-{id}")),
                };
                let frame = encode_request_frame(&header, &mut body).expect("a node writes what it means");
                let frame = bytes::Bytes::from(frame).slice(4..);
                let (header, body) = decode_request_frame(frame).expect("it reads back");
                self.deliver(conn, call, header, body);
            }
            Effect::Answer { request, version, body, .. } => self.answered(id, request, version, body),
            Effect::Close { conn, .. } => self.cut(conn),
            Effect::Hang { link } => {
                if let Some(conn) = self.links.remove(&(id, link))
                    && let Some(ended) = self.conns.remove(&conn)
                {
                    self.later(ended.node, Input::Closed { conn });
                }
            }
            Effect::Tell(event) => self.events.push((self.now, id, event)),
            Effect::Exit(status) => {
                self.exits.insert(id, status);
                self.kill(id);
            }
            Effect::Print(..) => panic!("nodes do not print"),
        }
    }

    /// Delivers what comes next, if it comes before `until`.
    fn step(&mut self, until: Instant) -> bool {
        let wake = |(&id, node): (&i32, &Node<MemoryDisk>)| node.wake_at().map(|at| (at.max(self.now), id));
        let awake = self.nodes.iter().filter(|(id, _)| !self.paused.contains_key(id));
        let wake = awake.filter_map(wake).min();
        let next = self.queue.keys().next().copied();
        match (next, wake) {
            (Some((at, _)), wake) if at <= until && wake.is_none_or(|(wake, _)| at <= wake) => {
                let (_, (to, input)) = self.queue.pop_first().expect("it was there");
                self.now = at;
                self.feed(to, input);
                true
            }
            (_, Some((at, id))) if at <= until => {
                self.now = at;
                self.feed(id, Input::Wake);
                true
            }
            _ => {
                self.now = until;
                false
            }
        }
    }

    /// Runs for a while.
    pub(crate) fn run_ms(&mut self, ms: u64) {
        let until = self.now.after_ms(ms);
        let mut at = (self.now, 0_u32);
        while self.step(until) {
            at = if at.0 == self.now { (at.0, at.1 + 1) } else { (self.now, 0) };
            assert!(at.1 < 100_000, "nodes are busy without end at {:?}", self.now);
        }
    }

    /// Runs until something holds; gives up after a minute.
    pub(crate) fn run_until(&mut self, what: &str, mut holds: impl FnMut(&mut Self) -> bool) {
        let until = self.now.after_ms(60_000);
        let mut at = (self.now, 0_u32);
        while !holds(self) {
            assert!(self.step(until), "within a minute: {what}");
            at = if at.0 == self.now { (at.0, at.1 + 1) } else { (self.now, 0) };
            assert!(at.1 < 100_000, "nodes are busy without end at {:?}: {what}", self.now);
        }
    }
}
