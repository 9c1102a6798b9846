//! The log of a group that is longer than one slice comes from a slow disk piece by piece. Until all of it has come, whoever asks is
//! to come again; who loses the leadership in the middle forgets the piece it had, and begins anew when it comes back.

mod consumers;
mod host;

use consumers::{GROUP, cluster, find, heartbeat, stable};
use host::Host;
use partita_machine::{Event, Listener};
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::messages::elect_leaders_request::{ElectLeadersRequest, TopicPartitions};
use partita_wire::messages::offset_commit_request::{
    OffsetCommitRequest, OffsetCommitRequestPartition, OffsetCommitRequestTopic,
};
use partita_wire::messages::offset_fetch_request::{
    OffsetFetchRequest, OffsetFetchRequestGroup, OffsetFetchRequestTopics,
};
use partita_wire::{ErrorCode, Response};

const OFFSETS_TOPIC: &str = "__consumer_offsets";
/// A topic of many partitions: each has a commit of its own.
const WIDE: &str = "wide";
const PARTITIONS: i32 = 150;
/// As much as a commit may have (`offset.metadata.max.bytes`). No whole number of such batches is a slice long.
const METADATA_BYTES: usize = 4_096;
/// What a coordinator reads at once.
const SLICE_BYTES: usize = 256 << 10;
const LOADING: i16 = ErrorCode::CoordinatorLoadInProgress as i16;
const ELSEWHERE: i16 = ErrorCode::NotCoordinator as i16;

/// What is committed for a partition: the offset, and a text that tells it from all others.
fn committed(partition: i32) -> (i64, String) {
    (i64::from(partition) * 10, format!("{partition:0METADATA_BYTES$}"))
}

/// Who commits while the group has no members.
const NOBODY: (&str, i32) = ("", -1);

/// The error code of a commit for a partition of the wide topic, by a member in its generation.
fn commit(
    host: &mut Host,
    at: i32,
    (member, generation): (&str, i32),
    partition: i32,
    offset: i64,
    metadata: &str,
) -> i16 {
    let partition = OffsetCommitRequestPartition {
        partition_index: partition,
        committed_offset: offset,
        committed_metadata: Some(metadata.into()),
        ..Default::default()
    };
    let topic =
        OffsetCommitRequestTopic { name: WIDE.into(), partitions: vec![partition], ..Default::default() };
    let request = OffsetCommitRequest {
        group_id: GROUP.into(),
        generation_id_or_member_epoch: generation,
        member_id: member.into(),
        topics: vec![topic],
        ..Default::default()
    };
    match host.ask_in(at, Listener::Broker, 9, request) {
        Some(Response::OffsetCommit(answer)) => answer.topics[0].partitions[0].error_code,
        other => panic!("{other:?}"),
    }
}

/// What a broker says is committed for all partitions of the wide topic, or why it says nothing.
fn known(host: &mut Host, at: i32) -> Result<Vec<(i64, String)>, i16> {
    let partition_indexes = (0..PARTITIONS).collect();
    let topic = OffsetFetchRequestTopics { name: WIDE.into(), partition_indexes, ..Default::default() };
    let group =
        OffsetFetchRequestGroup { group_id: GROUP.into(), topics: Some(vec![topic]), ..Default::default() };
    let request = OffsetFetchRequest { groups: vec![group], require_stable: true, ..Default::default() };
    let Some(Response::OffsetFetch(answer)) = host.ask_in(at, Listener::Broker, 9, request) else { panic!() };
    let group = &answer.groups[0];
    if group.error_code != 0 {
        return Err(group.error_code);
    }
    let partitions = group.topics[0].partitions.iter();
    Ok(partitions.map(|known| (known.committed_offset, known.metadata.clone().unwrap_or_default())).collect())
}

/// Three brokers, a group with two members and a commit for each partition of the wide topic, its coordinator, its members
/// and the partition of its log.
fn with_a_long_log() -> (Host, i32, [String; 2], i32) {
    let (mut host, coordinator) = cluster(3);
    let topic = CreatableTopic {
        name: WIDE.into(),
        num_partitions: PARTITIONS,
        replication_factor: 1,
        ..Default::default()
    };
    host.ask(0, CreateTopicsRequest { topics: vec![topic], timeout_ms: 5_000, validate_only: false });
    host.run_ms(1_000);
    for partition in 0..PARTITIONS {
        let (offset, metadata) = committed(partition);
        assert_eq!(commit(&mut host, coordinator, NOBODY, partition, offset, &metadata), 0);
    }
    // What the end of the log has is found as well as what its beginning has.
    let members = stable(&mut host, coordinator);
    let long = |partition: &i32| {
        let replica = host.node(coordinator).replica_view(OFFSETS_TOPIC, *partition);
        replica.is_some_and(|replica| replica.log_end > i64::from(PARTITIONS))
    };
    let log = (0..5).find(long).expect("the group's log");
    (host, coordinator, members, log)
}

/// Kills the coordinator, and makes the disks of the others slow before one of them is told to take over. Gives who that is.
fn move_to_a_slow_disk(host: &mut Host, coordinator: i32) -> i32 {
    host.run_ms(1_000);
    host.kill(coordinator);
    host.run_until("it is fenced", |host| {
        host.events.iter().any(|(_, _, event)| *event == Event::BrokerFenced(coordinator))
    });
    let others: Vec<i32> = (0..3).filter(|&id| id != coordinator).collect();
    for &id in &others {
        host.disk_under(id).set_delay_us(1_000);
    }
    host.run_ms(1_000);
    let next = find(host, others[0]);
    assert_ne!(next, coordinator);
    next
}

fn all_committed() -> Vec<(i64, String)> {
    (0..PARTITIONS).map(committed).collect()
}

fn make_quick(host: &mut Host) {
    for id in host.running() {
        host.disk_under(id).set_delay_us(0);
        host.bring_late(id);
    }
}

#[test]
fn all_of_it_is_there_once_the_last_slice_has_come() {
    let (mut host, coordinator, members, _) = with_a_long_log();
    let next = move_to_a_slow_disk(&mut host, coordinator);
    let mut slices = 0;
    while known(&mut host, next) == Err(LOADING) {
        assert_eq!(commit(&mut host, next, (&members[0], 1), 0, 1, "early"), LOADING);
        host.bring_late(next);
        host.run_ms(100);
        slices += 1;
        assert!(slices < 10, "it does not come to an end");
    }
    let bytes = METADATA_BYTES * PARTITIONS as usize;
    assert_eq!(slices, bytes.div_ceil(SLICE_BYTES), "so many reads, each after the one before");
    assert_eq!(known(&mut host, next), Ok(all_committed()));
    for member in &members {
        assert_eq!(heartbeat(&mut host, next, member, 1), 0, "the same generation");
    }
    make_quick(&mut host);
    host.run_ms(1_000);
    assert_eq!(commit(&mut host, next, (&members[0], 1), 3, 99, "late"), 0);
    let expected = (99, String::from("late"));
    assert_eq!(known(&mut host, next).unwrap()[3], expected);
}

#[test]
fn who_loses_the_leadership_in_the_middle_begins_anew() {
    let (mut host, coordinator, members, log) = with_a_long_log();
    let next = move_to_a_slow_disk(&mut host, coordinator);
    host.bring_late(next);
    host.run_ms(100);
    assert_eq!(known(&mut host, next), Err(LOADING), "one slice has come");

    // The one that was killed is back, and preferred. The disk is still at the second slice.
    host.start(coordinator);
    in_sync(&mut host, log, coordinator);
    let topics = vec![TopicPartitions { topic: OFFSETS_TOPIC.into(), partitions: vec![log] }];
    let body = ElectLeadersRequest { election_type: 0, topic_partitions: Some(topics), timeout_ms: 5_000 };
    let Response::ElectLeaders(answer) = host.ask(next, body) else { panic!() };
    assert_eq!(answer.replica_election_results[0].partition_result[0].error_code, 0);
    host.run_ms(1_000);
    assert_eq!(find(&mut host, next), coordinator);
    assert_eq!(known(&mut host, next), Err(ELSEWHERE));
    assert!(host.node(next).group_view(GROUP).is_none(), "nothing of what had come is left");
    host.bring_late(next);
    host.run_ms(100);
    assert_eq!(known(&mut host, next), Err(ELSEWHERE), "what the disk brings then is nobody's");
    assert!(host.node(next).group_view(GROUP).is_none());

    assert_eq!(known(&mut host, coordinator), Ok(all_committed()));
    for member in &members {
        assert_eq!(heartbeat(&mut host, coordinator, member, 1), 0, "the same generation");
    }
    assert_eq!(commit(&mut host, coordinator, (&members[0], 1), 0, 77, "meanwhile"), 0);

    // It leads once more, and reads everything from the beginning, with what was written meanwhile.
    host.run_ms(1_000);
    let before = host.events.len();
    host.kill(coordinator);
    host.run_until("it is fenced again", |host| {
        host.events[before..].iter().any(|(_, _, event)| *event == Event::BrokerFenced(coordinator))
    });
    host.run_ms(1_000);
    let other = host.running().into_iter().find(|&id| id != next).unwrap();
    let last = find(&mut host, other);
    assert_eq!(known(&mut host, last), Err(LOADING));
    make_quick(&mut host);
    host.run_ms(1_000);
    let mut expected = all_committed();
    expected[0] = (77, "meanwhile".into());
    assert_eq!(known(&mut host, last), Ok(expected));
    assert_eq!(last, next, "it is the one that had begun");
}

/// Runs until a broker is in the ISR of a partition of the group logs.
fn in_sync(host: &mut Host, partition: i32, broker: i32) {
    host.run_until("it is in sync again", |host| {
        let other = host.running().into_iter().find(|&id| id != broker).unwrap();
        let state = host.node(other).partition_view(OFFSETS_TOPIC, partition);
        state.is_some_and(|state| state.in_sync.contains(&broker))
    });
}
