//! Retention looks half a minute after the start, and then every `log.retention.check.interval.ms`; at logs that are compacted as
//! well the cleaner looks, in each of its rounds.

mod host;
mod records;

use host::Host;
use partita_core::disk::Disk;
use partita_machine::Event;
use partita_wire::ErrorCode;
use records::{TOPIC, create, produce};

/// A broker with one record that may go at once, in a topic with this policy.
fn with_policy(policy: &str, properties: &[(&str, &str)]) -> Host {
    let mut host = Host::with_properties(1, properties);
    host.run_until("the broker is unfenced", |host| {
        host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(0))
    });
    let configs = [("cleanup.policy", policy), ("retention.bytes", "0"), ("file.delete.delay.ms", "5000")];
    create(&mut host, &[0], &configs);
    host.run_ms(1_000);
    assert_eq!(produce(&mut host, 0, -1, "a"), (ErrorCode::None, 0));
    host
}

fn is_gone(host: &Host) -> bool {
    host.node(0).replica_view(TOPIC, 0).unwrap().log_start == 1
}

/// Runs until so many milliseconds after the start.
fn run_to(host: &mut Host, at_ms: u64) {
    let now = host.at_ms();
    host.run_ms(at_ms - now);
}

#[test]
fn half_a_minute_after_the_start() {
    let mut host = with_policy("delete", &[]);
    run_to(&mut host, 29_000);
    assert!(!is_gone(&host));
    run_to(&mut host, 31_000);
    assert!(is_gone(&host));
    assert_eq!(produce(&mut host, 0, -1, "b"), (ErrorCode::None, 1));
    run_to(&mut host, 329_000);
    assert_eq!(host.node(0).replica_view(TOPIC, 0).unwrap().log_start, 1);
    run_to(&mut host, 332_000);
    assert_eq!(host.node(0).replica_view(TOPIC, 0).unwrap().log_start, 2);
}

#[test]
fn in_a_round_of_the_cleaner_where_a_log_is_compacted_too() {
    let mut host = with_policy("compact,delete", &[]);
    run_to(&mut host, 25_000);
    assert!(is_gone(&host), "the cleaner's first round is after 15 seconds");
    let mut host = with_policy("compact,delete", &[("log.cleaner.enable", "false")]);
    run_to(&mut host, 700_000);
    assert!(!is_gone(&host), "without a cleaner nobody looks");
}

#[test]
fn their_files_go_after_their_delay() {
    let mut host = with_policy("delete", &[]);
    let set_aside = |host: &mut Host| {
        let files = host.disk_under(0).list("orders-0/");
        files.iter().filter(|file| file.as_str().ends_with(".deleted")).count()
    };
    run_to(&mut host, 29_000);
    assert_eq!(set_aside(&mut host), 0);
    host.run_until("the segment is gone", |host| is_gone(host));
    host.run_ms(4_900);
    assert!(set_aside(&mut host) > 0, "the log and its indexes");
    host.run_ms(200);
    assert_eq!(set_aside(&mut host), 0);
}
