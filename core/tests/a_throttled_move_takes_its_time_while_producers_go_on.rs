//! A partition moves to another broker under load, with a throttle as `kafka-reassign-partitions.sh --throttle` sets it: the new
//! replica gets no more than its rate, producers with acks=all do not wait for it, and in the end it has everything.

mod host;
mod records;

use host::Host;
use partita_machine::Event;
use partita_wire::messages::alter_partition_reassignments_request::{
    AlterPartitionReassignmentsRequest, ReassignablePartition, ReassignableTopic,
};
use partita_wire::messages::incremental_alter_configs_request::{
    AlterConfigsResource, AlterableConfig, IncrementalAlterConfigsRequest,
};
use partita_wire::{ErrorCode, Response};
use records::{TOPIC, in_sync, leader, produce, values};

/// Bytes a second of the throttle. What in-sync followers get of a throttled partition counts, though nobody holds them back:
/// below three times what is produced the move would never end.
const RATE: u64 = 700;
/// Records before the move, of some 110 bytes each with their batch.
const BEFORE: u64 = 80;

const TOPICS: i8 = 2;
const BROKERS: i8 = 4;

fn configure(host: &mut Host, resource_type: i8, of: &str, configs: &[(&str, &str)]) {
    let config = |&(name, value): &(&str, &str)| AlterableConfig {
        name: name.into(),
        config_operation: 0,
        value: Some(value.into()),
    };
    let configs = configs.iter().map(config).collect();
    let resource = AlterConfigsResource { resource_type, resource_name: of.into(), configs };
    let request = IncrementalAlterConfigsRequest { resources: vec![resource], validate_only: false };
    // A broker's configs are changed through that broker.
    let to = if resource_type == BROKERS { of.parse().unwrap() } else { 1 };
    let Response::IncrementalAlterConfigs(answer) = host.ask(to, request) else { panic!() };
    assert_eq!(answer.responses[0].error_code, 0, "{answer:?}");
}

fn reassign(host: &mut Host, replicas: &[i32]) {
    let partition = ReassignablePartition { partition_index: 0, replicas: Some(replicas.to_vec()) };
    let topic = ReassignableTopic { name: TOPIC.into(), partitions: vec![partition] };
    let request = AlterPartitionReassignmentsRequest { topics: vec![topic], ..Default::default() };
    let Response::AlterPartitionReassignments(answer) = host.ask(1, request) else { panic!() };
    assert_eq!(answer.responses[0].partitions[0].error_code, 0, "{answer:?}");
}

#[test]
fn and_ends_with_everything() {
    let mut host = Host::with_properties(4, &[("replica.fetch.max.bytes", "400")]);
    host.run_until("four brokers are unfenced", |host| {
        (0..4).all(|id| host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(id)))
    });
    records::create(&mut host, &[0, 1, 2], &[]);
    host.run_until("the followers follow", |host| {
        (0..3).all(|id| host.node(id).replica_view(TOPIC, 0).is_some())
    });
    host.run_ms(1_000);
    let value = |n: u64| format!("{n:040}");
    for n in 0..BEFORE {
        assert_eq!(produce(&mut host, 0, -1, &value(n)).0, ErrorCode::None);
    }
    let replicas = [
        ("leader.replication.throttled.replicas", "0:0,0:1,0:2"),
        ("follower.replication.throttled.replicas", "0:3"),
    ];
    configure(&mut host, TOPICS, TOPIC, &replicas);
    let rate = RATE.to_string();
    for broker in 0..4 {
        let rates =
            [("leader.replication.throttled.rate", &*rate), ("follower.replication.throttled.rate", &*rate)];
        configure(&mut host, BROKERS, &broker.to_string(), &rates);
    }
    let began = host.at_ms();
    reassign(&mut host, &[1, 2, 3]);

    let mut sent = BEFORE;
    let mut all_done_at = None;
    while all_done_at.is_none() {
        host.run_ms(1_000);
        let at = leader(&host).expect("a leader all the time");
        let asked = host.at_ms();
        let (error, _) = produce(&mut host, at, -1, &value(sent));
        // The leader moves once, when the move ends: then the answer is the wrong broker's.
        if error == ErrorCode::None {
            sent += 1;
            assert!(
                host.at_ms() - asked < 600,
                "acks=all does not wait for a replica that is out of the ISR"
            );
        }
        let seconds = (host.at_ms() - began) / 1_000 + 1;
        if !in_sync(&host).contains(&3) {
            let has = host.node(3).replica_view(TOPIC, 0).map_or(0, |view| view.log_end);
            let bytes = u64::try_from(has).unwrap() * 100;
            assert!(bytes <= RATE * seconds + 1_000, "{has} records after {seconds} s");
        }
        all_done_at = (in_sync(&host) == [1, 2, 3]).then_some(seconds);
        assert!(seconds < 90, "it never ends: {:?}", in_sync(&host));
    }
    assert!(all_done_at.unwrap() >= 8, "{all_done_at:?}");
    host.run_ms(2_000);
    let expected: Vec<String> = (0..sent).map(value).collect();
    for node in 1..4 {
        assert_eq!(values(&host, node), expected, "on {node}");
    }
    assert!(host.node(0).replica_view(TOPIC, 0).is_none(), "the old replica is gone");
    assert!([1, 2, 3].contains(&leader(&host).unwrap()));
}
