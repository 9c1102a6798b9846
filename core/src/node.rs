//! A node: its roles, and who gets what arrives.

pub(crate) mod api;
mod configs;
pub(crate) mod envelope;
pub(crate) mod features;
pub(crate) mod format;
mod listening;
mod moving;
mod replicas;
mod rest;
mod settle;
mod view;
mod weight;

use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{
    CloseReason, ConnId, Effect, Input, Instant, Links, Listener, Machine, Now, Rng, Settings, Settled,
};
use partita_wire::{ApiKey, Request, RequestHeader};

use crate::broker::Broker;
use crate::broker::connections::Connections;
use crate::broker::connections::limits::Open;
use crate::config::NodeConfig;
use crate::controller::{Controller, Registration};
use crate::cx::{Asked, Cx};
use crate::disk::Disk;
use crate::image::{Applied, Image};
use crate::raft::Raft;

use rest::{AtWork, Rest};

pub(crate) use envelope::wrap_in_envelope;
pub use moving::Moving;
pub use replicas::{ReplicaProbe, TopicProbe, records_on, replica_on};

/// What a link is for, and with which node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LinkKey {
    /// Votes and announcements of the quorum.
    Raft(i32),
    /// Pulling the metadata log. Apart from [`LinkKey::Raft`], since a fetch that waits holds up what comes behind it.
    RaftFetch(i32),
    /// A broker's registration and heartbeats with the active controller.
    Lifecycle(i32),
    /// Requests of clients that a broker hands on to the active controller.
    Forward(i32),
    /// A broker's other requests to the active controller: AlterPartition, AllocateProducerIds.
    Controller(i32),
    /// A controller's registration with the active one.
    Registration(i32),
    /// Fetching as a follower.
    Fetcher(i32),
}

/// Which room an answer belongs to, and what it is for there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Reply {
    Raft(crate::raft::Call),
    Lifecycle(crate::broker::lifecycle::Call),
    Forward(u64),
    ProducerIds,
    /// A broker's AssignReplicasToDirs, by its number.
    Assignments(u64),
    Registration,
    Fetcher(crate::replica::fetcher::Call),
    Offers(crate::replica::in_sync::Call),
}

/// A Kafka node. Feed it [`Input`]s, carry out its [`Effect`]s.
#[derive(Clone, Debug)]
pub struct Node<D> {
    config: Arc<NodeConfig>,
    disk: D,
    rng: Rng,
    links: Links<LinkKey, Reply>,
    open: Open,
    connections: Connections,
    /// What is committed of the metadata log.
    image: Arc<Image>,
    /// What came of the latest batches, here or on other nodes of this process.
    applied: Applied,
    /// Grows with each batch of metadata that says something.
    metadata_revision: u64,
    raft: Raft,
    controller: Option<Controller>,
    /// A controller's own registration.
    registration: Option<Registration>,
    broker: Option<Broker>,
    phase: Phase,
    rest: Rest,
    /// Requests of clients that wait until the broker's logs are open: one of a connection at most.
    held: Vec<(Asked, Request)>,
}

/// Where a node is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Running,
    /// A controlled shutdown of the broker is under way.
    Stopping,
    /// The quorum is told; nothing else is left to do. At the moment it ends, told or not.
    Leaving(Instant),
    Ended,
}

/// The surroundings of one input for one room, borrowed from the node's other fields.
macro_rules! cx {
    ($node:expr, $work:expr) => {
        Cx {
            now: $work.now,
            config: &$node.config,
            disk: &mut $node.disk,
            links: &mut $node.links,
            rng: &mut $node.rng,
            effects: $work.effects,
            controller: $node.raft.leader().map(|(id, address)| (id, address.clone())),
            settled: &mut $work.settled,
        }
    };
}
pub(crate) use cx;

/// One input at work.
struct Work<'a> {
    now: Now,
    effects: &'a mut Vec<Effect>,
    settled: Vec<Settled<LinkKey, Reply>>,
    at_work: AtWork,
}

impl<D: Disk> Node<D> {
    /// A node whose process is about to start, on a disk that may hold what an earlier life left.
    #[must_use]
    pub fn new(config: NodeConfig, disk: D) -> Self {
        let mut rng = Rng::new(config.seed);
        let links = Links::new(Settings::default(), rng.split());
        let broker = config.is_broker.then(|| Broker::new(&config, &mut rng));
        Self {
            raft: Raft::new(&config),
            controller: config.is_controller.then(Controller::default),
            registration: config.is_controller.then(|| Registration::new(&config)),
            broker,
            connections: Connections::new(&config),
            open: Open::new(&config),
            config: Arc::new(config),
            disk,
            rng,
            links,
            image: Arc::default(),
            applied: Applied::default(),
            metadata_revision: 0,
            phase: Phase::Running,
            rest: Rest::default(),
            held: Vec::new(),
        }
    }

    /// What it knows of the latest batches of metadata, to be lent to other nodes of this process.
    #[must_use]
    pub fn applied(&self) -> &Applied {
        &self.applied
    }

    /// Lends it what other nodes of this process know: it spares time and memory, and changes nothing else.
    pub fn lend(&mut self, applied: &Applied) {
        self.applied.clone_from(applied);
    }

    /// Its disk, when its process has ended.
    pub fn into_disk(self) -> D {
        self.disk
    }

    /// Its disk.
    pub fn disk(&self) -> &D {
        &self.disk
    }

    /// Its disk, for a world that damages it.
    pub fn disk_mut(&mut self) -> &mut D {
        &mut self.disk
    }

    /// Its configuration.
    pub fn config(&self) -> &NodeConfig {
        &self.config
    }

    fn start(&mut self, work: &mut Work<'_>) {
        work.at_work = AtWork::ALL;
        self.raft.start(&mut cx!(self, work));
        if let Some(broker) = &mut self.broker {
            broker.start(&mut cx!(self, work));
        }
    }

    fn on_request(&mut self, work: &mut Work<'_>, asked: Asked, mut body: Request) {
        if asked.peer.listener == Listener::Broker && self.is_loading() {
            // Kafka reads nothing from its listener before that.
            return self.held.push((asked, body));
        }
        if let Some(broker) = self.broker.as_mut().filter(|_| asked.peer.listener == Listener::Broker) {
            broker.note(&self.image, &asked, &mut body);
        }
        if let Request::ApiVersions(body) = &body {
            let kraft_version = self.raft.kraft_version();
            return api::answer_api_versions(&mut cx!(self, work), &self.image, kraft_version, &asked, body);
        }
        match asked.peer.listener {
            Listener::Broker => self.on_broker_request(work, asked, body),
            Listener::Controller => self.on_controller_request(work, asked, body),
        }
    }

    /// Whether its broker opens the logs that an earlier life left. Until that is done it serves nobody.
    pub fn is_loading(&self) -> bool {
        self.broker.as_ref().is_some_and(Broker::is_loading)
    }

    /// Serves what was held back while the broker's logs were opened.
    fn serve_held(&mut self, work: &mut Work<'_>) {
        if self.held.is_empty() || self.is_loading() {
            return;
        }
        for (asked, body) in core::mem::take(&mut self.held) {
            self.on_request(work, asked, body);
        }
        self.on_time(work);
        self.settle(work);
    }

    fn on_broker_request(&mut self, work: &mut Work<'_>, asked: Asked, body: Request) {
        work.at_work.broker = true;
        match &mut self.broker {
            Some(broker) => broker.on_request(&mut cx!(self, work), &self.image, asked, body),
            None => close(work, &asked),
        }
    }

    fn on_controller_request(&mut self, work: &mut Work<'_>, asked: Asked, body: Request) {
        work.at_work.quorum = true;
        let (asked, body) = match body {
            Request::Envelope(envelope) => match envelope::unwrap(&mut cx!(self, work), asked, &envelope) {
                Some(inner) => inner,
                None => return,
            },
            body => (asked, body),
        };
        let rest = self.raft.on_request(&mut cx!(self, work), asked, body);
        let Some((asked, body)) = rest else { return };
        match (&mut self.controller, body) {
            (Some(_), Request::DescribeConfigs(body)) => {
                let answer = crate::broker::configs::describe(&self.config, &self.image, &body);
                cx!(self, work).answer(&asked, answer);
            }
            (Some(_), Request::DescribeCluster(body)) => {
                let answer = crate::broker::cluster::describe_controllers(
                    &cx!(self, work),
                    &self.raft,
                    &self.image,
                    &body,
                );
                cx!(self, work).answer(&asked, answer);
            }
            (Some(controller), body) => {
                let mut cx = cx!(self, work);
                if let Some((asked, _)) = controller.on_request(&mut cx, &mut self.raft, asked, body) {
                    close(work, &asked);
                }
            }
            (None, _) => close(work, &asked),
        }
    }

    fn on_closed(&mut self, conn: ConnId) {
        self.open.leave(conn);
        self.connections.on_closed(conn);
        self.held.retain(|(asked, _)| asked.conn != conn);
        self.raft.on_closed(conn);
        if let Some(controller) = &mut self.controller {
            controller.on_closed(conn);
        }
        if let Some(broker) = &mut self.broker {
            broker.on_closed(conn);
        }
    }

    fn on_time(&mut self, work: &mut Work<'_>) {
        let late = self.links.due(work.now, work.effects);
        work.settled.extend(late);
        self.rest.wake(work.now.at, &mut work.at_work);
        if work.at_work.quorum {
            self.raft.on_time(&mut cx!(self, work));
            if let Some(controller) = &mut self.controller {
                let mut cx = cx!(self, work);
                controller.on_time(&mut cx, &mut self.raft);
            }
        }
        if let Some(registration) = self.registration.as_mut().filter(|_| work.at_work.quorum) {
            registration.on_time(&mut cx!(self, work), &self.image);
        }
        if let Some(broker) = self.broker.as_mut().filter(|_| work.at_work.broker) {
            broker.on_time(&mut cx!(self, work), &self.image);
        }
    }
}

/// Closes a connection that asked for what is not served here.
fn close(work: &mut Work<'_>, asked: &Asked) {
    work.effects.push(Effect::Close { conn: asked.conn, why: CloseReason::Unsupported });
}

impl<D: Disk> Machine for Node<D> {
    fn handle(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) {
        if self.phase == Phase::Ended {
            return;
        }
        let before = effects.len();
        let mut work = Work { now, effects, settled: Vec::new(), at_work: AtWork::default() };
        match input {
            Input::Started => self.start(&mut work),
            Input::Opened { conn, peer } => self.on_opened(&mut work, conn, peer),
            Input::Request { conn, request, header, body } => {
                self.on_arrived(&mut work, conn, (request, header, body));
            }
            Input::Closed { conn } => {
                work.at_work = AtWork::ALL;
                self.on_closed(conn);
            }
            Input::Linked { link } => self.links.linked(link, work.effects),
            Input::Response { link, call, body } => {
                let settled = self.links.response(link, call, body, work.effects);
                work.settled.extend(settled);
            }
            Input::Lost { link, why } => work.settled.extend(self.links.lost(link, why)),
            Input::Terminate => self.terminate(&mut work),
            Input::Loaded { read, data } => {
                work.at_work.broker = true;
                if let Some(broker) = &mut self.broker {
                    broker.on_loaded(&mut cx!(self, work), &self.image, read, data);
                }
            }
            // Nobody types into a node.
            Input::Wake | Input::Typed(_) | Input::Interrupt => {}
        }
        self.connections.on_time(now.at, work.effects);
        self.admit(&mut work);
        if let Some(broker) = &mut self.broker {
            broker.load(&mut cx!(self, work));
        }
        self.on_time(&mut work);
        self.settle(&mut work);
        self.serve_held(&mut work);
        let at_work = work.at_work;
        self.note_rest(at_work);
        let Some(made) = work.effects.get_mut(before..) else { return };
        if let Some(broker) = &mut self.broker {
            broker.throttle(now.at, &self.image, made);
        }
        self.note_closed(made);
    }

    fn wake_at(&self) -> Option<Instant> {
        let leaving = match self.phase {
            Phase::Leaving(at) => Some(at),
            Phase::Ended => return None,
            Phase::Running | Phase::Stopping => None,
        };
        let rooms =
            [self.links.wake_at(), self.rest.wake_at(), self.connections.wake_at(), self.open.wake_at()];
        rooms.into_iter().chain([leaving]).flatten().min()
    }
}

impl<D: Disk> Node<D> {
    /// What is needed to answer a request later; `None` if its connection is not known any more.
    fn asked(
        &mut self,
        at: Instant,
        conn: ConnId,
        request: partita_machine::RequestId,
        header: RequestHeader,
        body: &Request,
    ) -> Option<Asked> {
        let api: ApiKey = body.api_key();
        Some(Asked {
            conn,
            request,
            api,
            version: header.api_version,
            client_id: header.client_id,
            peer: self.open.heard(at, conn)?.clone(),
            enveloped: None,
        })
    }
}
