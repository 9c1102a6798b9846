//! Who may commit: a member with the group's present generation, or anybody while the group is empty.

mod consumers;
mod host;

use consumers::{TOPIC, cluster, commit, fetch, stable};
use partita_machine::Listener;
use partita_wire::Response;
use partita_wire::messages::offset_commit_request::{
    OffsetCommitRequest, OffsetCommitRequestPartition, OffsetCommitRequestTopic,
};

#[test]
fn below_above_and_by_others() {
    let (mut host, coordinator) = cluster(1);
    assert_eq!(commit(&mut host, coordinator, "", -1, 1), 0, "nobody is in");
    let [member, _] = stable(&mut host, coordinator);
    assert_eq!(commit(&mut host, coordinator, &member, 0, 2), 22);
    assert_eq!(commit(&mut host, coordinator, &member, 2, 2), 22);
    assert_eq!(commit(&mut host, coordinator, "nobody", 1, 2), 25);
    assert_eq!(commit(&mut host, coordinator, "", -1, 2), 25);
    assert_eq!(fetch(&mut host, coordinator), (0, 1));
    assert_eq!(commit(&mut host, coordinator, &member, 1, 3), 0);
    assert_eq!(fetch(&mut host, coordinator), (0, 3));
}

#[test]
fn topics_that_do_not_exist_are_unknown_by_name_and_by_id() {
    let (mut host, coordinator) = cluster(1);
    let mut errors = |version, names: &[&str], partitions: &[i32]| {
        let partition = |&partition_index: &i32| OffsetCommitRequestPartition {
            partition_index,
            committed_offset: 1,
            ..Default::default()
        };
        let topic = |name: &&str| OffsetCommitRequestTopic {
            name: (*name).into(),
            topic_id: partita_wire::Uuid([9; 16]),
            partitions: partitions.iter().map(partition).collect(),
        };
        let request = OffsetCommitRequest {
            group_id: "simple".into(),
            generation_id_or_member_epoch: -1,
            topics: names.iter().map(topic).collect(),
            ..Default::default()
        };
        match host.ask_in(coordinator, Listener::Broker, version, request) {
            Some(Response::OffsetCommit(answer)) => {
                let partitions = answer.topics.iter().flat_map(|topic| &topic.partitions);
                partitions.map(|of| (of.partition_index, of.error_code)).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(errors(9, &["nothing"], &[0]), [(0, 3)]);
    assert_eq!(errors(9, &[TOPIC], &[0, 2]), [(2, 3), (0, 0)]);
    assert_eq!(errors(10, &[""], &[0]), [(0, 100)]);
}
