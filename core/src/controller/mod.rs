//! What the active controller decides. It acts on an image of everything it has appended, committed or not; answers
//! leave when what they tell is committed. Losing the leadership of the metadata log drops the image with whatever was
//! not committed, and refuses what still waits.
//!
//! `decide.rs` has a request come to its decision. Each other file decides one kind of thing: `registry.rs` brokers, `topics.rs` and `partitions.rs`, `in_sync.rs`
//! (AlterPartition), `reassign.rs`, `elect.rs` and `election.rs` leaders, `configs.rs`, `quotas.rs`, `features.rs`, `placement.rs`.

mod bootstrap;
mod broker_configs;
mod configs;
mod decide;
mod deletion;
mod directories;
mod elect;
mod election;
mod events;
mod features;
mod in_sync;
mod mutations;
mod partitions;
mod placement;
mod quotas;
mod reassign;
mod refusal;
mod registration;
mod registry;
mod topics;

use alloc::collections::VecDeque;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{ConnId, Instant};
use partita_wire::MetadataRecord;
use partita_wire::{ErrorCode, Request, Response};

use crate::cx::{Asked, Cx};
use crate::image::Image;
use crate::raft::Raft;

use decide::serves;

pub(crate) use directories::{assigns_directories, has_cordons, has_online_directory};
pub(crate) use events::tell;
use mutations::Mutations;
pub(crate) use refusal::{refusal, refuse};
pub(crate) use registration::Registration;
use registry::Sessions;

/// The controller of a node with that role: active, or standing by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Controller {
    active: Option<Active>,
}

/// A term of the active controller.
#[derive(Clone, Debug)]
struct Active {
    /// The quorum's epoch of the term.
    epoch: i32,
    /// Everything that was appended, committed or not.
    image: Arc<Image>,
    sessions: Sessions,
    mutations: Mutations,
    /// Answers, each to leave when this offset is committed. Offsets only grow.
    deferred: VecDeque<(i64, Asked, Response)>,
    rebalance_at: Instant,
    unclean_at: Instant,
    /// When a record is appended that says nothing, so that the log moves on.
    idle_at: Instant,
}

/// A decision: what to append, and what to answer once that is committed.
struct Decision {
    records: Vec<MetadataRecord>,
    /// A `kraft.version` to finalize: that is the quorum's own record.
    kraft_version: Option<i16>,
    answer: Response,
}

impl Decision {
    fn new(records: Vec<MetadataRecord>, answer: impl Into<Response>) -> Self {
        Self { records, kraft_version: None, answer: answer.into() }
    }

    /// The same, telling how long its client is throttled.
    fn throttled(mut self, throttle_ms: i32) -> Self {
        match &mut self.answer {
            Response::CreateTopics(answer) => answer.throttle_time_ms = throttle_ms,
            Response::DeleteTopics(answer) => answer.throttle_time_ms = throttle_ms,
            Response::CreatePartitions(answer) => answer.throttle_time_ms = throttle_ms,
            _ => {}
        }
        self
    }
}

/// An error with the text that goes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) code: ErrorCode,
    pub(crate) message: alloc::string::String,
}

impl Refused {
    pub(crate) fn new(code: ErrorCode, message: impl Into<alloc::string::String>) -> Self {
        Self { code, message: message.into() }
    }
}

impl From<ErrorCode> for Refused {
    /// With Kafka's own text for the code.
    fn from(code: ErrorCode) -> Self {
        Self::new(code, code.message())
    }
}

impl Controller {
    /// Becomes active or ceases to be, as the quorum has it.
    pub(crate) fn on_quorum(&mut self, cx: &mut Cx<'_>, raft: &mut Raft, committed: &Arc<Image>) {
        let lost =
            self.active.as_ref().is_some_and(|active| !raft.is_leader() || active.epoch != raft.epoch());
        if lost && let Some(active) = self.active.take() {
            for (_, asked, _) in active.deferred {
                refuse(cx, &asked, ErrorCode::NotController);
            }
        }
        if self.active.is_none() && raft.leads_settled() && committed.offset + 1 == raft.end() {
            self.activate(cx, raft, committed);
        }
    }

    fn activate(&mut self, cx: &mut Cx<'_>, raft: &mut Raft, committed: &Arc<Image>) {
        let check_ms = balance_check_ms(cx);
        let mut active = Active {
            epoch: raft.epoch(),
            image: committed.clone(),
            sessions: Sessions::default(),
            mutations: Mutations::default(),
            deferred: VecDeque::new(),
            rebalance_at: cx.now.at.after_ms(check_ms),
            unclean_at: cx.now.at.after_ms(interval_ms(cx, "unclean.leader.election.interval.ms", 300_000)),
            idle_at: cx.now.at,
        };
        active.sessions.begin(cx.now.at, &active.image);
        if active.image.features.is_empty() {
            active.append(cx, raft, &bootstrap::records());
        }
        active.rest(cx);
        self.active = Some(active);
    }

    /// Whether this is the active controller.
    pub(crate) fn is_active(&self) -> bool {
        self.active.is_some()
    }

    /// A request to the controllers' listener that is none of the quorum's own. Gives it back if it is not served.
    pub(crate) fn on_request(
        &mut self,
        cx: &mut Cx<'_>,
        raft: &mut Raft,
        asked: Asked,
        body: Request,
    ) -> Option<(Asked, Request)> {
        if !serves(&body) {
            return Some((asked, body));
        }
        match &mut self.active {
            Some(active) => active.decide(cx, raft, asked, body),
            None => {
                match refusal(&asked, &body, ErrorCode::NotController).filter(|_| asked.enveloped.is_none()) {
                    Some(answer) => cx.answer(&asked, answer),
                    None => refuse(cx, &asked, ErrorCode::NotController),
                }
            }
        }
        None
    }

    /// Answers what waited for offsets that are committed now.
    pub(crate) fn on_committed(&mut self, cx: &mut Cx<'_>, high_watermark: i64) {
        let Some(active) = &mut self.active else { return };
        while active.deferred.front().is_some_and(|(offset, ..)| *offset < high_watermark) {
            if let Some((_, asked, answer)) = active.deferred.pop_front() {
                cx.answer(&asked, answer);
            }
        }
    }

    /// What the time brings: sessions that ended, elections by the clock.
    pub(crate) fn on_time(&mut self, cx: &mut Cx<'_>, raft: &mut Raft) {
        if let Some(active) = &mut self.active {
            active.on_time(cx, raft);
        }
    }

    /// When [`Controller::on_time`] has something to do.
    pub(crate) fn wake_at(&self, config: &crate::config::NodeConfig) -> Option<Instant> {
        let active = self.active.as_ref()?;
        let session = active.sessions.next_expiry(registry::session_ms(config));
        Some(
            [Some(active.rebalance_at), Some(active.unclean_at), Some(active.idle_at), session]
                .into_iter()
                .flatten()
                .min()
                .unwrap_or(active.idle_at),
        )
    }

    /// Forgets answers for a connection that is gone.
    pub(crate) fn on_closed(&mut self, conn: ConnId) {
        if let Some(active) = &mut self.active {
            active.deferred.retain(|(_, asked, _)| asked.conn != conn);
        }
    }
}

fn balance_check_ms(cx: &Cx<'_>) -> u64 {
    interval_ms(cx, "leader.imbalance.check.interval.seconds", 300).saturating_mul(1_000)
}

fn interval_ms(cx: &Cx<'_>, name: &str, default: i64) -> u64 {
    u64::try_from(cx.config.number(name, default)).unwrap_or(0).max(1)
}

impl Active {
    /// Appends records and adds them to the image. `false` where this node no longer leads.
    fn append(&mut self, cx: &mut Cx<'_>, raft: &mut Raft, records: &[MetadataRecord]) -> bool {
        let Ok(last) = raft.append(cx, records) else { return false };
        let image = Arc::make_mut(&mut self.image);
        for record in records {
            image.apply(record);
        }
        image.offset = last;
        self.rest(cx);
        true
    }

    /// Counts the time without a record from now on.
    fn rest(&mut self, cx: &Cx<'_>) {
        self.idle_at = cx.now.at.after_ms(interval_ms(cx, "metadata.max.idle.interval.ms", 500));
    }

    fn on_time(&mut self, cx: &mut Cx<'_>, raft: &mut Raft) {
        let now = cx.now.at;
        // One at a time, so that each decision sees what the one before brought about.
        while let Some((broker, epoch)) = self.sessions.take_expired(now, registry::session_ms(cx.config)) {
            // A life that another one has followed is no concern of anybody; one that is fenced already is fenced again, as in Kafka.
            if self.check_broker_epoch(broker, epoch).is_err() {
                continue;
            }
            let records = self.fence(cx, broker);
            if !self.append(cx, raft, &records) {
                return;
            }
        }
        if self.rebalance_at <= now {
            self.rebalance_at = now.after_ms(balance_check_ms(cx));
            if cx.config.flag("auto.leader.rebalance.enable", true) {
                let records = self.rebalance(cx);
                if self.append(cx, raft, &records) && elect::may_be_more(&records) {
                    self.rebalance_at = now;
                }
            }
        }
        if self.unclean_at <= now {
            self.unclean_at = now.after_ms(interval_ms(cx, "unclean.leader.election.interval.ms", 300_000));
            let records = self.elect_uncleanly(cx);
            if self.append(cx, raft, &records) && elect::may_be_more(&records) {
                self.unclean_at = now;
            }
        }
        if self.idle_at <= now {
            self.append(cx, raft, &[MetadataRecord::NoOp(Default::default())]);
            self.rest(cx);
        }
    }
}
