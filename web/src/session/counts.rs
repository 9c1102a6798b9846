//! How many partitions topics had, and since when: kept apart from the events, which may be forgotten.

use std::collections::BTreeMap;

use partita_view::{Event, Happened, Micros, Name};

/// Changes kept of all topics together; of more the topic's oldest goes.
const CHANGES_MAX: usize = 16_384;

/// Numbers of partitions over time.
#[derive(Debug, Default)]
pub struct PartitionCounts {
    /// Of each topic, in the order of time.
    changes: BTreeMap<Name, Vec<(Micros, u32)>>,
    len: usize,
}

impl PartitionCounts {
    /// Takes note of an event.
    pub(super) fn take(&mut self, happened: &Happened) {
        let (topic, partitions) = match &happened.event {
            Event::TopicCreated { topic, partitions, .. } | Event::PartitionsAdded { topic, partitions } => {
                (topic, *partitions)
            }
            _ => return,
        };
        let changes = self.changes.entry(topic.clone()).or_default();
        if self.len >= CHANGES_MAX && !changes.is_empty() {
            changes.remove(0);
            self.len -= 1;
        }
        if self.len < CHANGES_MAX {
            changes.push((happened.at, u32::try_from(partitions).unwrap_or(0)));
            self.len += 1;
        }
    }

    /// Another future begins: what came at this moment or later is forgotten.
    pub(super) fn forget_from(&mut self, at: Micros) {
        for changes in self.changes.values_mut() {
            changes.truncate(changes.partition_point(|(since, _)| *since < at));
        }
        self.len = self.changes.values().map(Vec::len).sum();
    }

    /// How many a topic had at a moment, then the numbers before: a producer hears of a change later. Empty where that is not known.
    pub fn known(&self, topic: &str, at: Micros) -> Vec<u32> {
        let changes = self.changes.get(topic).map_or(&[][..], Vec::as_slice);
        let until = changes.partition_point(|(since, _)| *since <= at);
        changes[..until].iter().rev().map(|(_, partitions)| *partitions).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use partita_view::Party;

    fn at(at: Micros, event: Event) -> Happened {
        Happened { at, step: 0, who: Party::Node(1), event }
    }

    #[test]
    fn the_number_of_a_moment_comes_first_then_those_before() {
        let mut counts = PartitionCounts::default();
        let topic: Name = "orders".into();
        let created = Event::TopicCreated { topic: topic.clone(), partitions: 3, replication_factor: 1 };
        counts.take(&at(10, created));
        counts.take(&at(50, Event::PartitionsAdded { topic: topic.clone(), partitions: 5 }));
        assert_eq!(counts.known("orders", 9), [0; 0], "nothing is known of before");
        assert_eq!(counts.known("orders", 49), [3]);
        assert_eq!(counts.known("orders", 50), [5, 3]);
        assert_eq!(counts.known("payments", 50), [0; 0]);
        counts.forget_from(50);
        assert_eq!(counts.known("orders", 90), [3], "that future is given up");
    }

    #[test]
    fn changes_have_a_limit() {
        let mut counts = PartitionCounts::default();
        for n in 0..CHANGES_MAX as u64 + 10 {
            counts.take(&at(n, Event::PartitionsAdded { topic: "orders".into(), partitions: 2 }));
        }
        assert_eq!(counts.len, CHANGES_MAX);
        assert_eq!(counts.known("orders", 5), [0; 0]);
    }
}
