//! Votes and terms of office: who stands, who is elected, who steps down.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use partita_machine::{Address, Instant};
use partita_wire::Uuid;
use partita_wire::messages::end_quorum_epoch_response::EndQuorumEpochResponse;
use partita_wire::messages::vote_response::VoteResponse;

use crate::cx::Cx;
use crate::museum::Bug;
use crate::node::{LinkKey, Reply};

use super::quorum_state::is_epoch;
use super::{Call, Poll, Raft, Role, messages};

/// The unit of the backoff after a lost election, milliseconds (Kafka's `RETRY_BACKOFF_BASE_MS`).
const BACKOFF_STEP_MS: u64 = 50;
/// How often that backoff may double.
const BACKOFF_DOUBLINGS_MAX: u32 = 10;

impl Raft {
    /// The part that follows from what an earlier life left: an ex-leader resigns, a follower goes on following.
    pub(super) fn take_up_where_it_was(&mut self, cx: &mut Cx<'_>) {
        let deadline = self.election_deadline(cx);
        if self.state.leader == Some(self.me) && Bug::Kafka10527.is_in(cx.config) {
            self.lead(cx);
        } else if self.state.leader == Some(self.me) {
            let untold = self.others().into_iter().collect();
            let successors = self.others();
            self.become_role(cx, Role::Resigned { deadline, successors, untold });
        } else if self.leader().is_some() {
            let deadline = cx.now.at.after_ms(self.settings.fetch_timeout_ms);
            self.become_role(cx, Role::Follower { deadline, fetched: false });
        } else {
            self.become_role(cx, Role::Unattached { deadline });
        }
        if self.is_only_voter() {
            self.stand(cx);
        } else {
            self.tell_resignation(cx);
            self.fetch_if_due(cx);
        }
    }

    fn is_only_voter(&self) -> bool {
        self.is_voter() && self.voters().len() == 1
    }

    fn is_majority(&self, count: usize) -> bool {
        count > self.voters().len() / 2
    }

    fn election_deadline(&self, cx: &mut Cx<'_>) -> Instant {
        let timeout = self.settings.election_timeout_ms;
        cx.now.at.after_ms(timeout + cx.rng.below(timeout))
    }

    pub(super) fn on_election_time(&mut self, cx: &mut Cx<'_>) {
        if self.election_wake_at().is_none_or(|at| at > cx.now.at) {
            return;
        }
        match &self.role {
            Role::Unattached { .. } | Role::Follower { .. } => self.stand(cx),
            Role::Prospective(_) => self.lost_pre_vote(cx),
            Role::Candidate(_) => self.stand(cx),
            Role::Resigned { .. } => self.leave_office(cx),
            Role::Leader(_) => {}
        }
    }

    pub(super) fn election_wake_at(&self) -> Option<Instant> {
        match &self.role {
            _ if self.shutting_down => None,
            // Who was removed from the voters leaves its office too, but stands for none.
            Role::Resigned { deadline, .. } => Some(*deadline),
            _ if !self.is_voter() => None,
            Role::Unattached { deadline } | Role::Follower { deadline, .. } => Some(*deadline),
            Role::Prospective(poll) | Role::Candidate(poll) => Some(poll.deadline),
            Role::Leader(_) => None,
        }
    }

    /// Begins an election with a pre-vote: would a majority vote for this node (KIP-996)?
    pub(super) fn stand(&mut self, cx: &mut Cx<'_>) {
        if Bug::Kip996.is_in(cx.config) {
            return self.stand_for_real(cx);
        }
        let poll = self.own_vote(cx);
        self.become_role(cx, Role::Prospective(poll));
        self.ask_for_votes(cx, true);
        self.count(cx);
    }

    fn stand_for_real(&mut self, cx: &mut Cx<'_>) {
        self.state.epoch += 1;
        self.state.leader = None;
        self.state.voted = Some((self.me, self.directory));
        self.store(cx);
        if !self.runs() {
            return;
        }
        let poll = self.own_vote(cx);
        self.become_role(cx, Role::Candidate(poll));
        self.ask_for_votes(cx, false);
        self.count(cx);
    }

    fn own_vote(&self, cx: &mut Cx<'_>) -> Poll {
        let granted = BTreeSet::from([self.me]);
        Poll { granted, refused: BTreeSet::new(), deadline: self.election_deadline(cx) }
    }

    fn ask_for_votes(&mut self, cx: &mut Cx<'_>, pre_vote: bool) {
        for to in self.others() {
            let body = messages::vote(self, to, pre_vote);
            let call = Call::Vote { to, epoch: self.state.epoch, pre_vote };
            self.call(cx, to, body, call);
        }
    }

    /// Sends a request of the quorum to another voter.
    pub(super) fn call(&self, cx: &mut Cx<'_>, to: i32, body: impl Into<partita_wire::Request>, call: Call) {
        let Some(address) = self.address_of(to).cloned() else { return };
        let fetches = matches!(call, Call::Fetch { .. } | Call::FetchSnapshot { .. });
        let key = if fetches { LinkKey::RaftFetch(to) } else { LinkKey::Raft(to) };
        cx.call(key, &address, body, Reply::Raft(call), self.settings.request_timeout_ms);
    }

    /// Where a node is reached: the leader, a voter, or a bootstrap server by its number below -1.
    fn address_of(&self, to: i32) -> Option<&Address> {
        match self.leader() {
            Some((leader, address)) if leader == to => Some(address),
            _ if to < 0 => self.membership.bootstrap().get(bootstrap_index(to)?),
            _ => self.voters().address(to),
        }
    }

    pub(super) fn on_vote_answer(
        &mut self,
        cx: &mut Cx<'_>,
        from: i32,
        epoch: i32,
        pre_vote: bool,
        body: &VoteResponse,
    ) {
        let Some(answer) = body.topics.first().and_then(|topic| topic.partitions.first()) else { return };
        let ends = body.node_endpoints.iter().map(|end| (end.node_id, &*end.host, end.port));
        let address = address_in(ends, answer.leader_id);
        if self.learn(cx, answer.leader_epoch, answer.leader_id, address) || epoch != self.state.epoch {
            return;
        }
        let poll = match &mut self.role {
            Role::Prospective(poll) if pre_vote => poll,
            Role::Candidate(poll) if !pre_vote => poll,
            _ => return,
        };
        if answer.vote_granted {
            poll.granted.insert(from)
        } else {
            poll.refused.insert(from)
        };
        self.count(cx);
    }

    fn count(&mut self, cx: &mut Cx<'_>) {
        match &self.role {
            Role::Prospective(poll) if self.is_majority(poll.granted.len()) => self.stand_for_real(cx),
            Role::Candidate(poll) if self.is_majority(poll.granted.len()) => self.lead(cx),
            Role::Prospective(poll) if self.is_majority(poll.refused.len()) => self.lost_pre_vote(cx),
            Role::Candidate(poll) if self.is_majority(poll.refused.len()) => self.back_off(cx),
            _ => {}
        }
    }

    /// Goes back to waiting: for the leader it knew, or for any.
    fn lost_pre_vote(&mut self, cx: &mut Cx<'_>) {
        let deadline = self.election_deadline(cx);
        let role = match self.state.leader {
            Some(_) => Role::Follower { deadline, fetched: false },
            None => Role::Unattached { deadline },
        };
        self.become_role(cx, role);
        self.fetch_if_due(cx);
    }

    /// A lost election is tried again only after a while, so that somebody else may win: a random one that grows with each
    /// election lost in a row, up to `controller.quorum.election.backoff.max.ms` and a little more, lest two go on alike.
    fn back_off(&mut self, cx: &mut Cx<'_>) {
        let steps = 2_u64 << self.lost_elections.min(BACKOFF_DOUBLINGS_MAX);
        let grown_ms = BACKOFF_STEP_MS * (cx.rng.below(steps) + 1);
        let most_ms = self.settings.election_backoff_max_ms.saturating_add(cx.rng.below(BACKOFF_STEP_MS));
        self.lost_elections = self.lost_elections.saturating_add(1);
        let while_ms = grown_ms.min(most_ms);
        if let Role::Candidate(poll) = &mut self.role {
            poll.deadline = poll.deadline.min(cx.now.at.after_ms(while_ms));
        }
    }

    /// Learns of an epoch, and maybe of its leader and where that listens. Says whether that changed anything.
    pub(super) fn learn(
        &mut self,
        cx: &mut Cx<'_>,
        epoch: i32,
        leader: i32,
        address: Option<Address>,
    ) -> bool {
        if !is_epoch(epoch) {
            return false;
        }
        let address = address.or_else(|| self.voters().address(leader).cloned());
        let leader = address.filter(|_| leader >= 0 && leader != self.me).map(|address| (leader, address));
        if epoch > self.state.epoch {
            self.enter(cx, epoch, leader);
            return true;
        }
        let unled = self.state.leader.is_none() && !self.is_leader();
        match leader {
            Some((leader, address)) if epoch == self.state.epoch && unled => {
                self.follow(cx, leader, address);
                true
            }
            _ => false,
        }
    }

    /// Enters a new epoch, with or without a leader.
    pub(super) fn enter(&mut self, cx: &mut Cx<'_>, epoch: i32, leader: Option<(i32, Address)>) {
        self.state.epoch = epoch;
        self.state.leader = None;
        self.state.voted = None;
        match leader {
            Some((leader, address)) => self.follow(cx, leader, address),
            None => {
                self.store(cx);
                let deadline = self.election_deadline(cx);
                self.become_role(cx, Role::Unattached { deadline });
            }
        }
        self.refuse_waits(cx);
    }

    pub(super) fn follow(&mut self, cx: &mut Cx<'_>, leader: i32, address: Address) {
        self.state.leader = Some(leader);
        self.lost_elections = 0;
        self.leader_address = Some(address);
        self.store(cx);
        self.begin_telling(cx);
        let deadline = cx.now.at.after_ms(self.settings.fetch_timeout_ms);
        self.become_role(cx, Role::Follower { deadline, fetched: false });
        self.fetch_now(cx);
    }

    /// Gives up leadership: nobody fetched, or the process ends.
    pub(super) fn resign(&mut self, cx: &mut Cx<'_>) {
        let Role::Leader(leading) = &self.role else { return };
        let successors = leading.successors(self.me);
        let untold = self.others().into_iter().collect();
        let deadline = self.election_deadline(cx);
        self.become_role(cx, Role::Resigned { deadline, successors, untold });
        self.refuse_waits(cx);
        self.tell_resignation(cx);
    }

    pub(super) fn tell_resignation(&mut self, cx: &mut Cx<'_>) {
        let Role::Resigned { untold, successors, .. } = &self.role else { return };
        let (untold, successors): (Vec<i32>, Vec<i32>) =
            (untold.iter().copied().collect(), successors.clone());
        let epoch = self.state.epoch;
        for to in untold {
            let body = messages::end_quorum_epoch(self, &successors);
            self.call(cx, to, body, Call::End { to, epoch });
        }
    }

    pub(super) fn on_end_answer(
        &mut self,
        cx: &mut Cx<'_>,
        from: i32,
        epoch: i32,
        body: &EndQuorumEpochResponse,
    ) {
        let Some(answer) = body.topics.first().and_then(|topic| topic.partitions.first()) else { return };
        let ends = body.node_endpoints.iter().map(|end| (end.node_id, &*end.host, end.port));
        let address = address_in(ends, answer.leader_id);
        if self.learn(cx, answer.leader_epoch, answer.leader_id, address) || epoch != self.state.epoch {
            return;
        }
        if let Role::Resigned { untold, .. } = &mut self.role {
            untold.remove(&from);
        }
    }

    /// The time of a resigned leader is over: a new epoch, in which it may stand like any other. One that has no vote any
    /// more looks for the leader whom the others have by now.
    fn leave_office(&mut self, cx: &mut Cx<'_>) {
        if self.is_voter() {
            return self.enter(cx, self.state.epoch + 1, None);
        }
        self.state.leader = None;
        self.store(cx);
        let deadline = self.election_deadline(cx);
        self.become_role(cx, Role::Unattached { deadline });
        self.fetch_now(cx);
    }

    /// A leader that ends tells the order in which the others should stand: the first does at once.
    pub(super) fn stand_in_turn(&mut self, cx: &mut Cx<'_>, successors: &[(i32, Uuid)]) {
        let is_me = |&(id, directory): &(i32, Uuid)| {
            id == self.me && (directory.is_zero() || directory == self.directory)
        };
        let place = successors.iter().position(is_me);
        let deadline = match place {
            Some(0) => cx.now.at,
            Some(place) => {
                let step = self.settings.election_backoff_max_ms >> (successors.len() - place).min(10);
                cx.now.at.after_ms(cx.rng.below(step + 1) + step)
            }
            None => self.election_deadline(cx),
        };
        self.state.leader = None;
        self.store(cx);
        self.become_role(cx, Role::Unattached { deadline });
    }

    /// Ends this node's part for good: a leader resigns.
    pub(crate) fn shut_down(&mut self, cx: &mut Cx<'_>) {
        self.shutting_down = true;
        self.resign(cx);
    }

    /// Whether a node that shuts down has nobody left to tell.
    pub(crate) fn is_shut_down(&self) -> bool {
        self.shutting_down && !matches!(&self.role, Role::Resigned { untold, .. } if !untold.is_empty())
    }
}

/// The number by which a bootstrap server goes, as in Kafka: -2, -3, ...
pub(super) fn bootstrap_id(index: usize) -> i32 {
    -2 - i32::try_from(index).unwrap_or(0)
}

fn bootstrap_index(id: i32) -> Option<usize> {
    usize::try_from(-2 - id).ok()
}

/// Where a node listens, by the endpoints that came along.
pub(super) fn address_in<'a>(
    mut endpoints: impl Iterator<Item = (i32, &'a str, u16)>,
    node: i32,
) -> Option<Address> {
    endpoints.find(|&(id, ..)| id == node).map(|(_, host, port)| Address::new(host, port))
}
