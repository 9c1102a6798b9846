//! Vote: whom this node votes for, and what it promises nobody twice.

use partita_wire::messages::vote_request::{PartitionData, VoteRequest};
use partita_wire::messages::vote_response::VoteResponse;
use partita_wire::{ErrorCode, Uuid};

use super::super::quorum_state::is_epoch;
use super::super::{Raft, Role, messages};
use super::sole;
use crate::cx::Cx;

impl Raft {
    pub(super) fn on_vote(&mut self, cx: &mut Cx<'_>, body: &VoteRequest) -> VoteResponse {
        if self.is_other_cluster(body.cluster_id.as_deref()) {
            return messages::vote_refused(ErrorCode::InconsistentClusterId);
        }
        let Some(ask) = sole(&body.topics, |topic| &topic.topic_name, |topic| &topic.partitions) else {
            return messages::vote_refused(ErrorCode::InvalidRequest);
        };
        let outcome = self.judge_vote(cx, ask, body.voter_id);
        messages::vote_answer(self, outcome)
    }

    /// Whether the vote is given, or why it cannot be asked for.
    fn judge_vote(&mut self, cx: &mut Cx<'_>, ask: &PartitionData, voter: i32) -> Result<bool, ErrorCode> {
        if !self.runs() {
            return Err(ErrorCode::BrokerNotAvailable);
        }
        if !self.is_meant(voter, ask.voter_directory_id) {
            return Err(ErrorCode::InvalidVoterKey);
        }
        if !is_epoch(ask.replica_epoch) {
            return Err(ErrorCode::InvalidRequest);
        }
        // Somebody who asks for a real vote has begun an epoch in which nothing is written yet.
        let newest = ask.replica_epoch - i32::from(!ask.pre_vote);
        if ask.last_offset < 0 || !(0..=newest).contains(&ask.last_offset_epoch) {
            return Err(ErrorCode::InvalidRequest);
        }
        if ask.replica_epoch < self.state.epoch {
            return Err(ErrorCode::FencedLeaderEpoch);
        }
        // Where the log says who votes, it may not have told this node yet: whoever stands is judged by its log alone.
        let configured = !self.membership.is_reconfigurable() && self.voters().len() > 0;
        if configured && !(self.is_voter() && self.voters().has_id(ask.replica_id)) {
            return Ok(false);
        }
        if ask.replica_epoch > self.state.epoch {
            self.enter(cx, ask.replica_epoch, None);
        }
        let complete = (ask.last_offset_epoch, ask.last_offset) >= (self.log.last_epoch(), self.log.end());
        let candidate = (ask.replica_id, ask.replica_directory_id);
        let granted = self.grants(candidate, ask.pre_vote, complete);
        if granted && !ask.pre_vote {
            self.vote_for(cx, candidate);
        }
        // What the disk has not taken is not promised: it could be promised once more after a start.
        if self.runs() { Ok(granted) } else { Err(ErrorCode::BrokerNotAvailable) }
    }

    /// Whether this node has voted, and whether for this candidate.
    fn has_voted_for(&self, (id, directory): (i32, Uuid)) -> Option<bool> {
        let (voted, of) = self.state.voted?;
        Some(voted == id && (of.is_zero() || of == directory))
    }

    /// One vote an epoch; a pre-vote promises nothing, and is refused while a leader is heard of (KIP-996).
    fn grants(&self, candidate: (i32, Uuid), pre_vote: bool, complete: bool) -> bool {
        match (&self.role, pre_vote) {
            (Role::Leader(_), _) | (Role::Follower { fetched: true, .. }, true) => false,
            (_, true) => complete,
            (Role::Follower { .. }, false) => self.has_voted_for(candidate) == Some(true),
            (Role::Unattached { .. } | Role::Prospective(_), false) => {
                match (self.has_voted_for(candidate), self.state.leader) {
                    (Some(voted), _) => voted,
                    (None, Some(_)) => false,
                    (None, None) => complete,
                }
            }
            (_, false) => false,
        }
    }

    fn vote_for(&mut self, cx: &mut Cx<'_>, candidate: (i32, Uuid)) {
        if self.has_voted_for(candidate) == Some(true) {
            return;
        }
        self.state.voted = Some(candidate);
        // On the disk before the answer leaves: a vote that is forgotten could be given twice.
        self.store(cx);
        let deadline = cx
            .now
            .at
            .after_ms(self.settings.election_timeout_ms)
            .after_ms(cx.rng.below(self.settings.election_timeout_ms));
        self.become_role(cx, Role::Unattached { deadline });
    }
}
