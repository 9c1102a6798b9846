//! `fetch.max.bytes` bounds an answer, whatever the request allows for.

mod host;
mod records;

use host::Host;
use partita_machine::{Event, Listener};
use partita_wire::messages::fetch_request::FetchRequest;
use partita_wire::{ErrorCode, Response};
use records::{create, fetch_request, produce};

/// A broker with six batches of some 600 bytes.
fn filled(properties: &[(&str, &str)]) -> Host {
    let mut host = Host::with_properties(1, properties);
    host.run_until("the broker is unfenced", |host| {
        host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(0))
    });
    create(&mut host, &[0], &[]);
    host.run_ms(1_000);
    for offset in 0..6 {
        assert_eq!(produce(&mut host, 0, -1, &"x".repeat(530)), (ErrorCode::None, offset));
    }
    host
}

/// Batches in the answer to a fetch of all of them.
fn batches(properties: &[(&str, &str)]) -> usize {
    let mut host = filled(properties);
    let answer = host.ask_in(0, Listener::Broker, 12, fetch_request(0, 0));
    let Some(Response::Fetch(answer)) = answer else { panic!() };
    answer.responses[0].partitions[0].records.as_ref().unwrap().batches().filter(Result::is_ok).count()
}

#[test]
fn which_is_much_by_default_and_little_if_it_is_told_so() {
    assert_eq!(batches(&[]), 6);
    assert_eq!(batches(&[("fetch.max.bytes", "2048")]), 3);
    assert_eq!(batches(&[("fetch.max.bytes", "1024")]), 1);
}

#[test]
fn nor_does_it_wait_for_more() {
    let mut host = filled(&[("fetch.max.bytes", "2048")]);
    let waiting = FetchRequest { min_bytes: 1 << 20, ..fetch_request(0, 60_000) };
    let asked = host.send_in(0, Listener::Broker, 12, waiting.clone());
    host.run_ms(100);
    assert!(host.take(asked).is_some(), "as much as there may be is there");
    // The request's own limit counts as well.
    let narrow = FetchRequest { max_bytes: 1_000, ..waiting };
    let asked = host.send_in(0, Listener::Broker, 12, narrow);
    host.run_ms(100);
    assert!(host.take(asked).is_some());
}
