//! As seen from Apache Kafka 4.3.1: a consumer that is paused for longer than its session is removed; once it goes on it
//! has lost its partitions, joins again, and shares them soon after.

use partita_sim::Engine;
use partita_view::{Engine as _, Event, GoneReason, Happened, Party};

const STORY: &str = "partita story 1
seed 11
brokers 1
set offsets.topic.replication.factor=1
4 topic orders partitions=3 replicas=1
8 consumer c1 group=billing topic=orders
9 consumer c2 group=billing topic=orders
30 pause c2
95 resume c2
120 end
";

/// Everything that happened, in its order.
fn run(text: &str) -> Vec<Happened> {
    let mut engine = Engine::from_text(text).expect("a story");
    let end = engine.story_end().expect("its end");
    while engine.now() < end {
        engine.run(end, 10_000);
    }
    engine.events(0, engine.events_len()).to_vec()
}

#[test]
fn sixty_five_seconds_of_silence() {
    let happened = run(STORY);
    let second = |at: u64| at / 1_000_000;
    let gone: Vec<(u64, GoneReason)> = happened
        .iter()
        .filter_map(|one| match &one.event {
            Event::MemberGone { client, why, .. } if &**client == "c2" => Some((second(one.at), *why)),
            _ => None,
        })
        .collect();
    assert_eq!(gone.len(), 1, "{gone:?}");
    assert!((71..=75).contains(&gone[0].0), "42 to 45 s after its last heartbeat: {gone:?}");
    assert_eq!(gone[0].1, GoneReason::SessionTimeout);

    let of_c2 = |one: &&Happened| one.who == Party::Client("c2".into());
    let silent: Vec<&Happened> =
        happened.iter().filter(of_c2).filter(|one| (31..95).contains(&second(one.at))).collect();
    assert!(silent.is_empty(), "a paused process does nothing: {silent:?}");
    let after: Vec<&Event> =
        happened.iter().filter(of_c2).filter(|one| second(one.at) >= 95).map(|one| &one.event).collect();
    assert!(after.iter().any(|event| matches!(event, Event::Revoked { lost: true, .. })), "{after:?}");
    let last = after.iter().rev().find_map(|event| match event {
        Event::Assigned { generation, partitions, .. } => Some((*generation, partitions.len())),
        _ => None,
    });
    assert_eq!(last, Some((3, 1)));
}
