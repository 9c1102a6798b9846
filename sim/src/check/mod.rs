//! The promises of Kafka, watched at every step.
//!
//! A checker looks at what machines tell, and then at the logs themselves: what a node says of itself is only the occasion.
//! A broken promise names the record, the node and what was seen; a loss that a setting allows is told as such.

mod partition;

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{Effect, Event, Name};
use partita_view::{Finding, Party, QuorumRole};

use crate::world::{Step, World};
use partition::PartitionWatch;

/// What is watched: short name and promise.
pub(crate) const PROMISES: &[(&str, &str)] = &[
    ("L1", "Offsets in a log strictly increase."),
    (
        "L2",
        "Log start <= last stable offset <= high watermark <= log end, and the high watermark of a leader never retreats.",
    ),
    ("R1", "Any two replicas agree on every record below both high watermarks."),
    ("R6", "A follower never removes records below its high watermark, unless an election was unclean."),
    (
        "R7",
        "At most one replica leads in a leader epoch, and ISR and ELR are disjoint parts of the replicas.",
    ),
    ("R8", "Consumers see nothing at or above the high watermark."),
    ("C1", "A quorum epoch has one leader at most."),
    ("G1", "A partition has one owner in a generation of a group."),
    ("P1", "Sequence numbers of a producer are without gaps, and no batch is written twice."),
    ("P2", "A record that was acknowledged stays."),
];

/// Most findings that are kept: one is enough to act on.
const FINDINGS_MAX: usize = 1_000;

/// Partition by partition of a group's generation: who owns it.
type Owners = BTreeMap<(Name, i32), Name>;

/// What the checkers remember.
#[derive(Clone, Debug, Default)]
pub(crate) struct Watch {
    partitions: BTreeMap<(Name, i32), Arc<PartitionWatch>>,
    quorum_leaders: BTreeMap<i32, i32>,
    /// Owners in the newest generation of each group.
    owners: BTreeMap<Name, (i32, Owners)>,
    findings: Arc<Vec<Finding>>,
}

impl Watch {
    /// Everything found so far.
    pub(crate) fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Looks at a step. Gives what it found.
    pub(crate) fn step(&mut self, world: &World, step: &Step) -> Vec<Finding> {
        let mut found = Vec::new();
        let Some(party) = &step.to else { return found };
        for effect in &step.effects {
            if let Effect::Tell(event) = effect {
                self.event(world, party, event, &mut found);
            }
        }
        let room = FINDINGS_MAX.saturating_sub(self.findings.len());
        if !found.is_empty() && room > 0 {
            Arc::make_mut(&mut self.findings).extend(found.iter().take(room).cloned());
        }
        found
    }

    fn event(&mut self, world: &World, party: &Party, event: &Event, found: &mut Vec<Finding>) {
        match (party, event) {
            (Party::Node(node), Event::QuorumRoleChanged { role: QuorumRole::Leader, epoch }) => {
                self.quorum_leader(*node, *epoch, found);
            }
            (Party::Client(name), Event::Assigned { group, generation, partitions }) => {
                self.assigned(group, *generation, name, partitions, found);
            }
            _ => {
                let Some((topic, partition)) = partition::about(event) else { return };
                let watch = self
                    .partitions
                    .entry((topic.clone(), partition))
                    .or_insert_with(|| Arc::new(PartitionWatch::new(topic.clone(), partition)));
                Arc::make_mut(watch).event(world, party, event, found);
            }
        }
    }

    /// C1.
    fn quorum_leader(&mut self, node: i32, epoch: i32, found: &mut Vec<Finding>) {
        let first = *self.quorum_leaders.entry(epoch).or_insert(node);
        if first != node {
            found.push(Finding {
                node: Some(node),
                ..broken(
                    "C1",
                    format!(
                        "Node {node} leads the metadata quorum in epoch {epoch}, which node {first} led."
                    ),
                )
            });
        }
    }

    /// G1.
    fn assigned(
        &mut self,
        group: &Name,
        generation: i32,
        member: &Name,
        partitions: &[(Name, i32)],
        found: &mut Vec<Finding>,
    ) {
        let (newest, owners) = self.owners.entry(group.clone()).or_default();
        if generation < *newest {
            return;
        }
        if generation > *newest {
            *newest = generation;
            owners.clear();
        }
        for (topic, partition) in partitions {
            let owner = owners.entry((topic.clone(), *partition)).or_insert_with(|| member.clone());
            if owner != member {
                let seen = format!(
                    "In generation {generation} of {group}, {topic}-{partition} belongs to {owner} and to {member}."
                );
                found.push(Finding { about: Some((topic.clone(), *partition)), ..broken("G1", seen) });
            }
        }
    }
}

/// A finding that no setting allows.
fn broken(promise: &'static str, seen: alloc::string::String) -> Finding {
    let promised = PROMISES.iter().find(|(name, _)| *name == promise).map_or("", |(_, promised)| *promised);
    Finding { promise, promised, about: None, offset: None, node: None, seen, allowed_by: None }
}
