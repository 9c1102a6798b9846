//! A broker: requests of clients, and its life in the cluster.

mod alter_configs;
pub(crate) mod cluster;
mod config_resources;
pub(crate) mod configs;
pub(crate) mod connections;
mod delete_records;
mod describe_topics;
mod epochs;
mod fetch;
mod fetch_load;
mod fetch_read;
mod fetch_session;
mod forward;
mod groups;
pub(crate) mod lifecycle;
mod list_offsets;
mod log_dirs;
pub(crate) mod metadata;
pub(crate) mod partitions;
mod produce;
mod producer_ids;
mod quotas;
pub(crate) mod throttle;
mod topics;
mod transactions;

use alloc::sync::Arc;

use partita_machine::{CloseReason, ConnId, DiskError, Effect, Failure, Instant, ReadId, Rng};
use partita_wire::{Records, Request, Response};

use crate::config::NodeConfig;
use crate::cx::{Asked, Cx};
use crate::image::Image;
use crate::node::Reply;
use crate::replica::Dirs;

use forward::Forward;
use groups::{Groups, Served};
use lifecycle::Lifecycle;
pub(crate) use lifecycle::clean_shutdown_file;
use partitions::Partitions;
use producer_ids::ProducerIds;
pub(crate) use throttle::{Entity, quota_of};
use topics::AutoCreate;

/// The broker of a node with that role.
#[derive(Clone, Debug)]
pub(crate) struct Broker {
    lifecycle: Lifecycle,
    forward: Forward,
    producer_ids: ProducerIds,
    auto_create: AutoCreate,
    pub(crate) partitions: Partitions,
    pub(crate) groups: Groups,
    /// When the groups' room is due next, noted when it had nothing to load or to commit; none after it was at work. Until
    /// then nobody looks through its shards.
    groups_rest: Option<Rest>,
}

/// A room that does nothing before this moment.
#[derive(Clone, Copy, Debug)]
struct Rest {
    until: Option<Instant>,
}

impl Broker {
    pub(crate) fn new(config: &NodeConfig, rng: &mut Rng) -> Self {
        Self {
            lifecycle: Lifecycle::new(rng),
            forward: Forward::default(),
            producer_ids: ProducerIds::default(),
            auto_create: AutoCreate::default(),
            partitions: Partitions::new(config),
            groups: Groups::new(config),
            groups_rest: None,
        }
    }

    /// Epoch of its registration, -1 before.
    pub(crate) fn epoch(&self) -> i64 {
        self.lifecycle.epoch()
    }

    pub(crate) fn start(&mut self, cx: &mut Cx<'_>) {
        self.lifecycle.start(cx);
        self.partitions.start(cx, self.lifecycle.clean().clone());
        self.lifecycle.take_directories(self.partitions.replicas.dirs().ids());
    }

    /// Whether logs that an earlier life left are being opened: nothing is served before that is done.
    pub(crate) fn is_loading(&self) -> bool {
        self.partitions.replicas.is_loading()
    }

    /// Goes on opening logs. To be called once an input.
    pub(crate) fn load(&mut self, cx: &mut Cx<'_>) {
        if self.partitions.replicas.load(cx) {
            self.lifecycle.hurry(cx);
        }
    }

    /// Notes a request of a client that may be over a quota.
    pub(crate) fn note(&mut self, image: &Image, asked: &Asked, body: &mut Request) {
        self.partitions.throttle.note(image, asked, body);
    }

    pub(crate) fn on_request(&mut self, cx: &mut Cx<'_>, image: &Arc<Image>, asked: Asked, body: Request) {
        match body {
            Request::Metadata(body) => {
                let (answer, missing) = metadata::answer(cx.config, image, cx.rng, asked.version, &body);
                self.auto_create.create(cx, &mut self.forward, image, &asked, &missing);
                cx.answer(&asked, answer);
            }
            Request::DescribeCluster(body) => {
                let answer = cluster::describe_brokers(cx, image, &body);
                cx.answer(&asked, answer);
            }
            Request::DescribeTopicPartitions(body) => {
                let answer = describe_topics::describe(cx.config, image, &body);
                cx.answer(&asked, answer);
            }
            Request::DescribeConfigs(body) => {
                let answer = configs::describe(cx.config, image, &body);
                cx.answer(&asked, answer);
            }
            Request::ListConfigResources(body) => {
                let answer = config_resources::list(image, asked.version, &body);
                cx.answer(&asked, answer);
            }
            Request::DescribeLogDirs(body) => {
                let answer = log_dirs::describe(&self.partitions.replicas, image, &body);
                cx.answer(&asked, answer);
            }
            Request::DescribeProducers(body) => {
                let answer = transactions::describe_producers(image, &self.partitions.replicas, &body);
                cx.answer(&asked, answer);
            }
            Request::ListTransactions(body) => cx.answer(&asked, transactions::list(&body)),
            Request::DescribeClientQuotas(body) => {
                let answer = quotas::describe(image, &body);
                cx.answer(&asked, answer);
            }
            Request::InitProducerId(body) => {
                self.producer_ids.init(cx, self.lifecycle.epoch(), asked, &body);
            }
            body @ (Request::AlterConfigs(_) | Request::IncrementalAlterConfigs(_)) => {
                self.forward.hand_on_configs(cx, image, asked, body);
            }
            body @ (Request::CreateTopics(_)
            | Request::DeleteTopics(_)
            | Request::CreatePartitions(_)
            | Request::ElectLeaders(_)
            | Request::AlterClientQuotas(_)
            | Request::UpdateFeatures(_)
            | Request::AddRaftVoter(_)
            | Request::RemoveRaftVoter(_)
            | Request::AlterPartitionReassignments(_)
            | Request::ListPartitionReassignments(_)
            | Request::DescribeQuorum(_)
            | Request::UnregisterBroker(_)) => self.forward.hand_on(cx, asked, body),
            body => self.on_data_request(cx, image, asked, body),
        }
    }

    /// Requests about records and groups.
    fn on_data_request(&mut self, cx: &mut Cx<'_>, image: &Arc<Image>, asked: Asked, body: Request) {
        let Some((asked, body)) = self.partitions.on_request(cx, image, asked, body) else { return };
        self.groups_rest = None;
        match self.groups.on_request(cx, &mut self.partitions.replicas, image, asked, body) {
            Served::Done => {}
            Served::NeedsTopic(asked, topic) => {
                self.auto_create.create(cx, &mut self.forward, image, &asked, &[topic.into()]);
            }
            Served::NotOurs(asked) => {
                cx.effects.push(Effect::Close { conn: asked.conn, why: CloseReason::Unsupported });
            }
        }
    }

    pub(crate) fn on_image(&mut self, cx: &mut Cx<'_>, _old: &Image, new: &Arc<Image>) {
        if self.partitions.replicas.cordon(new, cx.config) {
            self.lifecycle.take_cordoned(self.partitions.replicas.dirs().cordoned_ids());
            self.lifecycle.hurry(cx);
        }
        self.lifecycle.on_image(cx, new);
        self.partitions.on_image(cx, new, self.lifecycle.epoch());
    }

    pub(crate) fn on_reply(
        &mut self,
        cx: &mut Cx<'_>,
        _image: &Arc<Image>,
        reply: Reply,
        outcome: Result<Response, Failure>,
    ) {
        match reply {
            Reply::Lifecycle(call) => self.lifecycle.on_reply(cx, call, outcome),
            Reply::Forward(number) => self.forward.on_reply(cx, number, outcome),
            Reply::ProducerIds => self.producer_ids.on_reply(cx, self.lifecycle.epoch(), outcome),
            reply => self.partitions.on_reply(cx, reply, outcome),
        }
    }

    /// The disk brings what was to come later.
    pub(crate) fn on_loaded(
        &mut self,
        cx: &mut Cx<'_>,
        image: &Image,
        read: ReadId,
        data: Result<Records, DiskError>,
    ) {
        if let Some(data) = self.groups.on_loaded(read, data) {
            self.partitions.on_loaded(cx, image, read, data);
        }
    }

    pub(crate) fn on_time(&mut self, cx: &mut Cx<'_>, image: &Arc<Image>) {
        self.lifecycle.on_time(cx, image, self.is_loading());
        self.forward.on_time(cx);
        self.producer_ids.on_time(cx, self.lifecycle.epoch());
        self.partitions.on_time(cx, image);
        let is_due = |rest: Rest| rest.until.is_some_and(|until| until <= cx.now.at);
        if self.groups_rest.is_none_or(is_due) {
            self.groups_rest = None;
            self.groups.on_time(cx, &mut self.partitions.replicas, image);
        }
    }

    /// Slows down clients that use more than their quotas: `effects` are those of one input.
    pub(crate) fn throttle(&mut self, at: Instant, image: &Image, effects: &mut [Effect]) {
        self.partitions.throttle.on_effects(at, image, effects);
    }

    /// Acts on whatever moved. Called until nothing moves any more.
    pub(crate) fn progress(&mut self, cx: &mut Cx<'_>, image: &Arc<Image>) {
        self.on_time(cx, image);
        loop {
            let changed = self.partitions.progress(cx, image, self.lifecycle.epoch());
            let led = self.partitions.replicas.drain_leadership();
            if self.groups_rest.is_none() || !led.is_empty() || !self.groups.has_seen(image) {
                self.groups_rest = None;
                self.groups.on_leadership(cx, &mut self.partitions.replicas, image, &led);
                self.groups.progress(cx, &mut self.partitions.replicas, image);
            }
            if !changed && !self.partitions.replicas.has_changed() {
                break;
            }
        }
        if self.groups_rest.is_none() && self.groups.is_idle() {
            self.groups_rest = Some(Rest { until: self.groups.wake_at() });
        }
    }

    pub(crate) fn wake_at(&self) -> Option<Instant> {
        let rooms = [
            self.lifecycle.wake_at(),
            self.forward.wake_at(),
            self.producer_ids.wake_at(),
            self.partitions.wake_at(),
            self.groups_rest.map_or_else(|| self.groups.wake_at(), |rest| rest.until),
        ];
        rooms.into_iter().flatten().min()
    }

    pub(crate) fn on_closed(&mut self, conn: ConnId) {
        self.forward.on_closed(conn);
        self.producer_ids.on_closed(conn);
        self.partitions.on_closed(conn);
        self.groups_rest = None;
        self.groups.on_closed(conn);
    }

    /// The log directories of this broker.
    pub(crate) fn dirs(&self) -> &Dirs {
        self.partitions.replicas.dirs()
    }

    /// A log directory has failed, not the last one: its replicas are offline, and the controller learns of it at once.
    /// Says whether that is news.
    pub(crate) fn dir_failed(&mut self, cx: &mut Cx<'_>, dir: u32) -> bool {
        let is_new = self.partitions.replicas.dir_failed(cx, dir);
        if is_new {
            self.lifecycle.take_directories(self.partitions.replicas.dirs().ids());
            self.lifecycle.take_cordoned(self.partitions.replicas.dirs().cordoned_ids());
            self.lifecycle.hurry(cx);
        }
        is_new
    }

    /// Begins a controlled shutdown.
    pub(crate) fn begin_shutdown(&mut self, cx: &mut Cx<'_>) {
        self.lifecycle.begin_shutdown(cx);
    }

    /// Whether the controlled shutdown is over.
    pub(crate) fn is_shut_down(&self) -> bool {
        self.lifecycle.is_stopped()
    }

    /// Leaves the disk in order: the last thing a broker does.
    pub(crate) fn stop(&mut self, cx: &mut Cx<'_>) {
        if self.partitions.replicas.close(cx) {
            self.lifecycle.stop(cx, self.partitions.replicas.dirs_in_order());
        }
    }
}
