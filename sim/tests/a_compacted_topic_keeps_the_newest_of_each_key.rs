//! `cleanup.policy=compact` in a cluster: replicas clean their own logs, offsets stay, late readers get the newest values.

mod played;

use partita_sim::Engine;
use partita_view::{Engine as _, Event};
use played::{at, run};

const STORY: &str = "partita story 1\nseed 4\nbrokers 3\n\
    4 topic state partitions=1 replicas=3 cleanup.policy=compact segment.ms=1000 min.cleanable.dirty.ratio=0.1\n\
    5 producer p topic=state linger.ms=0 rate=20 keys=a,b,c count=300\n";

#[test]
fn and_a_late_reader_gets_them() {
    let mut engine = at(STORY, 60);
    let compacted = engine.events(0, usize::MAX).iter();
    let nodes: std::collections::BTreeSet<_> = compacted
        .filter(|happened| matches!(happened.event, Event::Compacted { .. }))
        .map(|happened| format!("{:?}", happened.who))
        .collect();
    assert_eq!(nodes.len(), 3, "each replica cleans its own log: {nodes:?}");
    for node in 0..3 {
        let left = engine.records("state", 0, node, 0, 1_000);
        assert!(left.len() < 100, "{} records are left", left.len());
        assert_eq!(left.last().unwrap().offset, 299);
        assert!(left.windows(2).all(|pair| pair[0].offset < pair[1].offset));
    }
    engine.command("consumer late group=g topic=state auto.offset.reset=earliest").unwrap();
    run(&mut engine, 70);
    let read = engine.events(0, usize::MAX).iter().filter_map(|happened| match happened.event {
        Event::Processed { last, .. } => Some(last),
        _ => None,
    });
    assert_eq!(read.max(), Some(299));
    assert_eq!(engine.findings().iter().map(|found| &found.seen).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn and_a_restarted_broker_goes_on_where_it_was() {
    let mut engine = at(STORY, 40);
    engine.command("kill 1").unwrap();
    run(&mut engine, 45);
    engine.command("restart 1").unwrap();
    run(&mut engine, 80);
    let partition = engine.view().topics[0].partitions[0].clone();
    assert_eq!((partition.in_sync.len(), partition.high_watermark), (3, 300));
}

/// `cleanup.policy=compact,delete`: what is young is compacted; what is old goes, whether it was the newest of its key or not.
#[test]
fn with_delete_as_well_the_newest_of_a_key_goes_when_it_is_old() {
    let story = "partita story 1\nseed 4\nbrokers 3\nset log.retention.check.interval.ms=1000\n\
        4 topic state partitions=1 replicas=3 cleanup.policy=compact,delete segment.ms=1000 \
        min.cleanable.dirty.ratio=0.1 retention.ms=40000\n\
        5 producer p topic=state linger.ms=0 rate=20 keys=old count=100\n\
        25 producer q topic=state linger.ms=0 rate=20 keys=a,b,c count=300\n";
    let mut engine = Engine::from_text(story).unwrap();
    run(&mut engine, 44);
    let keys = |engine: &mut Engine| -> std::collections::BTreeSet<String> {
        let start = engine.view().topics[0].partitions[0].replicas[0].log_start;
        let left = engine.records("state", 0, 0, start, 1_000);
        assert!(left.len() < 300, "{} records are left", left.len());
        left.iter()
            .map(|record| String::from_utf8_lossy(record.key.as_deref().unwrap()).into_owned())
            .collect()
    };
    assert_eq!(keys(&mut engine), ["a", "b", "c", "old"].map(String::from).into());
    // Cleaned segments became one, which is as old as the newest record in it.
    run(&mut engine, 110);
    assert!(engine.view().topics[0].partitions[0].replicas.iter().all(|replica| replica.log_start == 400));
}
