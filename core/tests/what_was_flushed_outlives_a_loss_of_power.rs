//! `flush.ms` and `log.flush.scheduler.interval.ms`: what waited so long is flushed and outlives a loss of power, what did not is
//! lost with it. By default nobody looks.

mod host;
mod records;

use host::Host;
use partita_core::disk::Disk;
use partita_wire::ErrorCode;
use records::{create, produce, values};

/// What one broker has after its power was gone: a first record, and a second one some time before the end.
fn left(
    properties: &[(&str, &str)],
    configs: &[(&str, &str)],
    before_second_ms: u64,
    before_end_ms: u64,
) -> Vec<String> {
    let mut host = Host::with_properties(1, properties);
    // Kafka begins its background work half a minute after the start.
    host.run_ms(31_000);
    create(&mut host, &[0], configs);
    host.run_ms(500);
    assert_eq!(produce(&mut host, 0, -1, "first"), (ErrorCode::None, 0));
    host.run_ms(before_second_ms);
    assert_eq!(produce(&mut host, 0, -1, "second"), (ErrorCode::None, 1));
    host.run_ms(before_end_ms);
    after_power_off(&mut host)
}

/// The values that are left once the power was gone.
fn after_power_off(host: &mut Host) -> Vec<String> {
    host.kill(0);
    host.disk_mut(0).power_off();
    host.start(0);
    host.run_until("it has its replica", |host| host.node(0).replica_view(records::TOPIC, 0).is_some());
    host.run_ms(1_000);
    assert!(host.disk_under(0).list("orders-0/").iter().any(|file| file.as_str().ends_with(".log")));
    values(host, 0)
}

const LOOKS: &[(&str, &str)] = &[("log.flush.scheduler.interval.ms", "500")];
const WAITS: &[(&str, &str)] = &[("flush.ms", "2000")];

#[test]
fn what_waited_longer_than_flush_ms_stays() {
    assert_eq!(left(LOOKS, WAITS, 4_000, 100), ["first"]);
    assert_eq!(left(LOOKS, WAITS, 4_000, 4_000), ["first", "second"]);
    assert_eq!(left(LOOKS, WAITS, 100, 100), [""; 0]);
}

#[test]
fn nothing_is_flushed_where_nobody_looks() {
    assert_eq!(left(&[], WAITS, 4_000, 4_000), [""; 0]);
    let seldom = [("log.flush.scheduler.interval.ms", "600000")];
    assert_eq!(left(&seldom, WAITS, 4_000, 4_000), [""; 0]);
}

#[test]
fn a_topic_without_flush_ms_has_its_brokers() {
    // How often the broker looks is how long a record may wait, where nothing else is said.
    assert_eq!(left(LOOKS, &[], 4_000, 4_000), ["first", "second"]);
    let both = [LOOKS[0], ("log.flush.interval.ms", "2000")];
    assert_eq!(left(&both, &[], 4_000, 4_000), ["first", "second"]);
    let seldom = [LOOKS[0], ("log.flush.interval.ms", "600000")];
    assert_eq!(left(&seldom, &[], 4_000, 4_000), [""; 0]);
}

#[test]
fn a_flush_for_another_reason_counts_too() {
    let mut host = Host::with_properties(1, LOOKS);
    host.run_ms(31_000);
    create(&mut host, &[0], &[("flush.ms", "10000"), ("flush.messages", "2")]);
    host.run_ms(8_000);
    for (offset, value) in (0..).zip(["first", "second", "third"]) {
        assert_eq!(produce(&mut host, 0, -1, value), (ErrorCode::None, offset));
    }
    host.run_ms(4_000);
    assert_eq!(after_power_off(&mut host), ["first", "second"], "the third has waited for four seconds only");
}
