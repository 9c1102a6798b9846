//! Fetch sessions at the consumer (KIP-227): a broker remembers what was asked, so that the next request names only what
//! changed, and its answer only what is new.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use partita_wire::messages::fetch_request::{FetchPartition, FetchRequest, FetchTopic, ForgottenTopic};
use partita_wire::messages::fetch_response::FetchResponse;
use partita_wire::{ErrorCode, Uuid};

use super::positions::Place;
use crate::metadata::error_of;

/// No session yet: the broker may begin one.
const INITIAL_EPOCH: i32 = 0;

/// What one broker remembers of this consumer.
#[derive(Clone, Debug, Default)]
pub(super) struct FetchSession {
    /// 0 for none.
    id: i32,
    epoch: i32,
    /// Whether topics are named by their ids.
    by_id: bool,
    /// What the broker has of each partition.
    known: BTreeMap<Place, (Uuid, FetchPartition)>,
}

impl FetchSession {
    /// Whether the next answer tells only what is new.
    pub(super) fn is_incremental(&self) -> bool {
        self.epoch != INITIAL_EPOCH
    }

    /// Puts into a request what the broker has to be told so that it has all of `wanted`.
    pub(super) fn ask(&mut self, wanted: Vec<(Place, Uuid, FetchPartition)>, request: &mut FetchRequest) {
        let by_id = wanted.iter().all(|(_, topic_id, _)| !topic_id.is_zero());
        if by_id != self.by_id {
            // A session keeps to names or to ids.
            self.begin_anew();
            self.by_id = by_id;
        }
        if !self.is_incremental() {
            self.known.clear();
        }
        let wanted: BTreeMap<Place, (Uuid, FetchPartition)> =
            wanted.into_iter().map(|(place, topic_id, partition)| (place, (topic_id, partition))).collect();
        // A topic of the same name that was made anew is another one.
        let is_gone = |place: &Place, topic_id: Uuid| wanted.get(place).is_none_or(|(id, _)| *id != topic_id);
        let gone = self.known.iter().filter(|(place, (topic_id, _))| is_gone(place, *topic_id));
        for (place, (topic_id, _)) in gone {
            forget(&mut request.forgotten_topics_data, place, *topic_id);
        }
        let is_news = |place: &Place, of: &(Uuid, FetchPartition)| self.known.get(place) != Some(of);
        for (place, of) in wanted.iter().filter(|(place, of)| is_news(place, of)) {
            add(&mut request.topics, place, of.0, of.1.clone());
        }
        (request.session_id, request.session_epoch) = (self.id, self.epoch);
        self.known = wanted;
    }

    /// Takes an answer in. Gives whether it can be used.
    pub(super) fn answered(&mut self, response: &FetchResponse) -> bool {
        match error_of(response.error_code) {
            None => {
                let next = if self.epoch == i32::MAX { 1 } else { self.epoch + 1 };
                // Without an id the broker keeps no session.
                (self.id, self.epoch) = match response.session_id {
                    0 => (0, INITIAL_EPOCH),
                    id => (id, next),
                };
                true
            }
            Some(ErrorCode::FetchSessionIdNotFound) => {
                *self = Self { by_id: self.by_id, ..Self::default() };
                false
            }
            Some(_) => {
                self.begin_anew();
                false
            }
        }
    }

    /// Nobody knows what the broker knows: the next request ends the session and begins another.
    pub(super) fn begin_anew(&mut self) {
        self.epoch = INITIAL_EPOCH;
    }
}

fn add(topics: &mut Vec<FetchTopic>, place: &Place, topic_id: Uuid, partition: FetchPartition) {
    if topics.last().is_none_or(|last| last.topic != place.0.as_ref()) {
        topics.push(FetchTopic { topic: place.0.as_ref().into(), topic_id, ..Default::default() });
    }
    if let Some(last) = topics.last_mut() {
        last.partitions.push(partition);
    }
}

fn forget(topics: &mut Vec<ForgottenTopic>, place: &Place, topic_id: Uuid) {
    if topics.last().is_none_or(|last| last.topic != place.0.as_ref() || last.topic_id != topic_id) {
        topics.push(ForgottenTopic { topic: place.0.as_ref().into(), topic_id, ..Default::default() });
    }
    if let Some(last) = topics.last_mut() {
        last.partitions.push(place.1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    fn wanted(places: &[(&str, i32, i64)]) -> Vec<(Place, Uuid, FetchPartition)> {
        let one = |&(topic, partition, fetch_offset): &(&str, i32, i64)| {
            let id = Uuid([topic.as_bytes()[0]; 16]);
            ((topic.into(), partition), id, FetchPartition { partition, fetch_offset, ..Default::default() })
        };
        places.iter().map(one).collect()
    }

    /// Session and epoch of a request, the partitions it names and those it forgets.
    fn asked(session: &mut FetchSession, places: &[(&str, i32, i64)]) -> (i32, i32, Vec<i64>, Vec<i32>) {
        let mut request = FetchRequest::default();
        session.ask(wanted(places), &mut request);
        let named = request.topics.iter().flat_map(|topic| &topic.partitions).map(|p| p.fetch_offset);
        let forgotten = request.forgotten_topics_data.iter().flat_map(|topic| topic.partitions.clone());
        (request.session_id, request.session_epoch, named.collect(), forgotten.collect())
    }

    fn answer(session_id: i32, error: ErrorCode) -> FetchResponse {
        FetchResponse { session_id, error_code: error as i16, ..Default::default() }
    }

    #[test]
    fn only_what_changed_is_asked_again_and_what_is_not_wanted_is_forgotten() {
        let mut session = FetchSession::default();
        assert_eq!(asked(&mut session, &[("a", 0, 5), ("b", 1, 6)]), (0, 0, vec![5, 6], vec![]));
        assert!(session.answered(&answer(7, ErrorCode::None)));
        assert_eq!(asked(&mut session, &[("a", 0, 5), ("b", 1, 9)]), (7, 1, vec![9], vec![]));
        assert!(session.answered(&answer(7, ErrorCode::None)));
        assert_eq!(asked(&mut session, &[("b", 1, 9)]), (7, 2, vec![], vec![0]));
        assert!(session.answered(&answer(7, ErrorCode::None)));
        assert_eq!(asked(&mut session, &[("a", 0, 5), ("b", 1, 9)]), (7, 3, vec![5], vec![]));
    }

    #[test]
    fn a_broker_without_sessions_is_asked_for_everything_each_time() {
        let mut session = FetchSession::default();
        for _ in 0..2 {
            assert_eq!(asked(&mut session, &[("a", 0, 5)]), (0, 0, vec![5], vec![]));
            assert!(session.answered(&answer(0, ErrorCode::None)));
        }
    }

    #[test]
    fn a_session_that_is_lost_or_in_doubt_begins_anew() {
        for (error, id) in [
            (ErrorCode::FetchSessionIdNotFound, 0),
            (ErrorCode::InvalidFetchSessionEpoch, 7),
            (ErrorCode::UnknownServerError, 7),
        ] {
            let mut session = FetchSession::default();
            asked(&mut session, &[("a", 0, 5)]);
            session.answered(&answer(7, ErrorCode::None));
            asked(&mut session, &[("a", 0, 5)]);
            assert!(!session.answered(&answer(0, error)));
            assert_eq!(asked(&mut session, &[("a", 0, 5)]), (id, 0, vec![5], vec![]), "{error:?}");
        }
    }

    #[test]
    fn a_topic_made_anew_is_forgotten_under_its_old_id() {
        let mut session = FetchSession::default();
        asked(&mut session, &[("a", 0, 5)]);
        session.answered(&answer(7, ErrorCode::None));
        let mut again = wanted(&[("a", 0, 0)]);
        again[0].1 = Uuid([9; 16]);
        let mut request = FetchRequest::default();
        session.ask(again, &mut request);
        assert_eq!(request.forgotten_topics_data[0].topic_id, Uuid([b'a'; 16]));
        assert_eq!(request.topics[0].topic_id, Uuid([9; 16]));
    }
}
