//! A page that says "kept" of a promise that nobody asks would lie: each promise of the end tells whether it is asked now.

use partita_sim::Engine;
use partita_view::{Engine as _, Micros, NotAsked};

const SECOND: Micros = 1_000_000;

/// One topic with one replica, so that it has no leader without its broker; whoever produces is there from 200 s on.
const STORY: &str = "partita story 1
seed 7
brokers 2
controllers 3
4 run create: kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 0
20 kill 0
100 restart 0
200 producer p topic=orders
";

/// Names and reasons at so many seconds, and the names of what is broken.
fn at_end(engine: &mut Engine, seconds: Micros) -> (Vec<(&'static str, NotAsked)>, Vec<&'static str>) {
    engine.run(seconds * SECOND, u32::MAX);
    let told = engine.at_end();
    (told.not_asked, told.broken.iter().map(|finding| finding.promise).collect())
}

/// V1 to V8 with one reason.
fn all(why: NotAsked) -> Vec<(&'static str, NotAsked)> {
    ["V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8"].map(|name| (name, why)).to_vec()
}

#[test]
fn each_says_why_it_is_not_asked() {
    let mut engine = Engine::from_text(STORY).unwrap();
    assert_eq!(at_end(&mut engine, 10).0, all(NotAsked::Until(60 * SECOND)), "a cluster has to begin first");
    let (not_asked, broken) = at_end(&mut engine, 30);
    assert!(engine.view().topics.iter().any(|topic| topic.partitions.iter().any(|it| it.leader.is_none())));
    assert_eq!(
        (not_asked, broken),
        (all(NotAsked::Broken), vec![]),
        "nobody leads, and nobody calls V1 kept"
    );
    assert_eq!(at_end(&mut engine, 120).0, all(NotAsked::Until(160 * SECOND)));
    assert_eq!(at_end(&mut engine, 170), (vec![], vec![]), "everything is asked and holds");
    assert_eq!(at_end(&mut engine, 270), (vec![("V5", NotAsked::Reading)], vec![]));
}
