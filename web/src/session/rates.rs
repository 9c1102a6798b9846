//! Records per second of each broker, from the events of the last second: what stands on the rails where messages have no
//! room.

use std::collections::BTreeMap;

use partita_view::{ClusterView, Event, Happened, Micros, Name, Party};

/// The time that is counted.
const SECOND: Micros = 1_000_000;

/// Records of a second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// Appended by leaders.
    pub written: i64,
    /// Processed by consumers, which read from the leader.
    pub read: i64,
}

/// Rates of all brokers; one without traffic has none.
pub fn rates(events: &[Happened], view: &ClusterView, now: Micros) -> BTreeMap<i32, Rate> {
    let mut rates: BTreeMap<i32, Rate> = BTreeMap::new();
    let mut processed: BTreeMap<(&Name, i32), i64> = BTreeMap::new();
    let recent = |happened: &&Happened| happened.at + SECOND > now;
    for happened in events.iter().rev().take_while(recent) {
        match (&happened.event, &happened.who) {
            (Event::Appended { topic, base_offset, last_offset, leads: true, .. }, Party::Node(id))
                if !topic.starts_with("__") =>
            {
                rates.entry(*id).or_default().written += last_offset - base_offset + 1;
            }
            (Event::Processed { topic, partition, first, last, .. }, _) => {
                *processed.entry((topic, *partition)).or_default() += last - first + 1;
            }
            _ => {}
        }
    }
    for ((topic, partition), records) in processed {
        let topic = view.topics.iter().find(|each| each.name == *topic);
        let index = usize::try_from(partition).unwrap_or(usize::MAX);
        if let Some(leader) =
            topic.and_then(|topic| topic.partitions.get(index)).and_then(|found| found.leader)
        {
            rates.entry(leader).or_default().read += records;
        }
    }
    rates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_second_of_leaders_counts() {
        let appended = |at, node, leads| Happened {
            at,
            step: 0,
            who: Party::Node(node),
            event: Event::Appended { topic: "t".into(), partition: 0, base_offset: 0, last_offset: 4, leads },
        };
        let events = [
            appended(1_000_000, 1, true),
            appended(2_100_000, 1, true),
            appended(2_200_000, 2, false),
            appended(2_900_000, 1, true),
        ];
        let rates = rates(&events, &ClusterView::default(), 3_000_000);
        assert_eq!(rates, [(1, Rate { written: 10, read: 0 })].into());
    }
}
