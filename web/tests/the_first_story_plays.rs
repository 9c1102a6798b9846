//! The story that the page opens with, played without a page: what a visitor is told must happen.

use std::collections::BTreeSet;

use partita_view::{Event, Process};
use partita_web::session::{RATES, Session};
use partita_web::{stories, words};

const SECOND: u64 = 1_000_000;

fn session() -> Session {
    Session::new(stories::open(stories::FIRST_TEXT).expect("a story"))
}

/// Keys of the records in a partition, as its leader's window shows them.
fn keys(session: &Session, partition: i32) -> BTreeSet<String> {
    let leader = session.view().topics[0].partitions[partition as usize].leader.expect("a leader");
    let records = session.windows().of(&"kafkatask".into(), partition, leader);
    records.iter().filter_map(|record| record.key.as_ref()).map(|key| words::bytes(key)).collect()
}

#[test]
fn each_key_has_its_partition() {
    let mut session = session();
    session.seek_now(19 * SECOND);
    let set = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(keys(&session, 0), set(&["key4"]));
    assert_eq!(keys(&session, 1), set(&["key3"]));
    assert_eq!(keys(&session, 2), set(&["key1", "key2"]));
    assert!(session.view().producers.iter().all(|producer| producer.acked > 20 && producer.failed == 0));
}

#[test]
fn at_the_highest_speed_a_silence_is_no_trap() {
    let mut session = session();
    session.playback.play();
    session.playback.rate = RATES.len() - 1;
    let mut slices = 50;
    session.tick(16_000, &mut || {
        slices -= 1;
        slices > 0
    });
    assert!(session.now() > 0);
}

#[test]
fn a_member_leaves_and_the_others_take_over() {
    let mut session = session();
    session.seek_now(25 * SECOND);
    let group = &session.view().groups[0];
    assert_eq!((&*group.id, group.state, group.generation), ("consumergroup1", "Stable", 2));
    let owned: Vec<usize> = group.members.iter().map(|member| member.owned.len()).collect();
    assert_eq!(owned.iter().sum::<usize>(), 3);
}

#[test]
fn a_broker_dies_and_nothing_acknowledged_is_lost() {
    let mut session = session();
    session.seek_now(55 * SECOND);
    let view = session.view().clone();
    assert_eq!(view.nodes[1].process, Process::Killed);
    assert!(view.topics[0].partitions.iter().all(|partition| partition.leader.is_some_and(|id| id != 1)));
    assert!(session.engine().findings().iter().all(|finding| finding.allowed_by.is_some()));
    assert!(session.timeline.marks().iter().any(|mark| mark.word == "kill 1"));
}

#[test]
fn every_event_has_a_sentence() {
    let mut session = session();
    session.seek_now(55 * SECOND);
    for happened in session.events() {
        let sentence = words::sentence(happened, session.view());
        assert!(!sentence.is_empty(), "{:?}", happened.event);
        let command = matches!(happened.event, Event::Commanded(_));
        assert!(command || sentence.ends_with('.'), "{sentence}");
    }
}

#[test]
fn going_back_and_on_again_is_the_same_run() {
    let mut session = session();
    session.seek_now(30 * SECOND);
    let (digest, events) = (session.engine().digest(), session.events().len());
    session.seek_now(8 * SECOND);
    assert!(session.events().len() < events);
    session.seek_now(30 * SECOND);
    assert_eq!((session.engine().digest(), session.events().len()), (digest, events));
}

#[test]
fn acting_in_the_past_makes_another_future() {
    let mut session = session();
    session.seek_now(50 * SECOND);
    session.seek_now(15 * SECOND);
    session.run("kill 0").expect("a word of the playground");
    assert!(session.end() < 16 * SECOND, "what was beyond is given up");
    assert!(session.timeline.marks().iter().all(|mark| mark.at < 16 * SECOND));
    session.seek_now(30 * SECOND);
    assert_eq!(session.view().nodes[0].process, Process::Killed);
    assert_eq!(session.view().nodes[1].process, Process::Running);
}

#[test]
fn a_killed_broker_keeps_what_it_wrote() {
    let mut session = session();
    session.seek_now(39_999_000);
    let end = |session: &Session| -> Vec<i64> {
        let topic = &session.view().topics[0];
        let replicas = topic.partitions.iter().flat_map(|partition| &partition.replicas);
        replicas.filter(|replica| replica.node == 1).map(|replica| replica.log_end).collect()
    };
    let before = end(&session);
    session.seek_now(45 * SECOND);
    assert_eq!(end(&session), before);
    session.seek_now(16 * SECOND);
    session.seek_now(55 * SECOND);
    assert_eq!(end(&session), before, "after a leap as well");
}

/// How many frames a way takes makes no difference to where it ends.
#[test]
fn a_step_back_and_an_event_far_off_are_come_to_frame_by_frame() {
    let way = |at_once: bool, go: &dyn Fn(&mut Session)| {
        let mut session = session();
        session.seek_now(9_000_000);
        go(&mut session);
        let mut frames = 0;
        while session.playback.seeking.is_some() {
            // Time for one slice of deliveries, or for all.
            session.tick(0, &mut || at_once);
            frames += 1;
        }
        (session.now(), session.steps(), frames)
    };
    let back = |session: &mut Session| session.step_back();
    let on = |session: &mut Session| {
        for _ in 0..40 {
            while session.playback.seeking.is_some() {
                session.tick(0, &mut || true);
            }
            session.next_event();
        }
    };
    let before = {
        let mut session = session();
        session.seek_now(9_000_000);
        session.steps()
    };
    for go in [&back as &dyn Fn(&mut Session), &on] {
        let (at_once, by_and_by) = (way(true, go), way(false, go));
        assert_eq!((at_once.0, at_once.1), (by_and_by.0, by_and_by.1));
        assert!(at_once.2 <= by_and_by.2);
    }
    assert_eq!(way(true, &back).1, before - 1);
    assert!(way(true, &on).1 > before);
}
