//! What is shown of a replica whose broker does not run: what its disk holds, and what is not known is not made up.

mod played;

use partita_sim::Engine;
use partita_view::{Engine as _, ReplicaRole, ReplicaView};
use played::{at, run};

const STORY: &str = "partita story 1\nseed 4\nbrokers 3\n\
    4 topic orders partitions=1 replicas=3 segment.bytes=1048576\n\
    5 producer shop topic=orders rate=20 keys=k1,k2\n";

/// A replica of a broker that does not lead, its id first.
fn follower(engine: &mut Engine) -> (i32, ReplicaView) {
    let view = engine.view();
    let replica = view.topics[0].partitions[0].replicas.iter().find(|it| it.role != ReplicaRole::Leader);
    let replica = replica.expect("a follower");
    (replica.node, (**replica).clone())
}

fn of(engine: &mut Engine, node: i32) -> ReplicaView {
    let view = engine.view();
    let replicas = &view.topics[0].partitions[0].replicas;
    (**replicas.iter().find(|replica| replica.node == node).expect("a replica")).clone()
}

#[test]
fn with_segments_epochs_and_the_high_watermark_it_wrote_down() {
    let mut engine = at(STORY, 30);
    let (node, alive) = follower(&mut engine);
    engine.command(&format!("kill {node}")).expect("killed");
    run(&mut engine, 31);
    let dead = of(&mut engine, node);
    assert_eq!((dead.role, dead.log_start), (ReplicaRole::Offline, 0));
    assert!(dead.log_end >= alive.log_end);
    assert_eq!((&dead.segments, &dead.epochs), (&alive.segments, &alive.epochs));
    let written = dead.high_watermark.expect("its checkpoint is written every five seconds");
    assert!(written > 0 && written < dead.log_end, "{written} of {}: not its log end", dead.log_end);
}

#[test]
fn without_a_checkpoint_nobody_knows_its_high_watermark() {
    let mut engine = at(STORY, 20);
    let (node, _) = follower(&mut engine);
    engine.command(&format!("kill {node}")).expect("killed");
    assert!(of(&mut engine, node).high_watermark.is_some());
    engine.command(&format!("disk {node} lose replication-offset-checkpoint")).expect("lost");
    let dead = of(&mut engine, node);
    assert_eq!(dead.high_watermark, None);
    assert!(dead.log_end > 0, "its log is still there");
}

#[test]
fn its_disk_can_be_harmed_before_it_starts_again_and_that_is_seen() {
    let mut engine = at(STORY, 20);
    let (node, _) = follower(&mut engine);
    engine.command(&format!("kill {node}")).expect("killed");
    let dead = of(&mut engine, node);
    let file = format!("orders-0/{:020}.log", dead.segments[0]);
    engine.command(&format!("disk {node} flip {file} 70")).expect("flipped");
    assert!(of(&mut engine, node).log_end < dead.log_end, "a batch is damaged");
    engine.command(&format!("disk {node} replace")).expect("another disk");
    let none = of(&mut engine, node);
    assert_eq!((none.log_end, none.segments.len(), none.high_watermark), (0, 0, None));
}
