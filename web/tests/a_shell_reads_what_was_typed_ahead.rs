//! Lines typed while a tool runs wait for its end, as in a tty; a tool that a form started shows its error, and one that only reads
//! what it prints.

use partita_web::session::{Panel, RATES, Session};
use partita_web::stories;

const STORY: &str = "partita story 1\nseed 3\nbrokers 3\n4 topic orders partitions=1 replicas=3\n";
const SERVER: &str = "--bootstrap-server localhost:9092";

fn session() -> Session {
    let mut session = Session::new(stories::open(STORY).expect("a story"));
    go(&mut session, 8);
    session
}

fn go(session: &mut Session, seconds: u64) {
    session.seek_now(seconds * 1_000_000);
}

/// Plays on in small slices, as a page does, up to this second.
fn play(session: &mut Session, seconds: u64) {
    session.playback.play();
    session.playback.rate = RATES.iter().position(|rate| rate.story == 10).expect("ten times as fast");
    while session.now() < seconds * 1_000_000 {
        session.tick(16_000, &mut || true);
    }
}

fn say(session: &mut Session, line: &str) {
    session.terminal.set_input(line.into());
    session.enter();
}

fn texts(session: &Session) -> Vec<String> {
    session.terminal.lines().iter().map(|line| line.text.to_string()).collect()
}

#[test]
fn each_line_in_its_turn() {
    let mut session = session();
    say(&mut session, &format!("kafka-topics.sh {SERVER} --list"));
    assert!(session.terminal.foreground().is_some());
    say(&mut session, "kill 2");
    say(&mut session, &format!("kafka-topics.sh {SERVER} --describe --topic orders"));
    say(&mut session, "pause 1");
    assert!(!session.story().contains("kill 2"), "the tool runs");
    play(&mut session, 60);
    let story = session.story();
    let place = |words: &str| story.find(words).unwrap_or_else(|| panic!("{words} in {story}"));
    assert!(place("--list") < place("kill 2") && place("kill 2") < place("--describe"));
    assert!(place("--describe") < place("pause 1"), "after the second tool: {story}");
    assert!(texts(&session).iter().any(|text| text.contains("Topic: orders")));
    // What was typed ahead is in the history too.
    session.terminal.walk(true);
    assert_eq!(session.terminal.input(), "pause 1");
}

#[test]
fn into_the_next_tool_if_it_reads() {
    let mut session = session();
    say(&mut session, &format!("kafka-topics.sh {SERVER} --list"));
    say(&mut session, &format!("kafka-console-producer.sh {SERVER} --topic orders"));
    say(&mut session, "a record");
    play(&mut session, 30);
    assert_eq!(session.view().topics[0].partitions[0].high_watermark, 1);
}

#[test]
fn not_after_ctrl_c_and_not_in_a_moment_before() {
    let mut session = session();
    say(&mut session, &format!("kafka-topics.sh {SERVER} --list"));
    say(&mut session, "kill 2");
    session.interrupt();
    play(&mut session, 30);
    assert!(!session.story().contains("kill 2"));

    say(&mut session, &format!("kafka-topics.sh {SERVER} --list"));
    say(&mut session, "kill 2");
    go(&mut session, 9);
    go(&mut session, 60);
    assert!(!session.story().contains("kill 2"));
}

#[test]
fn a_failing_tool_of_a_form_is_shown() {
    let mut session = session();
    session.panel = Panel::Log;
    session.command_of_form("topic wide partitions=1 replicas=3").expect("understood");
    play(&mut session, 20);
    assert_eq!((session.panel, session.called()), (Panel::Log, 0), "nothing to say");
    session.command_of_form("topic wider partitions=1 replicas=9").expect("understood");
    play(&mut session, 40);
    assert_eq!((session.panel, session.called()), (Panel::Terminal, 1));
    assert!(
        texts(&session).iter().any(|text| text.contains("replication factor of 9")),
        "{:?}",
        texts(&session)
    );
}

#[test]
fn a_tool_of_a_button_that_fails_at_once_is_shown() {
    let mut session = session();
    session.panel = Panel::Log;
    session.command_of_button("kafka-topics.sh --bootstrap-server localhost:9092 --nonsense");
    assert_eq!((session.panel, session.called()), (Panel::Terminal, 1));
    assert!(texts(&session).iter().any(|text| text.contains("nonsense")), "{:?}", texts(&session));
}

#[test]
fn a_tool_that_is_called_for_what_it_prints_is_shown() {
    let mut session = session();
    session.panel = Panel::Log;
    session.command_of_button(&format!("kafka-topics.sh {SERVER} --alter --topic orders --partitions 2"));
    play(&mut session, 20);
    assert_eq!((session.panel, session.called()), (Panel::Log, 0), "what it changed is on the stage");
    session.command_of_button(&format!("kafka-topics.sh {SERVER} --describe --topic orders"));
    assert_eq!((session.panel, session.called()), (Panel::Terminal, 1));
}

#[test]
fn a_tool_that_tells_of_an_error_and_ends_well_is_shown() {
    let mut session = session();
    session.run("consumer c1 group=billing topic=orders").expect("a consumer");
    play(&mut session, 20);
    session.panel = Panel::Log;
    let reset = |topic: &str| {
        format!(
            "kafka-consumer-groups.sh {SERVER} --group billing --topic {topic} --reset-offsets --to-earliest --execute"
        )
    };
    // Two at once, of which the first complains after the second was started.
    session.command_of_form(&reset("orders")).expect("understood");
    session.command_of_form(&format!("kafka-configs.sh {SERVER} --alter --entity-type topics --entity-name orders --add-config retention.ms=1000")).expect("understood");
    play(&mut session, 40);
    assert_eq!((session.panel, session.called()), (Panel::Terminal, 1));
    let said = "Error: Assignments can only be reset if the group 'billing' is inactive";
    let all = session.terminal.shells().len();
    let found = (0..all).any(|at| {
        session.terminal.show(at);
        texts(&session).iter().any(|text| text.contains(said))
    });
    assert!(found, "in one of {all} shells");
    // A group without members is given its offsets, and there is nothing to complain of.
    session.run("leave c1").expect("it leaves");
    play(&mut session, 50);
    session.panel = Panel::Log;
    session.command_of_form(&reset("orders")).expect("understood");
    play(&mut session, 60);
    assert_eq!((session.panel, session.called()), (Panel::Log, 1));
}
