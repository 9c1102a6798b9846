//! Random kills and restarts of controllers: one leader an epoch, and whatever was answered stays.

mod host;

use std::collections::BTreeMap;

use host::Host;
use partita_machine::{Event, Rng};
use partita_view::QuorumRole;
use partita_wire::Response;
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::messages::metadata_request::MetadataRequest;

fn check_elections(host: &Host, seed: u64) {
    let mut leaders = BTreeMap::new();
    for (_, node, event) in &host.events {
        if let Event::QuorumRoleChanged { role: QuorumRole::Leader, epoch } = event {
            let first = *leaders.entry(*epoch).or_insert(*node);
            assert_eq!(first, *node, "seed {seed}: two leaders in epoch {epoch}");
        }
    }
}

fn create(host: &mut Host, name: &str) -> bool {
    let topic = CreatableTopic {
        name: name.into(),
        num_partitions: 1,
        replication_factor: 1,
        ..CreatableTopic::default()
    };
    let body = CreateTopicsRequest { topics: vec![topic], ..CreateTopicsRequest::default() };
    // The broker lives on: it waits for a controller and sends again. What it sends twice exists the second time.
    let Response::CreateTopics(answer) = host.ask(0, body) else { panic!() };
    matches!(answer.topics[0].error_code, 0 | 36)
}

fn topics(host: &mut Host) -> Vec<String> {
    let body = MetadataRequest { topics: None, ..MetadataRequest::default() };
    let Response::Metadata(answer) = host.ask(0, body) else { panic!() };
    answer.topics.into_iter().filter_map(|topic| topic.name).collect()
}

#[test]
fn while_controllers_die_and_return() {
    for seed in 0..4 {
        let mut host = Host::apart(1, 3);
        host.run_until("the broker is unfenced", |host| {
            host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(0))
        });
        let mut rng = Rng::new(seed);
        let mut created = Vec::new();
        for round in 0..10 {
            let victim = 100 + i32::try_from(rng.below(3)).unwrap();
            host.kill(victim);
            host.run_ms(rng.below(3_000));
            let name = format!("topic{round}");
            if create(&mut host, &name) {
                created.push(name);
            }
            host.start(victim);
            host.run_ms(rng.below(3_000));
        }
        host.run_ms(10_000);
        let there = topics(&mut host);
        assert!(created.iter().all(|name| there.contains(name)), "seed {seed}: {created:?} {there:?}");
        assert!(created.len() >= 8, "seed {seed}: {created:?}");
        check_elections(&host, seed);
    }
}

#[test]
fn and_a_leader_that_stops_hands_over_at_once() {
    let mut host = Host::apart(1, 3);
    host.run_until("the broker is unfenced", |host| {
        host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(0))
    });
    host.run_ms(1_000);
    let old = host.controller().unwrap();
    let asked = host.at_ms();
    host.terminate(old);
    host.run_until("another leads", |host| host.controller().is_some_and(|leader| leader != old));
    assert!(host.at_ms() - asked < 200, "{} ms", host.at_ms() - asked);
    host.run_until("its process ends", |host| host.exits.contains_key(&old));
    check_elections(&host, 0);
}

#[test]
fn and_all_nodes_start_again_from_their_disks() {
    let mut host = Host::combined(3);
    host.run_until("brokers are unfenced", |host| {
        (0..3).all(|id| host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(id)))
    });
    assert!(create(&mut host, "kept"));
    for id in 0..3 {
        host.kill(id);
    }
    for id in 0..3 {
        host.start(id);
    }
    host.run_ms(20_000);
    assert_eq!(topics(&mut host), ["kept"]);
    assert!(host.controller().is_some());
    assert!(create(&mut host, "new"));
}
