//! Settings of `server.properties` that change what a broker does by the clock and at its end.

mod host;
mod records;

use host::Host;
use partita_core::disk::{Disk, FileName};
use partita_machine::Event;
use partita_wire::ErrorCode;
use records::{create, in_sync, produce};

fn nodes(count: i32, properties: &[(&str, &str)]) -> Host {
    let mut host = Host::with_properties(count, properties);
    host.run_until("the brokers are unfenced", |host| {
        (0..count).all(|id| host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(id)))
    });
    create(&mut host, &(0..count).collect::<Vec<_>>(), &[]);
    host.run_ms(1_000);
    host
}

#[test]
fn how_often_high_watermarks_are_written_down() {
    let is_written = |properties: &[(&str, &str)], after_ms| {
        let mut host = nodes(1, properties);
        assert_eq!(produce(&mut host, 0, -1, "a"), (ErrorCode::None, 0));
        host.run_ms(after_ms);
        host.disk_under(0).len(&FileName::from(String::from("replication-offset-checkpoint"))).is_some()
    };
    let seldom = [("replica.high.watermark.checkpoint.interval.ms", "60000")];
    assert!(is_written(&[], 6_000));
    assert!(!is_written(&seldom, 30_000));
    assert!(is_written(&seldom, 61_000));
}

#[test]
fn whether_the_controller_is_asked_before_a_broker_goes() {
    let ends_alone = |properties: &[(&str, &str)]| {
        let mut host = nodes(3, properties);
        assert_eq!(in_sync(&host), [0, 1, 2]);
        host.kill(1);
        host.kill(2);
        host.run_ms(1_000);
        host.terminate(0);
        host.run_ms(60_000);
        host.exits.get(&0).copied()
    };
    assert_eq!(ends_alone(&[]), None, "it waits for a controller");
    assert_eq!(ends_alone(&[("controlled.shutdown.enable", "false")]), Some(0));
}
