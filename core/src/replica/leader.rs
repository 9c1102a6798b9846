//! What a leader knows of its followers, and by which rule it moves its high watermark.

use alloc::vec::Vec;

use partita_machine::{Instant, SmallMap};

use crate::image::PartitionState;

/// A partition's leader, for as long as it leads without a break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Leader {
    /// The epoch in which it became leader; later epochs may have followed.
    pub(crate) since_epoch: i32,
    /// Log end when the present epoch began.
    pub(crate) epoch_start: i64,
    /// All other members of the assignment.
    pub(crate) followers: SmallMap<i32, Follower>,
    /// The ISR that the controller was or will be asked for.
    pub(crate) proposal: Option<Proposal>,
}

/// What a leader knows of one follower.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Follower {
    /// Its log start, -1 before its first fetch.
    pub(crate) log_start: i64,
    /// Its log end: the offset of its last fetch; -1 before the first.
    pub(crate) log_end: i64,
    /// Our log end at its last fetch.
    leader_end_at_fetch: i64,
    fetched_at: Option<Instant>,
    /// When it was last known to have had everything, unless it rests.
    caught_up_at: Option<Instant>,
    /// Epoch of its registration, from its last fetch; -1 where it did not say.
    pub(crate) broker_epoch: Option<i64>,
    /// It had everything at its last fetch, and each fetch that it sends counts for this partition too without naming it:
    /// when it was heard of last, [`Replicas`](super::Replicas) knows for all its partitions at once.
    pub(super) rests: bool,
}

/// An ISR to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Proposal {
    pub(crate) in_sync: Vec<i32>,
    /// The incarnations that are meant, in the same order: those that had fetched when the offer came up, however late it is
    /// sent (KIP-903); -1 for those that had not.
    pub(crate) broker_epochs: Vec<i64>,
    pub(crate) leader_epoch: i32,
    /// The partition epoch that it would replace.
    pub(crate) partition_epoch: i32,
}

impl Leader {
    /// A leader whose epoch begins at `epoch_start`. Members of the ISR count as caught up at this moment.
    pub(crate) fn new(me: i32, state: &PartitionState, epoch_start: i64, now: Instant) -> Self {
        let mut leader = Self {
            since_epoch: state.leader_epoch,
            epoch_start,
            followers: SmallMap::default(),
            proposal: None,
        };
        leader.follow_assignment(me, state, now);
        leader
    }

    /// Takes another assignment or ISR of the same leader.
    pub(crate) fn follow_assignment(&mut self, me: i32, state: &PartitionState, now: Instant) {
        self.followers.retain(|id, _| state.replicas.contains(id));
        for &id in state.replicas.iter().filter(|&&id| id != me) {
            let caught_up_at = state.in_sync.contains(&id).then_some(now);
            if !self.followers.contains_key(&id) {
                self.followers.insert(id, Follower::unknown(caught_up_at));
            }
        }
    }

    /// A new epoch of the same leader.
    pub(crate) fn begin_epoch(&mut self, state: &PartitionState, log_end: i64, now: Instant) {
        self.epoch_start = log_end;
        for (id, follower) in self.followers.iter_mut() {
            let caught_up_at = state.in_sync.contains(id).then_some(now);
            follower.leader_end_at_fetch = log_end;
            follower.rests = false;
            (follower.fetched_at, follower.caught_up_at) = (caught_up_at, caught_up_at);
        }
    }

    /// Whether a follower is in the ISR, or may be soon: the high watermark must not pass it (KIP-497).
    pub(crate) fn may_be_in_sync(&self, state: &PartitionState, id: i32) -> bool {
        state.in_sync.contains(&id)
            || self.proposal.as_ref().is_some_and(|proposal| proposal.in_sync.contains(&id))
    }

    /// Size of the largest ISR that may be in force.
    pub(crate) fn maximal_in_sync(&self, state: &PartitionState) -> usize {
        let proposed = self.proposal.as_ref().map_or(0, |proposal| proposal.in_sync.len());
        state.in_sync.len().max(proposed)
    }

    /// Members of the ISR, without the leader, that have not had everything for longer than `lag_max_ms`.
    pub(crate) fn lagging(
        &self,
        me: i32,
        state: &PartitionState,
        log_end: i64,
        now: Instant,
        lag_max_ms: u64,
    ) -> Vec<i32> {
        let is_lagging = |id: &&i32| {
            let follower = self.followers.get(id);
            **id != me && follower.is_some_and(|known| !known.is_caught_up(log_end, now, lag_max_ms))
        };
        state.in_sync.iter().filter(is_lagging).copied().collect()
    }
}

impl Follower {
    fn unknown(caught_up_at: Option<Instant>) -> Self {
        Self {
            log_start: -1,
            log_end: -1,
            leader_end_at_fetch: -1,
            fetched_at: None,
            caught_up_at,
            broker_epoch: None,
            rests: false,
        }
    }

    /// Notes a fetch from `offset`, which is the follower's log end, while ours is `leader_end`. A follower that has now what
    /// we had at its last fetch was caught up then, though it may never reach a log end that moves on.
    pub(crate) fn fetched(
        &mut self,
        now: Instant,
        offset: i64,
        log_start: i64,
        leader_end: i64,
        broker_epoch: i64,
    ) {
        if offset >= leader_end {
            self.caught_up_at = self.caught_up_at.max(Some(now));
        } else if offset >= self.leader_end_at_fetch {
            self.caught_up_at = self.caught_up_at.max(self.fetched_at);
        }
        (self.log_end, self.log_start) = (offset, log_start);
        (self.leader_end_at_fetch, self.fetched_at) = (leader_end, Some(now));
        self.broker_epoch = Some(broker_epoch);
        self.rests = false;
    }

    /// Ends its rest: it was heard of last at `heard`, and had everything then.
    pub(super) fn rouse(&mut self, heard: Option<Instant>) {
        if core::mem::take(&mut self.rests) {
            self.caught_up_at = self.caught_up_at.max(heard);
            self.fetched_at = self.fetched_at.max(heard);
        }
    }

    /// When it was last known to have had everything, where `heard` is when it was heard of last.
    pub(super) fn caught_up_at(&self, heard: Option<Instant>) -> Option<Instant> {
        if self.rests { self.caught_up_at.max(heard) } else { self.caught_up_at }
    }

    /// Whether it has everything, or had at most `lag_max_ms` ago.
    pub(crate) fn is_caught_up(&self, leader_end: i64, now: Instant, lag_max_ms: u64) -> bool {
        self.log_end == leader_end || self.caught_up_at.is_some_and(|at| now.ms_since(at) <= lag_max_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    fn at(ms: u64) -> Instant {
        Instant(ms * 1_000)
    }

    fn state() -> PartitionState {
        PartitionState { leader: 1, replicas: vec![1, 2, 3], in_sync: vec![1, 2, 3], ..Default::default() }
    }

    #[test]
    fn a_silent_follower_lags_after_its_time() {
        let leader = Leader::new(1, &state(), 0, at(0));
        assert!(leader.lagging(1, &state(), 10, at(30_000), 30_000).is_empty());
        assert_eq!(leader.lagging(1, &state(), 10, at(30_001), 30_000), [2, 3]);
    }

    #[test]
    fn a_follower_with_everything_never_lags() {
        let mut leader = Leader::new(1, &state(), 0, at(0));
        leader.followers.get_mut(&2).unwrap().fetched(at(5), 10, 0, 10, 7);
        assert_eq!(leader.lagging(1, &state(), 10, at(99_000), 30_000), [3]);
    }

    #[test]
    fn reaching_the_end_of_the_last_fetch_counts_from_that_fetch() {
        let mut leader = Leader::new(1, &state(), 0, at(0));
        let follower = leader.followers.get_mut(&2).unwrap();
        follower.fetched(at(10_000), 5, 0, 10, 7);
        assert!(!follower.is_caught_up(10, at(30_001), 30_000));
        follower.fetched(at(20_000), 10, 0, 50, 7);
        assert!(follower.is_caught_up(50, at(40_000), 30_000));
        assert!(!follower.is_caught_up(50, at(40_001), 30_000));
    }

    #[test]
    fn a_follower_that_rests_had_everything_when_it_was_heard_of() {
        let mut leader = Leader::new(1, &state(), 0, at(0));
        let follower = leader.followers.get_mut(&2).unwrap();
        follower.fetched(at(5_000), 10, 0, 10, 7);
        follower.rests = true;
        assert_eq!(follower.caught_up_at(Some(at(40_000))), Some(at(40_000)));
        follower.rouse(Some(at(40_000)));
        assert!(follower.is_caught_up(12, at(70_000), 30_000));
        assert!(!follower.is_caught_up(12, at(70_001), 30_000));
        follower.rouse(Some(at(60_000)));
        assert_eq!(follower.caught_up_at(Some(at(60_000))), Some(at(40_000)), "it does not rest any more");
    }

    #[test]
    fn the_maximal_isr_is_the_larger_one() {
        let mut leader = Leader::new(1, &state(), 0, at(0));
        let shrunk = PartitionState { in_sync: vec![1], ..state() };
        assert_eq!(leader.maximal_in_sync(&shrunk), 1);
        let (in_sync, broker_epochs) = (vec![1, 2], vec![7, 8]);
        leader.proposal = Some(Proposal { in_sync, broker_epochs, leader_epoch: 0, partition_epoch: 0 });
        assert_eq!(leader.maximal_in_sync(&shrunk), 2);
        assert!(leader.may_be_in_sync(&shrunk, 2) && !leader.may_be_in_sync(&shrunk, 3));
    }
}
