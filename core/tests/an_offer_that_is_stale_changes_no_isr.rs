//! F16: AlterPartition that comes too late, too early, or from somebody who may not: each has its error, and the ISR stays.

mod host;
mod records;

use host::Host;
use partita_machine::Listener;
use partita_wire::messages::alter_partition_reassignments_request::{
    AlterPartitionReassignmentsRequest, ReassignablePartition, ReassignableTopic,
};
use partita_wire::messages::alter_partition_request::{
    AlterPartitionRequest, BrokerState, PartitionData, TopicData,
};
use partita_wire::messages::metadata_request::MetadataRequest;
use partita_wire::{ApiKey, Response, Uuid};

struct Offer {
    broker_epoch: i64,
    leader_epoch: i32,
    partition_epoch: i32,
    members: Vec<(i32, i64)>,
}

fn topic_id(host: &mut Host, name: &str) -> Uuid {
    let Response::Metadata(answer) =
        host.ask(0, MetadataRequest { topics: None, ..MetadataRequest::default() })
    else {
        panic!()
    };
    answer.topics.into_iter().find(|topic| topic.name.as_deref() == Some(name)).unwrap().topic_id
}

/// Offers an ISR in the leader's name to one of the controllers. Gives the error, the partition's if there is none of all.
fn offer(host: &mut Host, controller: i32, leader: i32, topic_id: Uuid, offer: Offer) -> i16 {
    let member = |(broker_id, broker_epoch)| BrokerState { broker_id, broker_epoch };
    let partition = PartitionData {
        partition_index: 0,
        leader_epoch: offer.leader_epoch,
        partition_epoch: offer.partition_epoch,
        new_isr_with_epochs: offer.members.into_iter().map(member).collect(),
        ..PartitionData::default()
    };
    let body = AlterPartitionRequest {
        broker_id: leader,
        broker_epoch: offer.broker_epoch,
        topics: vec![TopicData { topic_id, partitions: vec![partition] }],
    };
    let (_, version) = ApiKey::AlterPartition.versions();
    let Some(Response::AlterPartition(answer)) = host.ask_in(controller, Listener::Controller, version, body)
    else {
        panic!()
    };
    match answer.error_code {
        0 => answer.topics[0].partitions[0].error_code,
        error => error,
    }
}

#[test]
fn and_says_why() {
    let mut host = records::three_with_topic(&[]);
    host.run_ms(2_000);
    let controller = host.controller().unwrap();
    let name = host.node(0).topic_views()[0].name.to_string();
    let id = topic_id(&mut host, &name);
    let before = host.node(controller).partition_view(&name, 0).unwrap();
    let (leader, epoch) = (before.leader.unwrap(), before.partition_epoch);
    let broker_epoch = |host: &Host, id: i32| host.node(id).node_view().broker_epoch;
    let own = broker_epoch(&host, leader);
    let all: Vec<(i32, i64)> = before.in_sync.iter().map(|&id| (id, broker_epoch(&host, id))).collect();
    let good = |members: Vec<(i32, i64)>| Offer {
        broker_epoch: own,
        leader_epoch: before.leader_epoch,
        partition_epoch: epoch,
        members,
    };
    let mut check = |asked: i32, given: Offer, code: i16, why: &str| {
        assert_eq!(offer(&mut host, asked, leader, id, given), code, "{why}");
        let now = host.node(controller).partition_view(&name, 0).unwrap();
        assert_eq!((&now.in_sync, now.partition_epoch), (&before.in_sync, epoch), "{why}");
    };
    let old_life = Offer { broker_epoch: own - 1, ..good(all.clone()) };
    check(controller, old_life, 77, "STALE_BROKER_EPOCH: another life of the leader");
    let old_term = Offer { leader_epoch: before.leader_epoch - 1, ..good(all.clone()) };
    check(controller, old_term, 74, "FENCED_LEADER_EPOCH: it led before");
    let late = Offer { partition_epoch: epoch - 1, ..good(all.clone()) };
    check(controller, late, 95, "INVALID_UPDATE_VERSION: something else came between");
    let early = Offer { partition_epoch: epoch + 1, ..good(all.clone()) };
    check(controller, early, 41, "NOT_CONTROLLER: this controller is behind");
    let strangers: Vec<(i32, i64)> =
        all.iter().map(|&(id, epoch)| (id, if id == leader { epoch } else { epoch - 1 })).collect();
    assert_ne!(strangers, all);
    check(controller, good(strangers), 107, "INELIGIBLE_REPLICA: a member of another life");
    let standby = (0..3).find(|&id| id != controller).unwrap();
    check(standby, good(all), 41, "NOT_CONTROLLER: it stands by");
}

/// The offer ends a reassignment that takes the leadership away: it counts, and its leader learns that another one is elected.
#[test]
fn an_offer_that_costs_the_leadership_is_told_so() {
    let mut host = Host::apart(3, 3);
    host.run_ms(10_000);
    records::create(&mut host, &[0, 1], &[]);
    host.run_ms(1_000);
    let controller = host.controller().unwrap();
    // Who is to be added does not fetch, so that the reassignment waits.
    host.pause(2);
    let partition = ReassignablePartition { partition_index: 0, replicas: Some(vec![1, 2]) };
    let topic = ReassignableTopic { name: records::TOPIC.into(), partitions: vec![partition] };
    let body = AlterPartitionReassignmentsRequest { topics: vec![topic], ..Default::default() };
    let Response::AlterPartitionReassignments(answer) = host.ask(0, body) else { panic!() };
    assert_eq!(answer.responses[0].partitions[0].error_code, 0);
    host.run_ms(500);
    let before = host.node(controller).partition_view(records::TOPIC, 0).unwrap();
    assert_eq!((before.leader, &before.in_sync[..]), (Some(0), &[0, 1][..]));
    let id = topic_id(&mut host, records::TOPIC);
    let epoch_of = |host: &Host, id: i32| host.node(id).node_view().broker_epoch;
    let given = Offer {
        broker_epoch: epoch_of(&host, 0),
        leader_epoch: before.leader_epoch,
        partition_epoch: before.partition_epoch,
        members: (0..3).map(|id| (id, epoch_of(&host, id))).collect(),
    };
    assert_eq!(offer(&mut host, controller, 0, id, given), 108, "NEW_LEADER_ELECTED");
    let after = host.node(controller).partition_view(records::TOPIC, 0).unwrap();
    assert_eq!((after.leader, &after.assignment[..]), (Some(1), &[1, 2][..]));
    assert!(after.leader_epoch > before.leader_epoch);
}
