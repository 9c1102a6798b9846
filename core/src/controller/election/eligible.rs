//! Eligible leader replicas (KIP-966): who left an ISR below its minimum has all that was committed, and may lead later.

use alloc::vec;
use alloc::vec::Vec;

use super::{Change, Changed};
use crate::image::{NO_LEADER, PartitionState};

impl Change<'_> {
    /// Members that leave an ISR which falls below its minimum stay eligible: they have all that was committed. So do those that a
    /// reassignment takes away, as with Kafka, though nobody elects who is no replica.
    pub(super) fn populate_eligible(&mut self) {
        if !self.elr {
            return;
        }
        if self.in_sync.len() >= self.min_in_sync {
            self.eligible.clear();
            return;
        }
        let mut eligible: Vec<i32> = self.eligible.iter().chain(&self.partition.in_sync).copied().collect();
        eligible.sort_unstable();
        eligible.dedup();
        eligible.retain(|replica| !self.in_sync.contains(replica) && self.unclean_shutdown != Some(*replica));
        self.eligible = eligible;
    }

    /// With ISR and ELR both empty, the last leader is the best that is left.
    pub(super) fn last_known_leader(&self) -> Option<i32> {
        self.elr.then_some(())?;
        match self.partition.last_known_eligible[..] {
            [last] if self.in_sync.is_empty() && self.eligible.is_empty() && (self.may_lead)(last) => {
                Some(last)
            }
            _ => None,
        }
    }

    pub(super) fn settle_eligible(&mut self, changed: &mut Changed) {
        if changed.unclean || !self.elr {
            self.eligible.clear();
        }
        if self.eligible != self.partition.eligible {
            changed.eligible = Some(self.eligible.clone());
        }
    }

    /// The last leader is kept from the moment on when a partition loses it, and cleared with a new leader.
    pub(super) fn settle_last_known(&self, changed: &mut Changed) {
        if !self.elr {
            return;
        }
        let PartitionState { leader, last_known_eligible, .. } = self.partition;
        match (changed.leader, last_known_eligible.is_empty()) {
            (Some(NO_LEADER), true) => changed.last_known_eligible = Some(vec![*leader]),
            (Some(0..), false) => changed.last_known_eligible = Some(Vec::new()),
            _ => {}
        }
    }
}
