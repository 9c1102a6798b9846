//! All replicas of a partition are killed in turn and come back: ISR, ELR and the last known leader as a real cluster
//! showed them (KIP-966), clean and unclean elections, by configuration and on request.

mod host;

use host::Host;
use partita_machine::Event;
use partita_wire::messages::create_topics_request::{
    CreatableReplicaAssignment, CreatableTopic, CreatableTopicConfig, CreateTopicsRequest,
};
use partita_wire::messages::elect_leaders_request::{ElectLeadersRequest, TopicPartitions};
use partita_wire::{ErrorCode, Response};

fn booted() -> Host {
    let mut host = Host::apart(3, 3);
    host.run_until("three brokers are unfenced", |host| {
        (0..3).all(|id| host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(id)))
    });
    host.run_ms(100);
    host
}

fn create(host: &mut Host, name: &str, replicas: &[i32], config: Option<(&str, &str)>) {
    let assignment = CreatableReplicaAssignment { partition_index: 0, broker_ids: replicas.to_vec() };
    let configs = config
        .into_iter()
        .map(|(name, value)| CreatableTopicConfig { name: name.into(), value: Some(value.into()) });
    let topic = CreatableTopic {
        name: name.into(),
        num_partitions: -1,
        replication_factor: -1,
        assignments: vec![assignment],
        configs: configs.collect(),
    };
    let body = CreateTopicsRequest { topics: vec![topic], ..CreateTopicsRequest::default() };
    let Response::CreateTopics(answer) = host.ask(0, body) else { panic!() };
    assert_eq!(answer.topics[0].error_code, 0);
}

/// A partition as kafka-topics.sh prints it.
fn shown(host: &Host, name: &str) -> String {
    let topics = host.node(0).topic_views();
    let partition = &topics.iter().find(|topic| *topic.name == *name).unwrap().partitions[0];
    let list = |ids: &[i32]| ids.iter().map(i32::to_string).collect::<Vec<_>>().join(",");
    format!(
        "Leader: {} Replicas: {} Isr: {} Elr: {} LastKnownElr: {}",
        partition.leader.map_or("none".into(), |leader| leader.to_string()),
        list(&partition.assignment),
        list(&partition.in_sync),
        list(&partition.eligible),
        list(&partition.last_known_eligible)
    )
}

fn expect(host: &Host, expected: &[(&str, &str)]) {
    for (name, text) in expected {
        assert_eq!(shown(host, name), *text, "{name}");
    }
}

fn elect(host: &mut Host, election_type: i8, topic: &str) -> i16 {
    let topics = vec![TopicPartitions { topic: topic.into(), partitions: vec![0] }];
    let body = ElectLeadersRequest { election_type, topic_partitions: Some(topics), timeout_ms: 5_000 };
    let Response::ElectLeaders(answer) = host.ask(0, body) else { panic!() };
    answer.replica_election_results[0].partition_result[0].error_code
}

/// There must be somebody who could lead.
#[test]
fn nobody_is_elected_where_nobody_lives() {
    let mut host = booted();
    create(&mut host, "pair", &[1, 2], None);
    host.run_ms(1_000);
    assert_eq!(elect(&mut host, 1, "pair"), ErrorCode::ElectionNotNeeded as i16, "it has a leader");
    host.kill(1);
    assert_eq!(elect(&mut host, 0, "pair"), ErrorCode::ElectionNotNeeded as i16, "nobody knows it yet");
    host.run_ms(15_000);
    assert_eq!(elect(&mut host, 0, "pair"), ErrorCode::PreferredLeaderNotAvailable as i16);
    host.kill(2);
    host.run_ms(15_000);
    assert_eq!(
        elect(&mut host, 1, "pair"),
        ErrorCode::EligibleLeadersNotAvailable as i16,
        "uncleanly neither"
    );
    host.start(1);
    host.run_ms(5_000);
    assert_eq!(elect(&mut host, 1, "pair"), 0);
    host.run_ms(100);
    assert!(shown(&host, "pair").starts_with("Leader: 1 "), "{}", shown(&host, "pair"));
}

#[test]
fn as_a_real_cluster_did() {
    let mut host = booted();
    create(&mut host, "solo", &[1], None);
    create(&mut host, "pair", &[1, 2], None);
    create(&mut host, "pair2", &[1, 2], Some(("unclean.leader.election.enable", "true")));
    create(&mut host, "pairmin2", &[1, 2], Some(("min.insync.replicas", "2")));
    host.run_ms(1_000);

    host.kill(1);
    host.run_ms(15_000);
    expect(
        &host,
        &[
            ("solo", "Leader: none Replicas: 1 Isr:  Elr: 1 LastKnownElr: 1"),
            ("pairmin2", "Leader: 2 Replicas: 1,2 Isr: 2 Elr: 1 LastKnownElr: "),
            ("pair", "Leader: 2 Replicas: 1,2 Isr: 2 Elr:  LastKnownElr: "),
            ("pair2", "Leader: 2 Replicas: 1,2 Isr: 2 Elr:  LastKnownElr: "),
        ],
    );

    host.kill(2);
    host.run_ms(15_000);
    expect(
        &host,
        &[
            ("solo", "Leader: none Replicas: 1 Isr:  Elr: 1 LastKnownElr: 1"),
            ("pairmin2", "Leader: none Replicas: 1,2 Isr:  Elr: 1,2 LastKnownElr: 2"),
            ("pair", "Leader: none Replicas: 1,2 Isr:  Elr: 2 LastKnownElr: 2"),
            ("pair2", "Leader: none Replicas: 1,2 Isr:  Elr: 2 LastKnownElr: 2"),
        ],
    );

    host.start(1);
    host.run_ms(5_000);
    expect(
        &host,
        &[
            ("solo", "Leader: 1 Replicas: 1 Isr: 1 Elr:  LastKnownElr: "),
            ("pairmin2", "Leader: none Replicas: 1,2 Isr:  Elr: 2 LastKnownElr: 2"),
            ("pair", "Leader: none Replicas: 1,2 Isr:  Elr: 2 LastKnownElr: 2"),
            ("pair2", "Leader: 1 Replicas: 1,2 Isr: 1 Elr:  LastKnownElr: "),
        ],
    );

    assert_eq!(elect(&mut host, 0, "pair"), ErrorCode::PreferredLeaderNotAvailable as i16);
    assert_eq!(elect(&mut host, 1, "pair"), 0);
    assert_eq!(elect(&mut host, 1, "pair"), ErrorCode::ElectionNotNeeded as i16);
    assert_eq!(elect(&mut host, 1, "pairmin2"), 0);
    host.run_ms(1_000);
    expect(&host, &[("pair", "Leader: 1 Replicas: 1,2 Isr: 1 Elr:  LastKnownElr: ")]);

    host.start(2);
    host.run_ms(10_000);
    expect(
        &host,
        &[
            ("solo", "Leader: 1 Replicas: 1 Isr: 1 Elr:  LastKnownElr: "),
            ("pairmin2", "Leader: 1 Replicas: 1,2 Isr: 1,2 Elr:  LastKnownElr: "),
            ("pair", "Leader: 1 Replicas: 1,2 Isr: 1,2 Elr:  LastKnownElr: "),
            ("pair2", "Leader: 1 Replicas: 1,2 Isr: 1,2 Elr:  LastKnownElr: "),
        ],
    );
}

#[test]
fn leaders_go_home_after_five_minutes() {
    let mut host = booted();
    create(&mut host, "pair", &[1, 2], None);
    host.terminate(1);
    host.run_until("it has ended", |host| host.exits.contains_key(&1));
    host.start(1);
    host.run_ms(20_000);
    expect(&host, &[("pair", "Leader: 2 Replicas: 1,2 Isr: 1,2 Elr:  LastKnownElr: ")]);
    host.run_ms(300_000);
    expect(&host, &[("pair", "Leader: 1 Replicas: 1,2 Isr: 1,2 Elr:  LastKnownElr: ")]);
}

#[test]
fn unclean_elections_allowed_too_late_wait_for_the_clock() {
    let mut host = booted();
    create(&mut host, "pair", &[1, 2], None);
    host.run_ms(1_000);
    host.kill(1);
    host.run_ms(12_000);
    host.kill(2);
    host.run_ms(12_000);
    host.start(1);
    host.run_ms(5_000);
    let config = partita_wire::messages::incremental_alter_configs_request::AlterableConfig {
        name: "unclean.leader.election.enable".into(),
        config_operation: 0,
        value: Some("true".into()),
    };
    let resource = partita_wire::messages::incremental_alter_configs_request::AlterConfigsResource {
        resource_type: 2,
        resource_name: "pair".into(),
        configs: vec![config],
    };
    host.ask(
        0,
        partita_wire::messages::incremental_alter_configs_request::IncrementalAlterConfigsRequest {
            resources: vec![resource],
            validate_only: false,
        },
    );
    host.run_ms(20_000);
    expect(&host, &[("pair", "Leader: none Replicas: 1,2 Isr:  Elr: 2 LastKnownElr: 2")]);
    host.run_ms(300_000);
    expect(&host, &[("pair", "Leader: 1 Replicas: 1,2 Isr: 1 Elr:  LastKnownElr: ")]);
}
