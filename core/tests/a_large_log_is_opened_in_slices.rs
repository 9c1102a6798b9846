//! A broker that starts on a large log after a crash reads it slice by slice, serves nobody before it is done, and everything
//! afterwards. After an orderly end it has nothing to read.

mod host;
mod records;

use host::Host;
use partita_machine::{Event, Listener};
use partita_wire::messages::metadata_request::MetadataRequest;
use partita_wire::{ErrorCode, Response};

/// Records of nine tenths of a megabyte each.
const RECORDS: i64 = 12;

fn with_a_large_log() -> Host {
    let mut host = Host::combined(1);
    host.run_until("the broker is unfenced", |host| {
        host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(0))
    });
    records::create(&mut host, &[0], &[]);
    host.run_ms(100);
    let value = "v".repeat(900_000);
    for _ in 0..RECORDS {
        assert_eq!(records::produce(&mut host, 0, 1, &value).0, ErrorCode::None);
    }
    host
}

/// Inputs during which the node was opening its log, from its start until it leads again.
fn slices_of_a_start(host: &mut Host) -> u32 {
    host.start(0);
    let waiting = host.send_in(0, Listener::Broker, 13, MetadataRequest::default());
    let mut slices = 0;
    host.run_until("it leads again", |host| {
        if host.node(0).is_loading() {
            slices += 1;
            assert_eq!(host.node(0).is_fenced(0), Some(true), "nobody may be sent to it");
        }
        // Before the metadata has shown this life's registration, it shows the last one's.
        host.node(0).replica_view(records::TOPIC, 0).is_some() && host.node(0).is_fenced(0) == Some(false)
    });
    assert!(matches!(host.take(waiting), Some(Some(Response::Metadata(_)))), "it was never answered");
    slices
}

fn end(host: &Host) -> i64 {
    host.node(0).replica_view(records::TOPIC, 0).unwrap().log_end
}

#[test]
fn after_a_crash() {
    let mut host = with_a_large_log();
    host.kill(0);
    let slices = slices_of_a_start(&mut host);
    assert!((5..20).contains(&slices), "{slices} slices");
    assert_eq!(end(&host), RECORDS);
    assert_eq!(records::produce(&mut host, 0, 1, "small"), (ErrorCode::None, RECORDS));
}

#[test]
fn not_after_an_orderly_end() {
    let mut host = with_a_large_log();
    host.terminate(0);
    host.run_until("its process ends", |host| host.exits.contains_key(&0));
    assert_eq!(slices_of_a_start(&mut host), 0);
    assert_eq!(end(&host), RECORDS);
}

#[test]
fn a_crash_in_the_middle_of_it_is_a_crash() {
    let mut host = with_a_large_log();
    host.terminate(0);
    host.run_until("its process ends", |host| host.exits.contains_key(&0));
    host.start(0);
    host.kill(0);
    assert!(slices_of_a_start(&mut host) > 0, "the file that tells of an orderly end is for one start");
}
