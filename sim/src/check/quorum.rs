//! The promises about the metadata quorum: one leader and one vote an epoch, also across a restart; what is committed is held
//! by a majority.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::vec::Vec;

use partita_core::Node;
use partita_core::disk::MemoryDisk;
use partita_view::{Finding, Micros};
use partita_wire::Uuid;

use super::metadata::{self, Held, Metadata};
use super::promises::broken;
use crate::world::World;

/// So long after another leader was seen a node may still believe that it leads: two of Kafka's fetch time-outs of 2 s and a half, and some.
const RESIGNED_US: Micros = 6_000_000;
/// A voter that is not heard for so long stood still.
const STOOD_STILL_US: Micros = 2_000_000;

/// What was seen of the metadata quorum.
#[derive(Clone, Debug, Default)]
pub(super) struct Quorum {
    /// Leader of each epoch, and the process that led.
    leaders: BTreeMap<i32, (i32, u32)>,
    voters: BTreeMap<i32, VoterSeen>,
    /// The directory of each: who has another one is another voter.
    directories: BTreeMap<i32, Uuid>,
    /// Highest high watermark that a leader had.
    committed_end: i64,
    /// What is below it.
    metadata: Metadata,
    /// Newest epoch of each broker.
    broker_epochs: BTreeMap<i32, i64>,
    /// Life and epoch of each broker, as it knows them itself.
    lives: BTreeMap<i32, (u32, i64)>,
    /// Who leads in an epoch that is over: since when, and when that was seen last.
    outlived: BTreeMap<i32, (Micros, Micros)>,
}

/// A voter as it was seen last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct VoterSeen {
    pub(super) incarnation: u32,
    pub(super) revision: u64,
    pub(super) epoch: i32,
    pub(super) voted: Option<i32>,
    pub(super) leads: bool,
    pub(super) high_watermark: i64,
    pub(super) log_start: i64,
    pub(super) log_end: i64,
}

impl Quorum {
    /// Looks at a node's part in the quorum, if it changed.
    pub(super) fn look(
        &mut self,
        world: &World,
        id: i32,
        node: &Node<MemoryDisk>,
        incarnation: u32,
        found: &mut Vec<Finding>,
    ) {
        let directory = node.config().directory_id;
        if self.directories.insert(id, directory).is_some_and(|before| before != directory) {
            self.voters.remove(&id);
        }
        let batches = |from| node.metadata_batches(from).map(Held::of);
        self.metadata.look(id, incarnation, node.metadata_committed(), batches, found);
        self.lives_on(id, incarnation, node.broker_epoch(), found);
        self.resigns(world.now().0, id, incarnation, found);
        let revision = node.quorum_revision();
        let same = |known: &VoterSeen| known.revision == revision && known.incarnation == incarnation;
        if node.config().is_controller && !self.voters.get(&id).is_some_and(same) {
            self.look_at_voter(world, id, node, incarnation, found);
        }
        found.extend(metadata::applies(id, node.metadata_offset(), self.committed_end));
    }

    fn look_at_voter(
        &mut self,
        world: &World,
        id: i32,
        node: &Node<MemoryDisk>,
        incarnation: u32,
        found: &mut Vec<Finding>,
    ) {
        let view = node.quorum_view();
        let seen = VoterSeen {
            incarnation,
            revision: node.quorum_revision(),
            epoch: view.epoch,
            voted: node.quorum_vote(),
            leads: view.leader == Some(id),
            high_watermark: view.high_watermark,
            log_start: node.metadata_start(),
            log_end: node.node_view().metadata_end,
        };
        let ends = |voter: i32| world.node(voter).map(|node| node.node_view().metadata_end);
        self.see(id, seen, &view.voters, ends, found);
    }

    /// C1, C2 and C3 for a node as it is now. `ends` gives the log end of a voter that runs.
    pub(super) fn see(
        &mut self,
        id: i32,
        seen: VoterSeen,
        voters: &[i32],
        ends: impl Fn(i32) -> Option<i64>,
        found: &mut Vec<Finding>,
    ) {
        let is_known = self.voters.contains_key(&id);
        let before = self.voters.insert(id, seen).unwrap_or_default();
        let mut report = |promise: &'static str, seen: alloc::string::String| {
            found.push(Finding { node: Some(id), ..broken(promise, seen) });
        };
        if seen.epoch < before.epoch {
            report(
                "C1",
                format!("Node {id} went from quorum epoch {} back to {}.", before.epoch, seen.epoch),
            );
        }
        if let (Some(first), Some(now)) = (before.voted, seen.voted)
            && before.epoch == seen.epoch
            && first != now
        {
            report(
                "C1",
                format!("Node {id} voted for {first} and for {now} in quorum epoch {}.", seen.epoch),
            );
        }
        if is_known && seen.voted == Some(id) && seen.epoch > before.epoch {
            let came = |voter: &i32| {
                *voter == id || self.voters.get(voter).map_or(0, |known| known.epoch) >= seen.epoch - 1
            };
            let came = voters.iter().filter(|voter| came(voter)).count();
            if came * 2 <= voters.len() {
                report(
                    "C1",
                    format!(
                        "Node {id} stands for election in quorum epoch {}; {came} of {} voters had come to the one before.",
                        seen.epoch,
                        voters.len()
                    ),
                );
            }
        }
        if !seen.leads {
            return;
        }
        let (first, life) = *self.leaders.entry(seen.epoch).or_insert((id, seen.incarnation));
        if first != id {
            report(
                "C1",
                format!(
                    "Node {id} leads the metadata quorum in epoch {}, which node {first} led.",
                    seen.epoch
                ),
            );
        } else if life != seen.incarnation {
            report(
                "C3",
                format!("Node {id} leads the metadata quorum in epoch {} again after a restart.", seen.epoch),
            );
        }
        let same_reign = before.leads && before.epoch == seen.epoch && before.incarnation == seen.incarnation;
        if same_reign && (seen.log_end < before.log_end || seen.log_start > before.log_end) {
            report(
                "C3",
                format!(
                    "Node {id} leads the metadata quorum in epoch {}, and its log went from {} to {} to {} to {}: a leader loads no snapshot and cuts nothing.",
                    seen.epoch, before.log_start, before.log_end, seen.log_start, seen.log_end
                ),
            );
        }
        if same_reign && seen.high_watermark < before.high_watermark {
            report(
                "C2",
                format!(
                    "The metadata's high watermark went from {} back to {} on its leader {id}.",
                    before.high_watermark, seen.high_watermark
                ),
            );
        }
        if seen.high_watermark <= self.committed_end {
            return;
        }
        self.committed_end = seen.high_watermark;
        let end = |voter: &i32| {
            if *voter == id {
                return seen.log_end;
            }
            ends(*voter).unwrap_or_else(|| self.voters.get(voter).map_or(0, |known| known.log_end))
        };
        let holders = voters.iter().filter(|voter| end(voter) >= seen.high_watermark).count();
        if holders * 2 <= voters.len() {
            report(
                "C2",
                format!(
                    "The metadata's high watermark is {} on node {id}; {holders} of {} voters hold what is below it.",
                    seen.high_watermark,
                    voters.len()
                ),
            );
        }
    }

    /// C1: whoever leads in an epoch that is over hears of it from nobody, and resigns when nobody fetches.
    fn resigns(&mut self, now: Micros, id: i32, incarnation: u32, found: &mut Vec<Finding>) {
        let newest = self.leaders.keys().next_back().copied().unwrap_or(-1);
        let is_over =
            |known: &&VoterSeen| known.leads && known.incarnation == incarnation && known.epoch < newest;
        let Some(epoch) = self.voters.get(&id).filter(is_over).map(|known| known.epoch) else {
            self.outlived.remove(&id);
            return;
        };
        self.leads_on(now, id, epoch, newest, found);
    }

    /// A node that still leads in `epoch` although there was a leader in `newest`.
    pub(super) fn leads_on(
        &mut self,
        now: Micros,
        id: i32,
        epoch: i32,
        newest: i32,
        found: &mut Vec<Finding>,
    ) {
        let (since, last) = self.outlived.entry(id).or_insert((now, now));
        // A process that stood still could not resign.
        if now.saturating_sub(core::mem::replace(last, now)) > STOOD_STILL_US {
            *since = now;
        }
        if now.saturating_sub(*since) <= RESIGNED_US {
            return;
        }
        // Told once.
        *since = Micros::MAX;
        let seen = format!(
            "Node {id} still leads the metadata quorum in epoch {epoch}; epoch {newest} has had a leader for {} s.",
            RESIGNED_US / 1_000_000
        );
        found.push(Finding { node: Some(id), ..broken("C1", seen) });
    }

    /// C4: the epoch of a broker as it knows it itself stays the same for a life.
    pub(super) fn lives_on(&mut self, broker: i32, life: u32, epoch: i64, found: &mut Vec<Finding>) {
        if epoch < 0 {
            return;
        }
        let before = self.lives.insert(broker, (life, epoch));
        if let Some((_, known)) = before.filter(|(known, before)| *known == life && *before != epoch) {
            let seen = format!("Broker {broker} has epoch {epoch}; it had {known} before in the same life.");
            found.push(Finding { node: Some(broker), ..broken("C4", seen) });
        }
    }

    /// C4 for brokers.
    pub(super) fn registered(&mut self, node: i32, broker: i32, epoch: i64, found: &mut Vec<Finding>) {
        let before = self.broker_epochs.insert(broker, epoch);
        if before.is_some_and(|before| epoch < before) {
            let seen = format!(
                "Broker {broker} was registered with epoch {epoch}; it had {} before.",
                before.unwrap_or_default()
            );
            found.push(Finding { node: Some(node), ..broken("C4", seen) });
        }
    }
}
