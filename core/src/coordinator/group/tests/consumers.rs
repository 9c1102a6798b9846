//! Groups of the consumer protocol (KIP-848).

use alloc::vec::Vec;

use partita_machine::Event;
use partita_view::GoneReason;
use partita_wire::Uuid;
use partita_wire::messages::consumer_group_heartbeat_request::{
    ConsumerGroupHeartbeatRequest, TopicPartitions,
};
use partita_wire::messages::consumer_group_heartbeat_response::ConsumerGroupHeartbeatResponse;

use crate::coordinator::group::assign::ServerAssignor;
use crate::coordinator::group::settings::Settings;
use crate::coordinator::testing::{Bench, G, settings};

/// The first request of a member that wants `t`.
pub(super) fn joining(member: &str) -> ConsumerGroupHeartbeatRequest {
    ConsumerGroupHeartbeatRequest {
        group_id: G.into(),
        member_id: member.into(),
        rebalance_timeout_ms: 60_000,
        subscribed_topic_names: Some(alloc::vec!["t".into()]),
        topic_partitions: Some(Vec::new()),
        ..Default::default()
    }
}

/// A later one, in which only what is owned is said.
pub(super) fn owning(
    member: &str,
    epoch: i32,
    topic: Uuid,
    partitions: &[i32],
) -> ConsumerGroupHeartbeatRequest {
    let owned = match partitions {
        [] => Vec::new(),
        some => alloc::vec![TopicPartitions { topic_id: topic, partitions: some.to_vec() }],
    };
    ConsumerGroupHeartbeatRequest { topic_partitions: Some(owned), ..alive(member, epoch) }
}

/// One that says nothing new.
pub(super) fn alive(member: &str, epoch: i32) -> ConsumerGroupHeartbeatRequest {
    ConsumerGroupHeartbeatRequest {
        group_id: G.into(),
        member_id: member.into(),
        member_epoch: epoch,
        rebalance_timeout_ms: -1,
        ..Default::default()
    }
}

/// Partitions of the first topic that an answer assigns; `None` if it says nothing of that.
pub(super) fn given(answer: &ConsumerGroupHeartbeatResponse) -> Option<Vec<i32>> {
    assert_eq!((answer.error_code, &answer.error_message), (0, &None));
    let assignment = answer.assignment.as_ref()?;
    Some(assignment.topic_partitions.first().map(|topic| topic.partitions.clone()).unwrap_or_default())
}

pub(super) fn error(answer: &ConsumerGroupHeartbeatResponse) -> (i16, &str) {
    (answer.error_code, answer.error_message.as_deref().unwrap_or_default())
}

/// A group of two: `a` has `t-0` and `t-1`, `b` has `t-2`, all at epoch 3.
pub(super) fn pair(bench: &mut Bench) -> Uuid {
    let topic = bench.topics(&[("t", 3)])[0];
    bench.beat(joining("a"));
    bench.beat(joining("b"));
    bench.beat(alive("a", 2));
    bench.beat(owning("a", 2, topic, &[0, 1]));
    bench.beat(alive("b", 3));
    assert_eq!(bench.consumers().state(), "Stable");
    topic
}

#[test]
fn the_first_member_has_everything_with_its_first_answer_at_epoch_2() {
    let mut bench = Bench::new();
    bench.topics(&[("t", 3)]);
    let answer = bench.beat(joining("a"));
    assert_eq!(given(&answer), Some(alloc::vec![0, 1, 2]));
    assert_eq!((answer.member_epoch, answer.heartbeat_interval_ms), (2, 5_000));
    assert_eq!(answer.member_id.as_deref(), Some("a"));
    assert_eq!(bench.consumers().state(), "Stable");
    let answer = bench.beat(alive("a", 2));
    assert_eq!((answer.member_epoch, given(&answer)), (2, None), "nothing new is not said again");
}

#[test]
fn a_partition_changes_hands_only_after_it_was_given_back_and_nothing_else_stops() {
    let mut bench = Bench::new();
    let topic = bench.topics(&[("t", 3)])[0];
    bench.beat(joining("a"));
    let answer = bench.beat(joining("b"));
    assert_eq!((answer.member_epoch, given(&answer)), (3, Some(Vec::new())), "t-2 is not free yet");
    assert_eq!(bench.consumers().state(), "Reconciling");

    let answer = bench.beat(alive("a", 2));
    assert_eq!((answer.member_epoch, given(&answer)), (2, Some(alloc::vec![0, 1])), "it is to give t-2 back");
    let answer = bench.beat(owning("a", 2, topic, &[0, 1, 2]));
    assert_eq!((answer.member_epoch, given(&answer)), (2, None), "it has not yet");
    assert_eq!(given(&bench.beat(alive("b", 3))), None);

    let answer = bench.beat(owning("a", 2, topic, &[0, 1]));
    assert_eq!((answer.member_epoch, given(&answer)), (3, None), "what it keeps it kept all the time");
    let answer = bench.beat(alive("b", 3));
    assert_eq!((answer.member_epoch, given(&answer)), (3, Some(alloc::vec![2])));
    assert_eq!(bench.consumers().state(), "Stable");
    let since: Vec<i32> =
        bench.consumers().members.values().flat_map(|m| m.assigned[&topic].values().copied()).collect();
    assert_eq!(since, [2, 2, 3], "each partition has the epoch since which its member has it");
}

#[test]
fn who_does_not_give_back_in_time_is_fenced() {
    let mut bench = Bench::new();
    let topic = bench.topics(&[("t", 3)])[0];
    bench.beat(joining("a"));
    bench.beat(joining("b"));
    bench.beat(alive("a", 2));
    for _ in 0..2 {
        bench.pass(29_000);
        bench.beat(owning("a", 2, topic, &[0, 1, 2]));
        bench.beat(alive("b", 3));
    }
    assert_eq!(bench.consumers().members.len(), 2);
    bench.pass(3_000);
    assert_eq!(error(&bench.beat(alive("a", 2))), (25, "Member a is not a member of group g."));
    let answer = bench.beat(alive("b", 3));
    assert_eq!((answer.member_epoch, given(&answer)), (4, Some(alloc::vec![0, 1, 2])));
    let reason = bench.consumers().reason.unwrap();
    assert_eq!(
        &*reason,
        "Member a fenced from the group because it failed to transition from epoch 2 within 60000ms."
    );
}

#[test]
fn who_falls_silent_is_removed_after_its_session_and_who_leaves_at_once() {
    let mut bench = Bench::new();
    pair(&mut bench);
    bench.pass(44_000);
    bench.beat(alive("a", 3));
    bench.pass(2_000);
    let gone = Event::MemberGone {
        group: G.into(),
        member: "b".into(),
        client: "c".into(),
        why: GoneReason::SessionTimeout,
    };
    assert!(bench.paper.events.contains(&gone));
    let answer = bench.beat(alive("a", 3));
    assert_eq!((answer.member_epoch, given(&answer)), (4, Some(alloc::vec![0, 1, 2])));

    let answer = bench.beat(alive("a", -1));
    assert_eq!((answer.member_epoch, answer.error_code), (-1, 0));
    assert_eq!((bench.consumers().state(), bench.consumers().epoch), ("Empty", 5));
    assert_eq!(error(&bench.beat(alive("a", -1))).0, 25);
}

#[test]
fn epochs_of_the_past_and_the_future_are_fenced_but_for_the_one_before_after_a_lost_answer() {
    let mut bench = Bench::new();
    let topic = pair(&mut bench);
    let (code, text) = (110, "(9) than the one known by the group coordinator (3)");
    let answer = bench.beat(alive("b", 9));
    assert_eq!(answer.error_code, code);
    assert!(error(&answer).1.contains(text), "{answer:?}");
    assert_eq!(error(&bench.beat(alive("a", 2))).0, 110, "it does not say what it owns");
    assert_eq!(error(&bench.beat(owning("a", 2, topic, &[0, 1, 2]))).0, 110, "it owns too much");
    assert_eq!(bench.beat(owning("a", 2, topic, &[0])).member_epoch, 3);
    assert_eq!(error(&bench.beat(alive("a", 1))).0, 110);
    // Whoever was fenced begins anew under its old id, and has everything told.
    let answer = bench.beat(joining("a"));
    assert_eq!((answer.member_epoch, given(&answer)), (3, Some(alloc::vec![0, 1])));
}

#[test]
fn what_a_request_must_not_be_like() {
    let mut bench = Bench::new();
    bench.topics(&[("t", 3)]);
    let first = || joining("a");
    type Request = ConsumerGroupHeartbeatRequest;
    let cases = [
        (Request { group_id: " ".into(), ..first() }, 42, "GroupId can't be empty."),
        (Request { member_id: "".into(), ..first() }, 42, "MemberId can't be empty."),
        (Request { instance_id: Some("".into()), ..first() }, 42, "InstanceId can't be empty."),
        (Request { rack_id: Some("".into()), ..first() }, 42, "RackId can't be empty."),
        (
            Request { rebalance_timeout_ms: -1, ..first() },
            42,
            "RebalanceTimeoutMs must be provided in first request.",
        ),
        (
            Request { topic_partitions: None, ..first() },
            42,
            "TopicPartitions must be empty when (re-)joining.",
        ),
        (
            Request { subscribed_topic_names: Some(Vec::new()), ..first() },
            42,
            "Either SubscribedTopicNames or SubscribedTopicRegex must be non-null when (re-)joining.",
        ),
        (Request { member_epoch: -2, ..first() }, 42, "InstanceId can't be null."),
        (Request { member_epoch: -3, ..first() }, 42, "MemberEpoch is invalid."),
        (
            Request { server_assignor: Some("foo".into()), ..first() },
            112,
            "ServerAssignor foo is not supported. Supported assignors: uniform, range.",
        ),
        (
            Request { subscribed_topic_regex: Some("t(".into()), ..first() },
            128,
            "SubscribedTopicRegex `t(` is not a valid regular expression: missing closing ).",
        ),
        (alive("a", 1), 69, "Consumer group g not found."),
        (alive("a", -1), 69, "Group g not found."),
    ];
    for (request, code, text) in cases {
        let answer = bench.beat(request.clone());
        assert_eq!(error(&answer), (code, text), "{request:?}");
    }
    assert!(bench.paper.log.is_empty());
}

#[test]
fn a_static_member_that_went_for_a_while_finds_what_it_had() {
    let mut bench = Bench::new();
    let topic = bench.topics(&[("t", 3)])[0];
    let is =
        |member: &str| ConsumerGroupHeartbeatRequest { instance_id: Some("i".into()), ..joining(member) };
    bench.beat(is("a"));
    let (code, text) = (
        111,
        "Static member z with instance id i cannot join the group because the instance id is owned by a member.",
    );
    assert_eq!(error(&bench.beat(is("z"))), (code, text));
    let away = ConsumerGroupHeartbeatRequest { instance_id: Some("i".into()), ..alive("a", -2) };
    assert_eq!(bench.beat(away).member_epoch, -2);
    assert_eq!(bench.consumers().epoch, 2, "no rebalance");

    let answer = bench.beat(is("z"));
    assert_eq!((answer.member_epoch, given(&answer)), (2, Some(alloc::vec![0, 1, 2])));
    assert_eq!(bench.consumers().epoch, 2, "no rebalance");
    let old = ConsumerGroupHeartbeatRequest { instance_id: Some("i".into()), ..owning("a", 2, topic, &[0]) };
    let (code, text) = (82, "Static member a with instance id i was fenced by member z.");
    assert_eq!(error(&bench.beat(old)), (code, text));
    let other = ConsumerGroupHeartbeatRequest { instance_id: Some("j".into()), ..alive("z", 2) };
    assert_eq!(error(&bench.beat(other)), (25, "Instance id j is unknown."));
}

#[test]
fn one_that_stays_away_is_removed_after_its_session() {
    let mut bench = Bench::new();
    bench.topics(&[("t", 3)]);
    bench.beat(ConsumerGroupHeartbeatRequest { instance_id: Some("i".into()), ..joining("a") });
    bench.beat(ConsumerGroupHeartbeatRequest { instance_id: Some("i".into()), ..alive("a", -2) });
    bench.pass(45_000);
    assert_eq!(bench.consumers().state(), "Empty");
}

#[test]
fn a_topic_that_grows_is_shared_anew_and_one_that_is_gone_is_taken_back() {
    let mut bench = Bench::new();
    bench.topics(&[("t", 1)]);
    bench.beat(joining("a"));
    let topic = bench.topics(&[("t", 2)])[0];
    let answer = bench.beat(alive("a", 2));
    assert_eq!((answer.member_epoch, given(&answer)), (3, Some(alloc::vec![0, 1])));
    assert!(bench.consumers().reason.unwrap().starts_with("Computed new metadata hash: "));
    bench.topics(&[]);
    let answer = bench.beat(alive("a", 3));
    assert_eq!((answer.member_epoch, given(&answer)), (3, Some(Vec::new())));
    let answer = bench.beat(owning("a", 3, topic, &[]));
    assert_eq!((answer.member_epoch, bench.consumers().state()), (4, "Stable"));
}

#[test]
fn the_assignor_that_most_ask_for_is_used() {
    let mut bench = Bench::new();
    bench.topics(&[("t", 4)]);
    let wants = |member: &str, name: &str| ConsumerGroupHeartbeatRequest {
        server_assignor: Some(name.into()),
        ..joining(member)
    };
    bench.beat(wants("a", "range"));
    assert_eq!(bench.consumers().assignor(&ServerAssignor::ALL).name(), "range");
    bench.beat(wants("b", "uniform"));
    assert_eq!(bench.consumers().assignor(&ServerAssignor::ALL).name(), "uniform");
    bench.beat(wants("c", "range"));
    assert_eq!(bench.consumers().assignor(&ServerAssignor::ALL).name(), "range");
}

#[test]
fn a_full_group_takes_nobody_in() {
    let mut bench = Bench::with(Settings { group_consumer_max_size: 1, ..settings() });
    bench.topics(&[("t", 3)]);
    bench.beat(joining("a"));
    let text = "The consumer group has reached its maximum capacity of 1 members.";
    assert_eq!(error(&bench.beat(joining("b"))), (81, text));
    assert_eq!(bench.beat(alive("a", 2)).error_code, 0);
}
