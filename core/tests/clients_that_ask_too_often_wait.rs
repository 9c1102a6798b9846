//! Quotas of requests (KIP-124) and of connections (KIP-612). A small request costs a tenth of a millisecond of a thread
//! (`core/src/broker/throttle/cost.rs`), so 0.01 % of one is a request a second, ten of which may come at once.

mod host;
mod quotas;
mod records;

use host::Host;
use partita_machine::{ConnId, Listener};
use partita_wire::messages::api_versions_request::ApiVersionsRequest;
use partita_wire::messages::describe_cluster_request::DescribeClusterRequest;
use partita_wire::messages::metadata_request::MetadataRequest;
use partita_wire::{Request, Response};
use quotas::{client, part, set};

const ONE_A_SECOND: f64 = 0.01;

/// Asks for metadata; gives how long the client is throttled.
fn ask(host: &mut Host) -> i32 {
    let Response::Metadata(answer) = host.ask(0, MetadataRequest::default()) else { panic!() };
    answer.throttle_time_ms
}

#[test]
fn for_a_second_at_a_time() {
    let mut host = records::three_with_topic(&[]);
    assert_eq!(ask(&mut host), 0);
    assert_eq!(set(&mut host, 1, vec![client(Some("test"))], "request_percentage", Some(ONE_A_SECOND)).0, 0);
    let told: Vec<i32> = (0..13).map(|_| ask(&mut host)).collect();
    assert_eq!(told[..10], [0; 10]);
    assert!((800..=1_000).contains(&told[10]), "{told:?}");
    assert_eq!(told[11..], [1_000; 2], "no longer than a sample of the rate");
    host.run_ms(12_000);
    assert_eq!(ask(&mut host), 0);
    assert_eq!(set(&mut host, 1, vec![client(Some("test"))], "request_percentage", None).0, 0);
    assert_eq!((0..20).map(|_| ask(&mut host)).max(), Some(0));
}

#[test]
fn whatever_they_ask_for() {
    let mut host = records::three_with_topic(&[]);
    let user = vec![part("user", None)];
    // 0.05 % are five small requests a second, and fifty at once.
    assert_eq!(set(&mut host, 1, user, "request_percentage", Some(ONE_A_SECOND * 5.0)).0, 0);
    let mut throttled = |version, body: Request| {
        let answer = host.ask_in(0, Listener::Broker, version, body).expect("it is answered");
        match answer {
            Response::ApiVersions(answer) => answer.throttle_time_ms,
            Response::DescribeCluster(answer) => answer.throttle_time_ms,
            Response::Produce(answer) => answer.throttle_time_ms,
            Response::Fetch(answer) => {
                let records = answer.responses.iter().flat_map(|topic| &topic.partitions);
                assert_eq!(
                    records.count() == 0,
                    answer.throttle_time_ms > 0,
                    "who is throttled gets no records"
                );
                answer.throttle_time_ms
            }
            other => panic!("{other:?}"),
        }
    };
    let large = "x".repeat(300_000);
    assert_eq!(throttled(12, records::produce_request(-1, &large, 30_000).into()), 0, "3 ms of 5");
    assert_eq!(throttled(12, records::fetch_request(0, 0).into()), 1_000, "3 ms more");
    assert_eq!(throttled(3, versions()), 1_000);
    assert_eq!(throttled(1, DescribeClusterRequest::default().into()), 1_000);
    assert_eq!(throttled(12, records::produce_request(1, "x", 30_000).into()), 1_000);
}

fn versions() -> Request {
    ApiVersionsRequest { client_software_name: "test".into(), client_software_version: "1".into() }.into()
}

#[test]
fn but_brokers_that_replicate_do_not() {
    let mut host = records::three_with_topic(&[]);
    for entity in [part("user", None), client(None)] {
        assert_eq!(set(&mut host, 1, vec![entity], "request_percentage", Some(ONE_A_SECOND)).0, 0);
    }
    host.run_ms(20_000);
    assert_eq!(records::in_sync(&host), [0, 1, 2]);
    records::produce(&mut host, 0, -1, "all have it");
    assert_eq!(records::values(&host, 2), ["all have it"]);
}

/// Opens a connection and asks on it for metadata.
fn knock(host: &mut Host) -> ConnId {
    host.send_in(0, Listener::Broker, 12, MetadataRequest::default())
}

#[test]
fn an_address_that_opens_too_many_connections_finds_some_closed() {
    let mut host = records::three_with_topic(&[]);
    let address = vec![part("ip", Some("127.0.0.1"))];
    assert_eq!(set(&mut host, 1, address, "connection_creation_rate", Some(1.0)).0, 0);
    let knocks: Vec<ConnId> = (0..12).map(|_| knock(&mut host)).collect();
    host.run_ms(100);
    let answered = |host: &mut Host, conn: &ConnId| host.take(*conn).map(|answer| answer.is_some());
    for conn in &knocks[..10] {
        assert_eq!(answered(&mut host, conn), Some(true), "ten seconds' worth at once");
    }
    assert_eq!(knocks[10..].iter().map(|conn| answered(&mut host, conn)).collect::<Vec<_>>(), [None; 2]);
    host.run_ms(1_000);
    for conn in &knocks[10..] {
        assert_eq!(answered(&mut host, conn), Some(false), "closed without an answer");
    }
    host.run_ms(11_000);
    let later = knock(&mut host);
    host.run_ms(100);
    assert_eq!(answered(&mut host, &later), Some(true));
}

#[test]
fn the_default_of_addresses_gives_way_to_an_address_of_its_own() {
    let mut host = records::three_with_topic(&[]);
    assert_eq!(set(&mut host, 1, vec![part("ip", None)], "connection_creation_rate", Some(1.0)).0, 0);
    let own = vec![part("ip", Some("127.0.0.1"))];
    assert_eq!(set(&mut host, 1, own, "connection_creation_rate", Some(1_000.0)).0, 0);
    let knocks: Vec<ConnId> = (0..50).map(|_| knock(&mut host)).collect();
    host.run_ms(100);
    assert!(knocks.into_iter().all(|conn| matches!(host.take(conn), Some(Some(_)))));
}
