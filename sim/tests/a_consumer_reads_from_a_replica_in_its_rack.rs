//! Fetch from a follower (KIP-392) in a whole cluster: the consumer reads in its own rack, goes on at the leader when that
//! broker dies, and returns when it is back.

mod played;

use std::collections::BTreeMap;

use partita_sim::Engine;
use partita_view::{Content, Engine as _, Event, Party};
use played::{at, run};

const STORY: &str = "partita story 1
seed 5
brokers 3
rack 0 west
rack 1 mid
rack 2 east
set replica.selector.class=org.apache.kafka.common.replica.RackAwareReplicaSelector
4 topic orders partitions=3 replicas=3
5 consumer c group=g topic=orders client.rack=east auto.offset.reset=earliest metadata.max.age.ms=10000
6 producer p topic=orders rate=20
";

/// Steps until a moment; says from whom the consumer got records, and how many.
fn read_until(engine: &mut Engine, second: u64) -> BTreeMap<i32, u32> {
    let mut got = BTreeMap::new();
    let mut seen = 0;
    while engine.now() < second * 1_000_000 {
        assert!(engine.step());
        for flight in engine.view().flights.iter() {
            let (Party::Node(from), Party::Client(to)) = (&flight.from, &flight.to) else { continue };
            let Content::Records { count, .. } = flight.content else { continue };
            if &**to == "c" && flight.response && flight.id.0 > seen {
                seen = flight.id.0;
                *got.entry(*from).or_default() += count;
            }
        }
    }
    got
}

fn processed(engine: &Engine) -> usize {
    let told = engine.events(0, usize::MAX).iter();
    told.filter(|happened| matches!(happened.event, Event::Processed { .. })).count()
}

#[test]
fn and_does_without_it() {
    let mut engine = at(STORY, 14);
    let calm = read_until(&mut engine, 17);
    let total: u32 = calm.values().sum();
    assert!(total > 30 && calm.get(&2).is_some_and(|count| count * 10 > total * 9), "{calm:?}");

    engine.command("kill 2").unwrap();
    let before = processed(&engine);
    run(&mut engine, 35);
    let without = read_until(&mut engine, 38);
    assert!(!without.contains_key(&2) && without.values().sum::<u32>() > 30, "{without:?}");
    assert!(processed(&engine) > before);

    engine.command("restart 2").unwrap();
    run(&mut engine, 64);
    let back = read_until(&mut engine, 67);
    assert!(back.get(&2).is_some_and(|&count| count > 30), "{back:?}");
    assert!(engine.findings().is_empty(), "{:?}", engine.findings());
}
