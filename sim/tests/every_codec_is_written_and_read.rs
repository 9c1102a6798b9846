//! Producers with every `compression.type`, and a topic whose own codec wins.

use partita_sim::Engine;
use partita_view::{Engine as _, Event, Progress};

const CODECS: [&str; 5] = ["none", "gzip", "snappy", "lz4", "zstd"];

fn engine(topic: &str) -> Engine {
    let mut story =
        format!("partita story 1\nseed 2\nbrokers 3\n4 topic orders partitions=1 replicas=3{topic}\n");
    for codec in CODECS {
        story +=
            &format!("5 producer {codec} topic=orders compression.type={codec} count=40 rate=100 keys=a,b\n");
    }
    story += "6 consumer c group=g topic=orders auto.offset.reset=earliest\n";
    let mut engine = Engine::from_text(&story).unwrap();
    assert_eq!(engine.run(20_000_000, u32::MAX), Progress::Done);
    assert_eq!(engine.findings(), []);
    let processed = engine.events(0, usize::MAX).iter().map(|happened| match happened.event {
        Event::Processed { first, last, .. } => last - first + 1,
        _ => 0,
    });
    assert_eq!(processed.sum::<i64>(), 200);
    engine
}

/// The codecs of the records of a replica, each once.
fn codecs(engine: &mut Engine, node: i32) -> Vec<&'static str> {
    let mut codecs: Vec<_> =
        engine.records("orders", 0, node, 0, 1_000).iter().map(|record| record.codec).collect();
    codecs.sort_unstable();
    codecs.dedup();
    codecs
}

#[test]
fn a_topic_keeps_what_its_producers_chose() {
    let mut engine = engine("");
    for node in 0..3 {
        assert_eq!(codecs(&mut engine, node), ["gzip", "lz4", "none", "snappy", "zstd"]);
    }
}

#[test]
fn a_topic_with_a_codec_is_written_in_it() {
    let mut engine = engine(" compression.type=lz4");
    assert_eq!(codecs(&mut engine, 1), ["lz4"]);
}

#[test]
fn a_topic_may_ask_for_no_codec() {
    let mut engine = engine(" compression.type=uncompressed");
    assert_eq!(codecs(&mut engine, 2), ["none"]);
}
