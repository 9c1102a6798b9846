//! `max.connections`, `max.connections.per.ip` and `max.connection.creation.rate`, by property and set while the broker runs.

mod host;
mod quotas;

use host::Host;
use partita_machine::{ConnId, Event, Listener};
use partita_wire::messages::metadata_request::MetadataRequest;
use quotas::configure;

/// A broker that runs with these properties.
fn broker(properties: &[(&str, &str)]) -> Host {
    let mut host = Host::with_properties(1, properties);
    host.run_until("the broker is unfenced", |host| {
        host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(0))
    });
    host
}

/// Opens connections, and asks on each of them.
fn knock(host: &mut Host, times: usize) -> Vec<ConnId> {
    let ask = |host: &mut Host| host.send_in(0, Listener::Broker, 12, MetadataRequest::default());
    let conns = (0..times).map(|_| ask(host)).collect();
    host.run_ms(100);
    conns
}

/// Which were answered, which were closed (`Some(false)`), and which neither.
fn answered(host: &mut Host, conns: &[ConnId]) -> Vec<Option<bool>> {
    conns.iter().map(|&conn| host.take(conn).map(|answer| answer.is_some())).collect()
}

#[test]
fn an_address_that_has_too_many_is_refused() {
    let mut host = broker(&[("max.connections.per.ip", "3")]);
    let conns = knock(&mut host, 5);
    assert_eq!(answered(&mut host, &conns)[..3], [Some(true); 3]);
    host.cut(conns[0]);
    host.run_ms(100);
    let more = knock(&mut host, 2);
    assert_eq!(answered(&mut host, &more), [Some(true), Some(false)]);
}

#[test]
fn but_for_an_address_with_a_limit_of_its_own() {
    let own = ("max.connections.per.ip.overrides", "10.1.1.1:0,127.0.0.1:4");
    let mut host = broker(&[("max.connections.per.ip", "0"), own]);
    let conns = knock(&mut host, 5);
    assert_eq!(answered(&mut host, &conns), [Some(true), Some(true), Some(true), Some(true), Some(false)]);
}

#[test]
fn whoever_comes_to_a_full_broker_waits_for_another_to_leave() {
    let mut host = broker(&[("max.connections", "3")]);
    let conns = knock(&mut host, 5);
    assert_eq!(answered(&mut host, &conns), [Some(true), Some(true), Some(true), None, None]);
    host.run_ms(60_000);
    assert_eq!(answered(&mut host, &conns[3..]), [None; 2]);
    host.cut(conns[1]);
    host.run_ms(100);
    assert_eq!(answered(&mut host, &conns[3..]), [Some(true), None], "in their order");
}

#[test]
fn who_was_silent_longest_goes_when_the_limit_is_lowered() {
    let mut host = broker(&[]);
    let conns = knock(&mut host, 3);
    assert_eq!(answered(&mut host, &conns), [Some(true); 3]);
    assert_eq!(configure(&mut host, "max.connections", "2"), 0);
    // The one that brought the change was heard last.
    assert_eq!(answered(&mut host, &conns), [Some(false), Some(false), None]);
    let late = knock(&mut host, 1);
    assert_eq!(answered(&mut host, &late), [None]);
    host.cut(conns[2]);
    host.run_ms(100);
    assert_eq!(answered(&mut host, &late), [Some(true)]);
}

/// How many were answered since it was asked last.
fn answered_now(host: &mut Host, conns: &[ConnId]) -> usize {
    answered(host, conns).into_iter().filter(|answer| *answer == Some(true)).count()
}

#[test]
fn whoever_comes_too_fast_waits_and_is_answered_in_turn() {
    let mut host = broker(&[("max.connection.creation.rate", "2")]);
    // A burst of ten seconds' worth is allowed.
    let conns = knock(&mut host, 24);
    assert_eq!(answered_now(&mut host, &conns), 20);
    host.run_ms(500);
    assert_eq!(answered_now(&mut host, &conns), 1);
    // Who gives up meanwhile is not waited for.
    host.cut(conns[21]);
    host.run_ms(1_500);
    assert_eq!(answered_now(&mut host, &conns[..23]), 1);
    host.run_ms(1_000);
    assert_eq!(answered_now(&mut host, &conns), 1);
}

#[test]
fn the_pace_can_be_changed_while_others_wait() {
    let mut host = broker(&[]);
    assert_eq!(configure(&mut host, "max.connection.creation.rate", "1"), 0);
    // What came before counts as well: the one that brought the change.
    let conns = knock(&mut host, 12);
    assert_eq!(answered_now(&mut host, &conns), 9);
    host.run_ms(2_000);
    assert_eq!(answered_now(&mut host, &conns), 2);
    // Whoever brings the next change waits for its turn too.
    assert_eq!(configure(&mut host, "max.connection.creation.rate", "1000"), 0);
    assert_eq!(answered_now(&mut host, &conns), 1);
    let late = knock(&mut host, 5);
    assert_eq!(answered_now(&mut host, &late), 5);
}
