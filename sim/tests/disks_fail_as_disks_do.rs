//! What a disk does to a node and to its records: no space, nothing works, torn writes, a flipped bit.

mod played;

use partita_sim::Engine;
use partita_view::{Engine as _, Event, Process};
use played::{at, run};

const STORY: &str = "partita story 1\nseed 9\nbrokers 3\n\
    4 topic orders partitions=1 replicas=3 min.insync.replicas=2\n\
    5 producer p topic=orders linger.ms=0 acks=all rate=20 keys=a,b count=100\n";

fn engine() -> Engine {
    at(STORY, 7)
}

fn leader(engine: &mut Engine) -> i32 {
    engine.view().topics[0].partitions[0].leader.expect("a leader")
}

fn process(engine: &mut Engine, id: i32) -> Process {
    engine.view().nodes.iter().find(|node| node.id == id).unwrap().process
}

fn told(engine: &Engine, wanted: fn(&Event) -> bool) -> bool {
    engine.events(0, usize::MAX).iter().any(|happened| wanted(&happened.event))
}

/// A broker starts again; by the end every replica is in sync, every record is there and every promise was kept.
fn is_whole_again(engine: &mut Engine, restarted: i32) {
    engine.command(&format!("restart {restarted}")).unwrap();
    run(engine, 60);
    let partition = engine.view().topics[0].partitions[0].clone();
    assert_eq!((partition.in_sync.len(), partition.high_watermark), (3, 100));
    assert_eq!(engine.findings(), []);
}

/// The log directory goes offline; it is the only one, so the broker halts, and others lead what it led.
fn goes_offline(fault: &str) {
    let mut engine = engine();
    let old = leader(&mut engine);
    engine.command(&format!("disk {old} {fault}")).unwrap();
    run(&mut engine, 30);
    assert_ne!(process(&mut engine, old), Process::Running);
    assert!(told(&engine, |event| matches!(event, Event::LogDirectoryFailed)));
    assert_ne!(leader(&mut engine), old);
    engine.command(&format!("restart {old}")).unwrap();
    run(&mut engine, 31);
    assert_ne!(process(&mut engine, old), Process::Running, "it is no better by itself");
    engine.command(&format!("disk {old} mend")).unwrap();
    is_whole_again(&mut engine, old);
}

#[test]
fn a_full_disk_takes_the_broker_out_and_leadership_moves() {
    goes_offline("fill");
}

#[test]
fn a_failed_disk_takes_the_broker_out_and_leadership_moves() {
    goes_offline("fail");
}

#[test]
fn a_torn_write_is_cut_off_and_fetched_again() {
    let mut engine = engine();
    let old = leader(&mut engine);
    engine.command(&format!("disk {old} tear")).unwrap();
    engine.command(&format!("poweroff {old}")).unwrap();
    run(&mut engine, 20);
    is_whole_again(&mut engine, old);
}

#[test]
fn behind_a_flipped_bit_the_log_ends_and_is_fetched_again() {
    let mut engine = engine();
    let old = leader(&mut engine);
    engine.command(&format!("kill {old}")).unwrap();
    run(&mut engine, 20);
    let file = "orders-0/00000000000000000000.log";
    assert!(engine.command(&format!("disk {old} flip {file} 99999999")).is_err());
    engine.command(&format!("disk {old} flip {file} 300")).unwrap();
    is_whole_again(&mut engine, old);
}
