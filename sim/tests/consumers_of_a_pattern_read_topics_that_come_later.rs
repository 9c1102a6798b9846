//! Subscriptions that name no topic: a pattern that the consumer matches, in both protocols, and an expression that the
//! coordinator matches (KIP-848). Topics that come later are read too, others never.

use partita_sim::Engine as Sim;
use partita_view::{Engine, MemberView, Process};

const SERVER: &str = "--bootstrap-server 127.0.0.1:9092";

fn run(sim: &mut Sim, ms: u64) {
    let until = sim.now() + ms * 1_000;
    while sim.now() < until {
        sim.run(until, 100_000);
    }
}

/// A consumer of the group `g`, and what it owns in the end: of `orders` and `orders-eu`, not of `other`.
fn reads(consumer: &str) {
    let mut sim = Sim::from_text("partita story 1\nseed 7\nbrokers 3\n").unwrap();
    run(&mut sim, 5_000);
    for topic in ["orders partitions=2", "other"] {
        sim.command(&format!("topic {topic}")).unwrap();
    }
    run(&mut sim, 1_000);
    sim.command("producer p topic=orders rate=5").unwrap();
    let settings = "group=g auto.offset.reset=earliest metadata.max.age.ms=2000";
    sim.command(&format!("consumer c {settings} {consumer}")).unwrap();
    run(&mut sim, 10_000);
    assert_eq!(owned(&mut sim), ["orders-0", "orders-1"], "{consumer}");
    sim.command("topic orders-eu").unwrap();
    run(&mut sim, 1_000);
    sim.command("producer q topic=orders-eu rate=5 count=20").unwrap();
    run(&mut sim, 40_000);
    assert_eq!(owned(&mut sim), ["orders-0", "orders-1", "orders-eu-0"], "{consumer}");
    let processed = member(&mut sim).processed;
    assert!(processed > 220, "{consumer}: {processed}");
    assert_eq!(sim.findings(), [], "every promise is kept");
}

fn members(sim: &mut Sim) -> Vec<MemberView> {
    let view = sim.view();
    let group = view.groups.iter().find(|group| &*group.id == "g").expect("the group");
    group.members.clone()
}

fn member(sim: &mut Sim) -> MemberView {
    let mut members = members(sim);
    assert_eq!(members.len(), 1);
    assert_eq!(members[0].process, Process::Running);
    members.remove(0)
}

fn owned(sim: &mut Sim) -> Vec<String> {
    let owned = member(sim).owned;
    let mut places: Vec<String> =
        owned.iter().map(|place| format!("{}-{}", place.topic, place.partition)).collect();
    places.sort();
    places
}

#[test]
fn of_a_pattern_in_the_classic_protocol() {
    reads("matching=orders.*");
}

#[test]
fn of_a_pattern_in_the_consumer_protocol() {
    reads("matching=orders.* group.protocol=consumer");
}

#[test]
fn of_an_expression_that_the_coordinator_matches() {
    reads("expression=orders.* group.protocol=consumer");
}

#[test]
fn who_shares_a_pattern_shares_its_topics() {
    let mut sim = Sim::from_text("partita story 1\nseed 7\nbrokers 1\n").unwrap();
    run(&mut sim, 5_000);
    for topic in ["a-1 partitions=2", "a-2 partitions=2", "b"] {
        sim.command(&format!("topic {topic}")).unwrap();
    }
    for name in ["c1", "c2"] {
        sim.command(&format!("consumer {name} group=g expression=a-[0-9] group.protocol=consumer")).unwrap();
    }
    run(&mut sim, 30_000);
    let mut shares: Vec<usize> = members(&mut sim).iter().map(|member| member.owned.len()).collect();
    shares.sort_unstable();
    assert_eq!(shares, [2, 2]);
}

#[test]
fn the_classic_protocol_knows_no_expressions() {
    let mut sim = Sim::from_text("partita story 1\nseed 7\nbrokers 1\n").unwrap();
    sim.command("consumer c group=g expression=a.*").unwrap();
    run(&mut sim, 5_000);
    let view = sim.view();
    let mut members = view.groups.iter().flat_map(|group| &group.members);
    assert!(members.all(|member| member.member_id.is_none()), "it never asks to be one");
    let wrong = sim.command("consumer d group=g matching=a(").unwrap_err();
    assert!(format!("{wrong:?}").contains("'a(' is not a pattern: "), "{wrong:?}");
    let none = sim.command("consumer e group=g").unwrap_err();
    assert!(format!("{none:?}").contains("matching=PATTERN"), "{none:?}");
}

#[test]
fn the_console_consumer_too() {
    let mut sim = Sim::from_text("partita story 1\nseed 7\nbrokers 1\n").unwrap();
    run(&mut sim, 5_000);
    sim.command("topic orders").unwrap();
    run(&mut sim, 1_000);
    sim.command("producer p topic=orders rate=5 count=3").unwrap();
    let line = format!(
        "run t: kafka-console-consumer.sh {SERVER} --include 'ord.*' --from-beginning --max-messages 3 \
         --consumer-property group.protocol=consumer"
    );
    sim.command(&line).unwrap();
    run(&mut sim, 20_000);
    let printed = sim.printed(0);
    let ended = printed.iter().any(|it| it.tool == "t" && it.what == partita_view::Print::Exit(0));
    assert!(ended, "{printed:?}");
}
