//! An admin client against a cluster that the test plays.

mod scripted;

use partita_client::admin::{Admin, Target};
use partita_client::settings::AdminSettings;
use partita_machine::Rng;
use partita_wire::messages::describe_groups_request::DescribeGroupsRequest;
use partita_wire::messages::describe_groups_response::{DescribeGroupsResponse, DescribedGroup};
use partita_wire::messages::find_coordinator_response::{Coordinator, FindCoordinatorResponse};
use partita_wire::messages::list_groups_request::ListGroupsRequest;
use partita_wire::messages::list_groups_response::ListGroupsResponse;
use partita_wire::messages::list_offsets_request::{
    ListOffsetsPartition, ListOffsetsRequest, ListOffsetsTopic,
};
use partita_wire::messages::list_offsets_response::{
    ListOffsetsPartitionResponse, ListOffsetsResponse, ListOffsetsTopicResponse,
};
use partita_wire::{ApiKey, ErrorCode, Request, Response};

use scripted::{Cluster, metadata};

fn admin() -> Cluster<Admin> {
    let settings = AdminSettings::new(&[("bootstrap.servers", "127.0.0.1:9093")]).unwrap();
    Cluster::new(Admin::new(settings, Rng::new(1)), |pending| match &pending.body {
        Request::Metadata(_) => Some(metadata(3, &[("t", &[0, 1, 0])])),
        Request::FindCoordinator(_) => {
            let coordinator = Coordinator { key: "g".into(), node_id: 2, port: 9_094, ..Default::default() };
            Some(FindCoordinatorResponse { coordinators: vec![coordinator], ..Default::default() }.into())
        }
        _ => None,
    })
}

#[test]
fn each_broker_answers_for_itself() {
    let mut cluster = admin();
    cluster.act(|admin, now, effects| {
        admin.ask(now, "listGroups", Target::EachBroker, ListGroupsRequest::default(), effects)
    });
    let waiting = cluster.waiting(ApiKey::ListGroups);
    assert_eq!(waiting.iter().map(|pending| pending.to).collect::<Vec<_>>(), [9_092, 9_093, 9_094]);
    for pending in waiting {
        cluster.answer(&pending, ListGroupsResponse::default());
    }
    let answer = cluster.machine.take_answers().remove(0);
    let nodes: Vec<i32> = answer.outcome.unwrap().into_iter().map(|(node, _)| node).collect();
    assert_eq!(nodes, [0, 1, 2]);
    assert!(cluster.machine.is_idle());
}

#[test]
fn a_coordinator_is_found_first_and_again_when_it_has_moved() {
    let mut cluster = admin();
    let body = DescribeGroupsRequest { groups: vec!["g".into()], ..Default::default() };
    cluster.act(|admin, now, effects| {
        admin.ask(now, "describeGroups", Target::Coordinator("g".into()), body, effects)
    });
    let first = cluster.only(ApiKey::DescribeGroups);
    assert_eq!(first.to, 9_094);
    let answer = |code: ErrorCode| DescribeGroupsResponse {
        groups: vec![DescribedGroup { error_code: code as i16, ..Default::default() }],
        ..Default::default()
    };
    cluster.answer(&first, answer(ErrorCode::NotCoordinator));
    cluster.run_ms(200);
    let second = cluster.only(ApiKey::DescribeGroups);
    cluster.answer(&second, answer(ErrorCode::None));
    assert!(cluster.machine.take_answers().remove(0).outcome.is_ok());
}

#[test]
fn offsets_are_asked_of_the_leaders_and_come_together() {
    let mut cluster = admin();
    let partition =
        |partition_index| ListOffsetsPartition { partition_index, timestamp: -1, ..Default::default() };
    let topic = ListOffsetsTopic { name: "t".into(), partitions: (0..3).map(partition).collect() };
    let body = ListOffsetsRequest { replica_id: -1, topics: vec![topic], ..Default::default() };
    cluster.act(|admin, now, effects| admin.ask(now, "listOffsets", Target::Leaders, body, effects));
    for pending in cluster.waiting(ApiKey::ListOffsets) {
        let Request::ListOffsets(request) = &pending.body else { panic!() };
        let partitions = request.topics[0].partitions.iter().map(|asked| ListOffsetsPartitionResponse {
            partition_index: asked.partition_index,
            offset: i64::from(pending.to),
            ..Default::default()
        });
        let topic = ListOffsetsTopicResponse { name: "t".into(), partitions: partitions.collect() };
        cluster.answer(&pending, ListOffsetsResponse { topics: vec![topic], ..Default::default() });
    }
    let answers = cluster.machine.take_answers().remove(0).outcome.unwrap();
    let [(_, Response::ListOffsets(response))] = &answers[..] else { panic!("{answers:?}") };
    let mut offsets: Vec<(i32, i64)> = response
        .topics
        .iter()
        .flat_map(|topic| &topic.partitions)
        .map(|partition| (partition.partition_index, partition.offset))
        .collect();
    offsets.sort_unstable();
    assert_eq!(offsets, [(0, 9_092), (1, 9_093), (2, 9_092)]);
}

#[test]
fn nobody_there_is_a_time_out_in_kafkas_words() {
    let mut cluster = admin();
    cluster.down = vec![9_093];
    cluster.act(|admin, now, effects| {
        admin.ask(now, "listTopics", Target::Any, ListGroupsRequest::default(), effects)
    });
    cluster.run_ms(60_000);
    let error = cluster.machine.take_answers().remove(0).outcome.unwrap_err();
    assert_eq!(error.message, "Timed out waiting for a node assignment. Call: listTopics");
}
