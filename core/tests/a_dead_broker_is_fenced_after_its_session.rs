//! A broker that is killed is fenced when its session is over, and its leaderships move; one that is asked to stop hands
//! them over first.

mod host;

use host::Host;
use partita_machine::Event;
use partita_wire::Response;
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::messages::describe_topic_partitions_request::{
    DescribeTopicPartitionsRequest, TopicRequest,
};
use partita_wire::messages::describe_topic_partitions_response::DescribeTopicPartitionsResponsePartition as Shown;

fn told(host: &Host, wanted: &Event) -> Option<u64> {
    host.events.iter().find(|(_, _, event)| event == wanted).map(|(at, ..)| at.as_ms())
}

fn booted() -> Host {
    let mut host = Host::apart(3, 3);
    host.run_until("three brokers are unfenced", |host| {
        (0..3).all(|broker| told(host, &Event::BrokerUnfenced(broker)).is_some())
    });
    host
}

fn create(host: &mut Host, name: &str, partitions: i32, factor: i16) {
    let topic = CreatableTopic {
        name: name.into(),
        num_partitions: partitions,
        replication_factor: factor,
        ..CreatableTopic::default()
    };
    let body = CreateTopicsRequest { topics: vec![topic], timeout_ms: 5_000, validate_only: false };
    let Response::CreateTopics(answer) = host.ask(0, body) else { panic!() };
    assert_eq!(answer.topics[0].error_code, 0);
}

fn describe(host: &mut Host, node: i32, topic: &str) -> Vec<Shown> {
    let body = DescribeTopicPartitionsRequest {
        topics: vec![TopicRequest { name: topic.into() }],
        ..DescribeTopicPartitionsRequest::default()
    };
    let Response::DescribeTopicPartitions(answer) = host.ask(node, body) else { panic!() };
    answer.topics.into_iter().next().unwrap().partitions
}

#[test]
fn nine_seconds_after_a_kill() {
    let mut host = booted();
    create(&mut host, "orders", 6, 3);
    host.run_ms(1_000);
    let killed = host.at_ms();
    host.kill(2);
    host.run_until("it is fenced", |host| told(host, &Event::BrokerFenced(2)).is_some());
    let after = told(&host, &Event::BrokerFenced(2)).unwrap() - killed;
    assert!((7_000..=9_100).contains(&after), "{after} ms");
    host.run_ms(100);
    for partition in describe(&mut host, 0, "orders") {
        assert!(partition.leader_id == 0 || partition.leader_id == 1, "{partition:?}");
        assert!(!partition.isr_nodes.contains(&2), "{partition:?}");
        assert_eq!(partition.offline_replicas, [2]);
        assert_eq!(partition.replica_nodes.len(), 3);
    }
}

#[test]
fn a_topic_with_one_replica_keeps_it_as_eligible_and_gets_it_back() {
    let mut host = booted();
    create(&mut host, "single", 3, 1);
    host.run_ms(1_000);
    let victim = describe(&mut host, 0, "single").into_iter().find(|part| part.leader_id != 0).unwrap();
    let (number, broker) = (usize::try_from(victim.partition_index).unwrap(), victim.leader_id);
    host.kill(broker);
    host.run_until("it is fenced", |host| told(host, &Event::BrokerFenced(broker)).is_some());
    host.run_ms(100);
    let gone = &describe(&mut host, 0, "single")[number];
    assert_eq!((gone.leader_id, gone.isr_nodes.len()), (-1, 0));
    assert_eq!(gone.eligible_leader_replicas.as_deref(), Some(&[broker][..]));
    assert_eq!(gone.last_known_elr.as_deref(), Some(&[broker][..]));
    host.start(broker);
    host.run_ms(5_000);
    let back = &describe(&mut host, 0, "single")[number];
    assert_eq!((back.leader_id, &back.isr_nodes[..]), (broker, &[broker][..]), "{back:?}");
    assert_eq!(back.eligible_leader_replicas.as_deref(), Some(&[][..]));
}

#[test]
fn at_once_when_it_is_asked_to_stop() {
    let mut host = booted();
    create(&mut host, "orders", 6, 3);
    host.run_ms(1_000);
    let asked = host.at_ms();
    host.terminate(2);
    host.run_until("its process ends", |host| host.exits.contains_key(&2));
    assert_eq!(host.exits[&2], 0);
    assert!(host.at_ms() - asked < 5_000, "{} ms", host.at_ms() - asked);
    host.run_ms(100);
    for partition in describe(&mut host, 0, "orders") {
        assert!(partition.leader_id == 0 || partition.leader_id == 1, "{partition:?}");
        assert!(!partition.isr_nodes.contains(&2), "{partition:?}");
    }
    let told_of = |host: &Host, wanted: &Event| {
        let told = host.events.iter().filter(|(_, _, event)| event == wanted);
        told.map(|(at, ..)| at.as_ms()).collect::<Vec<_>>()
    };
    let fenced = told_of(&host, &Event::BrokerFenced(2));
    host.start(2);
    host.run_ms(20_000);
    // Its session outlives it: until that is over nobody else may register under its id, and that is told only once.
    let unfenced = *told_of(&host, &Event::BrokerUnfenced(2)).last().unwrap();
    let after_ms = unfenced - fenced.last().unwrap();
    assert!((8_000..16_000).contains(&after_ms), "{after_ms} ms");
    assert_eq!(told_of(&host, &Event::BrokerFenced(2)), fenced);
}
