//! The promises about a partition's sets of replicas, as the cluster's metadata has them: R4, R7, C4.

use alloc::format;
use alloc::vec::Vec;

use partita_view::{Finding, PartitionView};

use super::ghost::Ghost;
use super::sight::Sight;

impl Ghost {
    /// Looks at what the best informed node knows of the partition.
    pub(super) fn sets(&mut self, sight: &dyn Sight, found: &mut Vec<Finding>) {
        let Some(state) = sight.state(&self.topic, self.partition) else { return };
        self.members(sight, &state, found);
        self.eligible_hold(sight, &state, found);
        self.counted_on(sight, &state, found);
        let (leader_epoch, partition_epoch) = self.epochs;
        if state.leader_epoch < leader_epoch || state.partition_epoch < partition_epoch {
            let seen = format!(
                "{}-{} has leader epoch {} and partition epoch {}; it had {leader_epoch} and {partition_epoch}.",
                self.topic, self.partition, state.leader_epoch, state.partition_epoch
            );
            found.push(self.finding("C4", None, state.leader.unwrap_or(-1), seen));
        }
        self.epochs = (state.leader_epoch.max(leader_epoch), state.partition_epoch.max(partition_epoch));
    }

    /// R7. Where a reassignment ends with fewer in sync than `min.insync.replicas` asks for, the replicas that it takes away stay
    /// in the ELR until the next change, as with Kafka; nobody elects them.
    fn members(&self, sight: &dyn Sight, state: &PartitionView, found: &mut Vec<Finding>) {
        let is_replica = |id: &&i32| state.assignment.contains(id);
        let of_isr = state.in_sync.iter().find(|id| !is_replica(id));
        let stranger = of_isr
            .or_else(|| state.eligible.iter().find(|id| !is_replica(id) && !self.replicas.contains_key(id)));
        let both = state.in_sync.iter().find(|id| state.eligible.contains(id));
        if let Some(id) = stranger.or(both) {
            let seen = format!(
                "Replicas {:?}, ISR {:?}, ELR {:?}: broker {id} does not belong there.",
                state.assignment, state.in_sync, state.eligible
            );
            found.push(self.finding("R7", None, *id, seen));
        }
        // Who is the last of an ISR may stay in it, but then nobody leads.
        if state.leader.is_some()
            && let Some(id) = state.in_sync.iter().find(|id| sight.is_fenced(**id))
        {
            let seen = format!("Broker {id} is fenced, and in the ISR {:?}.", state.in_sync);
            found.push(self.finding("R7", None, *id, seen));
        }
        if let Some(leader) = state.leader.filter(|leader| !state.in_sync.contains(leader)) {
            let seen = format!("Broker {leader} leads and is not in the ISR {:?}.", state.in_sync);
            found.push(self.finding("R7", None, leader, seen));
        }
        if let Some(first) = state.eligible.iter().find(is_replica) {
            let enough =
                usize::try_from(sight.settings(&self.topic).0).unwrap_or(0).min(state.assignment.len());
            if state.in_sync.len() >= enough {
                let seen = format!(
                    "The ISR {:?} is large enough, and yet the ELR is {:?}.",
                    state.in_sync, state.eligible
                );
                found.push(self.finding("R7", None, *first, seen));
            }
        }
    }

    /// R3 for the ELR: who is in it and runs has what is committed, or came back without it and is not known for that yet.
    fn eligible_hold(&self, sight: &dyn Sight, state: &PartitionView, found: &mut Vec<Finding>) {
        for &member in &state.eligible {
            let Some(other) = sight.replica(member, &self.topic, self.partition) else { continue };
            if other.log_end >= self.committed_end || self.lacks(member, &other) {
                continue;
            }
            let seen = format!(
                "Broker {member} is in the ELR {:?} of {}-{} and its log ends at {}; up to {} was committed.",
                state.eligible, self.topic, self.partition, other.log_end, self.committed_end
            );
            let mut finding = self.finding("R3", Some(other.log_end), member, seen);
            finding.allowed_by = self.excuse();
            found.push(finding);
        }
    }

    /// R4.
    fn counted_on(&self, sight: &dyn Sight, state: &PartitionView, found: &mut Vec<Finding>) {
        let Some(leader) = state.leader else { return };
        let Some(seen) = sight.replica(leader, &self.topic, self.partition) else { return };
        if !seen.leads || seen.leader_epoch != state.leader_epoch {
            return;
        }
        let knows =
            |id: &&i32| seen.in_sync.contains(id) || seen.offered.is_some_and(|offered| offered.contains(id));
        if let Some(missing) = state.in_sync.iter().find(|id| !knows(id)) {
            let text = format!(
                "The controller has broker {missing} in the ISR {:?} of {}-{}; its leader {leader} knows {:?}.",
                state.in_sync, self.topic, self.partition, seen.in_sync
            );
            found.push(self.finding("R4", None, *missing, text));
        }
    }
}
