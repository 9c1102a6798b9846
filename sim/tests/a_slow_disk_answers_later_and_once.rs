//! A disk that takes its time: consumers and followers wait for it, and get everything exactly once.

mod played;

use partita_sim::Engine;
use partita_view::{Engine as _, Event};
use played::{at, run};

const STORY: &str = "partita story 1\nseed 5\nbrokers 3\n\
    4 topic orders partitions=1 replicas=3\n5 producer p topic=orders linger.ms=0 rate=20 keys=a,b count=60\n\
    6 consumer c group=billing topic=orders auto.offset.reset=earliest\n";

fn engine() -> Engine {
    at(STORY, 6)
}

fn leader(engine: &mut Engine) -> i32 {
    engine.view().topics[0].partitions[0].leader.expect("a leader")
}

/// Offsets that were processed, in their order.
fn processed(engine: &Engine) -> Vec<i64> {
    let told = engine.events(0, usize::MAX).iter();
    told.filter_map(|happened| match happened.event {
        Event::Processed { first, last, .. } => Some(first..=last),
        _ => None,
    })
    .flatten()
    .collect()
}

#[test]
fn everything_is_read_once_and_in_order() {
    let mut engine = engine();
    let leader = leader(&mut engine);
    engine.command(&format!("disk {leader} slow 300ms")).unwrap();
    run(&mut engine, 30);
    assert_eq!(processed(&engine), (0..60).collect::<Vec<i64>>());
    assert_eq!(engine.view().topics[0].partitions[0].in_sync.len(), 3, "slow followers keep up");
    assert_eq!(engine.findings(), []);
}

#[test]
fn a_read_takes_its_time() {
    let mut engine = engine();
    let leader = leader(&mut engine);
    run(&mut engine, 20);
    engine.command(&format!("disk {leader} slow 2s")).unwrap();
    engine.command("send p k late").unwrap();
    run(&mut engine, 21);
    assert_eq!(processed(&engine).len(), 60, "the followers' fetches wait for the disk");
    run(&mut engine, 30);
    assert_eq!(processed(&engine).len(), 61);
    engine.command(&format!("disk {leader} mend")).unwrap();
    engine.command("send p k soon").unwrap();
    run(&mut engine, 31);
    assert_eq!(processed(&engine).len(), 62);
}

#[test]
fn whoever_is_killed_or_paused_meanwhile_gets_no_stale_read() {
    let mut engine = engine();
    let leader = leader(&mut engine);
    engine.command(&format!("disk {leader} slow 400ms")).unwrap();
    run(&mut engine, 7);
    engine.command(&format!("pause {leader}")).unwrap();
    run(&mut engine, 8);
    engine.command(&format!("resume {leader}")).unwrap();
    run(&mut engine, 9);
    engine.command(&format!("kill {leader}")).unwrap();
    run(&mut engine, 10);
    engine.command(&format!("restart {leader}")).unwrap();
    run(&mut engine, 60);
    assert_eq!(engine.findings(), []);
    let mut offsets = processed(&engine);
    offsets.sort_unstable();
    offsets.dedup();
    assert_eq!(offsets, (0..60).collect::<Vec<i64>>());
}
