//! The quorum of controllers that keeps the metadata log (KRaft: KIP-595, KIP-996 pre-vote).
//!
//! Voters elect a leader; everybody else, brokers included, pulls the log from it with Fetch. What a majority has is
//! committed. A node without a vote is an observer: it follows, and never stands.
//!
//! `election.rs` has votes and terms of office, `leading.rs` what a leader does, `following.rs` how the log is pulled,
//! `serving.rs` and `serving/` the requests of others, `describe.rs` DescribeQuorum, `snapshotting.rs` and `snapshot.rs` snapshots.
//! `membership.rs` knows who votes at each point of the log, `voters.rs` changes that, `joining.rs` is the side of a node that
//! has something to tell of itself.

mod describe;
mod election;
mod following;
mod joining;
mod leading;
mod log;
mod membership;
mod messages;
mod quorum_state;
mod serving;
mod snapshot;
mod snapshotting;
#[cfg(test)]
mod tests;
mod told;
mod updating;
pub(crate) mod voter_set;
mod voters;

use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{Address, DiskError, Event, Failure, Instant};
use partita_view::QuorumRole;
use partita_wire::MetadataRecord;
use partita_wire::{Response, Uuid};

use crate::config::NodeConfig;
use crate::cx::Cx;
use crate::museum::Bug;

pub(crate) use log::Entry;
use log::MetadataLog;
use membership::Membership;
use quorum_state::QuorumState;
pub(crate) use snapshot::write_initial_voters;
pub(crate) use voter_set::CONTROLLER_LISTENER;
use voter_set::{Voter, VoterSet};

/// The topic of the metadata log.
pub(crate) const METADATA_TOPIC: &str = "__cluster_metadata";
/// Its id, the same in every cluster.
pub(crate) const METADATA_TOPIC_ID: Uuid = Uuid::from_halves(0, 1);

/// The metadata quorum as one node takes part in it.
#[derive(Clone, Debug)]
pub(crate) struct Raft {
    me: i32,
    /// Id of this node's directory.
    directory: Uuid,
    /// This node as a voter, if it can be one.
    own: Option<Voter>,
    membership: Membership,
    /// Where the leader listens, as it or others said.
    leader_address: Option<Address>,
    settings: Settings,
    cluster_id: Arc<str>,
    log: MetadataLog,
    state: QuorumState,
    role: Role,
    /// Elections that it lost since it last led or followed.
    lost_elections: u32,
    /// Offset up to which the log is committed, as far as this node knows.
    high_watermark: i64,
    /// Offset up to which committed batches were handed out.
    handed: i64,
    fetcher: following::Fetcher,
    snapshots: snapshotting::Snapshots,
    joining: joining::Joining,
    /// Fetches that wait for more log or a higher watermark.
    waits: Vec<leading::FetchWait>,
    started: bool,
    shutting_down: bool,
    /// Why the disk failed, if it did: a node without its log takes no further part.
    failed: Option<DiskError>,
    revision: u64,
}

/// Kafka's settings of the quorum, milliseconds.
#[derive(Clone, Copy, Debug)]
struct Settings {
    election_timeout_ms: u64,
    election_backoff_max_ms: u64,
    fetch_timeout_ms: u64,
    request_timeout_ms: u64,
    retry_backoff_ms: u64,
    /// `controller.quorum.fetch.max.bytes`: most bytes of the log that are asked for and answered at once.
    fetch_bytes_max: i32,
    /// `controller.quorum.auto.join.enable`.
    auto_join: bool,
}

/// A node's part in the quorum (KIP-595, KIP-996).
#[derive(Clone, Debug)]
enum Role {
    /// No leader is known. A voter stands for election at the deadline; an observer looks for a leader.
    Unattached { deadline: Instant },
    /// Asks whether it would win, without an epoch of its own.
    Prospective(Poll),
    /// Asks for votes.
    Candidate(Poll),
    /// Pulls from the leader, or stands for election at the deadline if it is a voter.
    Follower { deadline: Instant, fetched: bool },
    /// Leads.
    Leader(Box<leading::Leading>),
    /// Has given up leadership of this epoch; tells the others until they know or the deadline comes.
    Resigned { deadline: Instant, successors: Vec<i32>, untold: BTreeSet<i32> },
}

/// A vote under way.
#[derive(Clone, Debug, Default)]
struct Poll {
    granted: BTreeSet<i32>,
    refused: BTreeSet<i32>,
    /// When it is given up.
    deadline: Instant,
}

/// What an answer is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    Vote {
        to: i32,
        epoch: i32,
        pre_vote: bool,
    },
    Begin {
        to: i32,
        epoch: i32,
    },
    End {
        to: i32,
        epoch: i32,
    },
    Fetch {
        to: i32,
        epoch: i32,
    },
    FetchSnapshot {
        to: i32,
        epoch: i32,
    },
    /// What does the node support that is to be a voter?
    Versions {
        of: i32,
        epoch: i32,
    },
    Update {
        epoch: i32,
    },
    /// A node adds itself, or removes the voter that it was before its disk was replaced.
    Join,
}

/// The log cannot be written by this node now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotLeader;

impl Raft {
    pub(crate) fn new(config: &NodeConfig) -> Self {
        let ms = |name, default| u64::try_from(config.number(name, default)).unwrap_or(0);
        Self {
            me: config.node_id,
            directory: config.directory_id,
            own: config.is_controller.then(|| {
                Voter::at(&config.controller_address, config.directory_id, voter_set::KRAFT_VERSIONS)
            }),
            membership: Membership::new(VoterSet::configured(&config.voters), config.bootstrap.clone()),
            leader_address: None,
            settings: Settings {
                election_timeout_ms: ms("controller.quorum.election.timeout.ms", 1_000),
                election_backoff_max_ms: ms("controller.quorum.election.backoff.max.ms", 1_000),
                fetch_timeout_ms: ms("controller.quorum.fetch.timeout.ms", 2_000),
                request_timeout_ms: ms("controller.quorum.request.timeout.ms", 2_000),
                retry_backoff_ms: ms("controller.quorum.retry.backoff.ms", 20),
                fetch_bytes_max: i32::try_from(config.number("controller.quorum.fetch.max.bytes", 1 << 20))
                    .unwrap_or(i32::MAX)
                    .max(1),
                auto_join: config.flag("controller.quorum.auto.join.enable", false),
            },
            cluster_id: alloc::string::ToString::to_string(&config.cluster_id).into(),
            log: MetadataLog::new(ms("metadata.log.segment.bytes", 1 << 30)),
            state: QuorumState::default(),
            role: Role::Unattached { deadline: Instant::default() },
            lost_elections: 0,
            high_watermark: 0,
            handed: 0,
            fetcher: following::Fetcher::default(),
            snapshots: snapshotting::Snapshots::new(config),
            joining: joining::Joining::default(),
            waits: Vec::new(),
            started: false,
            shutting_down: false,
            failed: None,
            revision: 0,
        }
    }

    /// Reads what an earlier life left, then takes part.
    pub(crate) fn start(&mut self, cx: &mut Cx<'_>) {
        match self.load(cx) {
            Ok(()) => self.take_up_where_it_was(cx),
            Err(error) => self.fail(error),
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) -> Result<(), DiskError> {
        self.state = QuorumState::load(cx.disk)?;
        self.log.recover(cx.disk)?;
        self.begin_snapshots(cx);
        self.read_membership(cx);
        self.started = true;
        Ok(())
    }

    /// What an answer brings.
    pub(crate) fn on_reply(&mut self, cx: &mut Cx<'_>, call: &Call, outcome: Result<Response, Failure>) {
        if !self.runs() {
            return;
        }
        match (call, outcome) {
            (&Call::Vote { to, epoch, pre_vote }, Ok(Response::Vote(body))) => {
                self.on_vote_answer(cx, to, epoch, pre_vote, &body);
            }
            (Call::Vote { .. }, _) => {}
            (&Call::Begin { to, epoch }, Ok(Response::BeginQuorumEpoch(body))) => {
                self.on_begin_answer(cx, to, epoch, &body);
            }
            (Call::Begin { .. }, _) => {}
            (&Call::End { to, epoch }, Ok(Response::EndQuorumEpoch(body))) => {
                self.on_end_answer(cx, to, epoch, &body);
            }
            (Call::End { .. }, _) => {}
            (&Call::Fetch { epoch, .. }, Ok(Response::Fetch(body))) => self.on_fetched(cx, epoch, body),
            (&Call::FetchSnapshot { epoch, .. }, Ok(Response::FetchSnapshot(body))) => {
                self.on_snapshot_fetched(cx, epoch, body);
            }
            (Call::Fetch { .. } | Call::FetchSnapshot { .. }, _) => self.fetch_failed(cx),
            (&Call::Versions { of, epoch }, outcome) => self.on_versions(cx, of, epoch, outcome),
            (&Call::Update { epoch }, Ok(Response::UpdateRaftVoter(body))) => {
                self.on_update_answer(cx, epoch, &body);
            }
            // It is tried again in its turn.
            (Call::Update { .. } | Call::Join, _) => {}
        }
    }

    /// What the time brings.
    pub(crate) fn on_time(&mut self, cx: &mut Cx<'_>) {
        if !self.runs() {
            return;
        }
        self.on_election_time(cx);
        self.on_leader_time(cx);
        self.fetch_if_due(cx);
        self.join_if_due(cx);
        self.clean_if_due(cx);
    }

    /// When [`Raft::on_time`] has something to do.
    pub(crate) fn wake_at(&self) -> Option<Instant> {
        if !self.runs() {
            return None;
        }
        let rooms = [
            self.election_wake_at(),
            self.leader_wake_at(),
            self.fetch_wake_at(),
            self.joining_wake_at(),
            self.cleaning_wake_at(),
        ];
        rooms.into_iter().flatten().min()
    }

    /// Forgets what waits for a connection that is gone.
    pub(crate) fn on_closed(&mut self, conn: partita_machine::ConnId) {
        self.waits.retain(|wait| wait.asked.conn != conn);
        self.forget_change_of(conn);
    }

    /// Appends a batch of records as leader. Gives the offset of the last one.
    pub(crate) fn append(&mut self, cx: &mut Cx<'_>, records: &[MetadataRecord]) -> Result<i64, NotLeader> {
        if !self.is_leader() || records.is_empty() {
            return Err(NotLeader);
        }
        let batch = messages::metadata_batch(records, cx.now.wall_ms, self.log.end(), self.state.epoch);
        self.append_batch(cx, batch.ok_or(NotLeader)?);
        Ok(self.log.end() - 1)
    }

    /// Committed batches that were not handed out yet.
    pub(crate) fn committed(&mut self) -> Vec<Entry> {
        let until = self.high_watermark;
        let fresh: Vec<Entry> =
            self.log.from(self.handed).take_while(|entry| entry.next <= until).cloned().collect();
        if let Some(last) = fresh.last() {
            self.handed = last.next;
        }
        self.count_handed(fresh.iter().map(|entry| entry.batch.bytes().len()).sum());
        fresh
    }

    /// Holds a batch of the log as another node of this process has it: the bytes are the same.
    pub(crate) fn share(&mut self, entry: &Entry, bytes: bytes::Bytes) {
        self.log.share(entry, bytes);
    }

    fn is_voter(&self) -> bool {
        self.voters().is_voter(self.me, self.directory)
    }

    fn others(&self) -> Vec<i32> {
        self.voters().ids().filter(|&id| id != self.me).collect()
    }

    fn runs(&self) -> bool {
        self.started && self.failed.is_none()
    }

    /// A disk that fails ends the node's part: it must not promise what it cannot keep.
    fn fail(&mut self, error: DiskError) {
        self.failed = Some(error);
    }

    /// Whether the disk failed.
    pub(crate) fn failure(&self) -> Option<DiskError> {
        self.failed
    }

    fn store(&mut self, cx: &mut Cx<'_>) {
        if Bug::UnkeptVote.is_in(cx.config) {
            return;
        }
        let voters: Vec<i32> = self.voters().ids().collect();
        if let Err(error) = self.state.store(cx.disk, self.membership.version(), &voters) {
            self.fail(error);
        }
    }

    /// Takes another part, and tells so if it can be seen.
    fn become_role(&mut self, cx: &mut Cx<'_>, role: Role) {
        let before = (self.shown_role(), self.state.epoch);
        self.stop_fetching(cx);
        self.refuse_change(cx);
        self.role = role;
        self.revision += 1;
        let role = self.shown_role();
        if before.0 != role && role != QuorumRole::Observer {
            cx.tell(Event::QuorumRoleChanged { role, epoch: self.state.epoch });
        }
    }

    /// Answers that a request waits for in vain once this node does not lead.
    fn refuse_waits(&mut self, cx: &mut Cx<'_>) {
        for wait in core::mem::take(&mut self.waits) {
            let answer = self.fetch_refused(wait.asked.version, partita_wire::ErrorCode::NotLeaderOrFollower);
            cx.answer(&wait.asked, answer);
        }
    }
}
