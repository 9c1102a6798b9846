//! Fetch sessions, as a consumer sees them.

use alloc::vec;
use alloc::vec::Vec;

use partita_machine::RequestId;
use partita_wire::messages::fetch_request::{FetchPartition, FetchRequest, ForgottenTopic};
use partita_wire::{ErrorCode, Response};

use super::bench::Bench;

fn bench() -> Bench {
    let mut bench = Bench::new(1);
    bench.topic("orders", vec![1]);
    bench
}

/// A fetch of a session; of partition 0 where an offset is given.
fn request(bench: &Bench, session: (i32, i32), offset: Option<i64>) -> FetchRequest {
    let mut request = bench.fetch_request(offset.unwrap_or(0), 0);
    (request.session_id, request.session_epoch) = session;
    if offset.is_none() {
        request.topics.clear();
    }
    request
}

/// Error, session id, and the partitions that are named, each with the number of its bytes.
fn answer(bench: &Bench, id: RequestId) -> (ErrorCode, i32, Vec<(i32, usize)>) {
    let Some(Some(Response::Fetch(response))) = bench.answers.get(&id) else { panic!() };
    let partitions = response.responses.iter().flat_map(|topic| &topic.partitions);
    let named = partitions.map(|data| (data.partition_index, data.records.as_ref().unwrap().len()));
    (ErrorCode::from_i16(response.error_code).unwrap(), response.session_id, named.collect())
}

fn fetch(bench: &mut Bench, session: (i32, i32), offset: Option<i64>) -> (ErrorCode, i32, Vec<(i32, usize)>) {
    let request = request(bench, session, offset);
    let id = bench.send(1, request);
    answer(bench, id)
}

#[test]
fn an_incremental_answer_names_what_has_changed() {
    let mut bench = bench();
    let (error, id, named) = fetch(&mut bench, (0, 0), Some(0));
    assert_eq!((error, named), (ErrorCode::None, vec![(0, 0)]));
    assert!(id > 0);
    assert_eq!(fetch(&mut bench, (id, 1), None), (ErrorCode::None, id, vec![]));
    bench.produce(1, 1, &["a"]);
    let (_, _, named) = fetch(&mut bench, (id, 2), None);
    assert!(matches!(named[..], [(0, 70..)]), "{named:?}");
    assert_eq!(fetch(&mut bench, (id, 3), Some(1)), (ErrorCode::None, id, vec![]));
}

#[test]
fn unknown_sessions_and_wrong_epochs_are_refused() {
    let mut bench = bench();
    assert_eq!(fetch(&mut bench, (77, 1), None).0, ErrorCode::FetchSessionIdNotFound);
    assert_eq!(fetch(&mut bench, (0, 1), None).0, ErrorCode::FetchSessionIdNotFound);
    let (_, id, _) = fetch(&mut bench, (0, 0), Some(0));
    assert_eq!(fetch(&mut bench, (id, 2), None), (ErrorCode::InvalidFetchSessionEpoch, 0, vec![]));
    assert_eq!(fetch(&mut bench, (id, 1), None).0, ErrorCode::None);
    let old = request(&bench, (id, 2), None);
    let old = bench.send_version(1, old, 12);
    assert_eq!(answer(&bench, old).0, ErrorCode::FetchSessionTopicIdError);
}

#[test]
fn a_session_ends_when_its_fetcher_says_so() {
    let mut bench = bench();
    let (_, id, _) = fetch(&mut bench, (0, 0), Some(0));
    assert_eq!(fetch(&mut bench, (id, -1), None), (ErrorCode::None, 0, vec![]));
    assert_eq!(fetch(&mut bench, (id, 1), None).0, ErrorCode::FetchSessionIdNotFound);
}

#[test]
fn a_fetch_without_a_session_gets_everything() {
    let mut bench = bench();
    for _ in 0..2 {
        assert_eq!(fetch(&mut bench, (0, -1), Some(0)), (ErrorCode::None, 0, vec![(0, 0)]));
    }
}

#[test]
fn forgotten_partitions_are_not_read() {
    let mut bench = bench();
    let mut both = request(&bench, (0, 0), Some(0));
    both.topics[0].partitions.push(FetchPartition { partition: 9, ..Default::default() });
    let sent = bench.send(1, both);
    let (_, id, _) = answer(&bench, sent);
    let mut forget = request(&bench, (id, 1), None);
    let topic_id = bench.image.topic_ids["orders"];
    forget.forgotten_topics_data =
        vec![ForgottenTopic { topic_id, partitions: vec![0], ..Default::default() }];
    bench.send(1, forget);
    bench.produce(1, 1, &["a"]);
    assert_eq!(fetch(&mut bench, (id, 2), None), (ErrorCode::None, id, vec![(9, 0)]));
}

#[test]
fn an_error_is_told_each_time_and_its_end_too() {
    let mut bench = bench();
    let mut wrong = request(&bench, (0, 0), Some(0));
    wrong.topics[0].partitions.push(FetchPartition { partition: 9, ..Default::default() });
    let id = bench.send(1, wrong);
    let (_, session, named) = answer(&bench, id);
    assert_eq!(named.len(), 2);
    for epoch in 1..3 {
        assert_eq!(fetch(&mut bench, (session, epoch), None).2, [(9, 0)]);
    }
}

#[test]
fn a_session_without_partitions_is_over() {
    let mut bench = bench();
    let (_, id, _) = fetch(&mut bench, (0, 0), Some(0));
    let mut forget = request(&bench, (id, 1), None);
    let topic_id = bench.image.topic_ids["orders"];
    forget.forgotten_topics_data =
        vec![ForgottenTopic { topic_id, partitions: vec![0], ..Default::default() }];
    let sent = bench.send(1, forget);
    assert_eq!(answer(&bench, sent), (ErrorCode::None, 0, vec![]));
    assert_eq!(fetch(&mut bench, (id, 2), None).0, ErrorCode::FetchSessionIdNotFound);
}

#[test]
fn who_is_overtaken_within_a_session_is_told() {
    let mut bench = bench();
    let (_, id, _) = fetch(&mut bench, (0, 0), Some(0));
    let mut slow = request(&bench, (id, 1), None);
    slow.max_wait_ms = 500;
    let slow = bench.send(1, slow);
    assert_eq!(fetch(&mut bench, (id, 2), None).0, ErrorCode::None);
    bench.run_ms(500);
    assert_eq!(answer(&bench, slow), (ErrorCode::InvalidFetchSessionEpoch, id, vec![]));
}

fn error_of_partition(bench: &Bench, id: RequestId) -> ErrorCode {
    ErrorCode::from_i16(bench.fetched(id).unwrap().error_code).unwrap()
}

#[test]
fn a_topic_that_was_made_anew_is_not_the_one_of_the_session() {
    let mut bench = bench();
    let (_, id, _) = fetch(&mut bench, (0, 0), Some(0));
    let old = bench.delete_topic("orders");
    let gone = FetchRequest { session_id: id, session_epoch: 1, ..Default::default() };
    let sent = bench.send(1, gone.clone());
    assert_eq!(error_of_partition(&bench, sent), ErrorCode::UnknownTopicOrPartition);
    bench.topic_with_id("orders", partita_wire::Uuid([9; 16]), vec![1]);
    let sent = bench.send(1, FetchRequest { session_epoch: 2, ..gone });
    assert_eq!(error_of_partition(&bench, sent), ErrorCode::InconsistentTopicId);
    let mut full = request(&bench, (0, 0), Some(0));
    full.topics[0].topic_id = old;
    let sent = bench.send(1, full);
    assert_eq!(error_of_partition(&bench, sent), ErrorCode::UnknownTopicId);
}

#[test]
fn a_session_finds_a_topic_that_comes_later() {
    let mut bench = bench();
    let later = partita_wire::Uuid([9; 16]);
    let mut full = request(&bench, (0, 0), Some(0));
    full.topics[0].topic_id = later;
    let sent = bench.send(1, full);
    assert_eq!(error_of_partition(&bench, sent), ErrorCode::UnknownTopicId);
    let (_, id, _) = answer(&bench, sent);
    bench.topic_with_id("later", later, vec![1]);
    let sent = bench.send(1, FetchRequest { session_id: id, session_epoch: 1, ..Default::default() });
    assert_eq!(error_of_partition(&bench, sent), ErrorCode::None);
}

/// Session ids of `count` full fetches of this many partitions each; 0 where there was no room.
fn begin(bench: &mut Bench, count: usize, partitions: i32, replica_id: i32) -> Vec<i32> {
    let begin_one = |_| {
        let mut full = request(bench, (0, 0), Some(0));
        full.topics[0].partitions =
            (0..partitions).map(|partition| FetchPartition { partition, ..Default::default() }).collect();
        full.replica_state.replica_id = replica_id;
        let id = bench.send(1, full);
        answer(bench, id).1
    };
    (0..count).map(begin_one).collect()
}

#[test]
fn room_is_made_by_age_and_worth() {
    let mut bench = Bench::with_properties(1, &[("max.incremental.fetch.session.cache.slots", "2")]);
    bench.topic("orders", vec![1]);
    let [first, second] = begin(&mut bench, 2, 1, -1)[..] else { panic!() };
    assert_eq!(begin(&mut bench, 1, 2, -1), [0], "young sessions stay");
    let [follower] = begin(&mut bench, 1, 1, 7)[..] else { panic!() };
    assert!(follower > 0, "but make room for a follower");
    let left: Vec<i32> = [first, second]
        .into_iter()
        .filter(|&id| fetch(&mut bench, (id, 1), None).0 == ErrorCode::None)
        .collect();
    assert_eq!(left.len(), 1);
    // Used for long enough, a session yields to a larger one; a follower's does not.
    for (at, id) in [(2, left[0]), (1, follower)] {
        bench.run_ms(70_000);
        assert_eq!(fetch(&mut bench, (id, at), None).0, ErrorCode::None);
    }
    assert_eq!(begin(&mut bench, 1, 1, -1), [0]);
    bench.run_ms(60_000);
    assert_eq!(fetch(&mut bench, (left[0], 3), None).0, ErrorCode::None);
    assert!(begin(&mut bench, 1, 2, -1)[0] > 0);
    assert_eq!(fetch(&mut bench, (left[0], 4), None).0, ErrorCode::FetchSessionIdNotFound);
    // And what nobody uses goes first.
    bench.run_ms(120_001);
    assert!(begin(&mut bench, 1, 1, -1)[0] > 0);
}
