//! Requests that wait for something to change in partitions, each with a deadline.
//!
//! How many there are needs no limit of its own: a connection has at most one request at a time.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use partita_machine::{ConnId, Instant, Name};

use crate::replica::TopicPartition;

/// Names one request that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct WaitId(u64);

/// A table of requests that wait, found by what they wait for.
#[derive(Clone, Debug)]
pub(crate) struct Waits<T> {
    last: u64,
    waits: BTreeMap<WaitId, Wait<T>>,
    /// In the order of their ids. The number stands first because most comparisons end there. An empty list stays for who
    /// waits next; it goes when a connection does.
    by_partition: BTreeMap<(i32, Name), Vec<WaitId>>,
    by_deadline: BTreeSet<(Instant, WaitId)>,
}

#[derive(Clone, Debug)]
struct Wait<T> {
    deadline: Instant,
    conn: ConnId,
    partitions: Vec<TopicPartition>,
    request: T,
}

impl<T> Default for Waits<T> {
    fn default() -> Self {
        Self { last: 0, waits: BTreeMap::new(), by_partition: BTreeMap::new(), by_deadline: BTreeSet::new() }
    }
}

impl<T> Waits<T> {
    /// Lets a request of `conn` wait until one of `partitions` changes, at most until `deadline`.
    pub(crate) fn insert(
        &mut self,
        deadline: Instant,
        conn: ConnId,
        partitions: Vec<TopicPartition>,
        request: T,
    ) -> WaitId {
        self.last += 1;
        let id = WaitId(self.last);
        for partition in &partitions {
            let (topic, number) = partition;
            let ids = self.by_partition.entry((*number, topic.clone())).or_default();
            if ids.last() != Some(&id) {
                ids.push(id);
            }
        }
        self.by_deadline.insert((deadline, id));
        self.waits.insert(id, Wait { deadline, conn, partitions, request });
        id
    }

    /// Requests that wait for a partition, the oldest first.
    pub(crate) fn of(&self, partition: &TopicPartition) -> Vec<WaitId> {
        self.by_partition.get(&key(partition)).cloned().unwrap_or_default()
    }

    /// Requests whose deadline has come.
    pub(crate) fn due(&self, now: Instant) -> Vec<WaitId> {
        self.by_deadline.iter().take_while(|(deadline, _)| *deadline <= now).map(|&(_, id)| id).collect()
    }

    /// A request, to see whether its time has come.
    pub(crate) fn request(&self, id: WaitId) -> Option<&T> {
        self.waits.get(&id).map(|wait| &wait.request)
    }

    /// The same, to change it.
    pub(crate) fn request_mut(&mut self, id: WaitId) -> Option<&mut T> {
        self.waits.get_mut(&id).map(|wait| &mut wait.request)
    }

    /// Takes a request out, to answer it.
    pub(crate) fn remove(&mut self, id: WaitId) -> Option<T> {
        let wait = self.waits.remove(&id)?;
        self.by_deadline.remove(&(wait.deadline, id));
        for partition in &wait.partitions {
            if let Some(ids) = self.by_partition.get_mut(&key(partition)) {
                ids.retain(|waiting| *waiting != id);
            }
        }
        Some(wait.request)
    }

    /// Forgets what a connection that is gone has asked, and gives it.
    pub(crate) fn forget(&mut self, conn: ConnId) -> Vec<(WaitId, T)> {
        let gone: Vec<WaitId> =
            self.waits.iter().filter(|(_, wait)| wait.conn == conn).map(|(&id, _)| id).collect();
        let gone = gone.into_iter().filter_map(|id| Some((id, self.remove(id)?))).collect();
        self.by_partition.retain(|_, ids| !ids.is_empty());
        gone
    }

    /// The earliest deadline.
    pub(crate) fn wake_at(&self) -> Option<Instant> {
        self.by_deadline.first().map(|&(deadline, _)| deadline)
    }
}

fn key((topic, partition): &TopicPartition) -> (i32, Name) {
    (*partition, topic.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    fn waits() -> Waits<&'static str> {
        let mut waits = Waits::default();
        let (orders, audit) = (("orders".into(), 0), ("audit".into(), 3));
        waits.insert(Instant(500), ConnId(1), vec![orders, audit.clone()], "both");
        waits.insert(Instant(200), ConnId(2), vec![audit], "audit");
        waits
    }

    #[test]
    fn requests_are_found_by_partition_and_deadline() {
        let mut waits = waits();
        assert_eq!(waits.of(&("orders".into(), 0)).len(), 1);
        assert_eq!(waits.of(&("audit".into(), 3)).len(), 2);
        assert_eq!(waits.wake_at(), Some(Instant(200)));
        let due = waits.due(Instant(200));
        assert_eq!(due.iter().filter_map(|&id| waits.remove(id)).collect::<Vec<_>>(), ["audit"]);
        assert_eq!(waits.of(&("audit".into(), 3)).len(), 1);
        assert_eq!(waits.wake_at(), Some(Instant(500)));
    }

    #[test]
    fn a_lost_connection_takes_its_requests_along() {
        let mut waits = waits();
        waits.forget(ConnId(1));
        assert!(waits.of(&("orders".into(), 0)).is_empty());
        assert_eq!(waits.wake_at(), Some(Instant(200)));
    }
}
