//! What the leader does: announces itself, appends, counts who has what, resigns when nobody listens.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use bytes::Bytes;
use partita_machine::Instant;
use partita_wire::Uuid;
use partita_wire::messages::begin_quorum_epoch_response::BeginQuorumEpochResponse;
use partita_wire::records::BatchView;

use crate::cx::{Asked, Cx};
use crate::museum::Bug;

use super::voter_set::{Voter, VoterSet};
use super::voters::Change;
use super::{Call, Raft, Role, messages};

/// Most replicas without a vote whose progress is kept for DescribeQuorum.
const OBSERVERS_MAX: usize = 1_024;
/// A replica that has not fetched for this long is no observer any more.
const OBSERVER_SESSION_MS: u64 = 300_000;

/// A term of office.
#[derive(Clone, Debug)]
pub(super) struct Leading {
    /// Offset of the LeaderChange record. Nothing is committed in this epoch before that one is.
    pub(super) epoch_start: i64,
    /// What the other voters have, as their fetches say.
    pub(super) voters: BTreeMap<i32, Progress>,
    /// The same of everybody else, by id and directory.
    pub(super) observers: BTreeMap<(i32, Uuid), Progress>,
    /// The change of the voters that is under way.
    pub(super) change: Option<Change>,
    /// What voters said of themselves while the log does not say who votes (`kraft.version` 0).
    pub(super) told: BTreeMap<i32, Voter>,
    /// Voters that do not know of this leader yet.
    unaware: BTreeSet<i32>,
    announce_at: Instant,
    /// Who fetched since the last check, and when a majority must have.
    fetched: BTreeSet<i32>,
    check_at: Instant,
}

/// How far a replica's log reaches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Progress {
    pub(super) end: i64,
    pub(super) fetched_at: Instant,
    pub(super) fetched_wall_ms: i64,
    pub(super) caught_up_wall_ms: i64,
    /// The leader's end when the replica fetched last, and when that was.
    end_then: i64,
}

/// A fetch that waits for something to fetch.
#[derive(Clone, Debug)]
pub(super) struct FetchWait {
    pub(super) asked: Asked,
    pub(super) offset: i64,
    pub(super) bytes_max: usize,
    pub(super) deadline: Instant,
}

impl Progress {
    /// Nothing was heard yet.
    fn nothing(now: Instant) -> Self {
        Self { end: 0, fetched_at: now, fetched_wall_ms: -1, caught_up_wall_ms: -1, end_then: 0 }
    }
}

impl Leading {
    /// Goes by another set of voters: what is known of a replica stays known.
    fn count_on(&mut self, voters: &VoterSet, before: &VoterSet, me: i32, now: Instant) {
        let gone: Vec<i32> = self.voters.keys().copied().filter(|&id| !voters.has_id(id)).collect();
        for id in gone {
            if let Some(progress) = self.voters.remove(&id) {
                self.observers.insert((id, before.directory(id)), progress);
            }
            self.unaware.remove(&id);
            self.fetched.remove(&id);
        }
        for (id, voter) in voters.iter().filter(|&(id, _)| id != me) {
            if !self.voters.contains_key(&id) {
                let known = self.observers.remove(&(id, voter.directory));
                self.voters.insert(id, known.unwrap_or(Progress::nothing(now)));
                self.unaware.insert(id);
            }
        }
    }

    /// The other voters, the furthest first: the order in which they should stand.
    pub(super) fn successors(&self, me: i32) -> Vec<i32> {
        let mut order: Vec<(i64, i32)> =
            self.voters.iter().filter(|&(&id, _)| id != me).map(|(&id, p)| (-p.end, id)).collect();
        order.sort_unstable();
        order.into_iter().map(|(_, id)| id).collect()
    }

    /// A voter fetched. Once enough have, the next check is due `check_at`.
    fn heard(&mut self, replica: i32, enough: usize, check_at: Instant) {
        self.fetched.insert(replica);
        if self.fetched.len() >= enough {
            self.fetched.clear();
            self.check_at = check_at;
        }
    }

    /// Highest offset that a majority has. This node's own log counts if it has a vote.
    fn majority_end(&self, own_end: Option<i64>) -> i64 {
        let mut ends: Vec<i64> = self.voters.values().map(|progress| progress.end).collect();
        ends.extend(own_end);
        ends.sort_unstable();
        ends.get(ends.len().saturating_sub(1) / 2).copied().unwrap_or(0)
    }
}

impl Raft {
    /// Takes office: the vote is won.
    pub(super) fn lead(&mut self, cx: &mut Cx<'_>) {
        self.state.leader = Some(self.me);
        self.lost_elections = 0;
        self.store(cx);
        if !self.runs() {
            return;
        }
        let others = self.others();
        let nothing = Progress::nothing(cx.now.at);
        let granted: Vec<i32> = match &self.role {
            Role::Candidate(poll) => poll.granted.iter().copied().collect(),
            _ => Vec::new(),
        };
        let leading = Leading {
            epoch_start: self.log.end(),
            voters: others.iter().map(|&id| (id, nothing)).collect(),
            observers: BTreeMap::new(),
            change: None,
            told: BTreeMap::new(),
            unaware: others.into_iter().collect(),
            announce_at: cx.now.at,
            fetched: BTreeSet::new(),
            check_at: cx.now.at.after_ms(self.check_ms()),
        };
        self.become_role(cx, Role::Leader(Box::new(leading)));
        let first = messages::leader_change_batch(self, &granted, cx.now.wall_ms);
        if let Some(first) = first {
            self.append_batch(cx, first);
        }
        self.announce(cx);
    }

    /// A majority must fetch within one and a half fetch timeouts.
    fn check_ms(&self) -> u64 {
        self.settings.fetch_timeout_ms * 3 / 2
    }

    /// Writes a batch that continues the log.
    pub(super) fn append_batch(&mut self, cx: &mut Cx<'_>, batch: Bytes) {
        let Ok(batch) = BatchView::read(batch) else { return };
        if let Err(error) = self.log.append(cx.disk, batch.clone()) {
            self.fail(error);
            return self.resign(cx);
        }
        let before = self.voters().clone();
        self.membership.take(&batch, None);
        let voters = self.voters().clone();
        let check_at = cx.now.at.after_ms(self.check_ms());
        if let Role::Leader(leading) = &mut self.role
            && voters != before
        {
            leading.count_on(&voters, &before, self.me, cx.now.at);
            // Who was alone was never checked: the others have their time from now on.
            leading.check_at = check_at;
        }
        self.revision += 1;
        self.advance(cx);
        self.serve_waits(cx);
    }

    fn announce(&mut self, cx: &mut Cx<'_>) {
        let Role::Leader(leading) = &mut self.role else { return };
        leading.announce_at = cx.now.at.after_ms(self.settings.fetch_timeout_ms / 2);
        let unaware: Vec<i32> = leading.unaware.iter().copied().collect();
        for to in unaware {
            let body = messages::begin_quorum_epoch(self, to);
            self.call(cx, to, body, Call::Begin { to, epoch: self.state.epoch });
        }
    }

    pub(super) fn on_begin_answer(
        &mut self,
        cx: &mut Cx<'_>,
        from: i32,
        epoch: i32,
        body: &BeginQuorumEpochResponse,
    ) {
        let Some(answer) = body.topics.first().and_then(|topic| topic.partitions.first()) else { return };
        let ends = body.node_endpoints.iter().map(|end| (end.node_id, &*end.host, end.port));
        let address = super::election::address_in(ends, answer.leader_id);
        if self.learn(cx, answer.leader_epoch, answer.leader_id, address) || epoch != self.state.epoch {
            return;
        }
        if let (Role::Leader(leading), 0) = (&mut self.role, answer.error_code) {
            leading.unaware.remove(&from);
        }
    }

    pub(super) fn on_leader_time(&mut self, cx: &mut Cx<'_>) {
        let overdue = |wait: &FetchWait| wait.deadline <= cx.now.at;
        if self.waits.iter().any(overdue) {
            let (due, rest) = core::mem::take(&mut self.waits).into_iter().partition(overdue);
            self.waits = rest;
            self.answer_waits(cx, due);
        }
        self.end_late_change(cx);
        let Role::Leader(leading) = &mut self.role else { return };
        if !leading.unaware.is_empty() && leading.announce_at <= cx.now.at {
            return self.announce(cx);
        }
        let Role::Leader(leading) = &mut self.role else { return };
        if !leading.voters.is_empty() && leading.check_at <= cx.now.at {
            if Bug::Kafka15489.is_in(cx.config) {
                leading.check_at = cx.now.at.after_ms(1_000);
                return;
            }
            self.resign(cx);
        }
    }

    pub(super) fn leader_wake_at(&self) -> Option<Instant> {
        let waits = self.waits.iter().map(|wait| wait.deadline).min();
        let Role::Leader(leading) = &self.role else { return waits };
        let announce = (!leading.unaware.is_empty()).then_some(leading.announce_at);
        let check = (!leading.voters.is_empty()).then_some(leading.check_at);
        let change = leading.change.as_ref().map(Change::deadline);
        [waits, announce, check, change].into_iter().flatten().min()
    }

    /// How many other voters must fetch so that a majority lives, this node included if it has a vote.
    fn enough(&self) -> usize {
        self.voters().len() / 2 + usize::from(!self.is_voter())
    }

    /// Notes how far a replica has come: its fetch offset is its log's end.
    pub(super) fn note_fetch(&mut self, cx: &mut Cx<'_>, replica: i32, directory: Uuid, offset: i64) {
        let own_end = self.log.end();
        let check_ms = self.check_ms();
        let enough = self.enough();
        let is_voter = self.voters().is_voter(replica, directory);
        let Role::Leader(leading) = &mut self.role else { return };
        if replica < 0 || (replica == self.me && directory == self.directory) {
            return;
        }
        let observer = (replica, directory);
        let before = match is_voter {
            true => leading.voters.get(&replica).copied(),
            false => leading.observers.get(&observer).copied(),
        };
        if !is_voter && before.is_none() && leading.observers.len() >= OBSERVERS_MAX {
            return;
        }
        let caught_up = match before {
            _ if offset >= own_end => cx.now.wall_ms,
            Some(before) if offset >= before.end_then && before.end_then > 0 => {
                before.caught_up_wall_ms.max(before.fetched_wall_ms)
            }
            _ => before.map_or(-1, |before| before.caught_up_wall_ms),
        };
        let progress = Progress {
            end: offset,
            fetched_at: cx.now.at,
            fetched_wall_ms: cx.now.wall_ms,
            caught_up_wall_ms: caught_up,
            end_then: own_end,
        };
        if is_voter {
            leading.voters.insert(replica, progress);
        } else {
            leading.observers.insert(observer, progress);
        }
        leading.observers.retain(|_, seen| cx.now.at.ms_since(seen.fetched_at) < OBSERVER_SESSION_MS);
        if is_voter {
            leading.unaware.remove(&replica);
            leading.heard(replica, enough, cx.now.at.after_ms(check_ms));
            self.advance(cx);
        }
    }

    /// A voter that fetches a snapshot says nothing of its log, but listens.
    pub(super) fn note_snapshot_fetch(&mut self, cx: &Cx<'_>, replica: i32, directory: Uuid) {
        let check_at = cx.now.at.after_ms(self.check_ms());
        let enough = self.enough();
        let is_voter = self.voters().is_voter(replica, directory);
        if let Role::Leader(leading) = &mut self.role
            && is_voter
            && replica != self.me
        {
            leading.heard(replica, enough, check_at);
        }
    }

    /// Moves the high watermark to what a majority has, once that reaches into this leader's epoch.
    fn advance(&mut self, cx: &mut Cx<'_>) {
        let own_end = self.is_voter().then(|| self.log.end());
        let Role::Leader(leading) = &self.role else { return };
        let end = leading.majority_end(own_end);
        if end > leading.epoch_start && end > self.high_watermark {
            self.high_watermark = end;
            self.revision += 1;
            self.serve_waits(cx);
            self.end_committed_change(cx);
        }
    }

    /// Answers every waiting fetch: there is more log, or a higher watermark.
    fn serve_waits(&mut self, cx: &mut Cx<'_>) {
        let waits = core::mem::take(&mut self.waits);
        self.answer_waits(cx, waits);
    }

    fn answer_waits(&self, cx: &mut Cx<'_>, waits: Vec<FetchWait>) {
        for wait in waits {
            let answer = self.fetch_answer(wait.asked.version, wait.offset, wait.bytes_max);
            cx.answer(&wait.asked, answer);
        }
    }
}
