//! What the ghost forgets, so that a long run takes no more memory than its logs do.
//!
//! Forgotten is what lies below the log start of every replica that runs: committed batches, acknowledgements, the last sequences
//! of producers, and what a replica holds below its own log start. Nothing can be promised of it any more: no reader gets it, and
//! a replica that comes back with it follows the leader's log start. Kept are the numbers that say how far everything had come,
//! and the leaders of the last epochs.

use super::super::sight::Sight;
use super::Ghost;

/// Leader epochs whose leaders are remembered.
const EPOCHS_MAX: usize = 10_000;

impl Ghost {
    /// Forgets what every replica that runs has deleted.
    pub(super) fn forget_deleted(&mut self, sight: &dyn Sight) {
        for replica in self.replicas.values_mut() {
            let log_start = replica.log_start;
            replica.forget_before(log_start);
        }
        let running = self.replicas.keys().filter_map(|&node| {
            sight.replica(node, &self.topic, self.partition).map(|replica| replica.log_start)
        });
        let Some(start) = running.min() else { return };
        let gone = self.committed.partition_point(|batch| batch.last_offset < start);
        self.committed.forget_first(gone);
        let gone = self.acked.iter().take_while(|acked| acked.end() <= start).count();
        self.acked.forget_first(gone);
        self.sequences.retain(|_, (_, offset)| *offset >= start);
        while self.leaders.len() > EPOCHS_MAX {
            self.leaders.pop_first();
        }
    }

    /// How many batches, acknowledgements and producers it remembers.
    #[cfg(test)]
    pub(in super::super) fn size(&self) -> usize {
        let held: usize = self.replicas.values().map(|replica| replica.held.len()).sum();
        held + self.committed.len() + self.acked.len() + self.sequences.len()
    }
}
