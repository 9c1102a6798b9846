//! What is typed into the terminal is a tool by the base name of its first word, whatever its path; what begins with a slash and is
//! no tool's path is looked for.

use partita_web::session::{RATES, Selection, Session};
use partita_web::stories;

const STORY: &str = "partita story 1\nseed 3\nbrokers 3\n4 topic orders partitions=1 replicas=3\n";
const SERVER: &str = "--bootstrap-server localhost:9092";

fn session() -> Session {
    let mut session = Session::new(stories::open(STORY).expect("a story"));
    session.seek_now(8_000_000);
    session
}

/// Types a line, and gives what the terminal says from there on.
fn typed(session: &mut Session, line: &str) -> Vec<String> {
    let before = session.terminal.lines().len();
    session.terminal.set_input(line.into());
    session.enter();
    let until = session.now() + 10_000_000;
    session.playback.play();
    session.playback.rate = RATES.iter().position(|rate| rate.story == 10).expect("ten times as fast");
    while session.now() < until {
        session.tick(16_000, &mut || true);
    }
    session.terminal.lines()[before..].iter().map(|line| line.text.to_string()).collect()
}

#[test]
fn jps_is_typed_as_it_is() {
    let lines = typed(&mut session(), "jps");
    assert_eq!(lines.iter().filter(|line| line.ends_with(" Kafka")).count(), 3, "{lines:?}");
}

#[test]
fn a_tool_may_have_any_path() {
    for path in ["", "bin/", "./bin/", "/opt/kafka/bin/", "../kafka/bin/"] {
        let mut session = session();
        let lines = typed(&mut session, &format!("{path}kafka-topics.sh {SERVER} --list"));
        assert!(lines.contains(&"orders".to_owned()), "{path}: {lines:?}");
        assert!(session.story().contains("run topics-1: "), "{}", session.story());
    }
}

#[test]
fn a_line_with_a_slash_is_still_a_search() {
    let mut session = session();
    typed(&mut session, "/broker 1");
    assert_eq!(session.selection, Some(Selection::Node(1)));
}

#[test]
fn a_tool_that_kafka_does_not_have_is_named() {
    let lines = typed(&mut session(), "./bin/kafka-nothing.sh --list");
    assert!(lines.iter().any(|line| line.contains("kafka-nothing.sh: there is no such tool")), "{lines:?}");
}
