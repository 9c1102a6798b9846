//! From a request's leaving its sender to the arrival of its answer: the same as the messages say, once for each answer, however
//! often the time is played, and forgotten with the future it was in.

use std::collections::BTreeMap;

use partita_sim::Engine;
use partita_view::{Engine as _, Micros, RoundTrip};

const SECOND: Micros = 1_000_000;

fn engine() -> Engine {
    Engine::from_text(include_str!("../../stories/kafkatask.story")).unwrap()
}

fn told(engine: &Engine) -> Vec<RoundTrip> {
    let (first, trips) = engine.round_trips(0, usize::MAX);
    assert_eq!(first, 0, "nothing is forgotten of so short a run");
    trips
}

#[test]
fn it_is_what_the_messages_say() {
    let mut engine = engine();
    engine.remember_messages(true);
    engine.run(4 * SECOND, u32::MAX);
    let mut asked = BTreeMap::new();
    let mut seen = Vec::new();
    for passed in engine.messages() {
        let key = (passed.connection, passed.correlation_id);
        match (passed.flight.response, passed.arrived, asked.get(&key)) {
            (false, ..) => {
                asked.insert(key, passed.flight.sent);
            }
            (true, Some(at), Some(sent)) => seen.push((at, at - sent, passed.flight.api_name)),
            _ => {}
        }
    }
    let mut trips: Vec<_> = told(&engine).iter().map(|trip| (trip.at, trip.took, trip.api_name)).collect();
    assert!(trips.is_sorted_by_key(|(at, ..)| *at), "by the arrival of the answer");
    assert!(trips.len() > 20, "{}", trips.len());
    trips.sort_unstable();
    seen.sort_unstable();
    assert_eq!(trips, seen);
}

#[test]
fn what_is_played_again_is_told_once() {
    let mut engine = engine();
    engine.run(20 * SECOND, u32::MAX);
    let all = told(&engine);
    engine.seek(9 * SECOND, u32::MAX);
    let until = told(&engine);
    assert_eq!(until, all[..until.len()], "of the future nothing is told");
    assert!(until.last().unwrap().at <= 9 * SECOND && all[until.len()].at > 9 * SECOND);
    engine.run(20 * SECOND, u32::MAX);
    assert_eq!(told(&engine), all);
    let (from, some) = engine.round_trips(all.len() - 3, 2);
    assert_eq!((from, &some[..]), (all.len() - 3, &all[all.len() - 3..all.len() - 1]));
}

#[test]
fn another_future_has_others() {
    let mut engine = engine();
    engine.run(20 * SECOND, u32::MAX);
    let before = told(&engine);
    engine.seek(9 * SECOND, u32::MAX);
    let kept = told(&engine).len();
    engine.command("slow 0 1 200ms").unwrap();
    engine.run(20 * SECOND, u32::MAX);
    let now = told(&engine);
    assert_eq!(now[..kept], before[..kept]);
    let slow = |trips: &[RoundTrip]| {
        trips[kept..].iter().filter(|trip| trip.api_name == "Produce" && trip.took > 150_000).count()
    };
    assert_eq!(slow(&before), 0);
    assert!(slow(&now) > 0, "who writes waits for the followers");
}
