//! Offsets: who may commit, and what is read back.

use partita_machine::Event;
use partita_wire::messages::offset_commit_request::{
    OffsetCommitRequest, OffsetCommitRequestPartition, OffsetCommitRequestTopic,
};
use partita_wire::messages::offset_commit_response::OffsetCommitResponse;
use partita_wire::messages::offset_delete_request::{
    OffsetDeleteRequest, OffsetDeleteRequestPartition, OffsetDeleteRequestTopic,
};
use partita_wire::messages::offset_delete_response::OffsetDeleteResponse;
use partita_wire::messages::offset_fetch_request::{
    OffsetFetchRequest, OffsetFetchRequestGroup, OffsetFetchRequestTopic,
};
use partita_wire::{ApiKey, ErrorCode, Response};

use crate::coordinator::group::offsets::fetch;
use crate::coordinator::testing::{Bench, G, Joining};

#[test]
fn generations_and_members_of_a_commit() {
    let mut bench = Bench::new();
    assert_eq!(bench.commit("m", 1, 5), 22, "an unknown group and a generation");
    let asked = bench.send_commit(9, "m", 1, 5);
    assert_eq!(bench.committed(asked), Some(69), "the same from version 9 on");
    let ids = bench.stable(2);
    assert_eq!(bench.commit(&ids[0], 1, 5), 0);
    assert_eq!(bench.commit(&ids[0], 0, 6), 22, "below");
    assert_eq!(bench.commit(&ids[0], 2, 6), 22, "above");
    assert_eq!(bench.commit("nobody", 1, 6), 25);
    assert_eq!(bench.commit("", -1, 6), 25, "a simple commit into an active group");
    assert_eq!(bench.fetch(false), Some(5));
    // Anybody may commit what was read before, while the others join again.
    bench.join_dynamic("c");
    assert_eq!(bench.state(), "PreparingRebalance");
    assert_eq!(bench.commit(&ids[0], 1, 7), 0);
    bench.join(Joining { member: ids[0].clone(), ..Default::default() });
    bench.join(Joining { member: ids[1].clone(), ..Default::default() });
    assert_eq!(bench.state(), "CompletingRebalance");
    assert_eq!(bench.commit(&ids[0], 2, 8), 27);
    assert_eq!(bench.commit(&ids[0], 1, 8), 22);
    assert_eq!(bench.fetch(true), Some(7));
}

#[test]
fn a_simple_group_comes_into_being_by_its_first_commit() {
    let mut bench = Bench::new();
    assert_eq!(bench.fetch(false), Some(-1));
    assert_eq!(bench.commit("", -1, 3), 0);
    assert_eq!(bench.fetch(false), Some(3));
    let group = bench.group();
    assert_eq!((group.state.name(), group.protocol_type, group.generation), ("Empty", None, 0));
    let told = Event::OffsetCommitted {
        group: G.into(),
        topic: "t".into(),
        partition: 0,
        offset: 3,
        generation: -1,
    };
    assert!(bench.paper.events.contains(&told));
}

#[test]
fn a_commit_is_answered_and_seen_once_it_is_committed() {
    let mut bench = Bench::new();
    bench.commit("", -1, 1);
    bench.paper.hold = true;
    let asked = bench.send_commit(8, "", -1, 2);
    assert_eq!(bench.committed(asked), None);
    assert_eq!(bench.fetch(false), Some(1));
    assert_eq!(bench.fetch(true), None, "it waits for the commit");
    bench.commit_all();
    assert_eq!(bench.committed(asked), Some(0));
    assert_eq!(bench.fetch(false), Some(2));
    let Some(Response::OffsetFetch(waited)) = bench.paper.answers.values().next_back() else { panic!() };
    assert_eq!(waited.groups[0].topics[0].partitions[0].committed_offset, 2);
}

#[test]
fn a_commit_that_is_not_appended_leaves_nothing() {
    let mut bench = Bench::new();
    bench.commit("", -1, 1);
    for (append, answer) in [
        (ErrorCode::NotEnoughReplicas, 15),
        (ErrorCode::UnknownTopicOrPartition, 15),
        (ErrorCode::NotLeaderOrFollower, 16),
        (ErrorCode::KafkaStorageError, 16),
        (ErrorCode::RecordListTooLarge, -1),
    ] {
        bench.paper.refuse = Some(append);
        assert_eq!(bench.commit("", -1, 2), answer, "{append:?}");
    }
    bench.paper.refuse = None;
    assert_eq!(bench.fetch(true), Some(1));
}

#[test]
fn a_commit_that_is_not_committed_in_time_may_be_later() {
    let mut bench = Bench::new();
    bench.paper.hold = true;
    let asked = bench.send_commit(8, "", -1, 2);
    bench.pass(5_000);
    assert_eq!(bench.committed(asked), Some(15));
    bench.commit_all();
    assert_eq!(bench.fetch(true), Some(2));
}

#[test]
fn commits_keep_a_session_alive() {
    let mut bench = Bench::new();
    let ids = bench.stable(1);
    for offset in 0..3 {
        bench.pass(9_000);
        assert_eq!(bench.commit(&ids[0], 1, offset), 0);
    }
    assert_eq!(bench.state(), "Stable");
}

#[test]
fn large_metadata_is_refused_for_its_partition_alone() {
    let mut bench = Bench::new();
    let partition = |partition_index, length| OffsetCommitRequestPartition {
        partition_index,
        committed_offset: 1,
        committed_metadata: Some("é".repeat(length)),
        ..Default::default()
    };
    let topic = OffsetCommitRequestTopic {
        name: "t".into(),
        partitions: alloc::vec![partition(0, 4_097), partition(1, 4_096)],
        ..Default::default()
    };
    let request = OffsetCommitRequest {
        group_id: G.into(),
        generation_id_or_member_epoch: -1,
        topics: alloc::vec![topic],
        ..Default::default()
    };
    let asked = bench.ask(ApiKey::OffsetCommit, 8, "c", |state, step, caller| {
        state.commit_offsets(step, caller, request, OffsetCommitResponse::default());
    });
    let Some(Response::OffsetCommit(answer)) = bench.paper.answers.remove(&asked) else { panic!() };
    let errors = answer.topics[0].partitions.iter().map(|partition| partition.error_code);
    assert!(errors.eq([12, 0]));
}

fn delete(bench: &mut Bench, group: &str, topic: &str) -> OffsetDeleteResponse {
    let partition = OffsetDeleteRequestPartition { partition_index: 0 };
    let topic = OffsetDeleteRequestTopic { name: topic.into(), partitions: alloc::vec![partition] };
    let request = OffsetDeleteRequest { group_id: group.into(), topics: alloc::vec![topic] };
    let asked = bench.ask(ApiKey::OffsetDelete, 0, "c", |state, step, caller| {
        state.delete_offsets(step, caller, &request, OffsetDeleteResponse::default());
    });
    match bench.paper.answers.remove(&asked) {
        Some(Response::OffsetDelete(response)) => response,
        other => panic!("{other:?}"),
    }
}

#[test]
fn offsets_are_deleted_unless_somebody_uses_the_topic() {
    let mut bench = Bench::new();
    assert_eq!(delete(&mut bench, "other", "t").error_code, 69);
    let subscription = b"\0\0\0\0\0\x01\0\x01t\xff\xff\xff\xff";
    let request = bench.join(Joining {
        version: 3,
        protocols: alloc::vec![("range", subscription)],
        ..Default::default()
    });
    bench.pass(3_000);
    let member = bench.joined(request).unwrap().member_id;
    bench.sync(&member, 1, &[]);
    assert_eq!(bench.commit(&member, 1, 9), 0);
    let answer = delete(&mut bench, G, "t");
    assert_eq!((answer.error_code, answer.topics[0].partitions[0].error_code), (0, 86));
    assert_eq!(delete(&mut bench, G, "u").topics[0].partitions[0].error_code, 0);
    bench.leave(&[(&member, None)]);
    assert_eq!(delete(&mut bench, G, "t").topics[0].partitions[0].error_code, 0);
    assert_eq!(bench.fetch(false), Some(-1));
}

#[test]
fn an_active_group_of_another_kind_keeps_its_offsets() {
    let mut bench = Bench::new();
    bench.join(Joining { version: 3, kind: "connect", ..Default::default() });
    assert_eq!(delete(&mut bench, G, "t").error_code, 68);
}

#[test]
fn old_versions_of_offset_fetch_have_one_group_and_no_error_for_it() {
    let topic = OffsetFetchRequestTopic { name: "t".into(), partition_indexes: alloc::vec![3] };
    let request =
        OffsetFetchRequest { group_id: G.into(), topics: Some(alloc::vec![topic]), ..Default::default() };
    let groups = fetch::groups_of(1, request);
    assert_eq!(groups[0].group_id, G);
    let failed = || fetch::failed(G, ErrorCode::NotCoordinator);
    let version_1 = fetch::for_version(1, &groups, failed());
    assert_eq!(version_1.topics[0].partitions[0].error_code, 16);
    let version_2 = fetch::for_version(2, &groups, failed());
    assert_eq!((version_2.error_code, version_2.topics.len()), (16, 0));
    let version_8 = fetch::for_version(8, &groups, failed());
    assert_eq!((version_8.error_code, version_8.groups[0].error_code), (0, 16));
}

#[test]
fn all_offsets_of_a_group_are_those_that_it_has() {
    let mut bench = Bench::new();
    bench.commit("", -1, 4);
    for (group, topics) in [(G, 1), ("other", 0)] {
        let request = OffsetFetchRequestGroup { group_id: group.into(), topics: None, ..Default::default() };
        let asked = bench.ask(ApiKey::OffsetFetch, 9, "c", |state, step, caller| {
            state.fetch_offsets(step, caller, &request, false);
        });
        let Some(Response::OffsetFetch(answer)) = bench.paper.answers.remove(&asked) else { panic!() };
        assert_eq!((answer.groups[0].error_code, answer.groups[0].topics.len()), (0, topics));
    }
}
