//! The page's state, without a page.

mod sample;

use partita_web::session::{Selection, Session, View, Voice};
use sample::Sample;

fn session() -> Session {
    Session::new(Box::new(Sample::default()))
}

fn say(session: &mut Session, line: &str) -> Vec<(Voice, String)> {
    let before = session.terminal.lines().len();
    session.terminal.set_input(line.into());
    session.enter();
    session.terminal.lines()[before..].iter().map(|line| (line.voice, line.text.to_string())).collect()
}

#[test]
fn time_runs_at_the_chosen_rate() {
    let mut session = session();
    let before = session.now();
    session.tick(16_000, &mut || true);
    assert_eq!(session.now(), before, "it stands at first");
    session.playback.play();
    session.tick(16_000, &mut || true);
    let rate = session.playback.rate();
    assert_eq!(session.now(), before + 16_000 * rate.story / rate.ours, "something is on its way");
}

#[test]
fn playing_stops_at_the_end_of_the_story_and_goes_on_from_there() {
    let mut session = session();
    let end = session.engine().story_end().expect("the sample has an end");
    session.seek_now(end - 10);
    session.playback.play();
    session.playback.rate = partita_web::session::RATES.len() - 1;
    session.tick(100_000, &mut || true);
    assert_eq!((session.now(), session.playback.playing), (end, false));
    session.playback.play();
    session.tick(100_000, &mut || true);
    assert!(session.now() > end && session.playback.playing);
}

#[test]
fn a_seek_ends_where_it_was_asked_to() {
    let mut session = session();
    session.seek(5_000_000);
    assert!(session.playback.runs());
    session.tick(0, &mut || true);
    assert_eq!(session.now(), 5_000_000);
    assert!(!session.playback.runs());
}

#[test]
fn an_error_points_at_its_word() {
    let mut session = session();
    let said = say(&mut session, "kil 2");
    assert_eq!(said[0], (Voice::Command, "kil 2".into()));
    assert_eq!(said[1], (Voice::Err, "  ^^^".into()));
    assert!(said[2].1.contains("kil"));
}

#[test]
fn an_answer_stands_under_its_question() {
    let mut session = session();
    let said = say(&mut session, "help");
    assert_eq!(said[0].1, "help");
    assert_eq!(said[1].0, Voice::Out);
}

#[test]
fn what_was_done_makes_another_story() {
    let mut session = session();
    let before = session.deeds();
    say(&mut session, "kill 2");
    assert!(session.deeds() > before);
    let after = session.deeds();
    say(&mut session, "nonsense");
    assert_eq!(session.deeds(), after);
}

#[test]
fn escape_goes_up_one_level_at_a_time() {
    let mut session = session();
    session.select(Some(Selection::Record("kafkatask".into(), 0, 1, 3)));
    let mut seen = Vec::new();
    for _ in 0..3 {
        session.escape();
        seen.push(session.selection.clone());
    }
    assert_eq!(seen, [Some(Selection::Replica("kafkatask".into(), 0, 1)), Some(Selection::Node(1)), None]);
}

#[test]
fn escape_closes_two_branches_where_they_are_shown_and_nothing_is_selected() {
    let mut session = session();
    say(&mut session, "kill 2");
    session.replace(Box::new(Sample::default()), "another story");
    session.branches.compare(0);
    let stands = |session: &Session| session.branches.compared().is_some();

    session.escape();
    assert!(stands(&session), "the stage is shown: they are not seen");
    session.show_as(View::Branches);
    session.select(Some(Selection::Node(1)));
    session.escape();
    assert!(stands(&session) && session.selection.is_none(), "what was selected goes first");
    session.escape();
    assert!(!stands(&session));
}

#[test]
fn a_message_opens_down_to_its_fields() {
    let mut session = session();
    session.select(Some(Selection::Message(partita_view::MessageId(1))));
    let message = session.message().expect("it is on its way");
    assert!(message.fields.iter().any(|field| field.name == "correlation_id"));
    session.select(Some(Selection::Message(partita_view::MessageId(999))));
    assert!(session.message().is_none());
}

#[test]
fn a_story_that_is_replaced_stays_as_a_branch_where_somebody_did_something() {
    let mut session = session();
    session.replace(Box::new(Sample::default()), "untouched");
    assert!(session.branches.all().is_empty());
    say(&mut session, "kill 2");
    session.replace(Box::new(Sample::default()), "touched");
    let kept = session.branches.all().last().map(|branch| (branch.without.as_str(), branch.another));
    assert_eq!(kept, Some(("touched", true)));
}
