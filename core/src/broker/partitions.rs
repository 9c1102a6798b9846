//! Requests about records, of clients and followers, and the replicas they are about.
//!
//! A request is answered at once or waits in a table ([`Waits`]) for a partition to change; [`Partitions::progress`] looks
//! at exactly those that wait for what has changed.

use alloc::collections::BTreeSet;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{ConnId, Failure, Instant, Name};
use partita_wire::{ErrorCode, Request, Response, Uuid};

use crate::config::NodeConfig;
use crate::cx::{Asked, Cx};
use crate::image::{BrokerImage, Image};
use crate::node::Reply;
use crate::replica::Replicas;
use crate::wait::Waits;

use super::delete_records::DeleteWait;
use super::fetch::FetchWait;
use super::fetch_load::FetchLoads;
use super::fetch_session::Sessions;
use super::produce::ProduceWait;
use super::throttle::Throttle;

/// The partitions of a broker and who waits for them.
#[derive(Clone, Debug)]
pub(crate) struct Partitions {
    pub(crate) replicas: Replicas,
    pub(super) produce_waits: Waits<ProduceWait>,
    pub(super) fetch_waits: Waits<Arc<FetchWait>>,
    pub(super) fetch_loads: FetchLoads,
    pub(super) delete_waits: Waits<DeleteWait>,
    pub(super) sessions: Sessions,
    pub(super) throttle: Throttle,
}

impl Partitions {
    /// No partition yet.
    pub(crate) fn new(config: &NodeConfig) -> Self {
        Self {
            replicas: Replicas::new(config),
            produce_waits: Waits::default(),
            fetch_waits: Waits::default(),
            fetch_loads: FetchLoads::default(),
            delete_waits: Waits::default(),
            sessions: Sessions::new(config),
            throttle: Throttle::new(config),
        }
    }

    /// Reads what an earlier life left on the disk.
    pub(crate) fn start(&mut self, cx: &mut Cx<'_>, clean: BTreeSet<u32>) {
        self.replicas.start(cx, clean);
    }

    /// Takes a request of this room. Any other is given back.
    pub(crate) fn on_request(
        &mut self,
        cx: &mut Cx<'_>,
        image: &Arc<Image>,
        asked: Asked,
        body: Request,
    ) -> Option<(Asked, Request)> {
        match body {
            Request::Produce(request) => self.on_produce(cx, image, asked, request),
            Request::Fetch(request) => self.on_fetch(cx, image, asked, request),
            Request::ListOffsets(request) => self.on_list_offsets(cx, &asked, request),
            Request::OffsetForLeaderEpoch(request) => self.on_offset_for_leader_epoch(cx, &asked, request),
            Request::DeleteRecords(request) => self.on_delete_records(cx, asked, request),
            other => return Some((asked, other)),
        }
        None
    }

    /// The metadata has changed. `broker_epoch` is that of this incarnation's registration; -1 before it is known.
    pub(crate) fn on_image(&mut self, cx: &mut Cx<'_>, image: &Arc<Image>, broker_epoch: i64) {
        if !self.replicas.knows_brokers_of(image) {
            // Who may fetch depends on registrations.
            self.sessions.stir(&mut self.replicas);
        }
        self.replicas.on_image(cx, image, broker_epoch);
    }

    /// A call of this room has ended.
    pub(crate) fn on_reply(&mut self, cx: &mut Cx<'_>, reply: Reply, outcome: Result<Response, Failure>) {
        match reply {
            Reply::Fetcher(call) => self.replicas.on_fetcher_reply(cx, call, outcome),
            Reply::Offers(call) => self.replicas.on_offers_reply(cx, call, outcome),
            Reply::Assignments(number) => self.replicas.on_assignments_reply(cx, number, outcome),
            _ => {}
        }
    }

    /// A connection is gone: nobody waits for its answers.
    pub(crate) fn on_closed(&mut self, conn: ConnId) {
        self.throttle.on_closed(conn);
        self.produce_waits.forget(conn);
        for (wait, fetch) in self.fetch_waits.forget(conn) {
            self.sessions.waits_no_more(fetch.usage, wait);
        }
        self.fetch_loads.forget(conn);
        self.delete_waits.forget(conn);
    }

    /// Ends waits whose time is over, and does what is due by the clock.
    pub(crate) fn on_time(&mut self, cx: &mut Cx<'_>, image: &Arc<Image>) {
        self.expire_produce(cx, image);
        self.expire_fetch(cx, image);
        self.expire_delete_records(cx);
        self.replicas.on_time(cx);
    }

    /// Answers requests whose wait is over, and sends what is due to leaders and to the controller. To be called after
    /// every input, until it says that nothing has changed.
    pub(crate) fn progress(&mut self, cx: &mut Cx<'_>, image: &Arc<Image>, broker_epoch: i64) -> bool {
        if !self.replicas.is_active() {
            self.on_image(cx, image, broker_epoch);
        }
        let changed = self.replicas.drain_changed();
        for partition in &changed {
            self.retry_produce(cx, image, self.produce_waits.of(partition));
            self.sessions.note_change(&mut self.replicas, partition);
            self.retry_fetch(cx, image, partition);
            self.retry_delete_records(cx, self.delete_waits.of(partition));
            self.replicas.after_change(cx, partition);
        }
        self.replicas.drive(cx);
        !changed.is_empty()
    }

    /// When [`Partitions::on_time`] has something to do.
    pub(crate) fn wake_at(&self) -> Option<Instant> {
        let waits = [self.produce_waits.wake_at(), self.fetch_waits.wake_at(), self.delete_waits.wake_at()];
        waits.into_iter().chain([self.replicas.wake_at()]).flatten().min()
    }
}

/// The topic that a request means, by name or by id.
pub(super) fn topic_name(image: &Image, by_id: bool, name: &str, id: Uuid) -> Result<Name, ErrorCode> {
    if by_id {
        image.topics.get(&id).map(|topic| topic.name.clone()).ok_or(ErrorCode::UnknownTopicId)
    } else {
        image.topic(name).map(|topic| topic.name.clone()).ok_or(ErrorCode::UnknownTopicOrPartition)
    }
}

/// Where those brokers are, each once.
pub(super) fn endpoints(image: &Image, mut ids: Vec<i32>) -> impl Iterator<Item = &BrokerImage> {
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().filter_map(|id| image.alive(id).map(|broker| &**broker))
}
