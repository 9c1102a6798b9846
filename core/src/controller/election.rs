//! How a partition changes: who may lead, what becomes of ISR and ELR (KIP-966). Pure rules over one
//! [`PartitionState`]; the rooms around say which replicas are to go and who is alive.

mod eligible;

use alloc::vec;
use alloc::vec::Vec;

use crate::image::{NO_LEADER, PartitionState};

/// How far an election may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Election {
    /// The preferred replica if it can lead.
    Preferred,
    /// Keep the partition online from the ISR or ELR.
    Online,
    /// Take any living replica if all else fails.
    Unclean,
}

/// A change in the making: targets start as the partition is.
pub(crate) struct Change<'a> {
    partition: &'a PartitionState,
    may_lead: &'a dyn Fn(i32) -> bool,
    min_in_sync: usize,
    election: Election,
    in_sync: Vec<i32>,
    eligible: Vec<i32>,
    replicas: Vec<i32>,
    adding: Vec<i32>,
    removing: Vec<i32>,
    recovering: bool,
    unclean_shutdown: Option<i32>,
    /// Whether `eligible.leader.replicas.version` is 1. Without it there is no ELR, and no ISR is written empty.
    elr: bool,
    /// KAFKA-9672.
    keeps_removed: bool,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Changed {
    /// `Some` also where the leader stays but its epoch is to grow.
    pub(crate) leader: Option<i32>,
    pub(crate) in_sync: Option<Vec<i32>>,
    pub(crate) eligible: Option<Vec<i32>>,
    pub(crate) last_known_eligible: Option<Vec<i32>>,
    pub(crate) recovering: Option<bool>,
    pub(crate) replicas: Option<Vec<i32>>,
    pub(crate) adding: Option<Vec<i32>>,
    pub(crate) removing: Option<Vec<i32>>,
    /// Whether the new leader was neither in ISR nor in ELR.
    pub(crate) unclean: bool,
}

impl<'a> Change<'a> {
    /// `min_in_sync` is the effective `min.insync.replicas` of the partition.
    pub(crate) fn new(
        partition: &'a PartitionState,
        may_lead: &'a dyn Fn(i32) -> bool,
        min_in_sync: usize,
        election: Election,
    ) -> Self {
        Self {
            partition,
            may_lead,
            min_in_sync,
            election,
            in_sync: partition.in_sync.clone(),
            eligible: partition.eligible.clone(),
            replicas: partition.replicas.clone(),
            adding: partition.adding.clone(),
            removing: partition.removing.clone(),
            recovering: partition.recovering,
            unclean_shutdown: None,
            elr: true,
            keeps_removed: false,
        }
    }

    /// Sets whether the cluster keeps eligible leader replicas.
    pub(crate) fn elr(mut self, elr: bool) -> Self {
        self.elr = elr;
        self
    }

    /// Sets the new ISR.
    pub(crate) fn in_sync(mut self, in_sync: Vec<i32>) -> Self {
        self.in_sync = in_sync;
        self
    }

    /// Sets the new assignment.
    pub(crate) fn replicas(mut self, replicas: Vec<i32>) -> Self {
        self.replicas = replicas;
        self
    }

    /// Sets the replicas that a reassignment adds.
    pub(crate) fn adding(mut self, adding: Vec<i32>) -> Self {
        self.adding = adding;
        self
    }

    /// Sets the replicas that a reassignment removes.
    pub(crate) fn removing(mut self, removing: Vec<i32>) -> Self {
        self.removing = removing;
        self
    }

    /// Sets whether the leader still recovers from an unclean election.
    pub(crate) fn recovering(mut self, recovering: bool) -> Self {
        self.recovering = recovering;
        self
    }

    /// Whether those that a reassignment removes stay in the ISR (KAFKA-9672).
    pub(crate) fn keeping_removed(mut self, keeps_removed: bool) -> Self {
        self.keeps_removed = keeps_removed;
        self
    }

    /// Takes a replica out of the ISR.
    pub(crate) fn without(mut self, replica: i32) -> Self {
        self.in_sync.retain(|&member| member != replica);
        self
    }

    /// Takes a replica that lost its unflushed writes out of ISR and ELR.
    pub(crate) fn unclean_shutdown(mut self, replica: i32) -> Self {
        self.unclean_shutdown = Some(replica);
        self.without(replica)
    }

    /// The change, or `None` if nothing changes.
    pub(crate) fn build(mut self) -> Option<Changed> {
        let mut changed = Changed::default();
        self.complete_reassignment();
        self.populate_eligible();
        self.elect(&mut changed);
        self.settle_assignment(&mut changed);
        self.settle_eligible(&mut changed);
        // Without ELR the last member stays in the ISR: it is the only one known to have everything.
        let may_be_written = self.elr || !self.in_sync.is_empty();
        if changed.in_sync.is_none() && may_be_written && self.in_sync != self.partition.in_sync {
            changed.in_sync = Some(self.in_sync.clone());
        }
        self.settle_last_known(&mut changed);
        if changed.recovering.is_none() && self.recovering != self.partition.recovering {
            changed.recovering = Some(self.recovering);
        }
        (changed != Changed::default()).then_some(changed)
    }

    /// A reassignment is done once every replica that stays is in sync: those to be removed go then.
    fn complete_reassignment(&mut self) {
        if self.adding.is_empty() && self.removing.is_empty() {
            return;
        }
        let staying = |list: &[i32]| -> Vec<i32> {
            list.iter().copied().filter(|replica| !self.removing.contains(replica)).collect()
        };
        let (replicas, in_sync) = (staying(&self.replicas), staying(&self.in_sync));
        let removes_all = !self.removing.is_empty() && (replicas.is_empty() || in_sync.is_empty());
        if removes_all || !replicas.iter().all(|replica| in_sync.contains(replica)) {
            return;
        }
        self.replicas = replicas;
        if !self.keeps_removed {
            self.in_sync = in_sync;
        }
        self.adding.clear();
        self.removing.clear();
    }

    /// A leader that loses a replica begins a new epoch, so that the replica that goes knows when it went.
    fn settle_assignment(&self, changed: &mut Changed) {
        let before = self.partition;
        if changed.leader.is_none() && !before.replicas.iter().all(|old| self.replicas.contains(old)) {
            changed.leader = Some(before.leader);
        }
        let differs = |now: &Vec<i32>, before: &Vec<i32>| (now != before).then(|| now.clone());
        changed.replicas = differs(&self.replicas, &before.replicas);
        changed.adding = differs(&self.adding, &before.adding);
        changed.removing = differs(&self.removing, &before.removing);
    }

    fn elect(&mut self, changed: &mut Changed) {
        let (leader, unclean) = self.elected();
        if leader == self.partition.leader {
            return;
        }
        if self.eligible.contains(&leader) {
            self.in_sync = vec![leader];
            self.eligible.retain(|&replica| replica != leader);
        }
        changed.leader = Some(leader);
        if unclean {
            changed.unclean = true;
            changed.in_sync = Some(vec![leader]);
            changed.recovering = (!self.partition.recovering).then_some(true);
        }
    }

    /// The leader, and whether it is taken although it may lack records.
    fn elected(&self) -> (i32, bool) {
        let preferred = self.replicas.first().copied().unwrap_or(NO_LEADER);
        if self.election == Election::Preferred && self.can_lead(preferred) {
            return (preferred, false);
        }
        if self.can_lead(self.partition.leader) {
            return (self.partition.leader, false);
        }
        if let Some(&replica) = self.replicas.iter().find(|&&replica| self.can_lead(replica)) {
            return (replica, false);
        }
        if let Some(last_known) = self.last_known_leader() {
            return (last_known, true);
        }
        let unclean = (self.election == Election::Unclean)
            .then(|| self.replicas.iter().find(|&&replica| (self.may_lead)(replica)))
            .flatten();
        unclean.map_or((NO_LEADER, false), |&replica| (replica, true))
    }

    fn can_lead(&self, replica: i32) -> bool {
        let complete =
            self.in_sync.contains(&replica) || (self.in_sync.is_empty() && self.eligible.contains(&replica));
        complete && (self.may_lead)(replica)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partition(leader: i32, replicas: &[i32], in_sync: &[i32]) -> PartitionState {
        PartitionState {
            leader,
            replicas: replicas.to_vec(),
            in_sync: in_sync.to_vec(),
            ..PartitionState::default()
        }
    }

    fn alive(list: &'static [i32]) -> impl Fn(i32) -> bool {
        move |replica| list.contains(&replica)
    }

    #[test]
    fn a_fenced_leader_gives_way_to_the_next_in_sync_replica() {
        let before = partition(1, &[1, 2, 3], &[1, 2, 3]);
        let may_lead = alive(&[2, 3]);
        let changed = Change::new(&before, &may_lead, 1, Election::Online).without(1).build().unwrap();
        assert_eq!(changed.leader, Some(2));
        assert_eq!(changed.in_sync, Some(vec![2, 3]));
        assert_eq!(changed.eligible, None);
    }

    #[test]
    fn nothing_changes_without_a_reason() {
        let before = partition(1, &[1, 2], &[1, 2]);
        assert_eq!(Change::new(&before, &alive(&[1, 2]), 1, Election::Preferred).build(), None);
    }

    #[test]
    fn the_last_member_becomes_eligible_and_last_known() {
        let before = partition(1, &[1], &[1]);
        let changed = Change::new(&before, &alive(&[]), 1, Election::Online).without(1).build().unwrap();
        assert_eq!(changed.leader, Some(NO_LEADER));
        assert_eq!(changed.in_sync, Some(vec![]));
        assert_eq!(changed.eligible, Some(vec![1]));
        assert_eq!(changed.last_known_eligible, Some(vec![1]));
    }

    #[test]
    fn below_the_minimum_both_stay_eligible() {
        let first = partition(1, &[1, 2], &[1, 2]);
        let changed = Change::new(&first, &alive(&[2]), 2, Election::Online).without(1).build().unwrap();
        assert_eq!((changed.leader, changed.eligible), (Some(2), Some(vec![1])));
        let second = PartitionState { eligible: vec![1], ..partition(2, &[1, 2], &[2]) };
        let changed = Change::new(&second, &alive(&[]), 2, Election::Online).without(2).build().unwrap();
        assert_eq!(changed.eligible, Some(vec![1, 2]));
        assert_eq!(changed.last_known_eligible, Some(vec![2]));
    }

    #[test]
    fn without_elr_the_last_member_stays_in_the_isr() {
        let before = partition(1, &[1, 2], &[1]);
        let change = |alive| Change::new(&before, alive, 2, Election::Online).elr(false);
        let dead = alive(&[2]);
        for gone in [change(&dead).without(1), change(&dead).unclean_shutdown(1)] {
            let changed = gone.build().unwrap();
            assert_eq!(changed, Changed { leader: Some(NO_LEADER), ..Changed::default() });
        }
        let down = PartitionState { leader: NO_LEADER, ..before.clone() };
        assert_eq!(Change::new(&down, &dead, 2, Election::Online).elr(false).build(), None);
        let back = Change::new(&down, &alive(&[1, 2]), 2, Election::Online).elr(false).build().unwrap();
        assert_eq!(back, Changed { leader: Some(1), ..Changed::default() });
        let shrunk = Change::new(&partition(1, &[1, 2], &[1, 2]), &alive(&[1]), 2, Election::Online)
            .elr(false)
            .without(2)
            .build()
            .unwrap();
        assert_eq!(shrunk, Changed { in_sync: Some(vec![1]), ..Changed::default() });
    }

    #[test]
    fn eligible_replicas_of_before_are_cleared_once_elr_is_off() {
        let before = PartitionState { eligible: vec![2], ..partition(1, &[1, 2, 3], &[1, 3]) };
        let changed = Change::new(&before, &alive(&[1]), 3, Election::Online).elr(false).without(3).build();
        assert_eq!(changed.unwrap().eligible, Some(vec![]));
        assert_eq!(
            Change::new(&leaderless(&[], &[1]), &alive(&[1]), 1, Election::Online).elr(false).build(),
            None
        );
    }

    fn leaderless(eligible: &[i32], last_known: &[i32]) -> PartitionState {
        PartitionState {
            eligible: eligible.to_vec(),
            last_known_eligible: last_known.to_vec(),
            ..partition(NO_LEADER, &[1, 2], &[])
        }
    }

    #[test]
    fn who_a_reassignment_takes_away_stays_eligible_and_is_not_elected() {
        let before = partition(1, &[1, 2], &[1, 2]);
        let change =
            Change::new(&before, &|_| true, 2, Election::Online).replicas(vec![1, 2]).removing(vec![2]);
        let changed = change.build().unwrap();
        assert_eq!((changed.replicas, changed.in_sync), (Some(vec![1]), Some(vec![1])));
        assert_eq!((changed.leader, changed.eligible), (Some(1), Some(vec![2])));
        let after = PartitionState { eligible: vec![2], ..partition(1, &[1], &[1]) };
        let changed = Change::new(&after, &alive(&[2]), 1, Election::Online).without(1).build().unwrap();
        assert_eq!((changed.leader, changed.eligible), (Some(NO_LEADER), Some(vec![1, 2])));
    }

    #[test]
    fn an_eligible_replica_leads_cleanly() {
        let before = leaderless(&[1, 2], &[2]);
        let changed = Change::new(&before, &alive(&[1]), 2, Election::Online).build().unwrap();
        assert_eq!((changed.leader, changed.unclean), (Some(1), false));
        assert_eq!(changed.in_sync, Some(vec![1]));
        assert_eq!(changed.eligible, Some(vec![2]));
        assert_eq!(changed.last_known_eligible, Some(vec![]));
    }

    #[test]
    fn after_an_unclean_shutdown_the_last_known_leader_recovers() {
        let before = leaderless(&[1], &[1]);
        let dead = alive(&[]);
        let out = Change::new(&before, &dead, 1, Election::Online).unclean_shutdown(1).build().unwrap();
        assert_eq!((out.leader, out.eligible), (None, Some(vec![])));
        let before = leaderless(&[], &[1]);
        let back = Change::new(&before, &alive(&[1]), 1, Election::Online).build().unwrap();
        assert_eq!((back.leader, back.unclean, back.recovering), (Some(1), true, Some(true)));
        assert_eq!(back.in_sync, Some(vec![1]));
        assert_eq!(back.last_known_eligible, Some(vec![]));
    }

    #[test]
    fn unclean_elections_take_the_first_that_lives() {
        let before = leaderless(&[1], &[1]);
        assert_eq!(Change::new(&before, &alive(&[2]), 1, Election::Online).build(), None);
        let changed = Change::new(&before, &alive(&[2]), 1, Election::Unclean).build().unwrap();
        assert_eq!((changed.leader, changed.unclean), (Some(2), true));
        assert_eq!(changed.eligible, Some(vec![]));
    }

    #[test]
    fn a_preferred_election_needs_the_preferred_replica_in_sync() {
        let before = partition(2, &[1, 2], &[2]);
        assert_eq!(Change::new(&before, &alive(&[1, 2]), 1, Election::Preferred).build(), None);
        let before = partition(2, &[1, 2], &[1, 2]);
        let changed = Change::new(&before, &alive(&[1, 2]), 1, Election::Preferred).build().unwrap();
        assert_eq!(changed.leader, Some(1));
    }
}
