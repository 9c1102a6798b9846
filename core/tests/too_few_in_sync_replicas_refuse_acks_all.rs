//! `min.insync.replicas` is 2 of 3, and two brokers die: acks=all is refused, acks=1 is taken but stays invisible, and
//! when the brokers come back everything is committed.

mod host;
mod records;

use host::Host;
use partita_machine::Event;
use partita_wire::ErrorCode;
use records::{TOPIC, consume, create, in_sync, leader, produce};

/// Brokers apart from controllers: the cluster can lose two brokers and still decide.
fn three() -> Host {
    let mut host = Host::apart(3, 1);
    host.run_until("three brokers are unfenced", |host| {
        (0..3).all(|id| host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(id)))
    });
    create(&mut host, &[0, 1, 2], &[("min.insync.replicas", "2")]);
    host.run_ms(2_000);
    host
}

#[test]
fn until_they_are_back() {
    let mut host = three();
    assert_eq!(produce(&mut host, 0, -1, "a"), (ErrorCode::None, 0));
    host.kill(1);
    host.kill(2);
    host.run_until("they are fenced", |host| in_sync(host) == [0]);
    host.run_ms(100);
    assert_eq!(produce(&mut host, 0, -1, "refused"), (ErrorCode::NotEnoughReplicas, -1));
    assert_eq!(produce(&mut host, 0, 1, "b"), (ErrorCode::None, 1));
    host.run_ms(5_000);
    assert_eq!(consume(&mut host, 0, 0), ["a"], "below the minimum nothing is committed");
    host.start(1);
    host.run_until("one is back", |host| in_sync(host) == [0, 1]);
    host.run_ms(1_000);
    assert_eq!(consume(&mut host, 0, 0), ["a", "b"]);
    assert_eq!(produce(&mut host, 0, -1, "c"), (ErrorCode::None, 2));
    assert_eq!(host.node(1).replica_view(TOPIC, 0).unwrap().log_end, 3);
    assert_eq!(leader(&host), Some(0));
}
