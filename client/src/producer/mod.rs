//! The producer: records in, batches out, each partition in order, every record with an outcome.
//!
//! [`Producer`] is told inputs and gives effects, as every machine does; it is no [`partita_machine::Machine`] itself
//! because somebody has to give it records: an application (see [`crate::app`]) or a tool.

mod accumulator;
mod admit;
mod answer;
mod batch;
mod murmur2;
mod partitioner;
mod sender;
mod sequences;
mod view;

use alloc::collections::{BTreeMap, VecDeque};
use alloc::vec::Vec;

use partita_machine::{Effect, Input, Instant, Name, Now, Rng};

pub use batch::{ProducerRecord, SendId};
pub use murmur2::{Murmur2Step, murmur2, murmur2_steps};
pub use partitioner::{Choice, RoundRobin, StickyPartitioner, partition_for_key};

use accumulator::Accumulator;
use answer::Reply;
use batch::Batch;
use sequences::{Place, Sequences};

use crate::error::ClientError;
use crate::net::Net;
use crate::settings::ProducerSettings;

/// Most records that wait for metadata or memory; Kafka's `send` would block its thread on the first.
pub const WAITING_RECORDS_MAX: usize = 65_536;

/// Most outcomes kept for a host that does not ask for them; then the oldest are forgotten.
pub const DELIVERIES_MAX: usize = 65_536;

/// What became of records that shared a batch, or of one that never got into one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Topic.
    pub topic: Name,
    /// Partition; -1 where none was chosen.
    pub partition: i32,
    /// The records, in their order.
    pub records: Vec<(SendId, ProducerRecord)>,
    /// The offset of the first (-1 with acks=0), or why they were given up.
    pub outcome: Result<i64, ClientError>,
}

/// A record that waits: nothing behind it goes ahead of it.
#[derive(Clone, Debug)]
struct Waiting {
    id: SendId,
    record: ProducerRecord,
    /// When it became the first that waits, and so began to be late.
    since: Option<Instant>,
}

/// A producer that has nothing to do before this moment.
#[derive(Clone, Copy, Debug)]
struct Rest {
    until: Option<Instant>,
}

/// A producer.
#[derive(Clone, Debug)]
pub struct Producer {
    settings: ProducerSettings,
    net: Net<Reply>,
    accumulator: Accumulator,
    waiting: VecDeque<Waiting>,
    /// Batches whose answer is still to come, oldest first.
    in_flight: BTreeMap<Place, Vec<Batch>>,
    /// When batches were created that were split and are in flight all the same: a bug of the museum.
    undead: Vec<Instant>,
    sequences: Sequences,
    /// InitProducerId: whether it is under way, and when it may be tried again.
    init_in_flight: bool,
    init_not_before: Instant,
    init_failures: u32,
    /// A mistake that ends this producer.
    fatal: Option<ClientError>,
    /// Records up to this one go without lingering.
    flush_up_to: SendId,
    /// The first waiting record waits for memory: batches go without lingering.
    out_of_memory: bool,
    closing: bool,
    closed: bool,
    /// The place after which the next request begins, so that none starves.
    drained_last: Option<Place>,
    /// The latest moment it was told of: what was due then is done, or waits for something else than time.
    seen: Instant,
    /// Set while there is nothing to send, unless an answer or a record brings it, before this moment.
    rest: Option<Rest>,
    next_id: u64,
    deliveries: VecDeque<Delivery>,
    acked: u64,
    failed: u64,
    revision: u64,
}

impl Producer {
    /// A producer that knows nobody yet.
    #[must_use]
    pub fn new(settings: ProducerSettings, rng: Rng) -> Self {
        Self {
            net: Net::new(settings.common.clone(), true, rng),
            settings,
            accumulator: Accumulator::new(),
            waiting: VecDeque::new(),
            in_flight: BTreeMap::new(),
            undead: Vec::new(),
            sequences: Sequences::default(),
            init_in_flight: false,
            init_not_before: Instant(0),
            init_failures: 0,
            fatal: None,
            flush_up_to: SendId(0),
            out_of_memory: false,
            closing: false,
            closed: false,
            drained_last: None,
            seen: Instant(0),
            rest: None,
            next_id: 0,
            deliveries: VecDeque::new(),
            acked: 0,
            failed: 0,
            revision: 0,
        }
    }

    /// Its settings.
    #[must_use]
    pub fn settings(&self) -> &ProducerSettings {
        &self.settings
    }

    /// Takes an input that is about its links or the time.
    pub fn handle(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) {
        if matches!(input, Input::Wake) && self.rests(now) {
            self.seen = now.at;
            return;
        }
        self.net.input(now, input, effects);
        self.advance(now, effects);
    }

    /// Gives a record to the producer. Its outcome comes later from [`Producer::take_deliveries`].
    pub fn send(
        &mut self,
        now: Now,
        record: ProducerRecord,
        effects: &mut Vec<Effect>,
    ) -> Result<SendId, ClientError> {
        self.check(&record)?;
        self.next_id += 1;
        let id = SendId(self.next_id);
        self.net.want_topic(&record.topic);
        let rests = self.waiting.is_empty() && self.rests(now);
        self.waiting.push_back(Waiting { id, record, since: None });
        if !rests {
            self.advance(now, effects);
            return Ok(id);
        }
        self.seen = now.at;
        self.unblock(now, effects);
        if !self.rests_on(now) {
            self.go_on(now, effects);
        }
        Ok(id)
    }

    /// Lets all records sent so far go without lingering.
    pub fn flush(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.flush_up_to = SendId(self.next_id);
        self.advance(now, effects);
    }

    /// Whether no record waits for its outcome.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.waiting.is_empty() && self.accumulator.is_empty() && self.in_flight.is_empty()
    }

    /// Whether `send` would block in Kafka: metadata or memory are missing.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Takes no more records, sends what there is, then closes its links.
    pub fn close(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.closing = true;
        self.advance(now, effects);
    }

    /// Whether it was closed and all is done.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// Outcomes since the last time.
    pub fn take_deliveries(&mut self) -> Vec<Delivery> {
        core::mem::take(&mut self.deliveries).into()
    }

    /// When it wants a [`Input::Wake`].
    #[must_use]
    pub fn wake_at(&self) -> Option<Instant> {
        if self.closed {
            return None;
        }
        let blocked = self.waiting.front().and_then(|first| first.since);
        let blocked = blocked.map(|since| since.after_ms(self.settings.max_block_ms));
        let sender = self.rest.map_or_else(|| self.sender_wake_at(), |rest| rest.until);
        [self.net.wake_at(), sender, blocked].into_iter().flatten().min()
    }

    /// Does what can be done now.
    fn advance(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.closed {
            return;
        }
        self.seen = now.at;
        self.take_answers(now, effects);
        self.unblock(now, effects);
        self.go_on(now, effects);
    }

    fn take_answers(&mut self, now: Now, effects: &mut Vec<Effect>) {
        while let Some(ended) = self.net.next_ended(now) {
            self.answered(now, ended, effects);
        }
    }

    /// Sends what is due, until nothing comes of it any more.
    fn go_on(&mut self, now: Now, effects: &mut Vec<Effect>) {
        loop {
            self.send_batches(now, effects);
            self.net.drive(now, effects);
            if !self.net.has_ended() {
                break;
            }
            self.take_answers(now, effects);
            self.unblock(now, effects);
        }
        if self.closing && self.is_idle() {
            self.closed = true;
            self.net.hang_all(effects);
        }
        self.accumulator.stirred = None;
        let may_rest = self.waiting.is_empty() && !self.closing;
        self.rest = may_rest.then(|| Rest { until: self.sender_wake_at() });
    }

    /// Whether nothing is due, for records or links.
    fn rests(&self, now: Now) -> bool {
        let is_later = |at: Option<Instant>| at.is_none_or(|at| at > now.at);
        self.rest.is_some_and(|rest| is_later(rest.until)) && is_later(self.net.wake_at())
    }

    /// Whether it still rests after it took a record: that only lingers.
    fn rests_on(&mut self, now: Now) -> bool {
        if !self.waiting.is_empty() || !self.rests(now) {
            return false;
        }
        let Some(place) = self.accumulator.stirred.take() else { return true };
        let (Some(leaves), Some(rest)) = (self.lingers_until(now, &place), &mut self.rest) else {
            return false;
        };
        rest.until = rest.until.into_iter().chain([leaves]).min();
        true
    }
}
