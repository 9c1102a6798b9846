//! The balancer of the active controller: every `leader.imbalance.check.interval.seconds`.

mod host;
mod records;

use host::Host;
use partita_wire::messages::create_topics_request::{
    CreatableReplicaAssignment, CreatableTopic, CreateTopicsRequest,
};

fn three(enabled: &str) -> Host {
    let mut host = Host::with_properties(
        3,
        &[("leader.imbalance.check.interval.seconds", "20"), ("auto.leader.rebalance.enable", enabled)],
    );
    host.run_until("brokers are unfenced", |host| {
        (0..3).all(|id| (0..3).all(|other| host.node(id).is_fenced(other) == Some(false)))
    });
    // The preferred leader is no controller, so that the balancer's clock runs on when it dies.
    let controller = host.controller().unwrap();
    let preferred = (0..3).find(|&id| id != controller).unwrap();
    let other = (0..3).find(|&id| id != controller && id != preferred).unwrap();
    records::create(&mut host, &[preferred, controller, other], &[]);
    host.run_ms(1_000);
    assert_eq!(records::leader(&host), Some(preferred));
    host.kill(preferred);
    host.run_until("another leads", |host| records::leader(host).is_some_and(|now| now != preferred));
    host.start(preferred);
    host.run_until("it is in sync again", |host| records::in_sync(host).len() == 3);
    host
}

/// Partitions that are led by their preferred replica, and those whose replicas are all in sync.
fn balanced(host: &Host) -> (usize, usize) {
    let Some(controller) = host.controller() else { return (0, 0) };
    let views = host.node(controller).topic_views();
    let Some(topic) = views.iter().find(|topic| *topic.name == *records::TOPIC) else { return (0, 0) };
    let partitions = &topic.partitions;
    (
        partitions.iter().filter(|partition| partition.leader == Some(partition.assignment[0])).count(),
        partitions.iter().filter(|partition| partition.in_sync.len() == 2).count(),
    )
}

/// The first of the assignment.
fn preferred(host: &Host) -> i32 {
    let view = host.node(host.controller().unwrap()).topic_views();
    let topic = view.iter().find(|topic| *topic.name == *records::TOPIC).unwrap();
    topic.partitions[0].assignment[0]
}

#[test]
fn within_the_interval() {
    let mut host = three("true");
    let first = preferred(&host);
    let since = host.at_ms();
    host.run_until("it leads again", |host| records::leader(host) == Some(first));
    assert!(host.at_ms() - since <= 21_000);
}

#[test]
fn but_not_where_that_is_switched_off() {
    let mut host = three("false");
    let first = preferred(&host);
    host.run_ms(50_000);
    assert_ne!(records::leader(&host), Some(first));
}

/// No more than a thousand are elected at once; then the balancer goes on without a rest.
#[test]
fn however_many_there_are() {
    const MANY: usize = 1_100;
    let mut host = Host::with_properties(3, &[("leader.imbalance.check.interval.seconds", "20")]);
    host.run_until("brokers are unfenced", |host| {
        (0..3).all(|id| (0..3).all(|other| host.node(id).is_fenced(other) == Some(false)))
    });
    let controller = host.controller().unwrap();
    let preferred = (controller + 1) % 3;
    let replicas = vec![preferred, (controller + 2) % 3];
    let assignment = |index| CreatableReplicaAssignment {
        partition_index: i32::try_from(index).unwrap(),
        broker_ids: replicas.clone(),
    };
    let topic = CreatableTopic {
        name: records::TOPIC.into(),
        num_partitions: -1,
        replication_factor: -1,
        assignments: (0..MANY).map(assignment).collect(),
        ..Default::default()
    };
    host.ask(
        controller,
        CreateTopicsRequest { topics: vec![topic], timeout_ms: 5_000, ..Default::default() },
    );
    host.run_until("all are led", |host| balanced(host) == (MANY, MANY));
    host.kill(preferred);
    host.run_until("others lead all of them", |host| balanced(host).0 == 0);
    host.start(preferred);
    host.run_until("all are in sync again", |host| balanced(host).1 == MANY);
    host.run_until("the balancer begins", |host| balanced(host).0 > 0);
    host.run_ms(1_000);
    assert_eq!(balanced(&host).0, MANY);
}
