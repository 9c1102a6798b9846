//! The promises about one partition: a ghost of what was committed and acknowledged, beside the logs that are there.
//!
//! The ghost is driven by what changed: a replica is looked at when its node says that it is another than before, and then
//! only what is new in it is read. Whatever is compared is state; an event is only an occasion.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::{Event, Name};
use partita_view::{Finding, Party};
use partita_wire::Uuid;

use super::promises::broken;
use super::replica::Replica;
use super::sight::{BatchSeen, ReplicaSeen, Sight};

/// Acknowledgements that are remembered; older ones have been looked at often enough.
const ACKED_MAX: usize = 100_000;

/// What allows a loss once a replica led that was neither in ISR nor in ELR. That takes no setting: with both empty, the last
/// known leader is elected when it comes back from an unclean shutdown (KIP-966).
pub(super) const UNCLEAN: &str = "an unclean election";
/// What allows a loss once as many disks lost data as `min.insync.replicas` asks for copies.
pub(super) const POWER: &str = "a loss of power or a damaged disk";

/// What was seen of a partition.
#[derive(Clone, Debug)]
pub(super) struct Ghost {
    pub(super) topic: Name,
    pub(super) partition: i32,
    pub(super) topic_id: Option<Uuid>,
    /// Every batch below the highest high watermark a leader had, by offset.
    committed: Vec<BatchSeen>,
    pub(super) committed_end: i64,
    /// The same, whatever was lost later: nobody may have read beyond.
    readable_end: i64,
    leaders: BTreeMap<i32, i32>,
    pub(super) replicas: BTreeMap<i32, Replica>,
    /// Last sequence of each producer id and epoch in the committed log, and its offset.
    sequences: BTreeMap<(i64, i16), (i32, i64)>,
    acked: Vec<Acked>,
    /// End of the acknowledged records that nobody has missed yet.
    acked_end: i64,
    /// There was an unclean election: from then on losses are allowed.
    pub(super) unclean: bool,
    /// Brokers whose disks lost what was not flushed, and that were not in the ISR since.
    lossy: BTreeSet<i32>,
    /// Newest leader epoch and partition epoch of the metadata.
    pub(super) epochs: (i32, i32),
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

impl Acked {
    fn end(&self) -> i64 {
        self.base_offset + i64::from(self.records)
    }
}

impl Ghost {
    pub(super) fn new(topic: Name, partition: i32) -> Self {
        Self {
            topic,
            partition,
            topic_id: None,
            committed: Vec::new(),
            committed_end: 0,
            readable_end: 0,
            leaders: BTreeMap::new(),
            replicas: BTreeMap::new(),
            sequences: BTreeMap::new(),
            acked: Vec::new(),
            acked_end: 0,
            unclean: false,
            lossy: BTreeSet::new(),
            epochs: (-1, -1),
        }
    }

    /// Hears what somebody told, before the replicas are looked at.
    pub(super) fn hear(&mut self, sight: &dyn Sight, party: &Party, event: &Event, found: &mut Vec<Finding>) {
        match (party, event) {
            (Party::Node(node), Event::Truncated { to, .. }) => self.truncated(*node, *to, found),
            (_, Event::LeaderElected { unclean, .. }) => {
                self.unclean |= unclean;
                self.sets(sight, found);
            }
            (_, Event::InSyncChanged { now, .. }) => {
                self.lossy.retain(|id| !now.contains(id));
                self.sets(sight, found);
            }
            (_, Event::Acked { base_offset, records, acks, .. }) => {
                self.acknowledged(*base_offset, *records, *acks, found);
            }
            (Party::Client(name), Event::Processed { last, .. }) => self.processed(*last, name, found),
            _ => {}
        }
    }

    /// Looks at a replica that may be another than before.
    pub(super) fn look(&mut self, sight: &dyn Sight, node: i32, found: &mut Vec<Finding>) {
        let Some(seen) = sight.replica(node, &self.topic, self.partition) else { return };
        let mut replica = self.replicas.remove(&node).unwrap_or_else(|| Replica {
            incarnation: seen.incarnation,
            log_end: seen.log_start,
            log_start: seen.log_start,
            leader_epoch: -1,
            ..Replica::default()
        });
        if replica.incarnation != seen.incarnation {
            self.recovered(sight, node, &seen, &mut replica, found);
        }
        self.bounds(node, &seen, &replica, found);
        if seen.log_end < replica.log_end {
            replica.cut(seen.log_end);
        }
        let grows = seen.log_end > replica.log_end;
        if grows {
            self.grown(sight, node, &seen, &mut replica, found);
        }
        let begins = seen.leads && (!replica.leads || replica.leader_epoch != seen.leader_epoch);
        let moved = seen.high_watermark != replica.high_watermark;
        replica.leads = seen.leads;
        replica.leader_epoch = seen.leader_epoch;
        replica.log_start = seen.log_start;
        replica.high_watermark = seen.high_watermark;
        if begins {
            self.leads(node, seen.leader_epoch, found);
            self.complete(sight, node, &replica, found);
        } else if seen.leads && seen.log_end < self.committed_end.max(self.acked_end) {
            self.complete(sight, node, &replica, found);
        }
        if seen.leads {
            if grows || begins {
                self.found_by_time(sight, node, &replica, found);
            }
            if seen.high_watermark > self.committed_end {
                self.commit(sight, node, &replica, found);
            }
            if moved || begins {
                self.members_hold(sight, node, &seen, found);
            }
            self.offers(sight, node, &seen, &mut replica, found);
        }
        self.replicas.insert(node, replica);
    }

    /// S1: the first look at a log that a new process opened.
    fn recovered(
        &mut self,
        sight: &dyn Sight,
        node: i32,
        seen: &ReplicaSeen<'_>,
        replica: &mut Replica,
        found: &mut Vec<Finding>,
    ) {
        let before = replica.log_end;
        let lost_power = seen.lost_power.is_some_and(|life| life >= replica.incarnation);
        if seen.log_end < before && !lost_power {
            let seen = format!(
                "Broker {node} came back with its log of {}-{} ending at {}; it had written up to {before}, and its power was never gone.",
                self.topic, self.partition, seen.log_end
            );
            found.push(self.finding("S1", Some(before), node, seen));
        }
        if seen.log_end < before {
            self.lossy.insert(node);
        }
        replica.cut(seen.log_end.min(before));
        let there = sight.batches(node, &self.topic, self.partition, seen.log_start, replica.log_end);
        let other = there
            .iter()
            .find(|batch| replica.batch(batch.base_offset).is_some_and(|held| held.crc != batch.crc));
        if let Some(other) = other
            && !sight.settings(&self.topic).1
        {
            let at = other.base_offset;
            let seen =
                format!("Broker {node} came back with another batch at offset {at} than it had written.");
            found.push(self.finding("S1", Some(at), node, seen));
        }
        *replica = Replica {
            incarnation: seen.incarnation,
            leader_epoch: -1,
            log_start: seen.log_start,
            log_end: replica.log_end,
            ..Replica::default()
        };
        replica.extend(there);
    }

    /// L2.
    fn bounds(&self, node: i32, seen: &ReplicaSeen<'_>, before: &Replica, found: &mut Vec<Finding>) {
        let ReplicaSeen { log_start, high_watermark, log_end, .. } = *seen;
        // Without transactions the last stable offset is the high watermark.
        let ordered = log_start <= high_watermark && high_watermark <= log_end;
        let leads_on = seen.leads && before.leads && before.leader_epoch == seen.leader_epoch;
        let retreats = leads_on && (high_watermark < before.high_watermark || log_start < before.log_start);
        // A follower learns its high watermark and its log start by turns.
        if (!ordered && (seen.leads || high_watermark > log_end)) || retreats {
            let seen = format!(
                "Broker {node} has log start {log_start} (before: {}), high watermark {high_watermark} (before: {}), log end {log_end}.",
                before.log_start, before.high_watermark
            );
            found.push(self.finding("L2", Some(high_watermark), node, seen));
        }
    }

    /// L1, L3, L4, P3 and R1 for what is new in a log.
    fn grown(
        &self,
        sight: &dyn Sight,
        node: i32,
        seen: &ReplicaSeen<'_>,
        replica: &mut Replica,
        found: &mut Vec<Finding>,
    ) {
        let new = sight.batches(node, &self.topic, self.partition, replica.log_end, seen.log_end);
        let mut end = replica.held.last().map_or(i64::MIN, |last| last.last_offset + 1);
        let mut epoch = replica.held.last().map_or(-1, |last| last.leader_epoch);
        let mut producers: BTreeMap<i64, (i16, i32)> = BTreeMap::new();
        for batch in &new {
            let at = batch.base_offset;
            if at < end || batch.last_offset < at {
                let seen = format!(
                    "Broker {node} has a batch of offsets {at} to {} behind one that ends at {}.",
                    batch.last_offset,
                    end - 1
                );
                found.push(self.finding("L1", Some(at), node, seen));
            }
            let cached = seen.epochs.iter().rev().find(|(_, start)| *start <= at).map(|(epoch, _)| *epoch);
            if batch.leader_epoch < epoch || cached != Some(batch.leader_epoch) {
                let seen = format!(
                    "Broker {node} has leader epoch {} at offset {at}, after {epoch}; its cache of epochs says {}.",
                    batch.leader_epoch,
                    cached.unwrap_or(-1)
                );
                found.push(self.finding("L3", Some(at), node, seen));
            }
            if !batch.sound {
                let seen = format!("The batch at offset {at} on broker {node} does not match its checksum.");
                found.push(self.finding("L4", Some(at), node, seen));
            }
            if at < self.committed_end {
                self.matches(sight, node, batch, found);
            }
            if let Some(sequence) = batch.producer {
                producers.insert(sequence.id, (sequence.epoch, sequence.last));
            }
            (end, epoch) = (batch.last_offset + 1, batch.leader_epoch);
        }
        for (producer, last) in producers {
            let known = sight.last_sequence(node, &self.topic, self.partition, producer);
            if known != Some(last) {
                let seen = format!(
                    "The log of broker {node} ends with epoch {} and sequence {} of producer {producer}; the broker remembers {known:?}.",
                    last.0, last.1
                );
                found.push(self.finding("P3", Some(seen_offset(&new)), node, seen));
            }
        }
        if let Some(first) = new.first().filter(|first| first.base_offset < end) {
            let keep = replica.held.partition_point(|held| held.base_offset < first.base_offset);
            replica.keep(keep);
        }
        replica.extend(new);
        replica.log_end = seen.log_end;
    }

    /// R1 for one batch of a replica.
    fn matches(&self, sight: &dyn Sight, node: i32, batch: &BatchSeen, found: &mut Vec<Finding>) {
        let Some(committed) = self.committed_at(batch.base_offset) else { return };
        if same(committed, batch) || (sight.settings(&self.topic).1 && alike(committed, batch)) {
            return;
        }
        let at = batch.base_offset;
        let seen = format!(
            "Broker {node} has another batch at offset {at} of {}-{} than the one that was committed there.",
            self.topic, self.partition
        );
        let mut finding = self.finding("R1", Some(at), node, seen);
        finding.allowed_by = self.loss_allowed_by(sight);
        found.push(finding);
    }

    fn committed_at(&self, base_offset: i64) -> Option<&BatchSeen> {
        let at = self.committed.binary_search_by_key(&base_offset, |batch| batch.base_offset).ok()?;
        self.committed.get(at)
    }

    /// A leader's high watermark passes what was committed before: the ghost grows. P1.
    fn commit(&mut self, sight: &dyn Sight, node: i32, replica: &Replica, found: &mut Vec<Finding>) {
        let until = replica.high_watermark;
        for batch in replica.range(self.committed_end, until) {
            self.committed.push(*batch);
            let Some(sequence) = batch.producer else { continue };
            let producer = (sequence.id, sequence.epoch);
            let last = self.sequences.insert(producer, (sequence.last, batch.last_offset));
            // Once its last batch is deleted, a producer may begin anywhere.
            let last = last.filter(|(_, offset)| *offset >= replica.log_start).map(|(last, _)| last);
            let expected = last.map(|last| last.wrapping_add(1) & i32::MAX);
            if expected.is_some_and(|expected| expected != sequence.first) {
                let seen = format!(
                    "Producer {} (epoch {}) continues with sequence {} after {}.",
                    producer.0,
                    producer.1,
                    sequence.first,
                    last.unwrap_or(-1)
                );
                let mut finding = self.finding("P1", Some(batch.base_offset), node, seen);
                finding.allowed_by = self.loss_allowed_by(sight);
                found.push(finding);
            }
        }
        self.committed_end = until;
        self.readable_end = self.readable_end.max(until);
    }

    /// R3: who is in the ISR and runs has what is committed.
    fn members_hold(&self, sight: &dyn Sight, node: i32, seen: &ReplicaSeen<'_>, found: &mut Vec<Finding>) {
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
    fn offers(
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
    fn leads(&mut self, node: i32, leader_epoch: i32, found: &mut Vec<Finding>) {
        let first = *self.leaders.entry(leader_epoch).or_insert(node);
        if first != node {
            let seen =
                format!("Broker {node} leads in leader epoch {leader_epoch}, which broker {first} led.");
            found.push(self.finding("R7", None, node, seen));
        }
    }

    /// R2, R5 and P2: whoever leads in the newest epoch has what was committed and acknowledged. What it has not is lost, and
    /// the ghost forgets it.
    fn complete(&mut self, sight: &dyn Sight, node: i32, replica: &Replica, found: &mut Vec<Finding>) {
        let newest = self.leaders.keys().next_back().copied().unwrap_or(-1);
        if replica.leader_epoch < newest {
            return;
        }
        let compacted = |committed: &BatchSeen, held: Option<&BatchSeen>| {
            sight.settings(&self.topic).1 && held.is_none_or(|held| alike(committed, held))
        };
        let from = self.committed.partition_point(|batch| batch.last_offset < replica.log_start);
        let missing = self.committed[from..].iter().find(|committed| {
            let held = replica.batch(committed.base_offset);
            let ends_before = replica.log_end <= committed.last_offset;
            ends_before || !(held.is_some_and(|held| same(committed, held)) || compacted(committed, held))
        });
        let allowed_by = self.loss_allowed_by(sight);
        let lost_from = match missing {
            Some(batch) => Some(batch.base_offset),
            None => (replica.log_end < self.committed_end).then_some(replica.log_end),
        };
        if let Some(at) = lost_from {
            let seen = format!(
                "Broker {node} leads {}-{} in epoch {} without offset {at}; up to {} was committed.",
                self.topic, self.partition, replica.leader_epoch, self.committed_end
            );
            let promise = if self.lossy.is_empty() { "R2" } else { "R5" };
            let mut finding = self.finding(promise, Some(at), node, seen);
            finding.allowed_by = allowed_by;
            found.push(finding);
        }
        self.missed(node, replica, allowed_by, found);
        if let Some(at) = lost_from {
            self.forget_from(at);
        }
    }

    /// P2.
    fn missed(
        &mut self,
        node: i32,
        replica: &Replica,
        allowed_by: Option<&'static str>,
        found: &mut Vec<Finding>,
    ) {
        let mut lost = Vec::new();
        self.acked_end = 0;
        for (index, acked) in self.acked.iter().enumerate().filter(|(_, acked)| !acked.lost) {
            let there = acked.end() <= replica.log_end
                && acked
                    .crc
                    .is_none_or(|crc| replica.batch(acked.base_offset).is_none_or(|held| held.crc == crc));
            if there {
                self.acked_end = self.acked_end.max(acked.end());
            } else {
                lost.push(index);
            }
        }
        for index in lost {
            self.acked[index].lost = true;
            found.push(self.loss(node, replica.leader_epoch, self.acked[index], allowed_by));
        }
    }

    fn loss(&self, node: i32, leader_epoch: i32, acked: Acked, allowed_by: Option<&'static str>) -> Finding {
        let last = acked.end() - 1;
        let acks = if acked.acks == -1 { String::from("all") } else { format!("{}", acked.acks) };
        let seen = format!(
            "Offsets {} to {last} of {}-{} were acknowledged with acks={acks}; broker {node}, which leads in epoch {leader_epoch}, does not have them.",
            acked.base_offset, self.topic, self.partition
        );
        let mut finding = self.finding("P2", Some(acked.base_offset), node, seen);
        finding.allowed_by = allowed_by.or(match acked.acks {
            1 => Some("acks=1"),
            0 => Some("acks=0"),
            _ => None,
        });
        finding
    }

    /// What allows that this partition loses committed records, if anything.
    fn loss_allowed_by(&self, sight: &dyn Sight) -> Option<&'static str> {
        if self.unclean {
            return Some(UNCLEAN);
        }
        let lossy = i32::try_from(self.lossy.len()).unwrap_or(i32::MAX);
        (lossy > 0 && lossy >= sight.settings(&self.topic).0).then_some(POWER)
    }

    /// What was lost makes room for a new past: the ghost follows it.
    fn forget_from(&mut self, offset: i64) {
        let keep = self.committed.partition_point(|batch| batch.last_offset < offset);
        self.committed.truncate(keep);
        self.committed_end = offset;
        self.sequences.clear();
    }

    /// R6.
    fn truncated(&mut self, node: i32, to: i64, found: &mut Vec<Finding>) {
        let Some(replica) = self.replicas.get_mut(&node) else { return };
        replica.cut(to);
        let high_watermark = replica.high_watermark;
        if to < high_watermark {
            replica.high_watermark = to;
            let seen = format!(
                "Broker {node} cut its log of {}-{} at {to}, below its high watermark {high_watermark}.",
                self.topic, self.partition
            );
            let lossy = !self.lossy.is_empty();
            let mut finding = self.finding("R6", Some(to), node, seen);
            finding.allowed_by = self.unclean.then_some(UNCLEAN).or(lossy.then_some(POWER));
            found.push(finding);
        }
    }

    /// P2 at the moment of the acknowledgement: what was promised is there.
    fn acknowledged(&mut self, base_offset: i64, records: u32, acks: i16, found: &mut Vec<Finding>) {
        if self.acked.len() >= ACKED_MAX || base_offset < 0 {
            return;
        }
        let end = base_offset + i64::from(records);
        let newest = self
            .replicas
            .iter()
            .filter(|(_, replica)| replica.leads)
            .max_by_key(|(_, replica)| replica.leader_epoch);
        let leader = newest.map(|(&id, replica)| (id, replica.leader_epoch, replica.log_end));
        let crc = newest.and_then(|(_, replica)| replica.batch(base_offset)).map(|batch| batch.crc);
        let mut acked = Acked { base_offset, records, acks, crc, lost: false };
        if acks == -1 && end > self.readable_end {
            let node = leader.map_or(-1, |(node, ..)| node);
            let seen = format!(
                "Offsets {base_offset} to {} of {}-{} were acknowledged with acks=all; the high watermark never passed {}.",
                end - 1,
                self.topic,
                self.partition,
                self.readable_end
            );
            found.push(self.finding("P2", Some(base_offset), node, seen));
        }
        match leader {
            // The leader that acknowledged it is gone, and with it the record.
            Some((node, epoch, log_end)) if end > log_end => {
                acked.lost = true;
                let allowed_by =
                    self.unclean.then_some(UNCLEAN).or((!self.lossy.is_empty()).then_some(POWER));
                found.push(self.loss(node, epoch, acked, allowed_by));
            }
            _ => self.acked_end = self.acked_end.max(end),
        }
        self.acked.push(acked);
    }

    /// R8.
    fn processed(&self, last: i64, client: &Name, found: &mut Vec<Finding>) {
        if last < self.readable_end {
            return;
        }
        let seen = format!(
            "{client} processed offset {last} of {}-{}; the high watermark never passed {}.",
            self.topic, self.partition, self.readable_end
        );
        found.push(Finding {
            about: Some((self.topic.clone(), self.partition)),
            offset: Some(last),
            ..broken("R8", seen)
        });
    }

    /// Whether a replica may lack what it had because its power was gone.
    fn lacks(&self, node: i32, seen: &ReplicaSeen<'_>) -> bool {
        let known = self.replicas.get(&node).map_or(0, |replica| replica.incarnation);
        self.lossy.contains(&node)
            || (known < seen.incarnation && seen.lost_power.is_some_and(|life| life >= known))
    }

    /// Where the longest log that was seen of it ends.
    pub(super) fn seen_end(&self) -> i64 {
        self.replicas.values().map(|replica| replica.log_end).max().unwrap_or(0).max(self.readable_end)
    }

    /// Whether the disk of a replica lost what was not flushed.
    pub(super) fn has_lost_power(&self) -> bool {
        !self.lossy.is_empty()
    }

    pub(super) fn finding(
        &self,
        promise: &'static str,
        offset: Option<i64>,
        node: i32,
        seen: String,
    ) -> Finding {
        Finding {
            about: Some((self.topic.clone(), self.partition)),
            offset,
            node: Some(node),
            ..broken(promise, seen)
        }
    }
}

/// Whether two batches are the same, byte for byte.
fn same(a: &BatchSeen, b: &BatchSeen) -> bool {
    alike(a, b) && a.crc == b.crc
}

/// Whether a batch may be what cleaning left of another.
fn alike(a: &BatchSeen, b: &BatchSeen) -> bool {
    a.last_offset == b.last_offset && a.leader_epoch == b.leader_epoch
}

fn seen_offset(batches: &[BatchSeen]) -> i64 {
    batches.last().map_or(-1, |batch| batch.base_offset)
}
