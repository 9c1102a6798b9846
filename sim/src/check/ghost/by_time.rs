//! L5: a lookup by time finds the first record of that time or later. Leaders alone are asked, as ListOffsets asks them.

use alloc::format;
use alloc::vec::Vec;

use partita_view::Finding;

use super::super::replica::Replica;
use super::super::sight::{BatchSeen, Sight};
use super::Ghost;

impl Ghost {
    /// Looks up the newest batch of a leader, which is there since a moment ago, and one in the middle of its log, which the
    /// index leads to. What was found in the middle is found there until another batch is: a log grows at its end.
    pub(super) fn found_by_time(
        &self,
        sight: &dyn Sight,
        node: i32,
        replica: &mut Replica,
        found: &mut Vec<Finding>,
    ) {
        let deleted = replica.held.partition_point(|batch| batch.last_offset < replica.log_start);
        let middle = replica.held.get(deleted + (replica.held.len() - deleted) / 2);
        let middle = middle.filter(|middle| replica.looked_up != Some(middle.base_offset)).copied();
        let newest = replica.held.last().copied();
        for batch in middle.into_iter().chain(newest).filter(|batch| batch.max_timestamp >= 0) {
            found.extend(self.lookup(sight, node, replica, batch.max_timestamp));
        }
        replica.looked_up = middle.map(|middle| middle.base_offset).or(replica.looked_up);
    }

    fn lookup(&self, sight: &dyn Sight, node: i32, replica: &Replica, timestamp: i64) -> Option<Finding> {
        let batch = replica.first_by_time(timestamp, replica.log_start)?;
        // Where the log begins within the batch, its newest record may be deleted.
        if batch.base_offset < replica.log_start {
            return None;
        }
        let answer = sight.by_time(node, &self.topic, self.partition, timestamp).ok()?;
        if batch.newest_first && timestamp == batch.max_timestamp && answer == Some(batch.base_offset) {
            return None;
        }
        let times = sight.times(node, &self.topic, self.partition, batch.base_offset);
        let first = times.iter().find(|(_, time)| *time >= timestamp).map(|(offset, _)| *offset);
        if answer == first || self.is_another(sight, node, batch) {
            return None;
        }
        let seen = format!(
            "Broker {node} finds {answer:?} by time {timestamp} in {}-{}; the first record of that time is {first:?}.",
            self.topic, self.partition
        );
        Some(self.finding("L5", first.or(Some(batch.base_offset)), node, seen))
    }

    /// Whether a batch is not what it was: cleaned, or damaged on the disk.
    fn is_another(&self, sight: &dyn Sight, node: i32, batch: &BatchSeen) -> bool {
        let until = batch.last_offset + 1;
        let there = sight.batches(node, &self.topic, self.partition, batch.base_offset, until);
        there.first().is_none_or(|there| !there.sound || there.crc != batch.crc)
            || sight.settings(&self.topic).1
    }
}
