//! What is new in the log of a replica, and what is left of it after a crash: L1 to L4, P3, R1, S1.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::vec::Vec;

use partita_view::Finding;

use super::super::replica::Replica;
use super::super::sight::{BatchSeen, ReplicaSeen, Sight};
use super::{Ghost, alike, same};

impl Ghost {
    /// S1: the first look at a log that a new process opened.
    pub(super) fn recovered(
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
        if seen.log_end < replica.flushed && seen.keeps_flushed {
            let seen = format!(
                "Broker {node} came back with its log of {}-{} ending at {}; it had flushed up to {}, and its disk kept that.",
                self.topic, self.partition, seen.log_end, replica.flushed
            );
            found.push(self.finding("S1", Some(replica.flushed), node, seen));
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
    pub(super) fn bounds(
        &self,
        node: i32,
        seen: &ReplicaSeen<'_>,
        before: &Replica,
        found: &mut Vec<Finding>,
    ) {
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

    /// L3: who begins to lead has written down where its epoch begins.
    pub(super) fn notes_epoch(&self, node: i32, seen: &ReplicaSeen<'_>, found: &mut Vec<Finding>) {
        let newest = seen.epochs.last().map_or(-1, |(epoch, _)| *epoch);
        if newest < seen.leader_epoch {
            let text = format!(
                "Broker {node} leads {}-{} in epoch {}; the newest epoch of its log is {newest}.",
                self.topic, self.partition, seen.leader_epoch
            );
            found.push(self.finding("L3", Some(seen.log_end), node, text));
        }
    }

    /// L2: what is not committed is not compacted.
    pub(super) fn compacted(&self, sight: &dyn Sight, node: i32, found: &mut Vec<Finding>) {
        let Some(seen) = sight.replica(node, &self.topic, self.partition) else { return };
        if seen.cleaned_to > seen.high_watermark {
            let text = format!(
                "Broker {node} compacted its log of {}-{} up to {}; its high watermark is {}.",
                self.topic, self.partition, seen.cleaned_to, seen.high_watermark
            );
            found.push(self.finding("L2", Some(seen.high_watermark), node, text));
        }
        self.kept(sight, node, &seen, found);
        self.indexed(sight, node, found);
    }

    /// L1 for what a cleaner left: of the batches that were there, in their order, at their offsets.
    fn kept(&self, sight: &dyn Sight, node: i32, seen: &ReplicaSeen<'_>, found: &mut Vec<Finding>) {
        let Some(replica) = self.replicas.get(&node) else { return };
        let left = sight.batches(node, &self.topic, self.partition, seen.log_start, replica.log_end);
        let mut end = i64::MIN;
        for batch in left {
            let at = batch.base_offset;
            let before = replica.batch(at);
            if at < end || before.is_none_or(|before| !alike(before, &batch)) {
                let text = format!(
                    "Broker {node} compacted its log of {}-{}, and it has a batch of offsets {at} to {} that it had not before.",
                    self.topic, self.partition, batch.last_offset
                );
                found.push(self.finding("L1", Some(at), node, text));
                return;
            }
            end = batch.last_offset + 1;
        }
    }

    /// L4: the indexes of a log, as a start found them, made them again or a cleaner left them, say what the batches say.
    pub(in super::super) fn indexed(&self, sight: &dyn Sight, node: i32, found: &mut Vec<Finding>) {
        if let Some(wrong) = sight.false_index_entry(node, &self.topic, self.partition) {
            let seen = format!("Of {}-{} on broker {node} {wrong}.", self.topic, self.partition);
            found.push(self.finding("L4", None, node, seen));
        }
    }

    /// L1, L3, L4, P3 and R1 for what is new in a log.
    pub(super) fn grown(
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
            if at < self.committed_end && !self.is_of_former_leader(batch, seen.high_watermark) {
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

    /// R1 for what a follower has learned to be committed, whenever it was written.
    pub(super) fn agrees(
        &self,
        sight: &dyn Sight,
        node: i32,
        replica: &Replica,
        high_watermark: i64,
        found: &mut Vec<Finding>,
    ) {
        for batch in replica.range(replica.high_watermark, high_watermark) {
            self.matches(sight, node, batch, found);
        }
    }

    /// Whether a leader of an epoch before wrote a batch that it does not know to be committed: one that was paused may do so before it
    /// hears that others have gone on, and gives it up then.
    fn is_of_former_leader(&self, batch: &BatchSeen, high_watermark: i64) -> bool {
        let committed = self.committed_at(batch.base_offset);
        batch.base_offset >= high_watermark
            && committed.is_some_and(|committed| batch.leader_epoch < committed.leader_epoch)
    }

    /// R1 for one batch of a replica.
    pub(super) fn matches(&self, sight: &dyn Sight, node: i32, batch: &BatchSeen, found: &mut Vec<Finding>) {
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
}

fn seen_offset(batches: &[BatchSeen]) -> i64 {
    batches.last().map_or(-1, |batch| batch.base_offset)
}
