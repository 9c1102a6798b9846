//! The bugs that Kafka once had are for tests alone: the server that is shipped has neither them nor a word for them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The names of the bugs, as the museum's stories have them.
fn bugs() -> Vec<String> {
    let stories = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sim/tests/museum");
    let texts =
        fs::read_dir(stories).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    let name =
        |text: String| text.lines().find_map(|line| line.strip_prefix("# bug ")).unwrap().trim().to_owned();
    texts.map(name).collect()
}

#[test]
fn neither_a_switch_nor_a_name() {
    let bugs = bugs();
    assert!(bugs.len() >= 25 && bugs.iter().any(|name| name == "KAFKA-14139"), "{bugs:?}");
    let server = fs::read(env!("CARGO_BIN_EXE_partita")).unwrap();
    // Once over the whole of it, for all of them.
    let words: Vec<&str> = bugs.iter().map(String::as_str).chain(["min.insync.replicas"]).collect();
    let firsts: BTreeSet<u8> = words.iter().map(|word| word.as_bytes()[0]).collect();
    let places = (0..server.len()).filter(|&at| firsts.contains(&server[at]));
    let server = &server;
    let words = &words;
    let at = |at: usize| words.iter().filter(move |word| server[at..].starts_with(word.as_bytes()));
    let found: BTreeSet<&str> = places.flat_map(at).copied().collect();
    assert_eq!(
        found,
        BTreeSet::from(["min.insync.replicas"]),
        "what is looked for is found, and no bug is there"
    );
}
