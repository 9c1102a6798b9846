//! The library: each story can be read, does what it says to its end, and breaks no promise that Kafka does not allow.

use partita_view::{Engine, Event, Progress};
use partita_web::stories::{self, LIBRARY, Ready};

/// Plays a story so far, or to its end.
fn played(ready: &Ready, until: Option<u64>) -> Box<dyn Engine> {
    let mut engine = stories::open(ready.story).unwrap_or_else(|error| panic!("{}: {error}", ready.name));
    let end = until.or(engine.story_end()).unwrap_or_else(|| panic!("{} has no end", ready.name));
    while let Progress::Working(_) = engine.run(end, 100_000) {}
    engine
}

fn check(ready: &Ready) {
    let engine = played(ready, None);
    let given: Vec<&str> =
        ready.story.lines().filter_map(|line| line.split_once(' ')).map(|(_, command)| command).collect();
    for happened in engine.events(0, engine.events_len()) {
        // A command that is refused says why in its own place.
        if let Event::Commanded(said) = &happened.event {
            let first = said.split(' ').next().unwrap_or_default();
            let known = given.iter().any(|command| command.starts_with(first) || first == "run");
            assert!(known, "{}: {said}", ready.name);
        }
    }
    for finding in engine.findings() {
        assert!(finding.allowed_by.is_some(), "{}: {} {}", ready.name, finding.promise, finding.seen);
    }
}

#[test]
fn to_its_end() {
    // The largest has a test of its own.
    LIBRARY.iter().filter(|ready| ready.name != "fifty-brokers").for_each(check);
}

#[test]
fn the_loss_that_kafka_allows_is_found() {
    let ready = LIBRARY.iter().find(|ready| ready.name == "lost-with-acks-one").expect("in the library");
    let engine = played(ready, None);
    assert!(!engine.findings().is_empty(), "nothing was lost");
}

#[test]
fn fifty_brokers_begin() {
    let ready = LIBRARY.iter().find(|ready| ready.name == "fifty-brokers").expect("in the library");
    let mut engine = played(ready, Some(200_000));
    assert_eq!(engine.view().nodes.len(), 50);
    let partitions = ready.story.lines().filter_map(|line| line.split_once("partitions="));
    let count =
        |(_, rest): (&str, &str)| rest.split(' ').next().and_then(|n| n.parse::<u32>().ok()).unwrap_or(0);
    // Fifty more are those of the offsets.
    assert_eq!(partitions.map(count).sum::<u32>() + 50, 1000);
    assert_eq!(ready.story.lines().filter(|line| line.contains(" consumer ")).count(), 100);
}
