//! Pace, seek and commit of a consumer that runs; a broker more; another disk in a node that was killed.

mod played;

use partita_sim::Engine;
use partita_view::{Engine as _, Event};
use played::{at, run};

const STORY: &str = "partita story 1\nseed 4\nbrokers 3\n\
    4 topic orders partitions=1 replicas=3\n\
    5 producer shop topic=orders rate=20 keys=k1,k2\n\
    6 consumer c1 group=billing topic=orders auto.offset.reset=earliest enable.auto.commit=false\n";

fn processed(engine: &mut Engine) -> u64 {
    engine.view().groups[0].members[0].processed
}

#[test]
fn a_consumer_takes_its_time() {
    let mut engine = at(STORY, 14);
    let before = processed(&mut engine);
    engine.command("pace c1 2s").expect("paced");
    run(&mut engine, 20);
    assert!(processed(&mut engine) - before <= 5, "{} in six seconds", processed(&mut engine) - before);
    engine.command("pace c1 0ms").expect("paced");
    run(&mut engine, 26);
    assert!(processed(&mut engine) - before > 100);
    assert!(engine.command("pace shop 1s").is_err_and(|error| error.message.contains("no consumer")));
}

#[test]
fn a_consumer_goes_back_and_commits() {
    let mut engine = at(STORY, 14);
    let before = processed(&mut engine);
    engine.command("seek c1 orders 0 0").expect("sought");
    run(&mut engine, 15);
    // It reads again what it had, and what came since.
    assert!(processed(&mut engine) >= before * 2);
    assert_eq!(engine.view().groups[0].offsets.len(), 0, "nothing is committed by itself");
    engine.command("commit c1").expect("committed");
    run(&mut engine, 16);
    assert!(engine.view().groups[0].offsets[0].committed > 0);
    assert!(engine.command("seek c1 orders 7 0").is_err_and(|error| error.message.contains("orders-7")));
}

#[test]
fn a_broker_more_registers_and_takes_replicas() {
    let mut engine = at(STORY, 10);
    engine.command("broker 3 rack=west").expect("added");
    run(&mut engine, 18);
    let view = engine.view();
    let node = view.nodes.iter().find(|node| node.id == 3).expect("a node");
    assert_eq!((node.is_broker, node.is_controller, node.fenced), (true, false, Some(false)));
    assert_eq!(node.rack.as_deref(), Some("west"));
    engine.command("topic wide partitions=2 replicas=4").expect("created");
    run(&mut engine, 22);
    let view = engine.view();
    let wide = view.topics.iter().find(|topic| &*topic.name == "wide").expect("the topic");
    assert!(wide.partitions.iter().all(|partition| partition.in_sync.contains(&3)));
    for (line, why) in [("broker 3", "already"), ("broker 0", "already"), ("broker 100", "controller")] {
        assert!(engine.command(line).is_err_and(|error| error.message.contains(why)), "{line}");
    }
    // The story that it printed is the same run.
    let mut again = Engine::from_text(&engine.story()).expect("its story");
    run(&mut again, 22);
    assert_eq!(again.digest(), engine.digest());
}

#[test]
fn an_empty_disk_is_filled_from_the_others() {
    let mut engine = at(STORY, 12);
    let follower =
        (0..3).find(|id| engine.view().topics[0].partitions[0].leader != Some(*id)).expect("a follower");
    assert!(
        engine
            .command(&format!("disk {follower} replace"))
            .is_err_and(|error| error.message.contains("runs"))
    );
    engine.command(&format!("kill {follower}")).expect("killed");
    run(&mut engine, 14);
    engine.command(&format!("disk {follower} replace")).expect("wiped");
    engine.command(&format!("restart {follower}")).expect("restarted");
    run(&mut engine, 40);
    let view = engine.view();
    let partition = &view.topics[0].partitions[0];
    assert!(partition.in_sync.contains(&follower), "{:?}", partition.in_sync);
    let replica = partition.replicas.iter().find(|replica| replica.node == follower).expect("its replica");
    assert!(replica.log_end > 100);
    let wiped =
        engine.events(0, engine.events_len()).iter().any(|happened| happened.event == Event::DiskReplaced);
    assert!(
        wiped && engine.findings().iter().all(|finding| finding.allowed_by.is_some()),
        "{:?}",
        engine.findings()
    );
}
