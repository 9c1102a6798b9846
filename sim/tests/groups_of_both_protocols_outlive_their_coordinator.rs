//! A group's coordinator is killed in the middle of a rebalance: the next one goes on from the log, nobody loses a record,
//! and every partition has one owner in the end. Once with the classic protocol, once with KIP-848.

use std::collections::BTreeMap;

use partita_sim::Engine;
use partita_view::{Engine as _, Event, Happened, Party};

fn run(text: &str) -> (Engine, Vec<Happened>) {
    let mut engine = Engine::from_text(text).expect("a story");
    let end = engine.story_end().expect("its end");
    while engine.now() < end {
        engine.run(end, 10_000);
    }
    assert_eq!(engine.findings(), [], "every promise is kept");
    let happened = engine.events(0, engine.events_len()).to_vec();
    (engine, happened)
}

/// Three brokers, a load, and consumers that come and go while each broker is killed once: the coordinator's among them.
fn story(protocol: &str) -> String {
    format!(
        "partita story 1
seed 5
brokers 3
4 topic orders partitions=6 replicas=3
5 producer p topic=orders rate=20 keys=a,b,c,d,e,f,g,h count=1200
6 consumer c1 group=billing topic=orders auto.offset.reset=earliest {protocol}
16 consumer c2 group=billing topic=orders auto.offset.reset=earliest {protocol}
17 kill 0
30 restart 0
45 consumer c3 group=billing topic=orders auto.offset.reset=earliest {protocol}
46 kill 1
60 restart 1
75 leave c1
76 kill 2
90 restart 2
160 end
"
    )
}

/// What each consumer says that it owns, by its last word.
fn owners(happened: &[Happened]) -> BTreeMap<String, Vec<i32>> {
    let mut owners: BTreeMap<String, Vec<i32>> = BTreeMap::new();
    for one in happened {
        let Party::Client(who) = &one.who else { continue };
        match &one.event {
            Event::Assigned { partitions, .. } => {
                owners.insert(who.to_string(), partitions.iter().map(|(_, partition)| *partition).collect());
            }
            Event::Revoked { partitions, .. } => {
                let owned = owners.entry(who.to_string()).or_default();
                owned.retain(|owned| !partitions.iter().any(|(_, partition)| partition == owned));
            }
            _ => {}
        }
    }
    owners
}

fn check(protocol: &str) {
    let (mut engine, happened) = run(&story(protocol));
    let owners = owners(&happened);
    assert!(owners["c1"].is_empty(), "{owners:?}");
    let mut all: Vec<i32> = owners.values().flatten().copied().collect();
    all.sort_unstable();
    assert_eq!(all, [0, 1, 2, 3, 4, 5], "{owners:?}");
    assert_eq!((owners["c2"].len(), owners["c3"].len()), (3, 3));

    // Every record was processed by somebody.
    let mut processed: BTreeMap<i32, Vec<(i64, i64)>> = BTreeMap::new();
    let mut acked: BTreeMap<i32, i64> = BTreeMap::new();
    for one in &happened {
        match &one.event {
            Event::Processed { topic, partition, first, last, .. } if &**topic == "orders" => {
                processed.entry(*partition).or_default().push((*first, *last));
            }
            Event::Acked { partition, base_offset, records, .. } => {
                let end = acked.entry(*partition).or_default();
                *end = (*end).max(base_offset + i64::from(*records));
            }
            _ => {}
        }
    }
    assert_eq!(acked.values().sum::<i64>(), 1_200, "{acked:?}");
    for (partition, end) in acked {
        let mut runs = processed.remove(&partition).unwrap_or_default();
        runs.sort_unstable();
        let reached =
            runs.iter().fold(0, |next, &(first, last)| if first <= next { next.max(last + 1) } else { next });
        assert_eq!(reached, end, "orders-{partition}: {runs:?}");
    }
    let view = engine.view();
    let group = view.groups.iter().find(|group| &*group.id == "billing").expect("the group");
    assert_eq!((group.state, group.members.len()), ("Stable", 2));
    let why = |one: &Happened| match &one.event {
        Event::GroupChanged { reason, .. } => reason.clone(),
        _ => None,
    };
    let reasons = happened.iter().filter_map(why).filter(|reason| !reason.is_empty()).count();
    assert!(reasons >= 3, "each of the three that came and went began a rebalance for a reason: {reasons}");
    assert!(group.offsets.iter().all(|offset| offset.lag == Some(0)), "{:?}", group.offsets);
}

#[test]
fn of_the_classic_protocol() {
    check("");
}

#[test]
fn of_the_cooperative_kind() {
    check("partition.assignment.strategy=org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
}

#[test]
fn of_the_consumer_protocol() {
    check("group.protocol=consumer");
}

#[test]
fn a_running_group_goes_over_to_the_new_protocol_and_back() {
    let sticky = "partition.assignment.strategy=org.apache.kafka.clients.consumer.CooperativeStickyAssignor";
    let (mut engine, happened) = run(&format!(
        "partita story 1
seed 6
brokers 3
4 topic orders partitions=4 replicas=3
5 producer p topic=orders rate=20 keys=a,b,c,d count=1000
6 consumer old group=billing topic=orders auto.offset.reset=earliest {sticky}
20 consumer new group=billing topic=orders auto.offset.reset=earliest group.protocol=consumer
50 leave new
90 end
"
    ));
    let states: Vec<&str> = happened
        .iter()
        .filter_map(|one| match &one.event {
            Event::GroupChanged { state, .. } => Some(*state),
            _ => None,
        })
        .collect();
    assert!(states.contains(&"Reconciling"), "{states:?}");
    assert_eq!(states.last(), Some(&"Stable"));
    let owned = owners(&happened);
    assert_eq!((owned["old"].len(), owned["new"].len()), (4, 0), "{owned:?}");
    let lost = happened.iter().any(|one| matches!(one.event, Event::Revoked { lost: true, .. }));
    assert!(!lost, "nobody was thrown out");
    // It kept two partitions all the time.
    let all_at_once = happened
        .iter()
        .any(|one| matches!(&one.event, Event::Revoked { partitions, .. } if partitions.len() > 2 && one.who == Party::Client("old".into())));
    assert!(!all_at_once);
    let view = engine.view();
    let group = view.groups.iter().find(|group| &*group.id == "billing").expect("the group");
    assert!(group.offsets.iter().all(|offset| offset.lag == Some(0)), "{:?}", group.offsets);
}
