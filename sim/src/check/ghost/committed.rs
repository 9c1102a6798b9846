//! What was committed: it grows with the high watermark of a leader, and whoever leads later has it all. P1, R2, R5, R6.

use alloc::format;
use alloc::vec::Vec;

use partita_view::Finding;

use super::super::replica::Replica;
use super::super::sight::{BatchSeen, Sight};
use super::{Ghost, NO_ELR, POWER, UNCLEAN, alike, same};

impl Ghost {
    pub(super) fn committed_at(&self, base_offset: i64) -> Option<&BatchSeen> {
        let at = self.committed.partition_point(|batch| batch.base_offset < base_offset);
        self.committed.get(at).filter(|batch| batch.base_offset == base_offset)
    }

    /// Whether a batch is what was committed where it stands. What is forgotten, or was not seen, cannot be compared; a batch beyond
    /// every high watermark of a leader is not committed.
    pub(in super::super) fn is_committed(&self, sight: &dyn Sight, batch: &BatchSeen) -> bool {
        if batch.last_offset >= self.readable_end {
            return false;
        }
        let at = self.committed.partition_point(|committed| committed.last_offset < batch.base_offset);
        let Some(committed) = self.committed.get(at) else { return true };
        let is_of_both = committed.base_offset <= batch.last_offset;
        !is_of_both || same(committed, batch) || sight.settings(&self.topic).1
    }

    /// A leader's high watermark passes what was committed before: the ghost grows. P1.
    pub(super) fn commit(
        &mut self,
        sight: &dyn Sight,
        node: i32,
        replica: &Replica,
        found: &mut Vec<Finding>,
    ) {
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

    /// R2, R5 and P2: whoever leads in the newest epoch has what was committed and acknowledged. What it has not is lost, and
    /// the ghost forgets it.
    pub(super) fn complete(
        &mut self,
        sight: &dyn Sight,
        node: i32,
        replica: &Replica,
        found: &mut Vec<Finding>,
    ) {
        let newest = self.leaders.keys().next_back().copied().unwrap_or(-1);
        if replica.leader_epoch < newest {
            return;
        }
        let compacted = |committed: &BatchSeen, held: Option<&BatchSeen>| {
            sight.settings(&self.topic).1 && held.is_none_or(|held| alike(committed, held))
        };
        let from = self.committed.partition_point(|batch| batch.last_offset < replica.log_start);
        let missing = self.committed.range(from, usize::MAX).find(|committed| {
            let held = replica.batch(committed.base_offset);
            let ends_before = replica.log_end <= committed.last_offset;
            ends_before || !(held.is_some_and(|held| same(committed, held)) || compacted(committed, held))
        });
        let allowed_by = self.loss_allowed_by(sight);
        let beyond =
            (replica.log_end < self.committed_end).then(|| (replica.log_end, self.committed_end - 1));
        let lost = missing.map(|batch| match beyond {
            Some((_, last)) => (batch.base_offset, last),
            None => (batch.base_offset, batch.last_offset),
        });
        let lost = lost.or(beyond);
        if let Some((at, _)) = lost {
            let seen = format!(
                "Broker {node} leads {}-{} in epoch {} without offset {at}; up to {} was committed.",
                self.topic, self.partition, replica.leader_epoch, self.committed_end
            );
            let promise = if self.lossy.is_empty() { "R2" } else { "R5" };
            let mut finding = self.finding(promise, Some(at), node, seen);
            finding.allowed_by = allowed_by;
            finding.lost = lost;
            found.push(finding);
        }
        self.missed(node, replica, allowed_by, found);
        if let Some((at, _)) = lost {
            self.lost = allowed_by.or(self.lost);
            self.forget_from(at);
        }
    }

    /// What allows that this partition loses committed records, if anything.
    pub(super) fn loss_allowed_by(&self, sight: &dyn Sight) -> Option<&'static str> {
        if self.unclean {
            return Some(UNCLEAN);
        }
        let lossy = i32::try_from(self.lossy.len()).unwrap_or(i32::MAX);
        if lossy > 0 && lossy >= sight.settings(&self.topic).0 {
            return Some(POWER);
        }
        (lossy > 0 && !sight.keeps_eligible()).then_some(NO_ELR)
    }

    /// What was lost makes room for a new past: the ghost follows it.
    pub(super) fn forget_from(&mut self, offset: i64) {
        let keep = self.committed.partition_point(|batch| batch.last_offset < offset);
        self.committed.truncate(keep);
        self.committed_end = offset;
        self.sequences.clear();
    }

    /// R6.
    pub(super) fn truncated(&mut self, node: i32, to: i64, found: &mut Vec<Finding>) {
        let Some(replica) = self.replicas.get_mut(&node) else { return };
        replica.cut(to);
        let high_watermark = replica.high_watermark;
        if to < high_watermark {
            replica.high_watermark = to;
            let seen = format!(
                "Broker {node} cut its log of {}-{} at {to}, below its high watermark {high_watermark}.",
                self.topic, self.partition
            );
            let mut finding = self.finding("R6", Some(to), node, seen);
            finding.allowed_by = self.excuse();
            found.push(finding);
        }
    }
}
