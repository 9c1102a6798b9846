//! Commits: asked for by the application, made by time, before a rebalance and at the end.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use partita_machine::{Effect, Failure, Instant, Now};
use partita_wire::messages::offset_commit_request::{
    OffsetCommitRequest, OffsetCommitRequestPartition, OffsetCommitRequestTopic,
};
use partita_wire::{ErrorCode, Response};

use super::answer::Reply;
use super::membership::{Identity, NO_GENERATION, State};
use super::positions::Place;
use super::{Closing, Consumer};
use crate::backoff::Backoff;
use crate::error::{ClientError, failure_code};
use crate::metadata::error_of;
use crate::net::LinkKey;

/// The newest OffsetCommit of classic groups; the next one is for the consumer protocol (KIP-848).
const OFFSET_COMMIT_CLASSIC_MAX: i16 = 9;

/// Names a commit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct CommitId(pub u64);

/// Why something is committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// `commitSync`: the application waits.
    Sync,
    /// `commitAsync`.
    Async,
    /// `auto.commit.interval.ms` has passed.
    Auto,
    /// A rebalance is about to take the partitions.
    Rejoin,
    /// The consumer is being closed.
    Close,
}

#[derive(Clone, Debug)]
struct Commit {
    id: CommitId,
    why: Why,
    /// Offset and leader epoch of each partition; the epoch is -1 where it is not known.
    offsets: BTreeMap<Place, (i64, i32)>,
    deadline: Instant,
    not_before: Instant,
    attempts: u32,
    in_flight: bool,
}

/// Commits that are not done, oldest first.
#[derive(Clone, Debug)]
pub(super) struct Commits {
    open: Vec<Commit>,
    done: Vec<(CommitId, Result<(), ClientError>)>,
    next_id: u64,
    next_auto: Instant,
}

impl Commits {
    pub(super) fn new() -> Self {
        Self { open: Vec::new(), done: Vec::new(), next_id: 0, next_auto: Instant(0) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    pub(super) fn has(&self, id: CommitId) -> bool {
        self.open.iter().any(|commit| commit.id == id)
    }
}

impl Consumer {
    /// Commits offsets (`None`: the position of every partition) and tries until it succeeds, cannot, or
    /// `default.api.timeout.ms` is over. Its end comes from [`Consumer::take_commits`].
    pub fn commit_sync(
        &mut self,
        now: Now,
        offsets: Option<BTreeMap<Place, i64>>,
        effects: &mut Vec<Effect>,
    ) -> CommitId {
        let deadline = now.at.after_ms(self.settings.common.api_timeout_ms);
        let id = self.commit(Why::Sync, offsets, deadline);
        self.advance(now, effects);
        id
    }

    /// Commits offsets (`None`: the position of every partition), once.
    pub fn commit_async(
        &mut self,
        now: Now,
        offsets: Option<BTreeMap<Place, i64>>,
        effects: &mut Vec<Effect>,
    ) -> CommitId {
        let deadline = now.at.after_ms(self.settings.common.api_timeout_ms);
        let id = self.commit(Why::Async, offsets, deadline);
        self.advance(now, effects);
        id
    }

    /// Commits that ended since the last time.
    pub fn take_commits(&mut self) -> Vec<(CommitId, Result<(), ClientError>)> {
        core::mem::take(&mut self.commits.done)
    }

    pub(super) fn commit_before_rejoin(
        &mut self,
        now: Now,
        until: Instant,
        effects: &mut Vec<Effect>,
    ) -> CommitId {
        let id = self.commit(Why::Rejoin, None, until);
        self.send_commits(now, effects);
        id
    }

    pub(super) fn commit_last(&mut self, now: Now) {
        let deadline = now.at.after_ms(super::CLOSE_TIMEOUT_MS);
        self.commit(Why::Close, None, deadline);
    }

    fn commit(&mut self, why: Why, offsets: Option<BTreeMap<Place, i64>>, deadline: Instant) -> CommitId {
        let commits = &mut self.commits;
        commits.next_id += 1;
        let id = CommitId(commits.next_id);
        let without_epoch = |offsets: BTreeMap<Place, i64>| {
            offsets.into_iter().map(|(place, offset)| (place, (offset, -1))).collect()
        };
        let offsets = offsets.map_or_else(|| self.consumed(), without_epoch);
        let commit =
            Commit { id, why, offsets, deadline, not_before: Instant(0), attempts: 0, in_flight: false };
        self.commits.open.push(commit);
        id
    }

    /// Commits by time: what was handed out by earlier polls.
    pub(super) fn auto_commit(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if !self.settings.auto_commit || self.commits.next_auto > now.at {
            return;
        }
        let known = self.commits.next_auto != Instant(0);
        self.postpone_auto_commit(now);
        if known && !self.positions.is_empty() && self.is_idle_member() {
            let deadline = now.at.after_ms(self.settings.common.api_timeout_ms);
            self.commit(Why::Auto, None, deadline);
            self.send_commits(now, effects);
        }
    }

    /// Whether commits by time make sense: no rebalance is under way.
    fn is_idle_member(&self) -> bool {
        !self.is_subscribed() || self.membership.state == State::Stable
    }

    /// The next commit by time comes a whole interval from now.
    pub(super) fn postpone_auto_commit(&mut self, now: Now) {
        self.commits.next_auto = now.at.after_ms(self.settings.auto_commit_interval_ms);
    }

    /// When a commit has something to do by itself.
    pub(super) fn commits_wake_at(&self) -> Option<Instant> {
        let auto = (self.settings.auto_commit && self.polling && !self.positions.is_empty())
            .then_some(self.commits.next_auto);
        let open = self.commits.open.iter().filter(|commit| !commit.in_flight);
        let open = open.flat_map(|commit| [commit.not_before, commit.deadline]);
        open.chain(auto).filter(|&at| at > self.seen).min()
    }

    /// Sends commits that are due, in their order.
    pub(super) fn send_commits(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let due = |commit: &&Commit| !commit.in_flight && commit.not_before <= now.at;
        let due: Vec<CommitId> = self.commits.open.iter().filter(due).map(|commit| commit.id).collect();
        for id in due {
            self.send_commit(now, id, effects);
        }
    }

    fn send_commit(&mut self, now: Now, id: CommitId, effects: &mut Vec<Effect>) {
        let Some(commit) = self.commits.open.iter().find(|commit| commit.id == id) else { return };
        if commit.offsets.is_empty() {
            return self.committed(id, Ok(()));
        }
        if commit.deadline <= now.at {
            let why = alloc::format!(
                "Timeout of {}ms expired before successfully committing offsets {:?}",
                self.settings.common.api_timeout_ms,
                commit.offsets.iter().map(|(place, (offset, _))| (place, offset)).collect::<BTreeMap<_, _>>()
            );
            return self.committed(id, Err(ClientError::timeout(why)));
        }
        let offsets = commit.offsets.clone();
        let Some(identity) = self.committing_identity() else {
            let error = self.not_a_member();
            return self.committed(id, Err(error));
        };
        let body = OffsetCommitRequest {
            group_id: self.group().into(),
            generation_id_or_member_epoch: identity.generation,
            member_id: identity.member_id.clone(),
            group_instance_id: self.settings.group_instance_id.clone().filter(|_| self.is_subscribed()),
            topics: topics(&offsets),
            ..Default::default()
        };
        let reply = Reply::Commit(id, identity);
        let timeout = self.settings.common.request_timeout_ms;
        let sent = self.call_coordinator(now, body, OFFSET_COMMIT_CLASSIC_MAX, reply, timeout, effects);
        if let Some(commit) = self.commits.open.iter_mut().find(|commit| commit.id == id) {
            commit.in_flight = sent;
        }
    }

    /// As whom to commit; `None` while the member is in no stable generation.
    fn committing_identity(&self) -> Option<Identity> {
        if !self.is_subscribed() {
            return Some(Identity { generation: NO_GENERATION, member_id: Default::default() });
        }
        (self.membership.state == State::Stable).then(|| self.membership.identity())
    }

    fn not_a_member(&self) -> ClientError {
        if matches!(self.membership.state, State::Joining | State::Syncing) {
            let why = "Offset commit cannot be completed since the consumer is undergoing a rebalance for auto \
                       partition assignment. You can try completing the rebalance by calling poll() and then retry the \
                       operation.";
            return ClientError::new(ErrorCode::RebalanceInProgress, why);
        }
        let why = "Offset commit cannot be completed since the consumer is not part of an active group for auto \
                   partition assignment; it is likely that the consumer was kicked out of the group.";
        ClientError::new(ErrorCode::UnknownMemberId, why)
    }

    pub(super) fn commit_answered(
        &mut self,
        now: Now,
        id: CommitId,
        identity: &Identity,
        key: &LinkKey,
        outcome: Result<Response, Failure>,
        effects: &mut Vec<Effect>,
    ) {
        if let Some(commit) = self.commits.open.iter_mut().find(|commit| commit.id == id) {
            commit.in_flight = false;
        }
        let error = match outcome {
            Ok(Response::OffsetCommit(response)) => {
                let partitions = response.topics.iter().flat_map(|topic| &topic.partitions);
                partitions.map(|partition| partition.error_code).find_map(error_of)
            }
            Ok(_) => Some(ErrorCode::UnknownServerError),
            Err(failure) => {
                self.lose_coordinator_of(key, effects);
                Some(failure_code(failure))
            }
        };
        let Some(error) = error else { return self.committed(id, Ok(())) };
        match error {
            ErrorCode::CoordinatorNotAvailable | ErrorCode::NotCoordinator | ErrorCode::RequestTimedOut => {
                self.lose_coordinator_of(key, effects);
                self.commit_again(now, id, error);
            }
            ErrorCode::RebalanceInProgress => {
                self.membership.request_rejoin("offset commit failed since group is already rebalancing");
                let why = "Offset commit cannot be completed since the consumer group is executing a rebalance at the \
                           moment. You can try completing the rebalance by calling poll() and then retry commit again";
                self.committed(id, Err(ClientError::new(error, why)));
            }
            ErrorCode::UnknownMemberId | ErrorCode::IllegalGeneration if self.is_subscribed() => {
                if self.membership.is(identity) {
                    self.reset_membership("OFFSET_COMMIT", error);
                }
                let why = "Offset commit cannot be completed since the consumer is not part of an active group for auto \
                           partition assignment; it is likely that the consumer was kicked out of the group.";
                self.committed(id, Err(ClientError::new(error, why)));
            }
            // Its epoch went on while the request was on its way.
            ErrorCode::StaleMemberEpoch if self.is_modern() => self.commit_again(now, id, error),
            // A partition that was deleted holds up no reconciliation. A rebalance of the classic protocol does wait for it, up
            // to `max.poll.interval.ms`.
            ErrorCode::UnknownTopicOrPartition if self.is_modern() && self.is_before_rebalance(id) => {
                self.committed(id, Err(error.into()));
            }
            error if error.is_retriable() => self.commit_again(now, id, error),
            error => self.committed(id, Err(error.into())),
        }
    }

    fn is_before_rebalance(&self, id: CommitId) -> bool {
        self.commits.open.iter().any(|commit| commit.id == id && commit.why == Why::Rejoin)
    }

    /// Another try for those who wait; the end for those who do not.
    fn commit_again(&mut self, now: Now, id: CommitId, error: ErrorCode) {
        let Some(commit) = self.commits.open.iter_mut().find(|commit| commit.id == id) else { return };
        match commit.why {
            Why::Async => self.committed(id, Err(error.into())),
            Why::Auto => {
                // Positions move on: the next commit by time comes soon instead.
                self.commits.next_auto = now.at.after_ms(self.settings.common.retry_backoff_ms);
                self.committed(id, Err(error.into()));
            }
            Why::Sync | Why::Rejoin | Why::Close => {
                let backoff = Backoff::new(&self.settings.common).ms(commit.attempts, &mut self.net.rng);
                commit.attempts += 1;
                commit.not_before = now.at.after_ms(backoff);
            }
        }
    }

    fn committed(&mut self, id: CommitId, outcome: Result<(), ClientError>) {
        let Some(at) = self.commits.open.iter().position(|commit| commit.id == id) else { return };
        let commit = self.commits.open.remove(at);
        self.revision += 1;
        if outcome.is_ok() {
            for (place, (offset, _)) in &commit.offsets {
                if let Some(tracked) = self.positions.get_mut(place) {
                    tracked.committed = Some(*offset);
                }
            }
        }
        if matches!(commit.why, Why::Sync | Why::Async) && self.closing == Closing::No {
            self.commits.done.push((id, outcome));
        }
    }
}

fn topics(offsets: &BTreeMap<Place, (i64, i32)>) -> Vec<OffsetCommitRequestTopic> {
    let mut topics: Vec<OffsetCommitRequestTopic> = Vec::new();
    for ((topic, partition), &(offset, leader_epoch)) in offsets {
        if topics.last().is_none_or(|last| last.name != topic.as_ref()) {
            topics.push(OffsetCommitRequestTopic { name: topic.as_ref().into(), ..Default::default() });
        }
        if let Some(last) = topics.last_mut() {
            last.partitions.push(OffsetCommitRequestPartition {
                partition_index: *partition,
                committed_offset: offset,
                committed_leader_epoch: leader_epoch,
                committed_metadata: Some(Default::default()),
            });
        }
    }
    topics
}
