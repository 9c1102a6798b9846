//! The promises about one partition: a ghost of what was committed and acknowledged, beside the logs that are there.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::{Event, Name};
use partita_view::{Finding, PartitionView, Party};
use partita_wire::records::BatchHeader;

use super::broken;
use crate::world::World;

/// Acknowledgements that are remembered; older ones have been looked at often enough.
const ACKED_MAX: usize = 100_000;

/// What allows a loss once a replica led that was neither in ISR nor in ELR. That takes no setting: with both empty, the last
/// known leader is elected when it comes back from an unclean shutdown (KIP-966).
const UNCLEAN: &str = "an unclean election";

/// What was seen of a partition.
#[derive(Clone, Debug)]
pub(crate) struct PartitionWatch {
    topic: Name,
    partition: i32,
    /// Every batch below the highest high watermark a leader had, by its base offset.
    committed: BTreeMap<i64, Batch>,
    committed_end: i64,
    leaders: BTreeMap<i32, i32>,
    replicas: BTreeMap<i32, Replica>,
    /// Last sequence of each producer id and epoch in the committed log.
    sequences: BTreeMap<(i64, i16), i32>,
    acked: Vec<Acked>,
    /// There was an unclean election: from then on losses are allowed.
    unclean: bool,
}

/// What makes a batch the same on every replica.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Batch {
    last_offset: i64,
    leader_epoch: i32,
    crc: u32,
}

/// What a replica told last.
#[derive(Clone, Copy, Debug, Default)]
struct Replica {
    log_end: i64,
    high_watermark: i64,
    leader_epoch: i32,
}

/// Records that a producer was told are written.
#[derive(Clone, Copy, Debug)]
struct Acked {
    base_offset: i64,
    records: u32,
    acks: i16,
    crc: Option<u32>,
    lost: bool,
}

/// The partition that an event is about.
pub(crate) fn about(event: &Event) -> Option<(&Name, i32)> {
    match event {
        Event::Appended { topic, partition, .. }
        | Event::HighWatermarkMoved { topic, partition, .. }
        | Event::Truncated { topic, partition, .. }
        | Event::BecameLeader { topic, partition, .. }
        | Event::LeaderElected { topic, partition, .. }
        | Event::InSyncChanged { topic, partition, .. }
        | Event::Acked { topic, partition, .. }
        | Event::Processed { topic, partition, .. } => Some((topic, *partition)),
        _ => None,
    }
}

impl Batch {
    fn of(header: &BatchHeader) -> Self {
        Self { last_offset: header.last_offset(), leader_epoch: header.leader_epoch, crc: header.crc }
    }
}

impl PartitionWatch {
    pub(crate) fn new(topic: Name, partition: i32) -> Self {
        Self {
            topic,
            partition,
            committed: BTreeMap::new(),
            committed_end: 0,
            leaders: BTreeMap::new(),
            replicas: BTreeMap::new(),
            sequences: BTreeMap::new(),
            acked: Vec::new(),
            unclean: false,
        }
    }

    pub(crate) fn event(&mut self, world: &World, party: &Party, event: &Event, found: &mut Vec<Finding>) {
        match (party, event) {
            (Party::Node(node), Event::Appended { base_offset, last_offset, .. }) => {
                self.appended(world, *node, *base_offset, *last_offset, found);
            }
            (Party::Node(node), Event::HighWatermarkMoved { high_watermark, .. }) => {
                self.high_watermark(world, *node, *high_watermark, found);
            }
            (Party::Node(node), Event::Truncated { to, .. }) => self.truncated(*node, *to, found),
            (Party::Node(node), Event::BecameLeader { leader_epoch, log_end, .. }) => {
                self.leads(world, *node, *leader_epoch, *log_end, found);
            }
            (_, Event::LeaderElected { unclean, .. }) => {
                self.unclean |= unclean;
                self.sets(world, found);
            }
            (_, Event::InSyncChanged { .. }) => self.sets(world, found),
            (_, Event::Acked { base_offset, records, acks, .. }) => {
                self.acked(world, *base_offset, *records, *acks);
            }
            (_, Event::Processed { last, .. }) => self.processed(*last, party, found),
            _ => {}
        }
    }

    /// L1 and R1.
    fn appended(&mut self, world: &World, node: i32, base: i64, last: i64, found: &mut Vec<Finding>) {
        let before = self.replicas.get(&node).map(|replica| replica.log_end);
        if before.is_some_and(|end| base < end) || last < base {
            let seen = format!(
                "Broker {node} appended offsets {base} to {last} where its log ended at {}.",
                before.unwrap_or(0)
            );
            found.push(self.finding("L1", Some(base), node, seen));
        }
        self.replicas.entry(node).or_default().log_end = last + 1;
        if base >= self.committed_end {
            return;
        }
        for header in self.headers(world, node, base, last + 1) {
            self.matches(node, &header, found);
        }
    }

    /// R1 for one batch of a replica.
    fn matches(&self, node: i32, header: &BatchHeader, found: &mut Vec<Finding>) {
        let Some(committed) = self.committed.get(&header.base_offset) else { return };
        if *committed != Batch::of(header) && !self.unclean {
            let at = header.base_offset;
            let seen = format!(
                "Broker {node} has another batch at offset {at} than the one that was committed there."
            );
            found.push(self.finding("R1", Some(at), node, seen));
        }
    }

    /// L2, and what is committed from now on, with P1.
    fn high_watermark(&mut self, world: &World, node: i32, high_watermark: i64, found: &mut Vec<Finding>) {
        let Some(now) = world.probe(node, &self.topic, self.partition) else { return };
        let (log_start, log_end, leader_epoch) =
            (now.log().log_start(), now.log().log_end(), now.leader_epoch());
        let before = self.replicas.get(&node).copied().unwrap_or_default();
        // Without transactions the last stable offset is the high watermark.
        let ordered = log_start <= high_watermark && high_watermark <= log_end;
        let retreats = before.leader_epoch == leader_epoch && high_watermark < before.high_watermark;
        if !ordered || retreats {
            let seen = format!(
                "Broker {node} has log start {log_start}, high watermark {high_watermark} (before: {}), log end {log_end}.",
                before.high_watermark
            );
            found.push(self.finding("L2", Some(high_watermark), node, seen));
        }
        let replica = self.replicas.entry(node).or_default();
        replica.high_watermark = high_watermark;
        replica.leader_epoch = leader_epoch;
        if now.leads() && high_watermark > self.committed_end {
            for header in self.headers(world, node, self.committed_end, high_watermark) {
                self.commit(node, &header, found);
            }
            self.committed_end = high_watermark;
        }
    }

    /// A batch is below a leader's high watermark for the first time.
    fn commit(&mut self, node: i32, header: &BatchHeader, found: &mut Vec<Finding>) {
        self.committed.insert(header.base_offset, Batch::of(header));
        if !header.has_producer_id() || header.base_sequence < 0 {
            return;
        }
        let producer = (header.producer_id, header.producer_epoch);
        let last = self.sequences.insert(producer, header.last_sequence());
        let expected = last.map(|last| last.wrapping_add(1) & i32::MAX);
        if expected.is_some_and(|expected| expected != header.base_sequence) && !self.unclean {
            let seen = format!(
                "Producer {} (epoch {}) continues with sequence {} after {}.",
                producer.0,
                producer.1,
                header.base_sequence,
                last.unwrap_or(-1)
            );
            found.push(self.finding("P1", Some(header.base_offset), node, seen));
        }
    }

    /// R6.
    fn truncated(&mut self, node: i32, to: i64, found: &mut Vec<Finding>) {
        let replica = self.replicas.entry(node).or_default();
        replica.log_end = to;
        let high_watermark = replica.high_watermark;
        if to < high_watermark {
            replica.high_watermark = to;
            let seen =
                format!("Broker {node} cut its log at {to}, below its high watermark {high_watermark}.");
            let mut finding = self.finding("R6", Some(to), node, seen);
            finding.allowed_by = self.unclean.then_some(UNCLEAN);
            found.push(finding);
        }
    }

    /// R7 and P2: whoever leads must have what was acknowledged.
    fn leads(&mut self, world: &World, node: i32, leader_epoch: i32, log_end: i64, found: &mut Vec<Finding>) {
        let first = *self.leaders.entry(leader_epoch).or_insert(node);
        if first != node {
            let seen =
                format!("Broker {node} leads in leader epoch {leader_epoch}, which broker {first} led.");
            found.push(self.finding("R7", None, node, seen));
        }
        let replica = self.replicas.entry(node).or_default();
        replica.log_end = log_end;
        replica.leader_epoch = leader_epoch;
        let mut lost = Vec::new();
        for (index, acked) in self.acked.iter().enumerate().rev() {
            if acked.lost || acked.base_offset < 0 {
                continue;
            }
            // What was there before the leader's last epoch began was looked at when that one began.
            if self.has(world, node, acked, log_end) {
                if acked.base_offset < self.committed_end {
                    break;
                }
            } else {
                lost.push(index);
            }
        }
        for index in lost {
            self.acked[index].lost = true;
            found.push(self.loss(node, leader_epoch, self.acked[index]));
        }
        if log_end < self.committed_end {
            self.forget_from(log_end);
        }
    }

    /// Whether a replica still has what was acknowledged.
    fn has(&self, world: &World, node: i32, acked: &Acked, log_end: i64) -> bool {
        if acked.base_offset + i64::from(acked.records) > log_end {
            return false;
        }
        let Some(crc) = acked.crc else { return true };
        let log_start =
            world.probe(node, &self.topic, self.partition).map_or(0, |replica| replica.log().log_start());
        if acked.base_offset < log_start {
            return true;
        }
        let there = self.headers(world, node, acked.base_offset, acked.base_offset + 1);
        there.first().is_some_and(|header| header.crc == crc)
    }

    fn loss(&self, node: i32, leader_epoch: i32, acked: Acked) -> Finding {
        let last = acked.base_offset + i64::from(acked.records) - 1;
        let acks = if acked.acks == -1 { String::from("all") } else { format!("{}", acked.acks) };
        let seen = format!(
            "Offsets {} to {last} of {}-{} were acknowledged with acks={acks}; broker {node}, which leads in epoch {leader_epoch}, does not have them.",
            acked.base_offset, self.topic, self.partition
        );
        let mut finding = self.finding("P2", Some(acked.base_offset), node, seen);
        finding.allowed_by = match acked.acks {
            _ if self.unclean => Some(UNCLEAN),
            1 => Some("acks=1"),
            0 => Some("acks=0"),
            _ => None,
        };
        finding
    }

    /// An unclean leader makes a new past: the ghost follows it.
    fn forget_from(&mut self, offset: i64) {
        self.committed.retain(|_, batch| batch.last_offset < offset);
        self.committed_end = offset;
        self.sequences.clear();
    }

    /// R7, the sets of replicas as the cluster's metadata has them.
    fn sets(&self, world: &World, found: &mut Vec<Finding>) {
        let Some(state) = self.state(world) else { return };
        let stranger = state.in_sync.iter().chain(&state.eligible).find(|id| !state.assignment.contains(id));
        let both = state.in_sync.iter().find(|id| state.eligible.contains(id));
        if let Some(id) = stranger.or(both) {
            let seen = format!(
                "Replicas {:?}, ISR {:?}, ELR {:?}: broker {id} does not belong there.",
                state.assignment, state.in_sync, state.eligible
            );
            found.push(self.finding("R7", None, *id, seen));
        }
        if let Some(leader) = state.leader.filter(|leader| !state.in_sync.contains(leader)) {
            let seen = format!("Broker {leader} leads and is not in the ISR {:?}.", state.in_sync);
            found.push(self.finding("R7", None, leader, seen));
        }
    }

    fn acked(&mut self, world: &World, base_offset: i64, records: u32, acks: i16) {
        if self.acked.len() >= ACKED_MAX || base_offset < 0 {
            return;
        }
        let leader = self.state(world).and_then(|state| state.leader);
        let header = leader
            .and_then(|leader| self.headers(world, leader, base_offset, base_offset + 1).into_iter().next());
        let crc = header.filter(|header| header.base_offset == base_offset).map(|header| header.crc);
        self.acked.push(Acked { base_offset, records, acks, crc, lost: false });
    }

    /// R8.
    fn processed(&self, last: i64, party: &Party, found: &mut Vec<Finding>) {
        if last >= self.committed_end && !self.unclean {
            let Party::Client(name) = party else { return };
            let seen = format!(
                "{name} processed offset {last}; the high watermark never passed {}.",
                self.committed_end
            );
            found.push(Finding {
                about: Some((self.topic.clone(), self.partition)),
                offset: Some(last),
                ..broken("R8", seen)
            });
        }
    }

    /// Headers of a replica's batches that begin in a range of offsets.
    fn headers(&self, world: &World, node: i32, from: i64, until: i64) -> Vec<BatchHeader> {
        let Some(replica) = world.probe(node, &self.topic, self.partition) else { return Vec::new() };
        let most = usize::try_from(until.saturating_sub(from)).unwrap_or(0);
        let batches = replica.batches(from, most);
        batches.iter().map(|batch| *batch.header()).filter(|header| header.base_offset < until).collect()
    }

    /// The partition as the best informed node has it.
    fn state(&self, world: &World) -> Option<PartitionView> {
        world.best_informed()?.partition_view(&self.topic, self.partition)
    }

    fn finding(&self, promise: &'static str, offset: Option<i64>, node: i32, seen: String) -> Finding {
        Finding {
            about: Some((self.topic.clone(), self.partition)),
            offset,
            node: Some(node),
            ..broken(promise, seen)
        }
    }
}
