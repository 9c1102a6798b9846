//! Brokers side by side, without nodes around them: requests are carried at once, and AlterPartition is answered by a
//! controller that only compares epochs.

mod asking;
mod carrying;

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;

use partita_machine::{
    Address, CallId, ConnId, Event, Instant, LinkId, Links, Listener, Name, Peer, RequestId, Rng, Settings,
};
use partita_wire::{ApiKey, Request, Response, Uuid};

use crate::broker::partitions::Partitions;
use crate::config::NodeConfig;
use crate::cx::Asked;
use crate::disk::{Disk, MemoryDisk};
use crate::image::{BrokerImage, Image, PartitionState, TopicImage};
use crate::node::{LinkKey, Reply};

/// Port of the controller that the bench plays.
const CONTROLLER: u16 = 1;

pub(super) struct Bench {
    hosts: BTreeMap<i32, Host>,
    pub(super) image: Arc<Image>,
    now: Instant,
    queue: VecDeque<(i32, Delivery)>,
    /// Brokers that take nothing in; what is sent to them waits.
    paused: BTreeSet<i32>,
    /// Requests between brokers: who asked, over which link.
    routes: BTreeMap<RequestId, (i32, LinkId, CallId)>,
    pub(super) answers: BTreeMap<RequestId, Option<Response>>,
    pub(super) closed: Vec<ConnId>,
    pub(super) events: Vec<(i32, Event)>,
    last_request: u64,
    /// Whether offers to the controller are lost.
    pub(super) controller_is_deaf: bool,
    pub(super) offers: Vec<Vec<i32>>,
    /// Of each offer the epoch of its last member.
    pub(super) last_epochs: Vec<i64>,
}

struct Host {
    config: NodeConfig,
    broker: Partitions,
    disk: MemoryDisk,
    links: Links<LinkKey, Reply>,
    rng: Rng,
    opened: BTreeMap<LinkId, Address>,
}

enum Delivery {
    Request(Box<(Asked, Request)>),
    Linked(LinkId),
    Lost(LinkId),
    Response(LinkId, CallId, Box<Response>),
}

impl Bench {
    /// Brokers 1 to `count`.
    pub(super) fn new(count: i32) -> Self {
        Self::with_properties(count, &[])
    }

    /// The same, with settings of `server.properties`.
    pub(super) fn with_properties(count: i32, properties: &[(&str, &str)]) -> Self {
        let mut image = Image { offset: 10, ..Image::default() };
        let mut hosts = BTreeMap::new();
        for id in 1..=count {
            let address = Address::new("host", 9_000 + u16::try_from(id).unwrap());
            let broker = BrokerImage {
                id,
                broker_epoch: 100 + i64::from(id),
                incarnation: Uuid::ZERO,
                address: address.clone(),
                rack: None,
                fenced: false,
                in_controlled_shutdown: false,
                directories: Vec::new(),
                cordoned: None,
                end_points: Vec::new(),
                features: Vec::new(),
            };
            image.brokers.insert(id, Arc::new(broker));
            let properties =
                properties.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
            hosts.insert(id, Host::new(id, address, properties, MemoryDisk::new()));
        }
        let mut bench = Self {
            hosts,
            image: Arc::new(image),
            now: Instant(0),
            queue: VecDeque::new(),
            paused: BTreeSet::new(),
            routes: BTreeMap::new(),
            answers: BTreeMap::new(),
            closed: Vec::new(),
            events: Vec::new(),
            last_request: 0,
            controller_is_deaf: false,
            offers: Vec::new(),
            last_epochs: Vec::new(),
        };
        for id in 1..=count {
            bench.start(id);
        }
        bench
    }

    fn start(&mut self, id: i32) {
        let epoch = self.image.brokers[&id].broker_epoch;
        self.with(id, |broker, cx, image| {
            broker.start(cx, BTreeSet::new());
            broker.on_image(cx, image, epoch);
        });
    }

    /// Ends a broker's process and starts another on what its disk holds.
    pub(super) fn restart(&mut self, id: i32) {
        let old = self.hosts.remove(&id).unwrap();
        self.queue.retain(|(to, _)| *to != id);
        let NodeConfig { broker_address, properties, .. } = old.config;
        self.hosts.insert(id, Host::new(id, broker_address, properties, old.disk));
        // The others hear of it when the new process runs.
        let mut image = (*self.image).clone();
        let mut broker = (*image.brokers[&id]).clone();
        broker.broker_epoch += 100;
        image.brokers.insert(id, Arc::new(broker));
        self.image = Arc::new(image);
        self.start(id);
        self.publish();
    }

    /// Changes what the metadata says of a broker.
    pub(super) fn change_broker(&mut self, id: i32, change: impl FnOnce(&mut BrokerImage)) {
        let mut image = (*self.image).clone();
        let mut broker = (*image.brokers[&id]).clone();
        change(&mut broker);
        image.brokers.insert(id, Arc::new(broker));
        self.image = Arc::new(image);
        self.publish();
    }

    /// Creates a topic of one partition.
    pub(super) fn topic(&mut self, name: &str, replicas: Vec<i32>) {
        let mut id = [0; 16];
        id[..name.len()].copy_from_slice(name.as_bytes());
        self.topic_with_id(name, Uuid(id), replicas);
    }

    pub(super) fn topic_with_id(&mut self, name: &str, id: Uuid, replicas: Vec<i32>) {
        let state = PartitionState {
            leader: replicas[0],
            in_sync: replicas.clone(),
            replicas,
            ..PartitionState::default()
        };
        let topic = TopicImage { id, name: name.into(), partitions: vec![Arc::new(state)] };
        let mut image = (*self.image).clone();
        image.topic_ids.insert(name.into(), topic.id);
        image.topics.insert(topic.id, Arc::new(topic));
        self.image = Arc::new(image);
        self.publish();
    }

    /// Deletes a topic; gives its id.
    pub(super) fn delete_topic(&mut self, name: &str) -> Uuid {
        let mut image = (*self.image).clone();
        let id = image.topic_ids.remove(name).unwrap();
        image.topics.remove(&id);
        self.image = Arc::new(image);
        self.publish();
        id
    }

    pub(super) fn configure(&mut self, topic: &str, name: &str, value: &str) {
        let mut image = (*self.image).clone();
        let values: BTreeMap<Name, String> = [(name.into(), value.into())].into();
        image.configs.insert((2, topic.into()), Arc::new(values));
        self.image = Arc::new(image);
        self.publish();
    }

    pub(super) fn configure_broker(&mut self, id: &str, name: &str, value: &str) {
        let mut image = (*self.image).clone();
        let values: BTreeMap<Name, String> = [(name.into(), value.into())].into();
        image.configs.insert((4, id.into()), Arc::new(values));
        self.image = Arc::new(image);
        self.publish();
    }

    /// Directories of logs on a broker's disk; the unique part of a name is left out.
    pub(super) fn dirs(&self, id: i32) -> Vec<String> {
        let files = self.hosts[&id].disk.list("");
        let dirs = files.iter().filter_map(|file| file.as_str().split_once('/'));
        let dirs: BTreeSet<String> = dirs
            .map(|(dir, _)| match dir.split_once('.') {
                Some((name, rest)) => alloc::format!("{name}.{}", rest.trim_start_matches(|c| c != '-')),
                None => dir.into(),
            })
            .collect();
        dirs.into_iter().collect()
    }

    /// Changes the state of partition 0 of `orders` as a controller would.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut PartitionState)) {
        self.change_image(change);
        self.publish();
    }

    fn change_image(&mut self, change: impl FnOnce(&mut PartitionState)) {
        let mut image = (*self.image).clone();
        let id = image.topic_ids["orders"];
        let mut topic = (*image.topics[&id]).clone();
        let mut state = (*topic.partitions[0]).clone();
        state.partition_epoch += 1;
        change(&mut state);
        topic.partitions[0] = Arc::new(state);
        image.topics.insert(id, Arc::new(topic));
        self.image = Arc::new(image);
    }

    /// Elects a leader and says who is in sync.
    pub(super) fn elect(&mut self, leader: i32, in_sync: &[i32]) {
        self.change(|state| {
            state.leader = leader;
            state.leader_epoch += 1;
            state.in_sync = in_sync.to_vec();
        });
    }

    /// Tells every broker that runs the metadata of now.
    pub(super) fn publish(&mut self) {
        let ids: Vec<i32> = self.hosts.keys().copied().filter(|id| !self.paused.contains(id)).collect();
        for id in ids {
            self.with(id, |broker, cx, image| broker.on_image(cx, image, -1));
        }
    }

    pub(super) fn pause(&mut self, id: i32) {
        self.paused.insert(id);
    }

    pub(super) fn resume(&mut self, id: i32) {
        self.paused.remove(&id);
        self.with(id, |broker, cx, image| broker.on_image(cx, image, -1));
    }

    /// A broker goes on, but has not read the metadata of meanwhile.
    pub(super) fn resume_on_old_metadata(&mut self, id: i32) {
        self.paused.remove(&id);
    }

    /// Lets time pass.
    pub(super) fn run_ms(&mut self, ms: u64) {
        let end = self.now.after_ms(ms);
        loop {
            self.deliver_all();
            let awake = self.hosts.iter().filter(|(id, _)| !self.paused.contains(id));
            let wake = awake
                .filter_map(|(_, host)| {
                    [host.broker.wake_at(), host.links.wake_at()].into_iter().flatten().min()
                })
                .min();
            let Some(wake) = wake.filter(|wake| *wake <= end) else { break };
            self.now = self.now.max(wake);
            let ids: Vec<i32> = self.hosts.keys().copied().filter(|id| !self.paused.contains(id)).collect();
            for id in ids {
                self.with(id, |broker, cx, image| {
                    let ended = cx.links.due(cx.now, cx.effects);
                    cx.settled.extend(ended);
                    broker.on_time(cx, image);
                });
            }
        }
        self.now = end;
    }

    fn host_at(&self, address: &Address) -> Option<i32> {
        self.hosts.iter().find(|(_, host)| host.config.broker_address == *address).map(|(&id, _)| id)
    }

    fn asked(&mut self, api: ApiKey, version: i16) -> Asked {
        self.last_request += 1;
        let peer =
            Peer { listener: Listener::Broker, host: "127.0.0.1".into(), principal: "User:ANONYMOUS".into() };
        let (conn, request) = (ConnId(self.last_request), RequestId(self.last_request));
        Asked { conn, request, api, version, client_id: None, peer, enveloped: None }
    }
}

impl Host {
    fn new(id: i32, address: Address, properties: BTreeMap<Name, Name>, disk: MemoryDisk) -> Self {
        let config = NodeConfig {
            node_id: id,
            is_broker: true,
            is_controller: false,
            rack: None,
            broker_address: address,
            controller_address: Address::new("controller", CONTROLLER),
            voters: BTreeMap::new(),
            bootstrap: Vec::new(),
            cluster_id: Uuid::ZERO,
            directory_id: Uuid::ZERO,
            properties,
            seed: 1,
        };
        Self {
            broker: Partitions::new(&config),
            config,
            disk,
            links: Links::new(Settings::default(), Rng::new(1)),
            rng: Rng::new(2),
            opened: BTreeMap::new(),
        }
    }
}
