//! Undo and redo: the same commands at the same moments, and nothing to redo where it would belong to another story.

use partita_web::session::Session;
use partita_web::stories;

const STORY: &str = "partita story 1\nseed 3\nbrokers 3\n4 topic orders partitions=1 replicas=3\n\
    5 producer shop topic=orders rate=5\n";

fn session() -> Session {
    Session::new(stories::open(STORY).expect("a story"))
}

fn go(session: &mut Session, seconds: u64) {
    session.seek_now(seconds * 1_000_000);
}

fn say(session: &mut Session, line: &str) {
    session.terminal.set_input(line.into());
    session.enter();
}

/// Undo, or redo, until it is there.
fn walk(session: &mut Session, step: fn(&mut Session)) {
    step(session);
    while !session.arrive(1_000_000) {}
}

fn commands(session: &Session) -> Vec<String> {
    let story = session.story();
    story.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned).collect()
}

#[test]
fn two_commands_at_their_own_moments() {
    let mut session = session();
    go(&mut session, 18);
    say(&mut session, "kill 1");
    go(&mut session, 21);
    say(&mut session, "restart 1");
    go(&mut session, 30);
    let (story, digest) = (commands(&session), session.engine().digest());
    walk(&mut session, Session::undo);
    walk(&mut session, Session::undo);
    assert_eq!(commands(&session).iter().filter(|line| line.ends_with(" 1")).count(), 0);
    walk(&mut session, Session::redo);
    assert_eq!(session.now(), 18_000_001);
    walk(&mut session, Session::redo);
    assert_eq!(session.now(), 21_000_001);
    assert!(!session.branches.can_redo());
    go(&mut session, 30);
    assert_eq!(commands(&session), story);
    assert_eq!(session.engine().digest(), digest);
}

#[test]
fn commands_of_one_moment_stay_in_their_order() {
    let story = format!("{STORY}18 kill 1\n18 pause 2\n25 end\n");
    let mut session = Session::new(stories::open(&story).expect("a story"));
    go(&mut session, 20);
    walk(&mut session, Session::undo);
    assert_eq!(session.now(), 18_000_000);
    walk(&mut session, Session::redo);
    walk(&mut session, Session::redo);
    let told = commands(&session);
    let place = |words: &str| told.iter().position(|line| line.ends_with(words)).expect("it is given again");
    assert!(place("kill 1") < place("pause 2"), "{told:?}");
}

#[test]
fn what_is_typed_into_a_tool_is_another_story() {
    let mut session = session();
    go(&mut session, 8);
    say(&mut session, "kafka-console-producer.sh --bootstrap-server localhost:9092 --topic orders");
    go(&mut session, 12);
    say(&mut session, "kill 1");
    assert!(session.terminal.lines().iter().any(|line| &*line.text == "kill 1"), "it goes to the tool");
    session.command_of_button("pause 2");
    go(&mut session, 13);
    walk(&mut session, Session::undo);
    assert!(session.branches.can_redo());
    session.terminal.show(0);
    say(&mut session, "one record more");
    assert!(!session.branches.can_redo());
}
