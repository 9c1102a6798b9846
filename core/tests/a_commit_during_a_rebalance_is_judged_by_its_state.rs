//! F46: a commit that arrives during a rebalance. Classic protocol: accepted while the group prepares the rebalance, with its
//! present generation; REBALANCE_IN_PROGRESS (27) while members wait for their assignment; ILLEGAL_GENERATION (22) with the old
//! generation from then on. New protocol (KIP-848): STALE_MEMBER_EPOCH (113), unless the member has had the partition since that
//! epoch and has it still (KIP-1251).

mod consumers;
mod host;

use consumers::{
    GROUP, TOPIC, cluster, commit, commit_of, fetch, heartbeat, join, joined, send_join, send_sync, stable,
};
use host::Host;
use partita_machine::Listener;
use partita_wire::Response;
use partita_wire::messages::consumer_group_heartbeat_request::ConsumerGroupHeartbeatRequest;
use partita_wire::messages::consumer_group_heartbeat_response::ConsumerGroupHeartbeatResponse;

#[test]
fn of_the_classic_protocol() {
    let (mut host, at) = cluster(1);
    let [leader, other] = stable(&mut host, at);
    assert_eq!(commit(&mut host, at, &leader, 1, 5), 0, "Stable");
    // A third member wants to join: the group prepares a rebalance and waits for the others.
    let (third, third_join) = join(&mut host, at);
    assert_eq!(heartbeat(&mut host, at, &leader, 1), 27);
    assert_eq!(commit(&mut host, at, &leader, 1, 6), 0, "PreparingRebalance");
    assert_eq!(commit(&mut host, at, &leader, 0, 7), 22, "PreparingRebalance, another generation");
    assert_eq!(commit(&mut host, at, "nobody", 1, 7), 25);
    assert_eq!(fetch(&mut host, at), (0, 6));
    let joins = [&leader, &other].map(|member| send_join(&mut host, at, member));
    host.run_ms(500);
    for conn in joins.into_iter().chain([third_join]) {
        let answer = joined(&mut host, conn).expect("everybody is there");
        assert_eq!((answer.error_code, answer.generation_id), (0, 2));
    }
    // The leader has not assigned anything yet.
    assert_eq!(commit(&mut host, at, &leader, 2, 8), 27, "CompletingRebalance");
    assert_eq!(commit(&mut host, at, &leader, 1, 8), 22, "CompletingRebalance, the old generation");
    assert_eq!(fetch(&mut host, at), (0, 6), "nothing of them is kept");
    let synced = send_sync(&mut host, at, &leader, 2, &[&leader, &other, &third]);
    host.run_ms(500);
    assert_eq!(consumers::synced(&mut host, synced).expect("an assignment").error_code, 0);
    assert_eq!(commit(&mut host, at, &leader, 1, 9), 22, "Stable again, the old generation");
    assert_eq!(commit(&mut host, at, &leader, 2, 9), 0);
    assert_eq!(fetch(&mut host, at), (0, 9));
}

/// A heartbeat of the new protocol; a full one says to what it subscribes.
fn beat(
    host: &mut Host,
    at: i32,
    member: &str,
    epoch: i32,
    owned: Option<&[i32]>,
) -> ConsumerGroupHeartbeatResponse {
    use partita_wire::messages::consumer_group_heartbeat_request::TopicPartitions;
    let topic_id = host.node(at).topic_views().iter().find(|topic| *topic.name == *TOPIC).unwrap().id.clone();
    let owned = owned.map(|partitions| match partitions {
        [] => Vec::new(),
        _ => vec![TopicPartitions { topic_id: topic_id.parse().unwrap(), partitions: partitions.to_vec() }],
    });
    let request = ConsumerGroupHeartbeatRequest {
        group_id: GROUP.into(),
        member_id: member.into(),
        member_epoch: epoch,
        rebalance_timeout_ms: if epoch == 0 { 30_000 } else { -1 },
        subscribed_topic_names: (epoch == 0).then(|| vec![TOPIC.into()]),
        topic_partitions: owned,
        ..Default::default()
    };
    match host.ask_in(at, Listener::Broker, 1, request) {
        Some(Response::ConsumerGroupHeartbeat(answer)) => answer,
        other => panic!("{other:?}"),
    }
}

#[test]
fn of_the_new_protocol() {
    let (mut host, at) = cluster(1);
    host.run_ms(1_000);
    let [a, b] = ["AAAAAAAAAAAAAAAAAAAAAA", "BBBBBBBBBBBBBBBBBBBBBB"];
    let first = loop {
        let answer = beat(&mut host, at, a, 0, Some(&[]));
        if !matches!(answer.error_code, 14 | 16) {
            break answer;
        }
        host.run_ms(200);
    };
    assert_eq!(first.error_code, 0, "{first:?}");
    let epoch = first.member_epoch;
    assert_eq!(commit(&mut host, at, a, epoch, 5), 0);
    // A target is kept for a second (KIP-1263).
    host.run_ms(1_000);
    // Another member: the first is to give a partition up, and stays in its epoch until it has.
    let second = beat(&mut host, at, b, 0, Some(&[]));
    assert_eq!(second.error_code, 0);
    let asked = beat(&mut host, at, a, epoch, Some(&[0, 1]));
    assert_eq!((asked.error_code, asked.member_epoch), (0, epoch), "it revokes");
    let left: Vec<i32> = asked
        .assignment
        .as_ref()
        .map(|assignment| {
            assignment.topic_partitions.iter().flat_map(|topic| topic.partitions.clone()).collect()
        })
        .expect("another assignment");
    assert_eq!(left.len(), 1);
    assert_eq!(commit(&mut host, at, a, epoch, 6), 0, "while it revokes");
    let next = beat(&mut host, at, a, epoch, Some(&left));
    assert!(next.member_epoch > epoch, "{next:?}");
    let given_up = 1 - left[0];
    assert_eq!(commit_of(&mut host, at, given_up, a, epoch, 7), 113, "of before, and it is another's now");
    assert_eq!(commit_of(&mut host, at, left[0], a, epoch, 7), 0, "of before, and it has it still");
    assert_eq!(commit_of(&mut host, at, left[0], a, next.member_epoch, 8), 0);
    assert_eq!(commit_of(&mut host, at, left[0], a, next.member_epoch + 1, 9), 113);
    assert_eq!(commit_of(&mut host, at, left[0], "nobody", epoch, 9), 25);
    let expected = if left[0] == 0 { 8 } else { 6 };
    assert_eq!(fetch(&mut host, at), (0, expected));
}
