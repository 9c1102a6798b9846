//! Same story, same steps: with and without strict mode, from its own text, after going back, after acting.

mod played;

use partita_machine::Effect;
use partita_sim::{Engine, Step, Story, World};
use partita_view::{Engine as _, MessageId, Progress};
use played::{at, run};

const STORY: &str = "partita story 1\nseed 11\nbrokers 3\n\
    4 topic orders partitions=2 replicas=3\n\
    5 producer p topic=orders rate=20 keys=a,b,c\n\
    5 consumer c group=g topic=orders auto.offset.reset=earliest\n\
    9 kill 1\n14 end\n";

#[test]
fn two_runs_have_equal_digests_and_another_seed_has_not() {
    let digest = |text: &str| {
        let mut engine = Engine::from_text(text).unwrap();
        run(&mut engine, 14);
        (engine.steps(), engine.digest(), engine.state_digest())
    };
    assert_eq!(digest(STORY), digest(STORY));
    assert_ne!(digest(STORY).1, digest(&STORY.replace("seed 11", "seed 12")).1);
}

#[test]
fn strict_mode_changes_nothing() {
    let story = Story::parse(STORY).unwrap();
    let (mut strict, mut lenient) = (World::new(story.setup.clone()), World::new(story.setup).lenient());
    let mut commands = story.commands.into_iter().peekable();
    for _ in 0..4_000 {
        while let Some((_, command)) =
            commands.next_if(|(at, _)| strict.next_at().is_none_or(|due| *at <= due.0))
        {
            strict.command(&command).unwrap();
            lenient.command(&command).unwrap();
        }
        let (left, right) = (strict.step().unwrap(), lenient.step().unwrap());
        assert_eq!((left.at, &left.to, &left.delivered), (right.at, &right.to, &right.delivered));
        assert_eq!(carried(&left), carried(&right));
    }
}

/// What a step's effects carry: bodies as their versions do, the rest as it is.
fn carried(step: &Step) -> Vec<String> {
    let shown = step.effects.iter().map(|effect| match effect {
        Effect::Call { link, call, version, body } => {
            format!("{link:?} {call:?} {version} {:?}", body.clone().encode(*version).unwrap())
        }
        Effect::Answer { request, version, body: Some(body), mute_ms } => {
            format!("{request:?} {version} {mute_ms} {:?}", body.clone().encode(*version).unwrap())
        }
        other => format!("{other:?}"),
    });
    shown.collect()
}

#[test]
fn going_back_and_forth_ends_at_the_same_place() {
    let mut engine = at(STORY, 8);
    let (view, digest) = (engine.view(), engine.digest());
    run(&mut engine, 14);
    let end = (engine.steps(), engine.digest(), engine.state_digest(), engine.events_len());

    assert_eq!(engine.seek(8_000_000, u32::MAX), Progress::Done);
    assert_eq!((engine.digest(), engine.now(), engine.end()), (digest, 8_000_000, 14_000_000));
    assert_eq!(engine.view(), view);
    // In slices, the old picture stays until the new one is there.
    let mut calls = 0;
    while engine.seek(14_000_000, 10) != Progress::Done {
        assert_eq!(engine.now(), 8_000_000);
        calls += 1;
    }
    assert!(calls > 3, "{calls}");
    assert_eq!((engine.steps(), engine.digest(), engine.state_digest(), engine.events_len()), end);
}

#[test]
fn acting_in_the_past_makes_another_future_that_replays_from_its_text() {
    let mut engine = at(STORY, 14);
    let old = engine.digest();
    assert_eq!(engine.seek(8_000_000, u32::MAX), Progress::Done);
    engine.command("cut 0 > 2").unwrap();
    assert_eq!(engine.end(), 8_000_001);
    assert!(engine.step(), "a single step, and a command in the middle of its moment");
    engine.command("kafka-topics.sh --bootstrap-server localhost:9092 --list").unwrap();
    engine.command("send p a in between").unwrap();
    run(&mut engine, 14);
    assert_ne!(engine.digest(), old);

    let text = engine.story();
    let mut again = Engine::from_text(&text).unwrap();
    run(&mut again, 14);
    assert_eq!((again.steps(), again.digest()), (engine.steps(), engine.digest()), "{text}");
    assert_eq!(again.printed(0), engine.printed(0));
}

#[test]
fn a_message_of_the_past_can_be_opened() {
    let mut engine = at(STORY, 6);
    while engine.view().flights.is_empty() {
        assert!(engine.step());
    }
    let flight = engine.view().flights[0].clone();
    let on_its_way = engine.message(flight.id).expect("on its way");
    run(&mut engine, 10);
    let past = engine.message(flight.id).expect("of the past");
    assert_eq!(past, on_its_way);
    assert!(past.fields.iter().all(|field| (field.start + field.len) as usize <= past.bytes.len()));
    assert_eq!(engine.message(MessageId(u64::MAX)), None);
}

#[test]
fn what_is_refused_leaves_no_trace() {
    let mut engine = at(STORY, 6);
    let story = engine.story();
    let lines = [
        "kill 7",
        "kill nobody",
        "restart 1",
        "resume 1",
        "leave nobody",
        "drop 1",
        "send c x y",
        "no> hi",
        "explode",
    ];
    for line in lines {
        let error = engine.command(line).unwrap_err();
        let (from, to) = (error.word.0 as usize, error.word.1 as usize);
        assert!(from < to && to <= line.len(), "{line}: {error:?}");
    }
    assert_eq!(engine.story(), story);
}
