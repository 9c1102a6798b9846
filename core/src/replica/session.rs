//! The follower's end of a fetch session (KIP-227): after a full fetch, only what has changed is named.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::ToString;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::Uuid;
use partita_wire::messages::fetch_request::{FetchPartition, FetchRequest, FetchTopic, ForgottenTopic};

/// `session_epoch` of a full fetch that would like a session.
const INITIAL: i32 = 0;

/// A partition that is fetched: topic, id, and the request's own words for it.
pub(super) type Fetched = (Name, Uuid, FetchPartition);

/// A session with one leader.
#[derive(Clone, Debug, Default)]
pub(super) struct Session {
    id: i32,
    /// Epoch of the next request; [`INITIAL`] as long as there is no session.
    epoch: i32,
    /// What the leader remembers.
    known: Arc<BTreeMap<(Uuid, i32), FetchPartition>>,
}

impl Session {
    /// Writes into a request what the leader has to be told to know that `wanted` is wanted.
    pub(super) fn name(&mut self, wanted: Vec<Fetched>, request: &mut FetchRequest) {
        (request.session_id, request.session_epoch) = (self.id, self.epoch);
        let known = Arc::make_mut(&mut self.known);
        if self.epoch == INITIAL {
            known.clear();
        }
        let forgotten = gone(known, &wanted);
        for (topic, topic_id, partition) in wanted {
            let key = (topic_id, partition.partition);
            if known.get(&key) != Some(&partition) {
                known.insert(key, partition.clone());
                add(&mut request.topics, &topic, topic_id, partition);
            }
        }
        for (topic_id, partition) in forgotten {
            known.remove(&(topic_id, partition));
            let partitions = alloc::vec![partition];
            let forgotten = ForgottenTopic { topic_id, partitions, ..Default::default() };
            request.forgotten_topics_data.push(forgotten);
        }
    }

    /// Whether the next fetch is a full one, or the last one was.
    pub(super) fn is_new(&self) -> bool {
        self.epoch == INITIAL
    }

    /// An answer came, with this session id.
    pub(super) fn answered(&mut self, id: i32) {
        self.epoch = match (id, self.epoch) {
            (0, _) => INITIAL,
            (_, i32::MAX) => 1,
            (_, epoch) => epoch + 1,
        };
        self.id = id;
    }

    /// No answer came, or one that knows no such session: the next fetch is a full one, and ends whatever there was.
    pub(super) fn failed(&mut self) {
        self.epoch = INITIAL;
    }
}

/// What is known and not wanted any more.
fn gone(known: &BTreeMap<(Uuid, i32), FetchPartition>, wanted: &[Fetched]) -> Vec<(Uuid, i32)> {
    let is_known = |(_, id, partition): &&Fetched| known.contains_key(&(*id, partition.partition));
    if wanted.iter().filter(is_known).count() == known.len() {
        return Vec::new();
    }
    let wanted: BTreeSet<(Uuid, i32)> =
        wanted.iter().map(|(_, id, partition)| (*id, partition.partition)).collect();
    known.keys().filter(|key| !wanted.contains(*key)).copied().collect()
}

/// Adds a partition; neighbours of one topic share its entry.
fn add(topics: &mut Vec<FetchTopic>, topic: &str, topic_id: Uuid, partition: FetchPartition) {
    if topics.last().is_none_or(|last| last.topic_id != topic_id) {
        topics.push(FetchTopic { topic: topic.to_string(), topic_id, ..Default::default() });
    }
    if let Some(last) = topics.last_mut() {
        last.partitions.push(partition);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(partition: i32, fetch_offset: i64) -> Fetched {
        let id = Uuid([1; 16]);
        ("orders".into(), id, FetchPartition { partition, fetch_offset, ..Default::default() })
    }

    fn named(session: &mut Session, wanted: Vec<Fetched>) -> (i32, i32, Vec<i32>, usize) {
        let mut request = FetchRequest::default();
        session.name(wanted, &mut request);
        let partitions = request.topics.iter().flat_map(|topic| &topic.partitions);
        let partitions = partitions.map(|partition| partition.partition).collect();
        (request.session_id, request.session_epoch, partitions, request.forgotten_topics_data.len())
    }

    #[test]
    fn only_what_is_new_is_named() {
        let mut session = Session::default();
        let both = || alloc::vec![wanted(0, 5), wanted(1, 5)];
        assert_eq!(named(&mut session, both()), (0, 0, alloc::vec![0, 1], 0));
        session.answered(77);
        assert_eq!(named(&mut session, both()), (77, 1, alloc::vec![], 0));
        session.answered(77);
        assert_eq!(named(&mut session, alloc::vec![wanted(0, 6), wanted(1, 5)]), (77, 2, alloc::vec![0], 0));
        session.answered(77);
        assert_eq!(named(&mut session, alloc::vec![wanted(0, 6)]), (77, 3, alloc::vec![], 1));
    }

    #[test]
    fn after_a_failure_everything_is_named_again() {
        let mut session = Session::default();
        named(&mut session, alloc::vec![wanted(0, 5)]);
        session.answered(77);
        session.failed();
        assert_eq!(named(&mut session, alloc::vec![wanted(0, 5)]), (77, 0, alloc::vec![0], 0));
        session.answered(0);
        assert_eq!(named(&mut session, alloc::vec![wanted(0, 5)]), (0, 0, alloc::vec![0], 0));
    }
}
