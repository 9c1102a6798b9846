//! What is kept of groups of the consumer protocol: offsets, the records of their log, and what is told of them.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_wire::{ApiKey, ErrorCode, Response};

use super::consumers::{alive, error, given, joining, owning, pair};
use crate::coordinator::group::assign::ServerAssignor;
use crate::coordinator::group::settings::Settings;
use crate::coordinator::testing::{Bench, G, Joining, settings};

#[test]
fn commits_name_the_epoch_and_may_be_a_little_late() {
    let mut bench = Bench::new();
    let topic = pair(&mut bench);
    assert_eq!(bench.commit_of("a", 3, topic, 0), 0);
    assert_eq!(bench.commit_of("a", 2, topic, 0), 0, "it has had t-0 since epoch 2");
    assert_eq!(bench.commit_of("b", 2, topic, 2), 113, "t-2 came to b in epoch 3");
    assert_eq!(bench.commit_of("a", 4, topic, 0), 113);
    assert_eq!(bench.commit_of("z", 3, topic, 0), 25);
    assert_eq!(bench.commit("a", 3, 1), 35, "version 8 knows no epochs");
    assert_eq!(bench.commit("", -1, 1), 25, "a simple commit into a group with members");
    assert_eq!(bench.fetch(false), Some(7));
}

#[test]
fn offsets_are_read_by_whoever_says_who_it_is_in_the_right_epoch_or_does_not_say() {
    let mut bench = Bench::new();
    let topic = pair(&mut bench);
    bench.commit_of("a", 3, topic, 0);
    let mut ask = |member: Option<&str>, epoch: i32| {
        let request = partita_wire::messages::offset_fetch_request::OffsetFetchRequestGroup {
            group_id: G.into(),
            member_id: member.map(String::from),
            member_epoch: epoch,
            topics: None,
        };
        let asked = bench.ask(ApiKey::OffsetFetch, 9, "c", |state, step, caller| {
            state.fetch_offsets(step, caller, &request, false);
        });
        let Some(Response::OffsetFetch(answer)) = bench.paper.answers.remove(&asked) else { panic!() };
        (answer.groups[0].error_code, answer.groups[0].topics.len())
    };
    assert_eq!(ask(None, -1), (0, 1));
    assert_eq!(ask(Some("a"), 3), (0, 1));
    assert_eq!(ask(Some("a"), 2), (113, 0));
    assert_eq!(ask(Some("z"), 3), (25, 0));
}

#[test]
fn another_node_goes_on_from_the_log() {
    let mut bench = Bench::new();
    let topic = bench.topics(&[("t", 3)])[0];
    bench.beat(joining("a"));
    bench.beat(joining("b"));
    bench.beat(alive("a", 2));
    bench.commit_of("a", 2, topic, 0);
    let before = bench.consumers();
    let mut other = bench.moved(settings());
    other.topics(&[("t", 3)]);
    let after = other.consumers();
    let told = |group: &crate::coordinator::group::consumer::ConsumerGroup| {
        format!(
            "{:?}",
            (group.epoch, group.assignment_epoch, group.metadata_hash, &group.members, &group.target)
        )
    };
    assert_eq!(told(&after), told(&before));
    assert_eq!(other.fetch(false), Some(7));
    // In the middle of a handover: it goes on where it was.
    assert_eq!(other.beat(owning("a", 2, topic, &[0, 1])).member_epoch, 3);
    assert_eq!(given(&other.beat(alive("b", 3))), Some(alloc::vec![2]));
    // And who died with the old node is found out by its session.
    other.pass(40_000);
    other.beat(alive("b", 3));
    other.pass(6_000);
    assert_eq!(other.consumers().members.len(), 1);
}

#[test]
fn an_answer_leaves_only_once_its_records_are_committed() {
    let mut bench = Bench::new();
    bench.topics(&[("t", 3)]);
    bench.paper.hold = true;
    let request = joining("a");
    let asked = bench.ask(ApiKey::ConsumerGroupHeartbeat, 1, "c", |state, step, caller| {
        state.consumer_heartbeat(step, caller, request);
    });
    assert!(!bench.paper.answers.contains_key(&asked));
    bench.commit_all();
    assert!(bench.paper.answers.contains_key(&asked));
    bench.paper.hold = false;
    bench.paper.refuse = Some(ErrorCode::NotEnoughReplicas);
    let answer = bench.beat(joining("b"));
    assert_eq!(error(&answer).0, 15);
    assert_eq!(bench.consumers().members.len(), 1, "nothing changed");
}

#[test]
fn it_is_listed_described_and_deleted_as_what_it_is() {
    let mut bench = Bench::new();
    let topic = pair(&mut bench);
    bench.commit_of("a", 3, topic, 0);
    let (_, state) = bench.runtime.states().next().unwrap();
    let listed = state.listed(&Default::default());
    let shown =
        (&*listed[0].group_id, &*listed[0].group_type, &*listed[0].group_state, &*listed[0].protocol_type);
    assert_eq!(shown, ("g", "consumer", "Stable", "consumer"));

    let mut described = |id: &'static str| {
        let asked = bench.ask(ApiKey::ConsumerGroupDescribe, 1, "c", |state, step, caller| {
            state.describe_consumers(step, caller, id, false);
        });
        let Some(Response::ConsumerGroupDescribe(mut answer)) = bench.paper.answers.remove(&asked) else {
            panic!()
        };
        answer.groups.remove(0)
    };
    let group = described(G);
    assert_eq!((group.group_epoch, group.assignment_epoch, &*group.assignor_name), (3, 3, "uniform"));
    let member = &group.members[1];
    assert_eq!((&*member.member_id, member.member_epoch, member.member_type), ("b", 3, 1));
    assert_eq!(member.assignment.topic_partitions[0].topic_name, "t");
    assert_eq!(member.assignment.topic_partitions[0].partitions, [2]);
    let unknown = described("x");
    assert_eq!((unknown.error_code, unknown.error_message.as_deref()), (69, Some("Group x not found.")));

    let view = bench.consumers().view(1, &bench.runtime.settings().image, &ServerAssignor::ALL);
    assert_eq!((view.state, view.generation, view.assignor.as_deref()), ("Stable", 3, Some("uniform")));
    assert_eq!(view.members[1].owned[0].since_generation, 3);
    assert_eq!(
        view.reason.as_deref(),
        Some("Member b joins the consumer group using the consumer protocol.")
    );
    let epochs: Vec<i32> = view.rebalances.iter().map(|rebalance| rebalance.generation).collect();
    assert_eq!(epochs, [2, 3]);

    let delete = |bench: &mut Bench| {
        let asked =
            bench.ask(ApiKey::DeleteGroups, 2, "c", |state, step, caller| state.delete(step, caller, G));
        let Some(Response::DeleteGroups(answer)) = bench.paper.answers.remove(&asked) else { panic!() };
        answer.results[0].error_code
    };
    assert_eq!(delete(&mut bench), 68);
    bench.beat(alive("a", -1));
    bench.beat(alive("b", -1));
    assert_eq!(delete(&mut bench), 0);
    assert_eq!(delete(&mut bench), 69);
    let other = bench.moved(settings());
    let (_, state) = other.runtime.states().next().unwrap();
    assert!(state.consumers.is_empty() && state.groups.is_empty());
}

#[test]
fn its_offsets_expire_and_it_goes_with_them() {
    let mut bench = Bench::with(Settings { offsets_retention_ms: 1_200_000, ..settings() });
    let topic = pair(&mut bench);
    bench.commit_of("a", 3, topic, 0);
    bench.beat(alive("a", -1));
    bench.beat(alive("b", -1));
    bench.pass(1_900_000);
    let (_, state) = bench.runtime.states().next().unwrap();
    assert!(state.consumers.is_empty() && state.groups.is_empty());
}

#[test]
fn an_empty_group_of_either_protocol_makes_room_for_the_other_and_keeps_its_offsets() {
    let mut bench = Bench::new();
    bench.topics(&[("t", 3)]);
    let ids = bench.stable(1);
    bench.commit(&ids[0], 1, 5);
    bench.leave(&[(&ids[0], None)]);
    assert_eq!(bench.beat(joining("a")).member_epoch, 2);
    assert!(bench.group_called(G).is_none());
    assert_eq!(bench.fetch(false), Some(5));
    bench.beat(alive("a", -1));
    bench.join(Joining { version: 3, ..Default::default() });
    assert_eq!(bench.state(), "PreparingRebalance");
    assert_eq!(bench.fetch(false), Some(5));
    let mut other = bench.moved(settings());
    assert_eq!(other.fetch(false), Some(5));
}

#[test]
fn a_group_has_configs_of_its_own() {
    let mut bench = Bench::new();
    bench.topics(&[("t", 3)]);
    let mut image = (*bench.runtime.settings().image).clone();
    let configs = [("consumer.session.timeout.ms", "50000"), ("consumer.heartbeat.interval.ms", "6000")];
    let configs = configs.map(|(name, value)| (name.into(), value.into())).into_iter().collect();
    image.configs.insert((32, G.into()), alloc::sync::Arc::new(configs));
    bench.runtime.settings_mut().image = alloc::sync::Arc::new(image);
    assert_eq!(bench.beat(joining("a")).heartbeat_interval_ms, 6_000);
    bench.pass(46_000);
    assert_eq!(bench.consumers().members.len(), 1);
    bench.pass(4_000);
    assert_eq!(bench.consumers().members.len(), 0);
}
