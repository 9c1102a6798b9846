//! The follower's end of a fetch session (KIP-227): after a full fetch, only what has changed is named.

use alloc::collections::BTreeSet;
use alloc::string::ToString;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{Name, SmallMap};
use partita_wire::Uuid;
use partita_wire::messages::fetch_request::{FetchPartition, FetchRequest, FetchTopic, ForgottenTopic};

/// `session_epoch` of a full fetch that would like a session.
const INITIAL: i32 = 0;

use super::TopicPartition;
use super::fetcher::AskedPartition;

/// A partition that is fetched: topic, id, and the request's own words for it.
pub(super) type Fetched = (Name, Uuid, FetchPartition);

/// A session with one leader.
#[derive(Clone, Debug, Default)]
pub(super) struct Session {
    id: i32,
    /// Epoch of the next request; [`INITIAL`] as long as there is no session.
    epoch: i32,
    /// What the leader remembers.
    known: Arc<SmallMap<(Uuid, i32), Known>>,
}

/// A partition as the leader was told of it last.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    topic: Name,
    partition: FetchPartition,
}

impl Session {
    /// Writes into a request what the leader has to be told: partitions that are wanted and may have changed, and those that
    /// are wanted no more. Nothing needs to be said of the others, except in a full fetch, which names all.
    pub(super) fn name(&mut self, wanted: Vec<Fetched>, gone: &[TopicPartition], request: &mut FetchRequest) {
        (request.session_id, request.session_epoch) = (self.id, self.epoch);
        if self.epoch == INITIAL {
            self.known = Arc::default();
        }
        let mut forgotten = BTreeSet::new();
        for key in gone {
            forgotten.extend(self.ids_of(key));
        }
        for (topic, topic_id, partition) in &wanted {
            if !self.known.contains_key(&(*topic_id, partition.partition)) {
                // A topic of the same name that was made anew is another one.
                forgotten.extend(self.ids_of(&(topic.clone(), partition.partition)));
            }
        }
        for (topic, topic_id, partition) in wanted {
            let place = (topic_id, partition.partition);
            if self.known.get(&place).is_none_or(|known| known.partition != partition) {
                add(&mut request.topics, &topic, topic_id, partition.clone());
                Arc::make_mut(&mut self.known).insert(place, Known { topic, partition });
            }
        }
        for (topic_id, partition) in forgotten {
            Arc::make_mut(&mut self.known).remove(&(topic_id, partition));
            let partitions = alloc::vec![partition];
            let forgotten = ForgottenTopic { topic_id, partitions, ..Default::default() };
            request.forgotten_topics_data.push(forgotten);
        }
    }

    /// What the leader remembers of a partition's name.
    fn ids_of<'a>(
        &'a self,
        (topic, partition): &'a TopicPartition,
    ) -> impl Iterator<Item = (Uuid, i32)> + 'a {
        let known = self
            .known
            .iter()
            .filter(move |((_, number), known)| number == partition && known.topic == *topic);
        known.map(|(place, _)| *place)
    }

    /// Whether anything is wanted, if all that is known is, except for what is gone.
    pub(super) fn wants(&self, wanted: &[Fetched], gone: &[TopicPartition]) -> bool {
        let is_gone =
            |number: i32, known: &Known| gone.iter().any(|key| key.1 == number && key.0 == known.topic);
        let remembered = || self.known.iter().any(|((_, number), known)| !is_gone(*number, known));
        !wanted.is_empty() || (!self.is_new() && remembered())
    }

    /// What was asked of a partition last.
    pub(super) fn asked(&self, topic_id: Uuid, partition: i32) -> Option<AskedPartition> {
        let Known { topic, partition: asked } = self.known.get(&(topic_id, partition))?;
        Some(AskedPartition {
            key: (topic.clone(), partition),
            leader_epoch: asked.current_leader_epoch,
            offset: asked.fetch_offset,
        })
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

    fn named(session: &mut Session, wanted: Vec<Fetched>, gone: &[i32]) -> (i32, i32, Vec<i32>, Vec<i32>) {
        let mut request = FetchRequest::default();
        let gone: Vec<TopicPartition> = gone.iter().map(|&partition| ("orders".into(), partition)).collect();
        session.name(wanted, &gone, &mut request);
        let partitions = request.topics.iter().flat_map(|topic| &topic.partitions);
        let partitions = partitions.map(|partition| partition.partition).collect();
        let forgotten = request.forgotten_topics_data.iter().flat_map(|topic| topic.partitions.clone());
        (request.session_id, request.session_epoch, partitions, forgotten.collect())
    }

    #[test]
    fn only_what_is_new_is_named() {
        use alloc::vec;
        let mut session = Session::default();
        let both = || vec![wanted(0, 5), wanted(1, 5)];
        assert_eq!(named(&mut session, both(), &[]), (0, 0, vec![0, 1], vec![]));
        session.answered(77);
        assert_eq!(named(&mut session, both(), &[]), (77, 1, vec![], vec![]));
        session.answered(77);
        assert_eq!(named(&mut session, vec![wanted(0, 6)], &[]), (77, 2, vec![0], vec![]));
        assert_eq!(session.asked(Uuid([1; 16]), 0).map(|asked| asked.offset), Some(6));
        session.answered(77);
        assert_eq!(named(&mut session, vec![], &[1, 9]), (77, 3, vec![], vec![1]));
    }

    #[test]
    fn after_the_largest_epoch_comes_one() {
        let mut session = Session { id: 77, epoch: i32::MAX, ..Session::default() };
        session.answered(77);
        assert_eq!(session.epoch, 1, "0 would begin another session");
        session.answered(77);
        assert_eq!(session.epoch, 2);
    }

    #[test]
    fn a_topic_made_anew_is_forgotten_under_its_old_id() {
        let mut session = Session::default();
        named(&mut session, alloc::vec![wanted(0, 5)], &[]);
        session.answered(77);
        let (topic, _, partition) = wanted(0, 0);
        let again = alloc::vec![(topic, Uuid([2; 16]), partition)];
        assert_eq!(named(&mut session, again, &[]), (77, 1, alloc::vec![0], alloc::vec![0]));
        assert!(session.asked(Uuid([1; 16]), 0).is_none());
    }

    #[test]
    fn after_a_failure_everything_is_named_again() {
        let mut session = Session::default();
        named(&mut session, alloc::vec![wanted(0, 5)], &[]);
        session.answered(77);
        session.failed();
        assert_eq!(
            named(&mut session, alloc::vec![wanted(0, 5)], &[]),
            (77, 0, alloc::vec![0], alloc::vec![])
        );
        session.answered(0);
        assert_eq!(
            named(&mut session, alloc::vec![wanted(0, 5)], &[]),
            (0, 0, alloc::vec![0], alloc::vec![])
        );
    }
}
