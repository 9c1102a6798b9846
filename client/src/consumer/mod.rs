//! The consumer: membership in a group, positions, fetches, commits.
//!
//! As Java's consumer does its work inside `poll`, this one joins, fetches and commits by itself only while its application
//! is in [`Consumer::poll`]; heartbeats go on beside the application. So an application that works for too long is seen by
//! the group exactly as with Java's.

mod access;
mod answer;
pub mod assignors;
mod commit;
mod coordinator;
mod fetch_session;
mod fetcher;
mod join;
mod membership;
mod modern;
mod offsets;
mod positions;
mod protocol;
mod read_replica;
mod reader;
mod share;
mod subscribe;
mod validate;
mod view;

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::{Effect, Input, Instant, Name, Now, Rng};
use partita_wire::ErrorCode;

pub use commit::CommitId;
pub use positions::{ConsumerRecord, Place};
pub use protocol::{Had, ProtocolError, Subscription, decode_assignment, encode_assignment};

use answer::Reply;
use commit::Commits;
use fetch_session::FetchSession;
use membership::Membership;
use positions::{Positions, Stage, Tracked};
use subscribe::Matching;

use crate::error::ClientError;
use crate::metadata::Metadata;
use crate::net::Net;
use crate::settings::ConsumerSettings;

/// What the application wants to read.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Wanted {
    Nothing,
    /// Partitions that the group gives, of these topics.
    Topics(BTreeSet<Name>),
    /// Partitions that the group gives, of topics that the coordinator finds by this expression.
    Expression(String),
    /// These partitions, without a group.
    Partitions,
}

/// How far closing has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closing {
    No,
    /// Waits for the last commits, at most until this moment.
    Committing(Instant),
    /// Waits for the answer to LeaveGroup, at most until this moment.
    Leaving(Instant),
    Closed,
}

/// How long closing may take: Java's default.
const CLOSE_TIMEOUT_MS: u64 = 30_000;

/// A consumer.
#[derive(Clone, Debug)]
pub struct Consumer {
    settings: ConsumerSettings,
    net: Net<Reply>,
    wanted: Wanted,
    matching: Option<Matching>,
    positions: Positions,
    membership: Membership,
    commits: Commits,
    /// Partitions in the order in which their records came, for handing out.
    arrived: Vec<Place>,
    /// Brokers with a fetch under way.
    fetching: BTreeSet<i32>,
    /// What each broker remembers of what was asked of it.
    fetch_sessions: BTreeMap<i32, FetchSession>,
    /// OffsetFetch is under way.
    fetching_committed: bool,
    /// The application is in `poll`.
    polling: bool,
    closing: Closing,
    error: Option<ClientError>,
    /// The latest moment it was told of.
    seen: Instant,
    revision: u64,
}

impl Consumer {
    /// A consumer that reads nothing yet.
    #[must_use]
    pub fn new(settings: ConsumerSettings, rng: Rng) -> Self {
        let auto_create = settings.allow_auto_create_topics;
        Self {
            net: Net::new(settings.common.clone(), auto_create, rng),
            settings,
            wanted: Wanted::Nothing,
            matching: None,
            positions: Positions::new(),
            membership: Membership::new(),
            commits: Commits::new(),
            arrived: Vec::new(),
            fetching: BTreeSet::new(),
            fetch_sessions: BTreeMap::new(),
            fetching_committed: false,
            polling: false,
            closing: Closing::No,
            error: None,
            seen: Instant(0),
            revision: 0,
        }
    }

    /// Its settings.
    #[must_use]
    pub fn settings(&self) -> &ConsumerSettings {
        &self.settings
    }

    /// What it knows of the cluster.
    #[must_use]
    pub fn metadata(&self) -> &Metadata {
        &self.net.metadata
    }

    /// Reads every partition of these topics, as their number is once the metadata is there: for
    /// [`Consumer::assign`] without knowing it.
    #[must_use]
    pub fn partitions_of(&self, topic: &str) -> Option<Vec<Place>> {
        let found = self.net.metadata.topic(topic)?;
        Some(found.partitions.keys().map(|&partition| (Name::from(topic), partition)).collect())
    }

    /// Asks for the metadata of a topic that is not read yet.
    pub fn learn(&mut self, topic: &Name) {
        self.net.want_topic(topic);
    }

    /// Why there is no metadata of a topic, if a broker said so.
    #[must_use]
    pub fn topic_error(&self, topic: &str) -> Option<ErrorCode> {
        self.net.metadata.topics.get(topic)?.error
    }

    /// The application is in `poll`: gives at most `max.poll.records`, and then it is in `poll` no more. While nothing is
    /// there it stays in `poll`; ask again after each input.
    pub fn poll(&mut self, now: Now, effects: &mut Vec<Effect>) -> Vec<ConsumerRecord> {
        if self.closing != Closing::No {
            return Vec::new();
        }
        self.polling = true;
        self.membership.polled(now);
        self.advance(now, effects);
        let records = self.take_records();
        if !records.is_empty() {
            // The next fetches go out before the application works on these records.
            self.send_fetches(now, effects);
            self.advance(now, effects);
            self.polling = false;
            self.revision += 1;
        }
        records
    }

    /// The application leaves `poll` without records: its time-out is over.
    pub fn leave_poll(&mut self, now: Now) {
        self.polling = false;
        self.membership.polled(now);
    }

    /// Takes an input that is about its links or the time.
    pub fn handle(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) {
        self.net.input(now, input, effects);
        self.advance(now, effects);
    }

    /// An error that the next `poll` of Java's consumer would throw.
    pub fn take_error(&mut self) -> Option<ClientError> {
        self.error.take()
    }

    /// Commits if it commits by itself, leaves the group, closes its links.
    pub fn close(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.closing != Closing::No {
            return;
        }
        self.polling = false;
        self.closing = Closing::Committing(now.at.after_ms(CLOSE_TIMEOUT_MS));
        if self.settings.auto_commit {
            self.commit_last(now);
        }
        self.advance(now, effects);
    }

    /// Whether it was closed and all is done.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.closing == Closing::Closed
    }

    /// When it wants a [`Input::Wake`].
    #[must_use]
    pub fn wake_at(&self) -> Option<Instant> {
        let closing = match self.closing {
            Closing::Closed => return None,
            Closing::Committing(until) | Closing::Leaving(until) => Some(until),
            Closing::No => None,
        };
        let partitions = self
            .positions
            .values()
            .filter(|tracked| self.polling && tracked.not_before > self.seen)
            .map(|tracked| tracked.not_before)
            .min();
        let own = [closing, partitions, self.membership_wake_at(), self.commits_wake_at()];
        own.into_iter().flatten().filter(|&at| at > self.seen).chain(self.net.wake_at()).min()
    }

    /// Does what can be done now.
    fn advance(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.closing == Closing::Closed {
            return;
        }
        self.seen = now.at;
        loop {
            while let Some(ended) = self.net.next_ended(now) {
                self.answered(now, ended, effects);
            }
            self.match_topics();
            self.advance_membership(now, effects);
            self.send_commits(now, effects);
            if self.polling {
                self.auto_commit(now, effects);
                self.find_positions(now, effects);
                // While records wait for the application it will take them next, and then more is asked for at once.
                if !self.has_records() {
                    self.doubt_positions();
                    self.ask_ends_of_epochs(now, effects);
                    self.send_fetches(now, effects);
                }
            }
            self.advance_closing(now, effects);
            self.net.drive(now, effects);
            if !self.net.has_ended() {
                return;
            }
        }
    }

    fn advance_closing(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if let Closing::Committing(until) = self.closing
            && (self.commits.is_empty() || until <= now.at)
        {
            self.drop_partitions(effects);
            let leaves = self.leave(now, "the consumer is being closed", effects);
            self.closing = if leaves { Closing::Leaving(until) } else { Closing::Closed };
        }
        if let Closing::Leaving(until) = self.closing
            && until <= now.at
        {
            self.closing = Closing::Closed;
        }
        if self.closing == Closing::Closed {
            self.net.hang_all(effects);
            self.revision += 1;
        }
    }

    /// Reads exactly these partitions from now on; what was known of one that stays is kept.
    fn set_partitions(&mut self, partitions: &[Place], generation: i32) {
        let stage = match (&self.settings.group_id, self.reset_stage()) {
            (Some(_), _) => Stage::NeedsCommitted,
            (None, stage) => stage,
        };
        let mut before = core::mem::take(&mut self.positions);
        for place in partitions {
            let tracked = before.remove(place).unwrap_or_else(|| Tracked::new(stage, generation));
            self.positions.insert(place.clone(), tracked);
        }
        self.arrived.retain(|place| self.positions.contains_key(place));
        self.revision += 1;
    }

    fn has_records(&self) -> bool {
        let mut arrived = self.arrived.iter().filter_map(|place| self.positions.get(place));
        arrived.any(Tracked::is_readable)
    }

    /// Hands out records that have come, at most `max.poll.records`.
    fn take_records(&mut self) -> Vec<ConsumerRecord> {
        let max = usize::try_from(self.settings.max_poll_records).unwrap_or(usize::MAX);
        let mut records = Vec::new();
        let mut left = Vec::new();
        for place in core::mem::take(&mut self.arrived) {
            let Some(tracked) = self.positions.get_mut(&place) else { continue };
            if tracked.is_readable() && records.len() < max {
                records.extend(tracked.take(max - records.len()));
            }
            if !tracked.buffer.is_empty() {
                left.push(place);
            }
        }
        self.arrived = left;
        records
    }

    /// Positions of everything that has one: what a commit without offsets commits.
    fn consumed(&self) -> BTreeMap<Place, (i64, i32)> {
        let ready = self.positions.iter().filter(|(_, tracked)| tracked.stage == Stage::Ready);
        ready.map(|(place, tracked)| (place.clone(), (tracked.position, tracked.position_epoch))).collect()
    }
}
