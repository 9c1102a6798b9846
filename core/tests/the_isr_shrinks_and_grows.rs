//! A follower that stops fetching leaves the ISR after `replica.lag.time.max.ms`, and comes back when it has caught up.

mod host;
mod records;

use partita_wire::ErrorCode;
use records::{answered, create, in_sync, post, produce, values};

use host::Host;

/// A broker that holds still is fenced long before it lags: a longer session lets the leader see it first.
fn three() -> Host {
    let mut host = Host::with_properties(3, &[("broker.session.timeout.ms", "120000")]);
    host.run_ms(5_000);
    create(&mut host, &[0, 1, 2], &[("min.insync.replicas", "2")]);
    host.run_ms(1_500);
    host
}

#[test]
fn without_a_record_lost_or_doubled() {
    let mut host = three();
    let follower = if host.controller() == Some(2) { 1 } else { 2 };
    let other = 3 - follower;
    host.pause(follower);
    let waits = post(&mut host, 0, -1, "a");
    host.run_ms(29_000);
    assert_eq!(in_sync(&host), [0, 1, 2]);
    assert_eq!(answered(&mut host, waits), None);
    host.run_ms(17_000);
    assert_eq!(in_sync(&host), [0, other]);
    assert_eq!(answered(&mut host, waits), Some((ErrorCode::None, 0)), "without the one that left");
    assert_eq!(produce(&mut host, 0, -1, "b"), (ErrorCode::None, 1));
    host.resume(follower);
    host.run_until("it is back", |host| in_sync(host) == [0, 1, 2]);
    assert_eq!(values(&host, follower), ["a", "b"]);
}
