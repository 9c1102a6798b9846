//! Levels of a cluster, read from its events: each event changes them by what it says, and nothing is added up again.

use std::collections::BTreeMap;

use partita_view::{ClusterView, Name};

/// What is known of a partition.
#[derive(Debug, Default)]
struct Partition {
    /// How many replicas it is to have, where that is not what its topic was created with.
    replicas: Option<usize>,
    /// Members of its ISR, once that has changed.
    in_sync: Option<usize>,
    has_no_leader: bool,
    high_watermark: i64,
    /// What groups have committed.
    committed: BTreeMap<Name, i64>,
}

impl Partition {
    fn lag(&self) -> i64 {
        self.committed.values().map(|committed| (self.high_watermark - committed).max(0)).sum()
    }

    fn is_short(&self, replication_factor: Option<usize>) -> bool {
        self.in_sync
            .zip(self.replicas.or(replication_factor))
            .is_some_and(|(in_sync, factor)| in_sync < factor)
    }
}

/// What is known of a topic.
#[derive(Debug, Default)]
struct Topic {
    replication_factor: Option<usize>,
    partitions: BTreeMap<i32, Partition>,
}

/// What a partition adds to the levels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Share {
    lag: i64,
    under_replicated: i64,
    offline: i64,
}

impl Topic {
    fn share(&self, partition: i32) -> Share {
        let Some(known) = self.partitions.get(&partition) else { return Share::default() };
        Share {
            lag: known.lag(),
            under_replicated: known.is_short(self.replication_factor).into(),
            offline: known.has_no_leader.into(),
        }
    }
}

/// Levels of all partitions together.
#[derive(Debug, Default)]
pub(super) struct Levels {
    topics: BTreeMap<Name, Topic>,
    sum: Share,
}

impl Levels {
    /// Levels of a moment.
    pub(super) fn of(view: &ClusterView) -> Self {
        let mut levels = Self::default();
        for topic in view.topics.iter().filter(|topic| !topic.internal) {
            let replicas = topic.partitions.first().map_or(0, |partition| partition.assignment.len());
            levels.created(&topic.name, replicas);
            for partition in &topic.partitions {
                let number = partition.partition;
                let coming = partition.adding.len();
                levels.assigned(&topic.name, number, partition.assignment.len().saturating_sub(coming));
                levels.in_sync(&topic.name, number, partition.in_sync.len());
                levels.led(&topic.name, number, partition.leader.is_some());
                levels.moved(&topic.name, number, partition.high_watermark);
            }
        }
        for group in &view.groups {
            for offset in &group.offsets {
                levels.committed(&group.id, &offset.topic, offset.partition, offset.committed);
            }
        }
        levels
    }

    /// Committed offsets behind high watermarks, in all groups.
    pub(super) fn lag(&self) -> i64 {
        self.sum.lag
    }

    /// Partitions whose ISR is not complete.
    pub(super) fn under_replicated(&self) -> i64 {
        self.sum.under_replicated
    }

    /// Partitions without a leader.
    pub(super) fn offline(&self) -> i64 {
        self.sum.offline
    }

    /// A topic has so many replicas of each partition.
    pub(super) fn created(&mut self, topic: &Name, replication_factor: usize) {
        let known = self.topics.entry(topic.clone()).or_default();
        let before: Vec<(i32, Share)> = known.partitions.keys().map(|&at| (at, known.share(at))).collect();
        known.replication_factor = Some(replication_factor);
        for (partition, before) in before {
            self.sum.differ(before, known.share(partition));
        }
    }

    /// A topic is gone, with what was committed of it.
    pub(super) fn deleted(&mut self, topic: &Name) {
        let Some(known) = self.topics.remove(topic) else { return };
        known.partitions.keys().for_each(|&at| self.sum.differ(known.share(at), Share::default()));
    }

    /// A partition is to have so many replicas.
    pub(super) fn assigned(&mut self, topic: &Name, partition: i32, replicas: usize) {
        self.change(topic, partition, |known| known.replicas = Some(replicas));
    }

    /// An ISR has so many members.
    pub(super) fn in_sync(&mut self, topic: &Name, partition: i32, members: usize) {
        self.change(topic, partition, |known| known.in_sync = Some(members));
    }

    /// A partition has a leader, or none.
    pub(super) fn led(&mut self, topic: &Name, partition: i32, has_leader: bool) {
        self.change(topic, partition, |known| known.has_no_leader = !has_leader);
    }

    /// A high watermark moved.
    pub(super) fn moved(&mut self, topic: &Name, partition: i32, high_watermark: i64) {
        self.change(topic, partition, |known| known.high_watermark = high_watermark);
    }

    /// A group has committed an offset.
    pub(super) fn committed(&mut self, group: &Name, topic: &Name, partition: i32, offset: i64) {
        self.change(topic, partition, |known| {
            known.committed.insert(group.clone(), offset);
        });
    }

    fn change(&mut self, topic: &Name, partition: i32, change: impl FnOnce(&mut Partition)) {
        if !self.topics.contains_key(topic) {
            self.topics.insert(topic.clone(), Topic::default());
        }
        let Some(known) = self.topics.get_mut(topic) else { return };
        let before = known.share(partition);
        change(known.partitions.entry(partition).or_default());
        self.sum.differ(before, known.share(partition));
    }
}

impl Share {
    /// A partition adds something else than before.
    fn differ(&mut self, before: Self, now: Self) {
        self.lag += now.lag - before.lag;
        self.under_replicated += now.under_replicated - before.under_replicated;
        self.offline += now.offline - before.offline;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_what_adding_up_would_give() {
        let (mut levels, a, b): (Levels, Name, Name) = (Levels::default(), "a".into(), "b".into());
        levels.in_sync(&a, 0, 1);
        levels.committed(&"g".into(), &a, 0, 4);
        levels.committed(&"h".into(), &a, 0, 9);
        assert_eq!((levels.lag(), levels.under_replicated()), (0, 0), "nothing is known of the topic yet");
        levels.created(&a, 2);
        levels.moved(&a, 0, 7);
        assert_eq!((levels.lag(), levels.under_replicated()), (3, 1), "who is ahead makes up for nobody");
        levels.moved(&b, 1, 5);
        levels.committed(&"g".into(), &b, 1, 3);
        levels.led(&b, 1, false);
        assert_eq!((levels.lag(), levels.offline()), (5, 1));
        levels.in_sync(&a, 0, 2);
        levels.committed(&"g".into(), &a, 0, 7);
        assert_eq!((levels.lag(), levels.under_replicated()), (2, 0));
        levels.deleted(&b);
        assert_eq!((levels.lag(), levels.offline()), (0, 0));
        levels.deleted(&b);
        assert_eq!(levels.sum, Share::default());
    }
}
