//! Members of consumer groups that subscribe by a regular expression: it is looked up apart from their heartbeats.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_wire::messages::consumer_group_heartbeat_request::ConsumerGroupHeartbeatRequest;

use super::consumers::alive;
use crate::coordinator::group::settings::Settings;
use crate::coordinator::testing::{Bench, settings};

/// The first request of a member, by an expression alone.
fn joining(member: &str, expression: &str) -> ConsumerGroupHeartbeatRequest {
    ConsumerGroupHeartbeatRequest {
        rebalance_timeout_ms: 60_000,
        subscribed_topic_regex: Some(expression.into()),
        topic_partitions: Some(Vec::new()),
        ..alive(member, 0)
    }
}

/// A heartbeat's epoch, and the number of topics that it assigns.
fn beat(bench: &mut Bench, request: ConsumerGroupHeartbeatRequest) -> (i32, Option<usize>) {
    let answer = bench.beat(request);
    assert_eq!((answer.error_code, &answer.error_message), (0, &None));
    (answer.member_epoch, answer.assignment.map(|assignment| assignment.topic_partitions.len()))
}

#[test]
fn it_stands_for_topics_that_match_now_and_later() {
    let mut bench = Bench::new();
    bench.topics(&[("t1", 1), ("u", 1), ("__consumer_offsets", 50)]);
    assert_eq!(
        beat(&mut bench, joining("a", "(t|__).*")),
        (2, Some(0)),
        "it is not looked up within the request"
    );
    bench.pass(1);
    assert_eq!(
        &*bench.consumers().reason.unwrap(),
        "Scanned 3 topics to refresh regular expressions [(t|__).*]."
    );
    assert_eq!(beat(&mut bench, alive("a", 2)), (3, Some(1)));
    bench.topics(&[("t1", 1), ("t2", 1), ("u", 1)]);
    assert_eq!(beat(&mut bench, alive("a", 3)), (3, None));
    bench.pass(1);
    assert_eq!(beat(&mut bench, alive("a", 3)), (3, None), "ten seconds it holds");
    bench.pass(10_000);
    beat(&mut bench, alive("a", 3));
    bench.pass(1);
    assert_eq!(beat(&mut bench, alive("a", 3)), (4, Some(2)));
}

#[test]
fn another_expression_takes_the_place_of_the_first_once_it_is_looked_up() {
    let mut bench = Bench::new();
    bench.topics(&[("t", 1), ("u", 1)]);
    beat(&mut bench, joining("a", "t"));
    bench.pass(1);
    assert_eq!(beat(&mut bench, alive("a", 2)), (3, Some(1)));
    let other = ConsumerGroupHeartbeatRequest { subscribed_topic_regex: Some("u".into()), ..alive("a", 3) };
    // Until it is looked up the member subscribes to nothing, and gives `t` back.
    assert_eq!(beat(&mut bench, other), (3, Some(0)));
    assert!(bench.consumers().expressions.is_empty(), "nobody wants the first");
    bench.pass(1);
    assert_eq!(bench.consumers().epoch, 4, "without a look before there is no time to wait for");
    let known: Vec<String> = bench.consumers().expressions.keys().cloned().collect();
    assert_eq!(known, ["u"]);
    assert_eq!(bench.consumers().state(), "Assigning");
    assert_eq!(beat(&mut bench, alive("a", 3)), (3, None), "it may own `t` still");
    let gave_back = ConsumerGroupHeartbeatRequest { topic_partitions: Some(Vec::new()), ..alive("a", 3) };
    assert_eq!(beat(&mut bench, gave_back), (4, Some(1)));
}

#[test]
fn one_that_is_known_already_begins_an_epoch_at_once() {
    let mut bench = Bench::new();
    bench.topics(&[("t", 2)]);
    beat(&mut bench, joining("a", "t.*"));
    bench.pass(1);
    beat(&mut bench, alive("a", 2));
    beat(&mut bench, joining("b", "t.*"));
    let group = bench.consumers();
    assert_eq!((group.epoch, group.expressions.len()), (4, 1));
    assert_eq!(&*group.reason.unwrap(), "Member b joins the consumer group using the consumer protocol.");
}

#[test]
fn after_the_interval_it_is_looked_up_again_though_no_topic_came() {
    let mut bench = Bench::with(Settings { group_consumer_regex_refresh_interval_ms: 30_000, ..settings() });
    bench.topics(&[("t", 1)]);
    beat(&mut bench, joining("a", "t"));
    bench.pass(1);
    beat(&mut bench, alive("a", 2));
    let looked_up = |bench: &Bench| bench.consumers().expressions["t"].timestamp;
    let first = looked_up(&bench);
    for (after_ms, again) in [(29_000, false), (2_000, true)] {
        bench.pass(after_ms);
        assert_eq!(beat(&mut bench, alive("a", 3)), (3, None));
        bench.pass(1);
        assert_eq!(looked_up(&bench) > first, again);
    }
    assert_eq!(bench.consumers().epoch, 3, "what is the same changes nothing");
}

#[test]
fn many_topics_are_looked_at_in_slices() {
    let mut bench = Bench::new();
    let names: Vec<String> = (0..600).map(|number| format!("{number:04}-{}", "x".repeat(100))).collect();
    let topics: Vec<(&str, usize)> = names.iter().map(|name| (name.as_str(), 1)).collect();
    bench.topics(&topics);
    beat(&mut bench, joining("a", "0[0-3].*x{100}"));
    bench.pass(0);
    assert!(bench.consumers().expressions.is_empty(), "other things come between");
    bench.pass(1_000);
    assert_eq!(bench.consumers().expressions.values().next().unwrap().topics.len(), 400);
}
