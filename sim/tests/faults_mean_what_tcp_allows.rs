//! Held, delayed and dropped messages, links cut in one direction, processes that end in different ways.

mod played;

use partita_sim::Engine;
use partita_view::{Content, Engine as _, Event, Flight, Process};
use played::{at, run};

const STORY: &str = "partita story 1\nseed 3\nbrokers 3\n\
    4 topic orders partitions=1 replicas=3\n5 producer p topic=orders linger.ms=0\n";

fn engine() -> Engine {
    at(STORY, 6)
}

fn acked(engine: &Engine) -> u64 {
    let told = engine.events(0, usize::MAX).iter();
    told.map(
        |happened| if let Event::Acked { records, .. } = happened.event { u64::from(records) } else { 0 },
    )
    .sum()
}

fn leader(engine: &mut Engine) -> i32 {
    engine.view().topics[0].partitions[0].leader.expect("a leader")
}

/// Steps until a produce request is on its way.
fn produce_request(engine: &mut Engine) -> Flight {
    loop {
        let view = engine.view();
        let carries =
            |flight: &&Flight| !flight.response && matches!(flight.content, Content::Records { .. });
        if let Some(flight) = view.flights.iter().find(carries) {
            return flight.clone();
        }
        assert!(engine.step());
    }
}

#[test]
fn a_held_message_arrives_when_it_is_released() {
    let mut engine = engine();
    engine.command("send p k one").unwrap();
    let flight = produce_request(&mut engine);
    engine.command(&format!("hold {}", flight.id.0)).unwrap();
    run(&mut engine, 9);
    assert_eq!(acked(&engine), 0);
    let view = engine.view();
    let held = view.flights.iter().find(|held| held.id == flight.id).expect("still on its way");
    assert_eq!(held.arrives, None);
    engine.command(&format!("release {}", flight.id.0)).unwrap();
    run(&mut engine, 10);
    assert_eq!(acked(&engine), 1);
}

#[test]
fn a_dropped_request_is_sent_again_after_its_time_out_and_written_once() {
    let mut engine = engine();
    engine.command("send p k one").unwrap();
    let flight = produce_request(&mut engine);
    engine.command(&format!("drop {}", flight.id.0)).unwrap();
    run(&mut engine, 30);
    assert_eq!(acked(&engine), 0, "request.timeout.ms is 30 s");
    run(&mut engine, 50);
    assert_eq!(acked(&engine), 1);
    assert_eq!(engine.view().topics[0].partitions[0].high_watermark, 1);
    assert_eq!(engine.findings(), []);
}

#[test]
fn a_follower_behind_a_cut_leaves_the_isr_and_comes_back() {
    let mut engine = engine();
    let leader = leader(&mut engine);
    let controller = engine.view().quorum.leader.expect("a controller");
    // A follower that still reaches the controller: out of the ISR, not fenced.
    let follower =
        (0..3).find(|id| *id != leader && (*id != controller || leader == controller)).expect("a follower");
    engine.command(&format!("cut {follower} > {leader}")).unwrap();
    engine.command("send p k two").unwrap();
    run(&mut engine, 60);
    assert!(!engine.view().topics[0].partitions[0].in_sync.contains(&follower));
    assert_eq!(acked(&engine), 1, "acknowledged once the ISR is smaller");
    engine.command(&format!("heal {follower} > {leader}")).unwrap();
    run(&mut engine, 120);
    assert_eq!(engine.view().topics[0].partitions[0].in_sync, [0, 1, 2]);
    assert_eq!(engine.findings(), []);
}

#[test]
fn a_stopped_broker_hands_over_at_once_and_a_paused_one_only_when_it_is_fenced() {
    let process = |engine: &mut Engine, id| {
        engine.view().nodes.iter().find(|node| node.id == id).map(|node| node.process)
    };
    let mut engine = engine();
    let first = leader(&mut engine);
    engine.command(&format!("stop {first}")).unwrap();
    run(&mut engine, 10);
    let next = leader(&mut engine);
    assert_ne!(next, first);
    assert_eq!(process(&mut engine, first), Some(Process::Stopped));
    engine.command(&format!("restart {first}")).unwrap();
    // Its session of before must be over first.
    run(&mut engine, 30);
    assert_eq!(process(&mut engine, first), Some(Process::Running));

    engine.command(&format!("pause {next}")).unwrap();
    run(&mut engine, 34);
    assert_eq!(leader(&mut engine), next);
    run(&mut engine, 50);
    assert_ne!(leader(&mut engine), next);
    engine.command(&format!("resume {next}")).unwrap();
    run(&mut engine, 70);
    let mut in_sync = engine.view().topics[0].partitions[0].in_sync.clone();
    in_sync.sort_unstable();
    assert_eq!(in_sync, [0, 1, 2]);
    assert_eq!(engine.findings(), []);
}

#[test]
fn records_of_a_killed_broker_stay_readable() {
    let mut engine = engine();
    engine.command("send p k one").unwrap();
    run(&mut engine, 7);
    engine.command("kill 2").unwrap();
    let records = engine.records("orders", 0, 2, 0, 10);
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].value.as_deref(), Some(&b"one"[..]));
    assert!(engine.view().nodes.iter().any(|node| node.id == 2 && node.process == Process::Killed));
}
