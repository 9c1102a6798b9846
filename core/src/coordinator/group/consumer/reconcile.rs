//! How a member is led from what it owns to what it shall own: it gives back first, then its epoch follows the target's,
//! then it gets what others have given back.

use alloc::collections::BTreeMap;

use partita_wire::Uuid;

use super::member::Held;
use super::{ConsumerGroup, ConsumerRecord, Draft, Member, MemberState};
use crate::coordinator::group::assign::Partitions;
use crate::coordinator::group::{GroupStep, Timer};

impl ConsumerGroup {
    /// Whether nobody holds a partition.
    fn is_free(&self, topic: Uuid, partition: i32) -> bool {
        !self.members.values().any(|member| member.holds(topic, partition))
    }

    /// The member on the next stage of its way. `owned` is what it says it owns, if it says so.
    fn reconciled(&self, member: &Member, owned: Option<&Partitions>) -> Member {
        if member.is_reconciled_to(self.assignment_epoch) {
            return member.clone();
        }
        let epoch = match member.state {
            MemberState::Stable | MemberState::UnreleasedPartitions => member.epoch,
            MemberState::UnrevokedPartitions if still_owns(owned, &member.pending_revocation) => {
                return member.clone();
            }
            MemberState::UnrevokedPartitions => member.epoch.wrapping_add(1),
            // Whatever a newer coordinator left it in: it begins anew.
            MemberState::Unknown => self.assignment_epoch,
        };
        self.next(member, epoch, owned)
    }

    fn next(&self, member: &Member, epoch: i32, owned: Option<&Partitions>) -> Member {
        let target = self.target_of(&member.member_id);
        let shall =
            |topic: &Uuid, partition: &i32| target.get(topic).is_some_and(|of| of.contains(partition));
        let (mut kept, mut revoked) = (Held::new(), Held::new());
        for (topic, of) in &member.assigned {
            for (partition, since) in of {
                let place = if shall(topic, partition) { &mut kept } else { &mut revoked };
                place.entry(*topic).or_default().insert(*partition, *since);
            }
        }
        let mut after = Member { previous_epoch: member.epoch, ..member.clone() };
        if !revoked.is_empty() && still_owns(owned, &revoked) {
            after.epoch = epoch;
            after.state = MemberState::UnrevokedPartitions;
            after.assigned = kept;
            after.pending_revocation = revoked;
            return after;
        }
        let mut unreleased = false;
        for (&topic, of) in &target {
            let mine = member.assigned.get(&topic);
            for &partition in
                of.iter().filter(|&partition| mine.is_none_or(|mine| !mine.contains_key(partition)))
            {
                if self.is_free(topic, partition) {
                    kept.entry(topic).or_default().insert(partition, self.assignment_epoch);
                } else {
                    unreleased = true;
                }
            }
        }
        after.epoch = self.assignment_epoch;
        after.state = if unreleased { MemberState::UnreleasedPartitions } else { MemberState::Stable };
        after.assigned = kept;
        after.pending_revocation = BTreeMap::new();
        after
    }
}

/// Whether a member may still own one of these; if it does not say, it may.
fn still_owns(owned: Option<&Partitions>, places: &Held) -> bool {
    let Some(owned) = owned else { return true };
    places.iter().any(|(topic, of)| {
        owned.get(topic).is_some_and(|owned| of.keys().any(|partition| owned.contains(partition)))
    })
}

impl Draft {
    /// Leads a member on, as far as it goes now.
    pub(super) fn reconcile(
        &mut self,
        step: &mut GroupStep<'_>,
        member_id: &str,
        owned: Option<&Partitions>,
    ) {
        let Some(before) = self.group.members.get(member_id).cloned() else { return };
        let after = self.group.reconciled(&before, owned);
        if after == before {
            return;
        }
        let timer = Timer::Revocation { group: self.group.id.clone(), member_id: member_id.into() };
        match after.state {
            // Members of the classic protocol have time-outs of their own.
            MemberState::UnrevokedPartitions if after.classic.is_none() => {
                step.set_timer(timer, after.rebalance_timeout_ms);
            }
            _ => step.cancel_timer(timer),
        }
        self.write(ConsumerRecord::Current { member_id: member_id.into(), value: Some(after.placement()) });
    }
}
