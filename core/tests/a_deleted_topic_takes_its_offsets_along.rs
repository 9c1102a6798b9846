//! When a topic is deleted, the coordinators remove what groups committed for it.

mod consumers;
mod host;

use consumers::{TOPIC, cluster, commit, fetch};
use partita_wire::Response;
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::messages::delete_topics_request::{DeleteTopicState, DeleteTopicsRequest};

#[test]
fn a_topic_of_the_same_name_begins_without() {
    let (mut host, coordinator) = cluster(1);
    assert_eq!(commit(&mut host, coordinator, "", -1, 5), 0);
    assert_eq!(fetch(&mut host, coordinator), (0, 5));
    let topic = DeleteTopicState { name: Some(TOPIC.into()), ..Default::default() };
    let request = DeleteTopicsRequest { topics: vec![topic], timeout_ms: 5_000, ..Default::default() };
    match host.ask(0, request) {
        Response::DeleteTopics(answer) => assert_eq!(answer.responses[0].error_code, 0),
        other => panic!("{other:?}"),
    }
    host.run_ms(1_000);
    assert_eq!(fetch(&mut host, coordinator), (0, -1));
    let topic =
        CreatableTopic { name: TOPIC.into(), num_partitions: 1, replication_factor: 1, ..Default::default() };
    host.ask(0, CreateTopicsRequest { topics: vec![topic], timeout_ms: 5_000, validate_only: false });
    host.run_ms(1_000);
    assert_eq!(fetch(&mut host, coordinator), (0, -1));
    // The log says so too: the process that comes next does not know the old offset either.
    host.kill(0);
    host.start(0);
    host.run_ms(20_000);
    assert_eq!(fetch(&mut host, coordinator), (0, -1));
}
