//! G2 and G4 where epochs matter: what a group aims at covers everything once, and a commit belongs to the generation of its time.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::vec::Vec;

use partita_core::GroupTarget;
use partita_machine::Name;
use partita_view::{Finding, Micros};

use super::groups::GroupSeen;
use super::promises::broken;

/// A commit that was accepted is told once its records are committed, within `offsets.commit.timeout.ms` (5 s); a rebalance may
/// begin meanwhile.
const ACCEPTED_US: Micros = 30_000_000;

impl GroupSeen {
    /// Its coordinator told a generation.
    pub(super) fn goes_on(&mut self, node: i32, generation: i32, now: Micros) {
        if self.newest.is_none_or(|(known, of, _)| (known, of) != (generation, node)) {
            self.newest = Some((generation, node, now));
        }
    }

    /// G4: a commit that is accepted carries the generation of its time, or a member epoch that the group has reached.
    pub(super) fn committed_in(
        &self,
        group: &Name,
        node: i32,
        generation: i32,
        now: Micros,
        excuse: Option<&'static str>,
        found: &mut Vec<Finding>,
    ) {
        let Some((newest, _, since)) = self.newest.filter(|(_, of, _)| *of == node) else { return };
        let is_old = generation < newest && now > since.saturating_add(ACCEPTED_US) && !self.is_modern;
        if generation < 0 || (generation <= newest && !is_old) {
            return;
        }
        let seen = format!(
            "Broker {node} accepted a commit of group {group} in generation {generation}; the group has had generation {newest} since {} s.",
            since / 1_000_000
        );
        found.push(Finding { node: Some(node), allowed_by: excuse, ..broken("G4", seen) });
    }

    /// G2: a target that is new has every partition of the topics subscribed to once, and no member is ahead of its group.
    pub(super) fn aimed(&mut self, group: &Name, node: i32, target: &GroupTarget, found: &mut Vec<Finding>) {
        self.is_modern = true;
        let mut report = |seen| found.push(Finding { node: Some(node), ..broken("G2", seen) });
        for (member, epoch) in &target.members {
            if *epoch > target.epoch {
                report(format!(
                    "Member {member} of {group} has epoch {epoch} on broker {node}; the group has {}.",
                    target.epoch
                ));
            }
        }
        // Topics grow: what is wanted is what there was when the target was made.
        if target.assignment_epoch <= self.aimed {
            return;
        }
        self.aimed = target.assignment_epoch;
        let mut times: BTreeMap<&(Name, i32), u32> = target.wanted.iter().map(|place| (place, 0)).collect();
        for place in &target.assigned {
            *times.entry(place).or_default() += 1;
        }
        for ((topic, partition), times) in times.into_iter().filter(|(_, times)| *times != 1) {
            report(format!(
                "The target of {group} for epoch {} has {topic}-{partition} {times} times.",
                target.assignment_epoch
            ));
        }
    }
}
