//! A fetch that a quota throttles is answered with nothing (KIP-219). What its session was about to tell is told by the next
//! answer; a session that it was to begin is none (KIP-227).

mod host;
mod quotas;
mod records;

use host::Host;
use partita_machine::Listener;
use partita_wire::messages::fetch_response::FetchResponse;
use partita_wire::{ErrorCode, Response};
use quotas::{client, set};
use records::{fetch_request, produce};

const LEADER: i32 = 0;
/// More than the quota lets anybody have at once.
const LARGE: usize = 50_000;

/// Fetches from `offset` on in a session: its id and epoch.
fn fetch(host: &mut Host, session: (i32, i32), offset: i64) -> FetchResponse {
    let mut request = fetch_request(offset, 0);
    (request.session_id, request.session_epoch) = session;
    let answer = host.ask_in(LEADER, Listener::Broker, 12, request);
    let Some(Response::Fetch(answer)) = answer else { panic!("{answer:?}") };
    answer
}

/// High watermarks that an answer tells.
fn high_watermarks(answer: &FetchResponse) -> Vec<i64> {
    let partitions = answer.responses.iter().flat_map(|topic| &topic.partitions);
    partitions.map(|partition| partition.high_watermark).collect()
}

/// A topic with one small record and a consumer's session that knows of it.
fn with_session() -> (Host, i32) {
    let mut host = records::three_with_topic(&[]);
    assert_eq!(produce(&mut host, LEADER, -1, "small"), (ErrorCode::None, 0));
    let first = fetch(&mut host, (0, 0), 1);
    assert_eq!((high_watermarks(&first), first.throttle_time_ms), (vec![1], 0));
    (host, first.session_id)
}

/// Produces a large record, which nobody may have at once from now on.
fn with_quota(host: &mut Host) {
    assert_eq!(produce(host, LEADER, -1, &"x".repeat(LARGE)), (ErrorCode::None, 1));
    assert_eq!(set(host, LEADER, vec![client(None)], "consumer_byte_rate", Some(1_000.0)), (0, None));
}

#[test]
fn in_the_session_that_goes_on() {
    let (mut host, session) = with_session();
    with_quota(&mut host);
    let throttled = fetch(&mut host, (session, 1), 1);
    assert!(throttled.throttle_time_ms > 30_000, "{throttled:?}");
    assert_eq!((throttled.session_id, throttled.error_code), (session, 0));
    assert!(throttled.responses.is_empty(), "{throttled:?}");
    // Nothing is left to read: it is named for its high watermark alone, and only once.
    let next = fetch(&mut host, (session, 2), 2);
    assert_eq!((high_watermarks(&next), next.throttle_time_ms), (vec![2], 0));
    assert_eq!(high_watermarks(&fetch(&mut host, (session, 3), 2)), [0_i64; 0]);
}

#[test]
fn after_a_full_fetch_that_begins_anew() {
    let (mut host, old) = with_session();
    with_quota(&mut host);
    let throttled = fetch(&mut host, (old, 0), 1);
    assert!(throttled.throttle_time_ms > 30_000, "{throttled:?}");
    assert_eq!((throttled.session_id, throttled.error_code, throttled.responses.len()), (0, 0, 0));
    // The session that it named has ended all the same.
    let gone = fetch(&mut host, (old, 1), 2);
    assert_eq!(gone.error_code, ErrorCode::FetchSessionIdNotFound as i16);
    let again = fetch(&mut host, (0, 0), 2);
    assert_eq!(high_watermarks(&again), [2]);
    assert_ne!(again.session_id, 0);
}

#[test]
fn and_a_session_that_is_not_known_is_not_told_of() {
    let (mut host, session) = with_session();
    assert_eq!(set(&mut host, LEADER, vec![client(None)], "request_percentage", Some(0.001)), (0, None));
    // Each request takes a fixed time by the model, which is soon too much.
    let throttled = (0..20).map(|_| fetch(&mut host, (session + 1, 7), 1)).find(|it| it.throttle_time_ms > 0);
    let throttled = throttled.expect("twenty requests are too many");
    assert_eq!((throttled.session_id, throttled.error_code, throttled.responses.len()), (0, 0, 0));
}
