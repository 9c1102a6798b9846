//! The compiler refuses a German text that is the English one, unless it says `same`. Here is what says so: Kafka's own terms,
//! and words that both languages have.

use std::fs;
use std::path::Path;

/// Kafka's own terms.
const OF_KAFKA: &[&str] = &[
    "Assignor",
    "Batch",
    "Broker",
    "Cluster",
    "Committed",
    "Consumer",
    "Controller",
    "Fenced",
    "Follower",
    "Generation",
    "HW",
    "Header",
    "ISR",
    "Lag",
    "Leader",
    "Listener",
    "Offline",
    "Offsets",
    "Partition",
    "Quorum",
    "Racks",
    "Rebalances",
    "Records",
    "Replicas",
    "Topic",
    "fenced",
    "log.retention.ms=600000",
    "offline",
];
/// Words that both languages have, and names.
const OF_BOTH: &[&str] = &[
    "95 %",
    "Hex",
    "Link",
    "Median",
    "Panel",
    "Partita",
    "Seed",
    "Shells",
    "Stories",
    "Story",
    "Tab",
    "Terminal",
    "Version",
    "Zoom",
    "kafka-topics.sh --bootstrap-server localhost:9092 --create --topic first_topic",
    "kafka-topics.sh --list, kill 2, help",
];

fn sources(folder: &Path, found: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => sources(&path, found),
            false if path.ends_with("catalogue.rs") || path.ends_with("lib.rs") => {}
            false => found.push_str(&fs::read_to_string(&path).expect("a source")),
        }
    }
}

#[test]
fn and_nothing_else_stays_english() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut source = String::new();
    sources(&here.join("src"), &mut source);
    source.push_str(&fs::read_to_string(here.join("../web/src/words.rs")).expect("the page's own words"));

    let mut same: Vec<&str> =
        source.split("same: \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    same.sort_unstable();
    same.dedup();
    let listed = |word: &&str| OF_KAFKA.contains(word) || OF_BOTH.contains(word);
    let stray: Vec<&str> = same.iter().copied().filter(|word| !listed(word)).collect();
    assert_eq!(stray, [""; 0], "translate them, or list them here");
    let gone: Vec<&&str> = OF_KAFKA.iter().chain(OF_BOTH).filter(|word| !same.contains(word)).collect();
    assert_eq!(gone, [&""; 0], "no text says so any more");
}
