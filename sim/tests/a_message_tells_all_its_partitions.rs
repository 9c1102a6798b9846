//! A producer's request and the answer of a fetch carry batches of several partitions: all of them are told, with their sum.

use partita_sim::Engine;
use partita_view::{Content, Engine as _, Flight};

const STORY: &str = "partita story 1
seed 7
brokers 1
4 topic orders partitions=3 replicas=1
5 producer p topic=orders rate=40 linger.ms=400 keys=a,b,c,d,e,f,g,h
5 consumer c group=g topic=orders fetch.min.bytes=100000 fetch.max.wait.ms=500
";

/// Messages of ten seconds that are about more than one partition.
fn messages() -> Vec<Flight> {
    let mut engine = Engine::from_text(STORY).unwrap();
    engine.remember_messages(true);
    engine.run(10_000_000, u32::MAX);
    let flights = engine.messages().iter().map(|passed| passed.flight.clone());
    flights.filter(|flight| flight.places_len() > 1).collect()
}

#[test]
fn with_what_each_has_and_the_sum() {
    let messages = messages();
    for (api, response) in [("Produce", false), ("Fetch", true)] {
        let mut several = 0;
        for flight in messages.iter().filter(|flight| flight.api_name == api && flight.response == response) {
            let Content::Records { count, .. } = flight.content else { continue };
            assert_eq!(count, flight.places.iter().map(|place| place.records).sum::<u32>());
            let full = flight.places.iter().filter(|place| place.records > 0);
            several += usize::from(full.count() > 1);
            assert!(flight.places.iter().all(|place| flight.is_about(&place.topic, place.partition)));
            assert!(!flight.is_about("orders", 3));
        }
        assert!(several > 0, "no {api} with records of several partitions");
    }
}

#[test]
fn requests_and_answers_without_records_as_well() {
    let messages = messages();
    let wants = |flight: &&Flight| matches!(flight.content, Content::Wants { .. });
    assert!(messages.iter().any(|flight| wants(&flight)));
    assert!(messages.iter().any(|flight| flight.api_name == "Produce" && flight.response));
}
