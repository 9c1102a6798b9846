//! A coordinator without a node, for tests: one shard over a log in memory, and clients that ask it by hand.

mod asks;
mod paper;

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{ConnId, Instant, Listener, Now, Peer, RequestId, Rng};
use partita_wire::{ApiKey, Response};

use super::group::assign::ServerAssignor;
use super::group::classic::Group;
use super::group::settings::Settings;
use super::group::{GroupState, GroupStep};
use super::runtime::Runtime;
use super::step::Caller;
use crate::cx::Asked;

pub(crate) use self::paper::Paper;

/// The group of most tests.
pub(crate) const G: &str = "g";
/// The partition it lives on.
pub(crate) const PARTITION: i32 = 42;

/// Name and metadata of protocols.
pub(crate) type Protocols = Vec<(&'static str, &'static [u8])>;

/// Answers by the number of their request.
pub(crate) type Answers = BTreeMap<u64, Response>;

/// A shard, its log, and somebody who asks.
#[derive(Clone, Debug)]
pub(crate) struct Bench {
    pub(crate) runtime: Runtime<GroupState>,
    pub(crate) paper: Paper,
    last_request: u64,
}

/// What a JoinGroup says, with what most tests say.
#[derive(Clone, Debug)]
pub(crate) struct Joining {
    pub(crate) version: i16,
    pub(crate) client: &'static str,
    pub(crate) member: String,
    pub(crate) instance: Option<&'static str>,
    pub(crate) kind: &'static str,
    pub(crate) protocols: Protocols,
    pub(crate) session_ms: i32,
    pub(crate) rebalance_ms: i32,
}

impl Default for Joining {
    fn default() -> Self {
        Self {
            version: 9,
            client: "c",
            member: String::new(),
            instance: None,
            kind: "consumer",
            protocols: alloc::vec![("range", b"r")],
            session_ms: 10_000,
            rebalance_ms: 60_000,
        }
    }
}

/// Kafka's defaults, but for the interval between assignments.
pub(crate) fn settings() -> Settings {
    Settings {
        group_min_session_timeout_ms: 6_000,
        group_max_session_timeout_ms: 1_800_000,
        group_initial_rebalance_delay_ms: 3_000,
        group_max_size: usize::MAX,
        image: Arc::default(),
        topics_came_at: -1,
        group_consumer_regex_refresh_interval_ms: 600_000,
        upgrades: true,
        downgrades: true,
        // Kafka keeps a target for a second; most tests look at what comes after.
        group_consumer_assignment_interval_ms: 0,
        group_consumer_assignment_interval_bounds: (0, 15_000),
        group_consumer_assignment_interval_set: None,
        node_id: 1,
        group_consumer_assignors: ServerAssignor::ALL.to_vec(),
        group_consumer_heartbeat_interval_ms: 5_000,
        group_consumer_session_timeout_ms: 45_000,
        group_consumer_max_size: usize::MAX,
        offset_metadata_max_bytes: 4_096,
        offsets_retention_ms: 10_080 * 60_000,
        offsets_retention_check_interval_ms: 600_000,
        waits_for_the_gone: false,
        expires_by_commit: false,
    }
}

impl Bench {
    /// A shard that has loaded its empty partition, with Kafka's defaults.
    pub(crate) fn new() -> Self {
        Self::with(settings())
    }

    /// The same with other settings.
    pub(crate) fn with(settings: Settings) -> Self {
        let paper = Paper {
            now: Now { at: Instant(1_000_000), wall_ms: 1_700_000_000_000 },
            rng: Rng::new(1),
            log: Vec::new(),
            hold: false,
            high_watermark: 0,
            refuse: None,
            raw: Default::default(),
            unreadable: false,
            answers: Answers::new(),
            events: Vec::new(),
        };
        let mut bench = Self { runtime: Runtime::new(settings, 5_000), paper, last_request: 0 };
        bench.lead();
        bench
    }

    /// The shard's node leads, and loads all there is.
    pub(crate) fn lead(&mut self) {
        self.runtime.lead(&mut self.paper, PARTITION, true);
        while self.runtime.is_loading() {
            self.runtime.progress(&mut self.paper);
        }
    }

    /// The shard moves to a node that knows only the log.
    pub(crate) fn moved(&mut self, settings: Settings) -> Self {
        let mut other = Self::with(settings);
        other.paper = Paper { answers: Answers::new(), events: Vec::new(), ..self.paper.clone() };
        other.last_request = self.last_request + 1_000;
        self.runtime.lead(&mut self.paper, PARTITION, false);
        other.runtime.lead(&mut other.paper, PARTITION, false);
        other.lead();
        other
    }

    /// Time passes, millisecond by millisecond where something is due.
    pub(crate) fn pass(&mut self, ms: u64) {
        let end = self.paper.now.at.after_ms(ms);
        while let Some(due) = self.runtime.wake_at().filter(|&at| at <= end) {
            self.set_clock(due.max(self.paper.now.at));
            self.runtime.on_time(&mut self.paper);
            self.runtime.progress(&mut self.paper);
        }
        self.set_clock(end);
    }

    fn set_clock(&mut self, at: Instant) {
        self.paper.now.wall_ms += at.ms_since(self.paper.now.at) as i64;
        self.paper.now.at = at;
    }

    /// Everything appended so far is committed.
    pub(crate) fn commit_all(&mut self) {
        self.paper.high_watermark = self.paper.log.len() as i64;
        self.runtime.progress(&mut self.paper);
    }

    /// The group of most tests.
    pub(crate) fn group(&self) -> Group {
        self.group_called(G).expect("the group exists")
    }

    /// A group.
    pub(crate) fn group_called(&self, id: &str) -> Option<Group> {
        let (_, state) = self.runtime.states().next()?;
        state.groups.get(id).map(|group| (**group).clone())
    }

    /// Kafka's name of the group's state.
    pub(crate) fn state(&self) -> &'static str {
        self.group().state.name()
    }

    /// Asks anything. Gives the number of the request.
    pub(crate) fn ask(
        &mut self,
        api: ApiKey,
        version: i16,
        client: &str,
        handler: impl FnOnce(&mut GroupState, &mut GroupStep<'_>, Caller),
    ) -> u64 {
        self.last_request += 1;
        let request = self.last_request;
        let asked = Asked {
            conn: ConnId(1),
            request: RequestId(request),
            api,
            version,
            client_id: Some(client.into()),
            peer: Peer {
                listener: Listener::Broker,
                host: "127.0.0.1".into(),
                principal: "User:ANONYMOUS".into(),
            },
            enveloped: None,
        };
        let served = self.runtime.run(&mut self.paper, PARTITION, |state, step| {
            handler(state, step, Caller::Client(asked));
        });
        assert_eq!(served, Ok(()));
        request
    }
}
