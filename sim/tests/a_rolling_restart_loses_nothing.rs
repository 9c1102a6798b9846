//! A rolling restart with controlled shutdown (F27): each broker is stopped in order and started again while an idempotent
//! producer sends with acks=all and a group reads. Leaders move before a process ends, nothing acknowledged is lost, no send
//! fails, and an election by hand brings the preferred leaders back.

use partita_sim::Engine;
use partita_view::{Engine as _, Event, Happened, Micros, Party, Process, Progress};

const STORY: &str = "partita story 1
seed 27
brokers 3
controllers 1
set auto.leader.rebalance.enable=false
4 topic orders partitions=3 replicas=3 min.insync.replicas=2
5 consumer c group=g topic=orders auto.offset.reset=earliest
6 producer p topic=orders rate=20 acks=all
";

fn run(engine: &mut Engine, until: Micros) {
    assert_eq!(engine.run(until, u32::MAX), Progress::Done);
}

/// Runs until something holds, by steps of 100 ms; at most a minute.
fn run_until(engine: &mut Engine, what: &str, holds: impl Fn(&mut Engine) -> bool) {
    for _ in 0..600 {
        if holds(engine) {
            return;
        }
        let next = engine.now() + 100_000;
        run(engine, next);
    }
    panic!("within a minute: {what}");
}

fn all_in_sync(engine: &mut Engine) -> bool {
    let view = engine.view();
    let orders = view.topics.iter().find(|topic| &*topic.name == "orders").expect("the topic");
    orders.partitions.iter().all(|partition| partition.in_sync.len() == 3)
}

fn process_of(engine: &mut Engine, broker: i32) -> Process {
    engine.view().nodes.iter().find(|node| node.id == broker).expect("the broker").process
}

/// Leader and preferred leader of each partition.
fn leaders(engine: &mut Engine) -> Vec<(Option<i32>, i32)> {
    let view = engine.view();
    let orders = view.topics.iter().find(|topic| &*topic.name == "orders").expect("the topic");
    orders.partitions.iter().map(|partition| (partition.leader, partition.assignment[0])).collect()
}

fn told(engine: &Engine) -> Vec<Happened> {
    engine.events(0, usize::MAX).to_vec()
}

fn acked(happened: &[Happened]) -> Vec<(Micros, u32)> {
    let acked = |one: &Happened| match one.event {
        Event::Acked { records, .. } => Some((one.at, records)),
        _ => None,
    };
    happened.iter().filter_map(acked).collect()
}

#[test]
fn and_the_preferred_leaders_come_back() {
    let mut engine = Engine::from_text(STORY).unwrap();
    run(&mut engine, 10_000_000);
    for broker in 0..3 {
        run_until(&mut engine, "all are in sync", all_in_sync);
        let leads = leaders(&mut engine).iter().filter(|(leader, _)| *leader == Some(broker)).count();
        let (at, seen) = (engine.now(), told(&engine).len());
        engine.command(&format!("stop {broker}")).unwrap();
        run_until(&mut engine, "it has ended", |engine| process_of(engine, broker) == Process::Stopped);
        let since = told(&engine).split_off(seen);
        let moved = since.iter().filter(|one| {
            matches!(&one.event, Event::BecameLeader { topic, .. } if &**topic == "orders")
                && one.who != Party::Node(broker)
        });
        assert!(moved.count() >= leads, "broker {broker} led {leads} partitions: {since:#?}");
        assert!(engine.now() - at < 5_000_000, "an orderly end is quick");
        let next = engine.now() + 3_000_000;
        run(&mut engine, next);
        assert!(leaders(&mut engine).iter().all(|(leader, _)| leader.is_some_and(|leader| leader != broker)));
        engine.command(&format!("restart {broker}")).unwrap();
    }
    run_until(&mut engine, "all are in sync", all_in_sync);
    let misplaced = leaders(&mut engine).iter().filter(|(leader, first)| *leader != Some(*first)).count();
    assert!(misplaced > 0, "the last broker that was stopped leads nothing");
    let tool = "run elect: kafka-leader-election.sh --bootstrap-server localhost:9092 --election-type preferred \
                --all-topic-partitions";
    engine.command(tool).unwrap();
    run_until(&mut engine, "every leader is the preferred one", |engine| {
        leaders(engine).iter().all(|(leader, first)| *leader == Some(*first))
    });
    let next = engine.now() + 5_000_000;
    run(&mut engine, next);

    let happened = told(&engine);
    let acks = acked(&happened);
    let longest = acks.windows(2).map(|pair| pair[1].0 - pair[0].0).max().unwrap();
    assert!(longest < 2_000_000, "{longest} us without an acknowledgement");
    assert!(!happened.iter().any(|one| matches!(one.event, Event::SendFailed { .. })));
    let sent: u32 = acks.iter().map(|(_, records)| records).sum();
    let view = engine.view();
    let orders = view.topics.iter().find(|topic| &*topic.name == "orders").expect("the topic");
    let held: i64 = orders.partitions.iter().map(|partition| partition.high_watermark).sum();
    assert!(held >= i64::from(sent) && held <= i64::from(sent) + 10, "{held} held, {sent} acknowledged");
    assert!(engine.findings().is_empty(), "{:?}", engine.findings());
}
