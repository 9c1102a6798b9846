//! Three voters elect one leader an epoch; when the active controller dies, another takes its place and knows all that
//! was committed.

mod host;

use host::Host;
use partita_machine::Event;
use partita_view::QuorumRole;
use partita_wire::Response;
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::messages::metadata_request::MetadataRequest;

fn unfenced(host: &Host, broker: i32) -> bool {
    host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(broker))
}

fn boot(mut host: Host) -> Host {
    host.run_until("three brokers are unfenced", |host| (0..3).all(|broker| unfenced(host, broker)));
    host
}

fn create(host: &mut Host, node: i32, name: &str) -> i16 {
    let topic = CreatableTopic {
        name: name.into(),
        num_partitions: 6,
        replication_factor: 3,
        ..CreatableTopic::default()
    };
    let body = CreateTopicsRequest { topics: vec![topic], timeout_ms: 5_000, validate_only: false };
    let Response::CreateTopics(answer) = host.ask(node, body) else { panic!() };
    answer.topics[0].error_code
}

fn topics(host: &mut Host, node: i32) -> Vec<String> {
    let body = MetadataRequest { topics: None, ..MetadataRequest::default() };
    let Response::Metadata(answer) = host.ask(node, body) else { panic!() };
    let mut names: Vec<String> = answer.topics.into_iter().filter_map(|topic| topic.name).collect();
    names.sort();
    names
}

/// One leader an epoch, over everything that was told.
fn check_elections(host: &Host) {
    let mut leaders = std::collections::BTreeMap::new();
    for (_, node, event) in &host.events {
        if let Event::QuorumRoleChanged { role: QuorumRole::Leader, epoch } = event {
            let first = *leaders.entry(*epoch).or_insert(*node);
            assert_eq!(first, *node, "two leaders in epoch {epoch}");
        }
    }
    assert!(!leaders.is_empty());
}

#[test]
fn combined_nodes_boot_within_some_seconds() {
    let host = boot(Host::combined(3));
    assert!(host.at_ms() < 6_000, "{} ms", host.at_ms());
    check_elections(&host);
}

#[test]
fn controllers_apart_boot_too() {
    let mut host = boot(Host::apart(3, 3));
    assert!(host.controller().is_some_and(|controller| controller >= 100));
    assert_eq!(create(&mut host, 1, "orders"), 0);
    check_elections(&host);
}

#[test]
fn any_broker_takes_requests_for_the_controller() {
    let mut host = boot(Host::combined(3));
    for node in 0..3 {
        assert_eq!(create(&mut host, node, &format!("topic{node}")), 0);
    }
    host.run_ms(1_000);
    for node in 0..3 {
        assert_eq!(topics(&mut host, node), ["topic0", "topic1", "topic2"]);
    }
}

#[test]
fn another_controller_takes_over_and_knows_everything() {
    let mut host = boot(Host::combined(3));
    assert_eq!(create(&mut host, 0, "before"), 0);
    let old = host.controller().unwrap();
    host.kill(old);
    host.run_until("another leads", |host| host.controller().is_some());
    let other = host.running()[0];
    assert_eq!(create(&mut host, other, "after"), 0);
    assert_eq!(topics(&mut host, other), ["after", "before"]);
    host.start(old);
    host.run_ms(15_000);
    assert_eq!(topics(&mut host, old), ["after", "before"]);
    check_elections(&host);
}

#[test]
fn without_a_majority_nothing_is_decided() {
    let mut host = boot(Host::combined(3));
    let controller = host.controller().unwrap();
    let others: Vec<i32> = (0..3).filter(|&id| id != controller).collect();
    host.kill(others[0]);
    host.kill(others[1]);
    host.run_ms(10_000);
    assert_eq!(host.controller(), None, "it resigns when nobody fetches");
    host.start(others[0]);
    host.run_until("there is a majority again", |host| host.controller().is_some());
    check_elections(&host);
}
