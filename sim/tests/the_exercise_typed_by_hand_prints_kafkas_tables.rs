//! The exercise kafkatask as one types it, with Kafka's own command lines: what each prints, ids masked.

use partita_sim::Engine;
use partita_view::{Engine as _, Print, Progress};

const STORY: &str = include_str!("../../stories/kafkatask-by-hand.story");

/// What a tool printed on standard output.
fn out(engine: &Engine, tool: &str) -> String {
    let printed = engine.printed(0).iter().filter(|printed| printed.tool == tool);
    printed
        .filter_map(|printed| if let Print::Out(text) = &printed.what { Some(text.as_str()) } else { None })
        .collect()
}

fn exit(engine: &Engine, tool: &str) -> Option<i32> {
    let mut printed = engine.printed(0).iter().filter(|printed| printed.tool == tool);
    printed.find_map(|printed| if let Print::Exit(status) = printed.what { Some(status) } else { None })
}

/// Member ids and topic ids replaced by what they are.
fn masked(text: &str) -> String {
    let words = text.split_inclusive([' ', '\t', '\n']).map(|word| {
        let bare = word.trim_end_matches([' ', '\t', '\n']);
        match bare.split_once('-') {
            Some(("Consumer", rest)) if rest.len() == 39 => word.replace(&rest[2..], "-<member id>"),
            _ if bare.len() == 22 && !bare.contains('-') && word.ends_with('\t') => {
                word.replace(bare, "<topic id>")
            }
            _ => word.to_owned(),
        }
    });
    words.collect()
}

fn played() -> Engine {
    let mut engine = Engine::from_text(STORY).unwrap();
    assert_eq!(engine.run(80_000_000, u32::MAX), Progress::Done);
    engine
}

#[test]
fn records_reach_the_consumers_that_own_their_partitions() {
    let engine = played();
    assert_eq!(out(&engine, "create"), "Created topic kafkatask.\n");
    assert!(
        out(&engine, "Consumer-31").ends_with("one\ntwo\nafter the kill\n"),
        "{}",
        out(&engine, "Consumer-31")
    );
    assert!(out(&engine, "Consumer-21").ends_with("three\n"));
    assert!(out(&engine, "Consumer-11").ends_with("four\n"));
    assert_eq!(exit(&engine, "Consumer-11"), Some(130), "stopped by SIGINT");
    assert_eq!(engine.findings(), []);
}

#[test]
fn tables_have_kafkas_layout() {
    let engine = played();
    let lag = masked(&out(&engine, "lag"));
    let expected = "\nGROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID                                      HOST            CLIENT-ID\n\
        consumergroup1  kafkatask       0          1               1               0               Consumer-11-<member id> /127.0.0.1      Consumer-11\n\
        consumergroup1  kafkatask       1          1               1               0               Consumer-21-<member id> /127.0.0.1      Consumer-21\n\
        consumergroup1  kafkatask       2          2               2               0               Consumer-31-<member id> /127.0.0.1      Consumer-31\n";
    assert_eq!(lag, expected);
    let members = masked(&out(&engine, "lag3"));
    assert!(
        members.contains(
            "Consumer-21     2               -               kafkatask:0,1        -               -"
        ),
        "{members}"
    );
    assert!(
        members.contains(
            "Consumer-22     1               -               kafkatask:2          -               -"
        ),
        "{members}"
    );
}

#[test]
fn a_killed_broker_leaves_the_isr_and_comes_back() {
    let engine = played();
    let isr = |tool: &str| -> Vec<String> {
        let text = out(&engine, tool);
        let lines = text.lines().filter_map(|line| line.split("Isr: ").nth(1));
        lines.map(|rest| rest.split('\t').next().unwrap_or_default().to_owned()).collect()
    };
    let sorted = |tool: &str| -> Vec<Vec<String>> {
        let mut all: Vec<Vec<String>> = Vec::new();
        for members in isr(tool) {
            let mut members: Vec<String> = members.split(',').map(str::to_owned).collect();
            members.sort();
            all.push(members);
        }
        all
    };
    assert!(isr("describe2").iter().all(|members| !members.contains('1')), "{:?}", isr("describe2"));
    assert_eq!(sorted("describe"), sorted("describe3"));
    assert!(out(&engine, "describe2").lines().skip(1).all(|line| !line.contains("Leader: 1")));
}
