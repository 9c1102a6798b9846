//! Between the protocols while a group runs (KIP-848): a classic group becomes a consumer group and goes back.

use alloc::string::String;
use alloc::vec::Vec;

use partita_wire::messages::consumer_group_heartbeat_request::ConsumerGroupHeartbeatRequest;
use partita_wire::{ErrorCode, Uuid};

use crate::coordinator::group::embedded;
use crate::coordinator::group::settings::Settings;
use crate::coordinator::testing::{Bench, G, Joining, settings};

/// A subscription to `t` of version 0.
const OF_T: &[u8] = b"\0\0\0\0\0\x01\0\x01t\xff\xff\xff\xff";
/// One of version 1 that owns `t-0` and `t-1`.
const OWNS_0_AND_1: &[u8] =
    b"\0\x01\0\0\0\x01\0\x01t\xff\xff\xff\xff\0\0\0\x01\0\x01t\0\0\0\x02\0\0\0\0\0\0\0\x01";
/// An assignment of `t-0`, `t-1` and `t-2`.
const ALL: &[u8] = b"\0\0\0\0\0\x01\0\x01t\0\0\0\x03\0\0\0\0\0\0\0\x01\0\0\0\x02\xff\xff\xff\xff";

fn consumer(member: &str, epoch: i32) -> ConsumerGroupHeartbeatRequest {
    ConsumerGroupHeartbeatRequest {
        group_id: G.into(),
        member_id: member.into(),
        member_epoch: epoch,
        rebalance_timeout_ms: 60_000,
        subscribed_topic_names: Some(alloc::vec!["t".into()]),
        topic_partitions: Some(Vec::new()),
        ..Default::default()
    }
}

/// A stable classic group of one consumer that has all of `t`. Gives its id.
fn classic(bench: &mut Bench) -> (String, Uuid) {
    let topic = bench.topics(&[("t", 3)])[0];
    let protocols = alloc::vec![("cooperative-sticky", OF_T)];
    let request = bench.join(Joining { version: 3, protocols, ..Default::default() });
    bench.pass(3_000);
    let id = bench.joined(request).unwrap().member_id;
    bench.sync_bytes(&id, 1, ALL);
    assert_eq!(bench.state(), "Stable");
    (id, topic)
}

/// The partitions that a classic member is told by SyncGroup.
fn synced(bench: &mut Bench, member: &str, generation: i32) -> Vec<i32> {
    let request = partita_wire::messages::sync_group_request::SyncGroupRequest {
        group_id: G.into(),
        generation_id: generation,
        member_id: member.into(),
        protocol_type: Some("consumer".into()),
        protocol_name: Some("cooperative-sticky".into()),
        ..Default::default()
    };
    let asked = bench.sync_with(request);
    let answer = bench.synced(asked).unwrap();
    assert_eq!(answer.error_code, 0);
    let assigned = embedded::assigned_partitions(&answer.assignment).unwrap();
    assigned.into_iter().flat_map(|(_, partitions)| partitions).collect()
}

fn join(bench: &mut Bench, member: &str, metadata: &'static [u8]) -> (i16, i32) {
    let protocols = alloc::vec![("cooperative-sticky", metadata)];
    let asked = bench.join(Joining { member: member.into(), protocols, ..Default::default() });
    let answer = bench.joined(asked).unwrap();
    (answer.error_code, answer.generation_id)
}

#[test]
fn a_member_of_the_new_protocol_turns_a_classic_group_which_goes_on_meanwhile() {
    let mut bench = Bench::new();
    let (old, topic) = classic(&mut bench);
    bench.commit(&old, 1, 5);
    let answer = bench.beat(consumer("new", 0));
    assert_eq!((answer.error_code, answer.member_epoch), (0, 2));
    assert!(answer.assignment.unwrap().topic_partitions.is_empty(), "nothing is free yet");
    assert!(bench.group_called(G).is_none());
    assert_eq!(bench.fetch(false), Some(5));

    // The old one hears of it by its heartbeat, keeps two and gives one back in two rounds.
    assert_eq!(bench.heartbeat(&old, 1), 27);
    let owns_all: &[u8] =
        b"\0\x01\0\0\0\x01\0\x01t\xff\xff\xff\xff\0\0\0\x01\0\x01t\0\0\0\x03\0\0\0\0\0\0\0\x01\0\0\0\x02";
    assert_eq!(join(&mut bench, &old, owns_all), (0, 1));
    assert_eq!(synced(&mut bench, &old, 1), [0, 1]);
    assert_eq!(bench.heartbeat(&old, 1), 27);
    assert_eq!(join(&mut bench, &old, OWNS_0_AND_1), (0, 2));
    assert_eq!(synced(&mut bench, &old, 2), [0, 1]);
    assert_eq!(bench.heartbeat(&old, 2), 0);
    let answer = bench.beat(consumer("new", 2));
    assert_eq!(answer.assignment.unwrap().topic_partitions[0].partitions, [2]);
    assert_eq!(bench.consumers().state(), "Stable");
    assert_eq!(bench.commit(&old, 2, 6), 0);
    assert_eq!(bench.commit(&old, 1, 6), 22);

    let other = bench.moved(settings());
    let members: Vec<bool> =
        other.consumers().members.values().map(|member| member.classic.is_some()).collect();
    assert_eq!(members.iter().filter(|classic| **classic).count(), 1);
    assert_eq!(other.consumers().members["new"].assigned[&topic].len(), 1);
}

#[test]
fn when_the_last_one_of_the_new_protocol_goes_the_group_is_classic_again() {
    let mut bench = Bench::new();
    let (old, _) = classic(&mut bench);
    bench.commit(&old, 1, 5);
    bench.beat(consumer("new", 0));
    let answer = bench.beat(ConsumerGroupHeartbeatRequest {
        group_id: G.into(),
        member_id: "new".into(),
        member_epoch: -1,
        ..Default::default()
    });
    assert_eq!(answer.error_code, 0);
    assert_eq!(bench.state(), "PreparingRebalance");
    let group = bench.group();
    assert_eq!((group.generation, group.members.len()), (2, 1));
    assert_eq!(group.reason.as_deref(), Some("Downgrade group g from consumer to classic."));
    assert_eq!(bench.fetch(false), Some(5));
    let asked = bench.join(Joining {
        member: old.clone(),
        protocols: alloc::vec![("cooperative-sticky", OF_T)],
        ..Default::default()
    });
    assert_eq!(bench.joined(asked).unwrap().generation_id, 3);

    let mut other = bench.moved(settings());
    assert_eq!(other.state(), "Stable");
    assert_eq!(other.fetch(false), Some(5));
    let (_, state) = other.runtime.states().next().unwrap();
    assert!(state.consumers.is_empty());
}

#[test]
fn what_is_not_stored_has_not_happened() {
    let mut bench = Bench::new();
    let (old, _) = classic(&mut bench);
    bench.beat(consumer("new", 0));
    bench.paper.refuse = Some(ErrorCode::NotEnoughReplicas);
    let answer = bench.beat(ConsumerGroupHeartbeatRequest {
        group_id: G.into(),
        member_id: "new".into(),
        member_epoch: -1,
        ..Default::default()
    });
    assert_eq!(answer.error_code, 15);
    assert_eq!(bench.consumers().members.len(), 2);
    bench.paper.refuse = None;
    assert_eq!(bench.heartbeat(&old, 1), 27);
}

#[test]
fn a_classic_member_joins_a_consumer_group_and_leaves_it() {
    let mut bench = Bench::new();
    bench.topics(&[("t", 3)]);
    bench.beat(consumer("new", 0));
    let protocols = || alloc::vec![("range", OF_T)];
    let asked = bench.join(Joining { protocols: protocols(), ..Default::default() });
    let answer = bench.joined(asked).unwrap();
    assert_eq!(answer.error_code, 79);
    let id = answer.member_id;
    let asked = bench.join(Joining { member: id.clone(), protocols: protocols(), ..Default::default() });
    let answer = bench.joined(asked).unwrap();
    assert_eq!((answer.generation_id, answer.protocol_name.as_deref()), (3, Some("range")));
    assert_ne!(answer.leader, id, "the coordinator shares");
    let other = alloc::vec![("roundrobin", OF_T)];
    let asked = bench.join(Joining { version: 3, protocols: other, ..Default::default() });
    assert_eq!(bench.joined(asked).unwrap().error_code, 23, "no protocol in common with the classic member");
    assert_eq!(
        bench
            .leave(&[(&id, None), ("new", None)])
            .unwrap()
            .members
            .iter()
            .map(|m| m.error_code)
            .collect::<Vec<_>>(),
        [0, 25]
    );
    assert_eq!(bench.consumers().members.len(), 1);
    assert_eq!(bench.heartbeat(&id, 3), 25);
}

#[test]
fn a_classic_member_that_does_not_follow_is_given_up() {
    let mut bench = Bench::new();
    let (old, _) = classic(&mut bench);
    bench.beat(consumer("new", 0));
    for _ in 0..8 {
        bench.pass(9_000);
        bench.heartbeat(&old, 1);
        let epoch = bench.consumers().members["new"].epoch;
        bench.beat(consumer("new", epoch));
    }
    assert_eq!(bench.consumers().members.keys().cloned().collect::<Vec<_>>(), ["new"]);
}

#[test]
fn a_group_that_is_not_of_consumers_does_not_turn() {
    let mut bench = Bench::new();
    bench.topics(&[("t", 3)]);
    bench.join(Joining { version: 3, kind: "connect", ..Default::default() });
    bench.pass(3_000);
    let answer = bench.beat(consumer("new", 0));
    assert_eq!(answer.error_code, 69);
    assert_eq!(answer.error_message.as_deref(), Some("Group g is not a consumer group."));
    // Nor does one of consumers whose metadata nobody can read.
    let mut bench = Bench::new();
    bench.topics(&[("t", 3)]);
    bench.stable(1);
    let answer = bench.beat(consumer("new", 0));
    assert_eq!(answer.error_code, 69);
    assert_eq!(bench.state(), "Stable");
}

#[test]
fn the_policy_may_forbid_either_way() {
    let mut bench = Bench::with(Settings { upgrades: false, ..settings() });
    classic(&mut bench);
    assert_eq!(bench.beat(consumer("new", 0)).error_code, 69);
    assert_eq!(bench.state(), "Stable");

    let mut bench = Bench::with(Settings { downgrades: false, ..settings() });
    classic(&mut bench);
    bench.beat(consumer("new", 0));
    bench.beat(ConsumerGroupHeartbeatRequest { rebalance_timeout_ms: -1, ..consumer("new", -1) });
    assert_eq!(bench.consumers().members.len(), 1);
}
