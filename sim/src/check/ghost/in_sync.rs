//! Who leads, and who counts as having everything: R3, R7 and R9 as the replicas themselves show it.

use alloc::format;
use alloc::vec::Vec;

use partita_view::Finding;

use super::super::replica::Replica;
use super::super::sight::{ReplicaSeen, Sight};
use super::{Ghost, POWER, UNCLEAN};

impl Ghost {
    /// R3: who is in the ISR and runs has what is committed.
    pub(super) fn members_hold(
        &self,
        sight: &dyn Sight,
        node: i32,
        seen: &ReplicaSeen<'_>,
        found: &mut Vec<Finding>,
    ) {
        for &member in seen.in_sync.iter().filter(|&&member| member != node) {
            let Some(other) = sight.replica(member, &self.topic, self.partition) else { continue };
            if other.log_end >= seen.high_watermark || other.leader_epoch > seen.leader_epoch {
                continue;
            }
            let text = format!(
                "Broker {member} is in the ISR {:?} of {}-{} and its log ends at {}; the high watermark is {}.",
                seen.in_sync, self.topic, self.partition, other.log_end, seen.high_watermark
            );
            let mut finding = self.finding("R3", Some(other.log_end), member, text);
            // It came back without what was not flushed, and the controller has not heard of that yet.
            finding.allowed_by =
                self.lacks(member, &other).then_some(POWER).or(self.unclean.then_some(UNCLEAN));
            found.push(finding);
        }
    }

    /// R9: whom a leader offers for the ISR has caught up.
    pub(super) fn offers(
        &self,
        sight: &dyn Sight,
        node: i32,
        seen: &ReplicaSeen<'_>,
        replica: &mut Replica,
        found: &mut Vec<Finding>,
    ) {
        let offered = seen.offered.unwrap_or_default();
        if *offered == *replica.offered {
            return;
        }
        let epoch_start =
            seen.epochs.iter().find(|(epoch, _)| *epoch == seen.leader_epoch).map_or(0, |(_, at)| *at);
        let need = seen.high_watermark.max(epoch_start);
        let new = offered
            .iter()
            .filter(|id| **id != node && !seen.in_sync.contains(id) && !replica.offered.contains(id));
        for &member in new {
            let Some(other) = sight.replica(member, &self.topic, self.partition) else { continue };
            if other.log_end < need && !self.lacks(member, &other) {
                let text = format!(
                    "Broker {node} offers broker {member} for the ISR of {}-{}, whose log ends at {}; the high watermark is {}, and leader epoch {} begins at {epoch_start}.",
                    self.topic, self.partition, other.log_end, seen.high_watermark, seen.leader_epoch
                );
                found.push(self.finding("R9", Some(other.log_end), member, text));
            }
        }
        replica.offered = offered.to_vec();
    }

    /// R7: one leader an epoch.
    pub(super) fn leads(&mut self, node: i32, leader_epoch: i32, found: &mut Vec<Finding>) {
        let first = *self.leaders.entry(leader_epoch).or_insert(node);
        if first != node {
            let seen =
                format!("Broker {node} leads in leader epoch {leader_epoch}, which broker {first} led.");
            found.push(self.finding("R7", None, node, seen));
        }
    }
}
