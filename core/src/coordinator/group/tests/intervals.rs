//! How long a target is kept before another is made (KIP-1263), and which assignors a coordinator offers.

use partita_wire::ErrorCode;
use partita_wire::messages::consumer_group_heartbeat_request::ConsumerGroupHeartbeatRequest;

use crate::coordinator::group::assign::ServerAssignor;
use crate::coordinator::group::settings::Settings;
use crate::coordinator::testing::{Bench, settings};

use super::consumers::{alive, joining};

#[test]
fn members_that_come_within_the_interval_share_one_target() {
    let mut bench = Bench::with(Settings { group_consumer_assignment_interval_ms: 1_000, ..settings() });
    bench.topics(&[("t", 4)]);
    // The first target is made at once: there was none to keep.
    let first = bench.beat(joining("a"));
    assert_eq!((first.member_epoch, bench.consumers().assignment_epoch), (2, 2));
    for member in ["b", "c"] {
        bench.pass(300);
        bench.beat(joining(member));
        let group = bench.consumers();
        assert_eq!((group.assignment_epoch, group.state()), (2, "Assigning"), "{member}");
    }
    assert_eq!(bench.consumers().epoch, 4);
    bench.pass(500);
    bench.beat(alive("a", 2));
    let group = bench.consumers();
    assert_eq!((group.epoch, group.assignment_epoch), (4, 4));
    assert_eq!(group.target.len(), 3);
}

#[test]
fn an_interval_that_is_set_while_the_broker_runs_counts() {
    let mut bench = Bench::new();
    bench.topics(&[("t", 4)]);
    bench.beat(joining("a"));
    let mut image = (*bench.runtime.settings().image).clone();
    let configs = [("group.consumer.assignment.interval.ms".into(), "1000".into())].into();
    image.configs.insert((4, "1".into()), alloc::sync::Arc::new(configs));
    bench.runtime.settings_mut().learn(&alloc::sync::Arc::new(image));
    bench.pass(300);
    bench.beat(joining("b"));
    let group = bench.consumers();
    assert_eq!((group.epoch, group.assignment_epoch), (3, 2));
    bench.pass(700);
    bench.beat(alive("a", 2));
    assert_eq!(bench.consumers().assignment_epoch, 3);
}

#[test]
fn without_an_interval_every_change_makes_a_target() {
    let mut bench = Bench::new();
    bench.topics(&[("t", 4)]);
    for (member, epoch) in [("a", 2), ("b", 3), ("c", 4)] {
        bench.beat(joining(member));
        assert_eq!(bench.consumers().assignment_epoch, epoch);
    }
}

#[test]
fn only_assignors_that_are_configured_may_be_asked_for() {
    let range = alloc::vec![ServerAssignor::Range];
    let mut bench = Bench::with(Settings { group_consumer_assignors: range, ..settings() });
    bench.topics(&[("t", 4)]);
    let asked =
        |name: &str| ConsumerGroupHeartbeatRequest { server_assignor: Some(name.into()), ..joining("a") };
    let refused = bench.beat(asked("uniform"));
    assert_eq!(refused.error_code, ErrorCode::UnsupportedAssignor as i16);
    assert_eq!(
        refused.error_message.as_deref(),
        Some("ServerAssignor uniform is not supported. Supported assignors: range.")
    );
    assert_eq!(bench.beat(asked("range")).error_code, 0);
}

/// KIP-1263 keeps a target; nobody owns what it does not want any more meanwhile.
#[test]
fn what_a_member_does_not_subscribe_to_any_more_it_gives_back_at_once() {
    let mut bench = Bench::with(Settings { group_consumer_assignment_interval_ms: 60_000, ..settings() });
    let ids = bench.topics(&[("t", 1), ("u", 1)]);
    let both = Some(alloc::vec!["t".into(), "u".into()]);
    bench.beat(ConsumerGroupHeartbeatRequest { subscribed_topic_names: both, ..joining("a") });
    let one = Some(alloc::vec!["t".into()]);
    let answer = bench.beat(ConsumerGroupHeartbeatRequest { subscribed_topic_names: one, ..alive("a", 2) });
    let assigned = answer.assignment.unwrap().topic_partitions;
    assert_eq!(assigned.iter().map(|of| of.topic_id).collect::<alloc::vec::Vec<_>>(), [ids[0]]);
    let group = bench.consumers();
    assert_eq!((group.epoch, group.assignment_epoch, answer.member_epoch), (3, 2, 2));
    assert!(group.members["a"].pending_revocation.contains_key(&ids[1]));
}
