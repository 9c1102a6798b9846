//! The view of a moment is made of the one before, and of what has changed since. It says what one says that is made of nothing.

use partita_sim::Engine;
use partita_view::Engine as _;

/// Between two views.
const STEP: u64 = 97_000;
/// How far the story is looked at.
const UNTIL: u64 = 26_000_000;

const STORY: &str = "partita story 1
seed 7
brokers 3
latency 4000us
3 topic orders partitions=3 replicas=3 min.insync.replicas=2
4 producer p topic=orders rate=40
5 consumer c group=g topic=orders
6 consumer d group=g topic=orders
8 kill 1
12 restart 1
16 cut 0 2
19 heal 0 2
21 poweroff 2
24 restart 2
";

#[test]
fn whatever_happens_to_the_nodes() {
    let mut engine = Engine::from_text(STORY).expect("a story");
    let mut looks = 0;
    while engine.now() < UNTIL {
        let until = engine.now() + STEP;
        engine.run(until, u32::MAX);
        let carried_on = engine.view();
        // Who goes to a moment begins with nothing.
        let mut other = engine.clone();
        other.seek(until, u32::MAX);
        let anew = other.view();
        let at = engine.now();
        assert_eq!(carried_on.nodes, anew.nodes, "{at}");
        assert_eq!(carried_on.producers, anew.producers, "{at}");
        assert_eq!(carried_on.flights, anew.flights, "{at}");
        for (ours, theirs) in carried_on.topics.iter().zip(&anew.topics) {
            for (ours, theirs) in ours.partitions.iter().zip(&theirs.partitions) {
                let running = |view: &partita_view::PartitionView| {
                    let roles = view.replicas.iter().filter(|replica| replica.role != Default::default());
                    (view.leader, view.in_sync.clone(), roles.cloned().collect::<Vec<_>>())
                };
                assert_eq!(running(ours), running(theirs), "{at}");
            }
        }
        looks += 1;
    }
    assert!(looks > 250);
}
