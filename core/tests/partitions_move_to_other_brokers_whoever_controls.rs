//! Reassignments (KIP-455): asked for, listed, completed, cancelled, while the controller dies.

mod host;
mod records;

use host::Host;
use partita_wire::Response;
use partita_wire::messages::alter_partition_reassignments_request::{
    AlterPartitionReassignmentsRequest, ReassignablePartition, ReassignableTopic,
};
use partita_wire::messages::create_partitions_request::{
    CreatePartitionsAssignment, CreatePartitionsRequest, CreatePartitionsTopic,
};
use partita_wire::messages::list_partition_reassignments_request::ListPartitionReassignmentsRequest;
use partita_wire::messages::metadata_request::{MetadataRequest, MetadataRequestTopic};
use partita_wire::messages::metadata_response::MetadataResponsePartition;
use records::TOPIC;

/// Asks for other replicas of the one partition, or with none for an end of that; gives the error and its text.
fn reassign(host: &mut Host, node: i32, replicas: Option<&[i32]>) -> (i16, Option<String>) {
    let partition = ReassignablePartition { partition_index: 0, replicas: replicas.map(<[i32]>::to_vec) };
    let topic = ReassignableTopic { name: TOPIC.into(), partitions: vec![partition] };
    let body = AlterPartitionReassignmentsRequest {
        topics: vec![topic],
        ..AlterPartitionReassignmentsRequest::default()
    };
    let Response::AlterPartitionReassignments(answer) = host.ask(node, body) else { panic!() };
    let answer = &answer.responses[0].partitions[0];
    (answer.error_code, answer.error_message.clone())
}

/// Replicas, those added and those to go, of the one reassignment under way.
fn under_way(host: &mut Host, node: i32) -> Option<(Vec<i32>, Vec<i32>, Vec<i32>)> {
    let body = ListPartitionReassignmentsRequest { topics: None, ..Default::default() };
    let Response::ListPartitionReassignments(answer) = host.ask(node, body) else { panic!() };
    let part = &answer.topics.first()?.partitions[0];
    Some((part.replicas.clone(), part.adding_replicas.clone(), part.removing_replicas.clone()))
}

fn partition(host: &mut Host, node: i32) -> MetadataResponsePartition {
    let topic = MetadataRequestTopic { name: Some(TOPIC.into()), ..MetadataRequestTopic::default() };
    let body = MetadataRequest { topics: Some(vec![topic]), ..MetadataRequest::default() };
    let Response::Metadata(answer) = host.ask(node, body) else { panic!() };
    answer.topics[0].partitions[0].clone()
}

/// Three brokers, the topic on 0 and 1, some records in it.
fn two_of_three() -> Host {
    let mut host = Host::combined(3);
    host.run_until("brokers are unfenced", |host| {
        (0..3).all(|id| (0..3).all(|other| host.node(id).is_fenced(other) == Some(false)))
    });
    records::create(&mut host, &[0, 1], &[]);
    host.run_until("it follows", |host| host.node(1).replica_view(TOPIC, 0).is_some());
    host.run_ms(1_000);
    for at in 0..5 {
        records::produce(&mut host, 0, -1, &format!("value{at}"));
    }
    host
}

#[test]
fn with_their_records() {
    let mut host = two_of_three();
    let before = partition(&mut host, 2).leader_epoch;
    assert_eq!(reassign(&mut host, 2, Some(&[2, 1])), (0, None));
    host.run_until("it is done", |host| partition(host, 1).replica_nodes == [2, 1]);
    let after = partition(&mut host, 1);
    assert_eq!((after.leader_id, after.isr_nodes), (2, vec![1, 2]));
    assert!(after.leader_epoch > before);
    assert_eq!(under_way(&mut host, 0), None);
    host.run_ms(1_000);
    assert_eq!(host.node(2).replica_view(TOPIC, 0).unwrap().log_end, 5);
    records::produce(&mut host, 2, -1, "after");
}

/// `allow_replication_factor_change` (KIP-860): who only wants to move replicas is told when there would be more or fewer.
#[test]
fn as_many_as_before_where_that_is_asked() {
    let mut host = two_of_three();
    let mut ask = |replicas: &[i32], may_change| {
        let partition = ReassignablePartition { partition_index: 0, replicas: Some(replicas.to_vec()) };
        let topic = ReassignableTopic { name: TOPIC.into(), partitions: vec![partition] };
        let body = AlterPartitionReassignmentsRequest {
            topics: vec![topic],
            allow_replication_factor_change: may_change,
            ..AlterPartitionReassignmentsRequest::default()
        };
        let Response::AlterPartitionReassignments(answer) = host.ask(0, body) else { panic!() };
        assert_eq!(answer.allow_replication_factor_change, may_change);
        let answer = &answer.responses[0].partitions[0];
        (answer.error_code, answer.error_message.clone())
    };
    let refused = |to: usize| {
        // INVALID_REPLICATION_FACTOR
        (38, Some(format!("The replication factor is changed from 2 to {to}")))
    };
    assert_eq!(ask(&[0, 1, 2], false), refused(3));
    assert_eq!(ask(&[0], false), refused(1));
    assert_eq!(ask(&[2, 1], false), (0, None));
    host.run_until("it is done", |host| partition(host, 1).replica_nodes == [2, 1]);
}

#[test]
fn although_the_controller_dies_meanwhile() {
    let mut host = two_of_three();
    // What is to be added does not run, so that the reassignment cannot end by itself.
    let controller = host.controller().unwrap();
    host.kill(2);
    let (target, other): (&[i32], i32) = (&[0, 1, 2], 1);
    assert_eq!(reassign(&mut host, other, Some(target)), (0, None));
    let expected = Some((vec![0, 1, 2], vec![2], vec![]));
    assert_eq!(under_way(&mut host, other), expected);
    if controller != 2 {
        host.kill(controller);
        host.start(controller);
        host.run_ms(10_000);
    }
    assert_eq!(under_way(&mut host, other), expected, "the next controller knows of it");
    host.start(2);
    host.run_until("it is done", |host| under_way(host, other).is_none());
    let after = partition(&mut host, other);
    assert_eq!(after.replica_nodes, [0, 1, 2]);
    host.run_until("all are in sync", |host| partition(host, other).isr_nodes.len() == 3);
}

#[test]
fn and_back_when_that_is_cancelled() {
    let mut host = two_of_three();
    assert_eq!(
        reassign(&mut host, 0, None),
        (85, Some("No partition reassignment is in progress.".into())),
        "NO_REASSIGNMENT_IN_PROGRESS"
    );
    host.kill(2);
    host.run_ms(12_000);
    assert_eq!(reassign(&mut host, 0, Some(&[2, 1])), (0, None));
    assert_eq!(under_way(&mut host, 0), Some((vec![2, 1, 0], vec![2], vec![0])));
    assert_eq!(reassign(&mut host, 0, None), (0, None));
    assert_eq!(under_way(&mut host, 0), None);
    let after = partition(&mut host, 0);
    assert_eq!((after.replica_nodes, after.isr_nodes, after.leader_id), (vec![1, 0], vec![0, 1], 0));
}

#[test]
fn only_to_brokers_that_are_registered() {
    let mut host = two_of_three();
    let cases: [(&[i32], i16, &str); 3] = [
        (&[0, 7], 39, "The manual partition assignment includes broker 7, but no such broker is registered."),
        (&[0, 0], 39, "The manual partition assignment includes the broker 0 more than once."),
        (&[], 39, "The manual partition assignment includes an empty replica list."),
    ];
    for (replicas, code, text) in cases {
        assert_eq!(reassign(&mut host, 0, Some(replicas)), (code, Some(text.into())));
    }
    assert_eq!(partition(&mut host, 0).replica_nodes, [0, 1]);
}

/// A controller limits `min.insync.replicas` by the replicas of partition 0 for every partition of a topic, as Kafka's does.
#[test]
fn the_minimum_of_all_partitions_is_limited_by_the_replicas_of_the_first() {
    let eligible = |first_alone: bool| {
        let mut host = Host::apart(3, 1);
        host.run_until("brokers are unfenced", |host| {
            (0..3).all(|id| host.node(100).is_fenced(id) == Some(false))
        });
        records::create(&mut host, &[0, 1, 2], &[("min.insync.replicas", "2")]);
        let second = CreatePartitionsAssignment { broker_ids: vec![0, 1, 2] };
        let topic = CreatePartitionsTopic { name: TOPIC.into(), count: 2, assignments: Some(vec![second]) };
        let body = CreatePartitionsRequest { topics: vec![topic], ..Default::default() };
        let Response::CreatePartitions(answer) = host.ask(0, body) else { panic!() };
        assert_eq!(answer.results[0].error_code, 0, "{answer:?}");
        host.run_ms(1_000);
        if first_alone {
            assert_eq!(reassign(&mut host, 0, Some(&[0])), (0, None));
            host.run_until("it is done", |host| partition(host, 0).replica_nodes == [0]);
        }
        host.kill(1);
        host.kill(2);
        let second = |host: &Host| {
            let topic = host.node(100).topic_views().into_iter().find(|topic| *topic.name == *TOPIC).unwrap();
            topic.partitions[1].clone()
        };
        host.run_until("one is left", |host| second(host).in_sync == [0]);
        second(&host).eligible.clone()
    };
    assert_eq!(eligible(false).len(), 1, "one in the ISR is below the minimum of two");
    assert_eq!(eligible(true), [], "one of one is enough");
}
