//! The promises of Kafka, watched at every step.
//!
//! A checker is told by machines where to look, and then looks at the logs themselves: what a node says of itself is only the
//! occasion. A node that was part of a step is asked which of its replicas changed, and those alone are looked at. A broken
//! promise names the record, the node and what was seen; a loss that a setting or a fault allows is told as such.
//!
//! Where to start: `promises.rs` has the list, `sight.rs` what is seen, `ghost.rs` a partition and `ghost/` the promises about
//! it, `served.rs` what readers are given, `quorum.rs` and `metadata.rs` the controllers, `moves.rs` reassignments, `groups.rs`,
//! `aims.rs`, `stable.rs` and `readers.rs` the groups and their members, `recovery.rs` what a start makes of a disk, `end.rs` what must hold once everything is
//! mended.

mod aims;
mod end;
mod ghost;
mod groups;
mod metadata;
mod moves;
mod promises;
mod quorum;
mod readers;
mod recovery;
mod replica;
mod served;
mod sets;
mod sight;
mod stable;
#[cfg(test)]
mod tests;
mod weight;

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_core::TopicProbe;
use partita_core::disk::MemoryDisk;
use partita_machine::{Effect, Event, Name};
use partita_view::{Finding, Micros, NotAsked, Party};
use partita_wire::{Response, Uuid};

use crate::host::Host;
use crate::world::{Delivered, Step, World};
use end::Disturbed;
use ghost::Ghost;
use groups::Groups;
use moves::Moves;
pub(crate) use promises::PROMISES;
use quorum::Quorum;
use readers::Readers;
use recovery::{Recovered, Start};

/// Most findings that are kept: one is enough to act on.
const FINDINGS_MAX: usize = 1_000;

/// After so long a node that has started has opened its logs.
const RECOVERED_US: Micros = 60_000_000;

/// Records sent with acks=0 are looked for so often.
const UNHEARD_US: Micros = 5_000_000;

/// What a node left on its disk.
#[derive(Clone, Debug)]
struct Left {
    disk: MemoryDisk,
    /// It is needed so long; for a node that does not run, without an end.
    until: Option<Micros>,
}

/// What the checkers remember.
#[derive(Clone, Debug, Default)]
pub(crate) struct Watch {
    partitions: BTreeMap<(Name, i32), Arc<Ghost>>,
    /// What was looked at of each node.
    looked_at: BTreeMap<i32, Looked>,
    /// Topics that are deleted: what is left of their replicas is no matter.
    deleted: BTreeSet<Uuid>,
    /// Names of the others.
    names: BTreeMap<Uuid, Name>,
    quorum: Quorum,
    moves: Moves,
    groups: Groups,
    readers: Readers,
    disturbed: Disturbed,
    /// When records that nobody acknowledges are looked for next.
    unheard_at: Option<Micros>,
    /// What nodes that do not run, or have begun just now, left on their disks.
    left: BTreeMap<i32, Left>,
    findings: Arc<Vec<Finding>>,
}

/// A node that was looked at.
#[derive(Clone, Debug, Default)]
struct Looked {
    incarnation: u32,
    /// Topics of its replicas, in its order.
    topics: Vec<LookedTopic>,
}

/// The replicas of a topic that were looked at.
#[derive(Clone, Debug)]
struct LookedTopic {
    topic: Name,
    revision: (u64, u64),
    /// Number and revision of each, in their order.
    replicas: Vec<(i32, u64)>,
}

impl Watch {
    /// Everything found so far.
    pub(crate) fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What does not hold now although everything was mended long enough ago. Empty while something is broken.
    pub(crate) fn at_end(&self, world: &World) -> Vec<Finding> {
        end::judge(world, &self.disturbed)
    }

    /// Promises of the end that are not asked now, and why.
    pub(crate) fn not_asked(&self, world: &World) -> Vec<(&'static str, NotAsked)> {
        end::not_asked(world, &self.disturbed)
    }

    /// Whether what must hold at the end is asked now: nothing is broken, and everything was mended long enough ago.
    pub(crate) fn end_is_due(&self, world: &World) -> bool {
        end::is_due(world, &self.disturbed)
    }

    /// Looks at a step. Gives what it found.
    pub(crate) fn step(&mut self, world: &World, step: &Step) -> Vec<Finding> {
        let mut found = Vec::new();
        let commanded = step.delivered == Delivered::Command;
        if commanded {
            self.disturbed_by(world, step);
        }
        self.unheard(world, &mut found);
        let Some(party) = &step.to else {
            self.keep(&found);
            return found;
        };
        if step.effects.is_empty() && !commanded {
            self.keep(&found);
            return found;
        }
        // Acknowledgements and what was processed are compared with logs that were looked at before; what a node tells of
        // itself comes before the look at it.
        for effect in &step.effects {
            if let Effect::Tell(event) = effect {
                self.event(world, party, event, &mut found);
            }
        }
        if let Party::Node(id) = party {
            self.note_left(world, *id);
            self.look(world, *id, &mut found);
            for effect in &step.effects {
                if let Effect::Answer { body: Some(Response::Fetch(answer)), .. } = effect {
                    self.served(world, *id, answer, &mut found);
                }
            }
        }
        self.keep(&found);
        found
    }

    fn disturbed_by(&mut self, world: &World, step: &Step) {
        let ahead_ms = world.slots.iter().map(|slot| slot.skew_ms).max().unwrap_or(0);
        self.disturbed.clocks_are(step.at.0, ahead_ms);
        let host = match &step.to {
            Some(party @ Party::Client(_)) => {
                world.machine(party).and_then(|machine| world.slot(machine).host.as_deref())
            }
            _ => {
                self.disturbed.cluster_at = step.at.0;
                return;
            }
        };
        if !matches!(host, Some(Host::Producer(_))) {
            self.disturbed.people_at = step.at.0;
        }
    }

    /// Keeps what a node that ended left on its disk, until whatever it opens after its next start was recovered.
    fn note_left(&mut self, world: &World, id: i32) {
        let Some(slot) = world.machine(&Party::Node(id)).map(|machine| world.slot(machine)) else { return };
        if let Some(disk) = &slot.disk {
            self.left.insert(id, Left { disk: disk.clone(), until: None });
        } else if let Some(left) = self.left.get_mut(&id) {
            let until = *left.until.get_or_insert(world.now().0.saturating_add(RECOVERED_US));
            if world.now().0 > until {
                self.left.remove(&id);
            }
        }
    }

    /// S2, when a log is seen for the first time in a life of its node.
    fn recovered(&self, world: &World, ghost: &Ghost, node: i32, found: &mut Vec<Finding>) {
        let Some(left) = self.left.get(&node) else { return };
        let Some(log) = world.probe(node, &ghost.topic, ghost.partition).map(|probe| probe.log()) else {
            return;
        };
        let dir = log.dir();
        let start = Start::of(&left.disk, dir, log.settings());
        if let Err(seen) = recovery::judge(&left.disk, start, |disk, start| Recovered::open(disk, start)) {
            found.push(ghost.finding("S2", None, node, alloc::format!("{dir} on broker {node}: {seen}")));
        }
        ghost.indexed(world, node, found);
    }

    fn keep(&mut self, found: &[Finding]) {
        let room = FINDINGS_MAX.saturating_sub(self.findings.len());
        if !found.is_empty() && room > 0 {
            Arc::make_mut(&mut self.findings).extend(found.iter().take(room).cloned());
        }
    }

    fn event(&mut self, world: &World, party: &Party, event: &Event, found: &mut Vec<Finding>) {
        if let Party::Node(node) = party
            && let Event::BrokerRegistered { broker, broker_epoch } = event
        {
            self.quorum.registered(*node, *broker, *broker_epoch, found);
        }
        if let Event::TopicDeleted(topic) = event {
            self.topic_deleted(topic);
        }
        self.groups.hear(world, &self.partitions, party, event, found);
        self.readers.hear(world, &self.partitions, party, event, found);
        if let Event::Acked { acks: 0, .. } = event {
            self.unheard_at.get_or_insert(world.now().0 + UNHEARD_US);
        }
        if let Some((topic, partition)) = about(event) {
            let before = found.len();
            self.ghost(topic, partition).hear(world, party, event, found);
            if matches!(party, Party::Client(_)) {
                let excuse = self.groups.another_of_that_name(topic);
                found
                    .iter_mut()
                    .skip(before)
                    .for_each(|finding| finding.allowed_by = finding.allowed_by.or(excuse));
            }
        }
    }

    /// P2 for acks=0, once everything is mended and has had its time.
    fn unheard(&mut self, world: &World, found: &mut Vec<Finding>) {
        let now = world.now().0;
        if self.unheard_at.is_none_or(|at| now < at) {
            return;
        }
        self.unheard_at = None;
        let is_due = self.end_is_due(world);
        for ghost in self.partitions.values_mut().filter(|ghost| ghost.waits_for_unheard()) {
            if is_due && ghost.may_miss_unheard(now) {
                Arc::make_mut(ghost).look_for_unheard(found);
            } else {
                self.unheard_at = Some(now + UNHEARD_US);
            }
        }
    }

    fn ghost(&mut self, topic: &Name, partition: i32) -> &mut Ghost {
        let ghost = self
            .partitions
            .entry((topic.clone(), partition))
            .or_insert_with(|| Arc::new(Ghost::new(topic.clone(), partition)));
        Arc::make_mut(ghost)
    }

    fn topic_deleted(&mut self, topic: &Name) {
        let of_topic = |key: &(Name, i32)| key.0 == *topic;
        let gone: Vec<(Name, i32)> = self.partitions.keys().filter(|key| of_topic(key)).cloned().collect();
        for key in gone {
            self.deleted.extend(self.partitions.remove(&key).and_then(|ghost| ghost.topic_id));
        }
        self.names.retain(|_, name| name != topic);
    }

    /// Looks at what changed in a node.
    fn look(&mut self, world: &World, id: i32, found: &mut Vec<Finding>) {
        let Some(node) = world.node(id) else {
            self.looked_at.remove(&id);
            return;
        };
        let incarnation =
            world.machine(&Party::Node(id)).map_or(0, |machine| world.slot(machine).incarnation);
        self.quorum.look(world, id, node, incarnation, found);
        self.moves.look(id, node, incarnation, found);
        let mut looked = self.looked_at.remove(&id).unwrap_or_default();
        if looked.incarnation != incarnation {
            looked = Looked { incarnation, topics: Vec::new() };
        }
        let mut count = 0;
        for probe in node.topic_probes() {
            let at = count;
            count += 1;
            // Topics came or went: what lies behind is looked at anew, which costs little where nothing changed.
            if looked.topics.get(at).is_none_or(|known| known.topic != *probe.topic()) {
                looked.topics.truncate(at);
                let topic = probe.topic().clone();
                looked.topics.push(LookedTopic { topic, revision: (0, 0), replicas: Vec::new() });
            }
            if looked.topics[at].revision != probe.revision() {
                self.look_at_topic(world, id, probe, &mut looked.topics[at], found);
            }
        }
        looked.topics.truncate(count);
        self.looked_at.insert(id, looked);
    }

    /// Looks at the replicas of a topic on a node, one of which may be another than before.
    fn look_at_topic(
        &mut self,
        world: &World,
        node: i32,
        probe: TopicProbe<'_>,
        known: &mut LookedTopic,
        found: &mut Vec<Finding>,
    ) {
        let (begun, _) = probe.revision();
        if known.revision.0 != begun {
            known.replicas.clear();
        }
        known.revision = probe.revision();
        let mut count = 0;
        for replica in probe.replicas() {
            let (at, now) = (count, (replica.partition(), replica.revision()));
            count += 1;
            match known.replicas.get_mut(at) {
                Some(known) if *known == now => continue,
                Some(known) if known.0 == now.0 => *known = now,
                // Replicas came or went, as above.
                _ => {
                    known.replicas.truncate(at);
                    known.replicas.push(now);
                }
            }
            self.look_at(world, node, probe.topic(), now.0, replica.topic_id(), found);
        }
        known.replicas.truncate(count);
    }

    fn look_at(
        &mut self,
        world: &World,
        node: i32,
        topic: &Name,
        partition: i32,
        topic_id: Uuid,
        found: &mut Vec<Finding>,
    ) {
        if self.deleted.contains(&topic_id) {
            return;
        }
        let ghost = self.ghost(topic, partition);
        if ghost.topic_id.is_some_and(|known| known != topic_id) {
            *ghost = Ghost::new(topic.clone(), partition);
        }
        let is_new = ghost.topic_id.replace(topic_id).is_none();
        let begins = ghost.look(world, node, found);
        if is_new {
            self.names.insert(topic_id, topic.clone());
        }
        if begins && let Some(ghost) = self.partitions.get(&(topic.clone(), partition)) {
            self.recovered(world, ghost, node, found);
        }
    }
}

/// The partition that an event is about.
fn about(event: &Event) -> Option<(&Name, i32)> {
    match event {
        Event::Truncated { topic, partition, .. }
        | Event::Compacted { topic, partition, .. }
        | Event::LeaderElected { topic, partition, .. }
        | Event::InSyncChanged { topic, partition, .. }
        | Event::Acked { topic, partition, .. }
        | Event::Processed { topic, partition, .. } => Some((topic, *partition)),
        _ => None,
    }
}
