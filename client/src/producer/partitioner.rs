//! Which partition a record goes to.
//!
//! A record with a key (even an empty one) goes by murmur2 of its bytes. One without a key sticks to a partition until
//! about `batch.size` bytes went there, then moves to a random other one, weighted against long queues (KIP-480,
//! KIP-794).

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use partita_machine::{Name, Rng};

use super::murmur2::murmur2;

/// The partition of a key in a topic with `partitions` of them.
#[must_use]
pub fn partition_for_key(key: &[u8], partitions: u32) -> u32 {
    (murmur2(key) & 0x7fff_ffff) % partitions.max(1)
}

/// What the built-in partitioner remembers of one topic.
#[derive(Clone, Debug, Default)]
pub struct StickyPartitioner {
    current: Option<Sticky>,
    load: Option<Load>,
}

#[derive(Clone, Debug)]
struct Sticky {
    partition: i32,
    produced_bytes: u64,
}

/// Partitions and the running sum of their weights.
#[derive(Clone, Debug)]
struct Load {
    partitions: Vec<(i32, u64)>,
}

/// The partitions a record may go to, as the metadata has them now.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// How many there are.
    pub partitions: i32,
    /// Those with a leader.
    pub available: &'a [i32],
}

impl StickyPartitioner {
    /// The partition that records without key go to now.
    pub fn current(&mut self, choice: Choice<'_>, rng: &mut Rng) -> i32 {
        if let Some(sticky) = &self.current {
            return sticky.partition;
        }
        let partition = self.next(choice, rng);
        self.current = Some(Sticky { partition, produced_bytes: 0 });
        partition
    }

    /// Tells that `bytes` were appended to the current partition. It is left behind after `sticky_size` bytes if its
    /// batches are all full (`may_switch`), and after twice as many in any case: so batches are not cut short.
    pub fn appended(
        &mut self,
        bytes: u64,
        sticky_size: u64,
        may_switch: bool,
        choice: Choice<'_>,
        rng: &mut Rng,
    ) {
        let Some(sticky) = &mut self.current else { return };
        sticky.produced_bytes += bytes;
        let produced = sticky.produced_bytes;
        if (produced >= sticky_size && may_switch) || produced >= sticky_size.saturating_mul(2) {
            let partition = self.next(choice, rng);
            self.current = Some(Sticky { partition, produced_bytes: 0 });
        }
    }

    /// Tells how many batches wait for each partition that has a leader. Even queues mean an even choice.
    pub fn observe(&mut self, queues: &[(i32, u64)]) {
        let longest = queues.iter().map(|&(_, length)| length).max().unwrap_or(0);
        if queues.len() < 2 || queues.iter().all(|&(_, length)| length == longest) {
            self.load = None;
            return;
        }
        let mut sum = 0;
        let weigh = |&(partition, length): &(i32, u64)| {
            sum += longest + 1 - length;
            (partition, sum)
        };
        self.load = Some(Load { partitions: queues.iter().map(weigh).collect() });
    }

    /// Forgets what [`StickyPartitioner::observe`] was told.
    pub fn forget_load(&mut self) {
        self.load = None;
    }

    fn next(&self, choice: Choice<'_>, rng: &mut Rng) -> i32 {
        let Some(load) = &self.load else { return choice.even(rng) };
        let total = load.partitions.last().map_or(0, |&(_, sum)| sum);
        let point = rng.below(total);
        let found = load.partitions.iter().find(|&&(_, sum)| sum > point);
        found.map_or_else(|| choice.even(rng), |&(partition, _)| partition)
    }
}

impl Choice<'_> {
    fn even(&self, rng: &mut Rng) -> i32 {
        if self.available.is_empty() {
            let count = u64::try_from(self.partitions).unwrap_or(0);
            return i32::try_from(rng.below(count)).unwrap_or(0);
        }
        let index = rng.below(self.available.len() as u64);
        self.available[usize::try_from(index).unwrap_or(0)]
    }
}

/// `RoundRobinPartitioner`: the partitions with a leader in turn, whatever the key.
#[derive(Clone, Debug, Default)]
pub struct RoundRobin {
    next: BTreeMap<Name, u64>,
}

impl RoundRobin {
    /// The partition of the next record of `topic`.
    pub fn next(&mut self, topic: &Name, choice: Choice<'_>) -> i32 {
        let next = self.next.entry(topic.clone()).or_insert(0);
        let turn = *next;
        *next += 1;
        if choice.available.is_empty() {
            let count = u64::try_from(choice.partitions).unwrap_or(0).max(1);
            return i32::try_from(turn % count).unwrap_or(0);
        }
        let index = turn % choice.available.len() as u64;
        choice.available[usize::try_from(index).unwrap_or(0)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_without_key_stick_until_the_batch_size_is_reached() {
        let choice = Choice { partitions: 3, available: &[0, 1, 2] };
        let mut rng = Rng::new(1);
        let mut sticky = StickyPartitioner::default();
        let first = sticky.current(choice, &mut rng);
        for _ in 0..19 {
            assert_eq!(sticky.current(choice, &mut rng), first);
            sticky.appended(72, 16_384, true, choice, &mut rng);
        }
        let mut seen = alloc::collections::BTreeSet::new();
        for _ in 0..50 {
            seen.insert(sticky.current(choice, &mut rng));
            sticky.appended(16_384, 16_384, true, choice, &mut rng);
        }
        assert_eq!(seen.len(), 3);
    }

    #[test]
    fn a_batch_that_is_not_full_keeps_the_partition_up_to_twice_the_size() {
        let choice = Choice { partitions: 100, available: &[] };
        let mut rng = Rng::new(5);
        let mut sticky = StickyPartitioner::default();
        let first = sticky.current(choice, &mut rng);
        sticky.appended(150, 100, false, choice, &mut rng);
        assert_eq!(sticky.current(choice, &mut rng), first);
        sticky.appended(50, 100, false, choice, &mut rng);
        assert_ne!(sticky.current(choice, &mut rng), first);
    }

    #[test]
    fn long_queues_are_chosen_less_often() {
        let choice = Choice { partitions: 3, available: &[0, 1, 2] };
        let mut rng = Rng::new(3);
        let mut sticky = StickyPartitioner::default();
        sticky.observe(&[(0, 0), (1, 3), (2, 1)]);
        let mut counts = [0_u32; 3];
        for _ in 0..8_000 {
            counts[usize::try_from(sticky.next(choice, &mut rng)).unwrap()] += 1;
        }
        // The weights are 4, 1 and 3.
        assert!(counts[0].abs_diff(4_000) < 300 && counts[1].abs_diff(1_000) < 200, "{counts:?}");
    }

    #[test]
    fn round_robin_takes_turns() {
        let choice = Choice { partitions: 3, available: &[0, 1, 2] };
        let mut turns = RoundRobin::default();
        let topic: Name = "t".into();
        let given: Vec<i32> = (0..5).map(|_| turns.next(&topic, choice)).collect();
        assert_eq!(given, [0, 1, 2, 0, 1]);
    }
}
