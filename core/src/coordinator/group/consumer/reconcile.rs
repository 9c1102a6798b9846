//! How a member is led from what it owns to what it shall own: it gives back first, then its epoch follows the target's,
//! then it gets what others have given back.

use alloc::collections::{BTreeMap, BTreeSet};

use partita_wire::Uuid;

use super::member::Held;
use super::{ConsumerGroup, ConsumerRecord, Draft, Member, MemberState};
use crate::coordinator::group::assign::Partitions;
use crate::coordinator::group::{GroupStep, Timer};

/// What a heartbeat says, beside what the group knows of its member.
pub(super) struct Said<'a> {
    /// What the member owns, if it says so.
    pub(super) owned: Option<&'a Partitions>,
    /// Topics that it subscribes to by now, of those that exist.
    pub(super) subscribed: BTreeSet<Uuid>,
    /// Whether these are others than before.
    pub(super) has_changed: bool,
}

impl ConsumerGroup {
    /// Whether nobody holds a partition, but for the member itself, which gives it back.
    fn is_free(&self, topic: Uuid, partition: i32, member: &Member) -> bool {
        let own = |of: &Held| of.get(&topic).is_some_and(|of| of.contains_key(&partition));
        own(&member.pending_revocation) || !self.members.values().any(|other| other.holds(topic, partition))
    }

    /// The member on the next stage of its way.
    fn reconciled(&self, member: &Member, said: &Said<'_>) -> Member {
        if !said.has_changed && member.is_reconciled_to(self.assignment_epoch) {
            return member.clone();
        }
        match member.state {
            MemberState::Stable if member.epoch == self.assignment_epoch => unsubscribed(member, said),
            MemberState::UnrevokedPartitions if still_owns(said.owned, &member.pending_revocation) => {
                unsubscribed(member, said)
            }
            // Whatever a newer coordinator left it in: it begins anew.
            MemberState::Unknown => self.next(member, self.assignment_epoch, said),
            _ => self.next(member, member.epoch, said),
        }
    }

    fn next(&self, member: &Member, epoch: i32, said: &Said<'_>) -> Member {
        let mut target = self.target_of(&member.member_id);
        target.retain(|topic, _| said.subscribed.contains(topic));
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
        if !revoked.is_empty() && still_owns(said.owned, &revoked) {
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
                if self.is_free(topic, partition, member) {
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

/// The member without what it does not subscribe to any more, however old its target is (KIP-1263).
fn unsubscribed(member: &Member, said: &Said<'_>) -> Member {
    let (kept, revoked): (Held, Held) =
        member.assigned.clone().into_iter().partition(|(topic, _)| said.subscribed.contains(topic));
    if revoked.is_empty() {
        return member.clone();
    }
    let mut pending = member.pending_revocation.clone();
    for (topic, of) in revoked {
        pending.entry(topic).or_default().extend(of);
    }
    let mut after = Member { previous_epoch: member.epoch, assigned: kept, ..member.clone() };
    if still_owns(said.owned, &pending) {
        after.state = MemberState::UnrevokedPartitions;
        after.pending_revocation = pending;
    }
    after
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
    pub(super) fn reconcile(&mut self, step: &mut GroupStep<'_>, member_id: &str, said: &Said<'_>) {
        let Some(before) = self.group.members.get(member_id).cloned() else { return };
        let after = self.group.reconciled(&before, said);
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
