//! Forms: what each begins with is carried out as it stands, in a cluster that has everything.

use partita_view::{Engine, Progress};
use partita_web::session::{ADD, BREAK, CHANGE, Deed, Form};
use partita_web::stories;

fn cluster() -> Box<dyn Engine> {
    let mut engine = stories::open(stories::FIRST_TEXT).expect("the first story");
    while let Progress::Working(_) = engine.run(12_000_000, 100_000) {}
    engine
}

#[test]
fn as_it_begins() {
    let base = cluster();
    let story = base.story();
    drop(base);
    for deed in ADD.iter().chain(&CHANGE).chain(&BREAK).copied() {
        let mut engine = stories::open(&story).expect("what was printed");
        while let Progress::Working(_) = engine.run(12_000_000, 100_000) {}
        let mut form = Form::new(deed, &engine.view(), None);
        assert!(form.is_possible(), "{deed:?}");
        if deed == Deed::Seek {
            // Whose partition it is, only the cluster knows.
            let view = engine.view();
            let member = &view.groups[0].members[0];
            form = Form::new(deed, &view, Some(&member.name));
            let owned = member.owned.first().expect("it owns something");
            form.fields[2].value = owned.partition.to_string();
        }
        let line = form.line();
        assert!(engine.command(&line).is_ok_and(|_| true), "{deed:?}: {line}: {:?}", engine.command(&line));
    }
}

#[test]
fn about_what_is_selected() {
    let mut engine = cluster();
    let view = engine.view();
    assert_eq!(Form::new(Deed::Disk, &view, Some("2")).line(), "disk 2 fill");
    assert_eq!(Form::new(Deed::Link, &view, Some("1")).line(), "cut 1 0");
    assert_eq!(Form::new(Deed::Record, &view, Some("Producer-2")).line(), "send Producer-2 key1 hello");
    let mut load = Form::new(Deed::Producer, &view, None);
    let skew = load.fields.iter_mut().find(|field| field.label == "skew").expect("a field");
    skew.value = "80 %".into();
    let keys = "keys=key1,key1,key1,key1,key2,key1,key1,key1,key1,key3";
    assert_eq!(load.line(), format!("producer Producer-3 topic=kafkatask rate=2 {keys}"));
    assert_eq!(Form::new(Deed::Controller, &view, None).line(), "controller 100");
    let mut one_way = Form::new(Deed::Slow, &view, Some("0"));
    one_way.fields[1].value = "one way".into();
    assert_eq!(one_way.line(), "slow 0 > 1 100ms");
}

#[test]
fn not_without_what_it_needs() {
    let empty = partita_view::ClusterView::default();
    assert!(!Form::new(Deed::Consumer, &empty, None).is_possible());
    assert!(Form::new(Deed::Topic, &empty, None).is_possible());
}

fn set(form: &mut Form, label: &str, value: &str, view: &partita_view::ClusterView) {
    let n = form.fields.iter().position(|field| field.label == label).expect(label);
    form.change(n, value.into(), view);
}

#[test]
fn a_record_by_hand_is_what_was_filled_in() {
    let mut engine = cluster();
    let view = engine.view();
    let line = |key: &str, key_is: &str, value: &str, value_is: &str| {
        let mut form = Form::new(Deed::Record, &view, Some("Producer-1"));
        let fields = [("key", key), ("key is", key_is), ("value", value), ("value is", value_is)];
        fields.iter().for_each(|(label, text)| set(&mut form, label, text, &view));
        form.line()
    };
    assert_eq!(line("a b", "text", "hello", "text"), "send Producer-1 'a b' hello");
    assert_eq!(line("-", "text", "hello", "text"), "send Producer-1 '-' hello");
    assert_eq!(line("", "text", "hello", "text"), "send Producer-1 '' hello");
    assert_eq!(line("any", "null", "hello world", "text"), "send Producer-1 - hello world");
    assert_eq!(line("it's", "text", "", "null"), "tombstone Producer-1 it's");
    // And that is what stands in the log.
    let end = |engine: &mut Box<dyn Engine>| {
        let view = engine.view();
        view.topics[0].partitions.iter().map(|partition| partition.high_watermark).sum::<i64>()
    };
    let before = end(&mut engine);
    let lines = [line("a b", "text", "hello", "text"), line("a b", "text", "", "null")];
    for line in &lines {
        engine.command(line).expect("understood");
    }
    let until = engine.now() + 3_000_000;
    while let Progress::Working(_) = engine.run(until, 100_000) {}
    assert!(end(&mut engine) >= before + 2);
    let view = engine.view();
    let topic = &view.topics[0];
    let all = topic.partitions.iter().flat_map(|partition| {
        engine.records(&topic.name, partition.partition, partition.leader.expect("a leader"), 0, 10_000)
    });
    let ours: Vec<_> = all.filter(|record| record.key.as_deref() == Some(&b"a b"[..])).collect();
    assert_eq!(
        ours.iter().map(|record| record.value.as_deref()).collect::<Vec<_>>(),
        [Some(&b"hello"[..]), None]
    );
}

#[test]
fn settings_that_have_no_field_follow() {
    let mut engine = cluster();
    let view = engine.view();
    for (deed, given, ends) in [
        (
            Deed::Topic,
            "retention.ms=1000  cleanup.policy=compact",
            " retention.ms=1000 cleanup.policy=compact",
        ),
        (Deed::Producer, "compression.type=zstd", " compression.type=zstd"),
        (Deed::Consumer, "max.poll.records=5", " max.poll.records=5"),
    ] {
        let mut form = Form::new(deed, &view, None);
        set(&mut form, "more", given, &view);
        assert!(form.line().ends_with(ends), "{}", form.line());
        assert!(engine.command(&form.line()).is_ok(), "{}", form.line());
    }
    let mut wrong = Form::new(Deed::Producer, &view, None);
    set(&mut wrong, "producer", "another", &view);
    set(&mut wrong, "more", "no.such=1", &view);
    assert!(engine.command(&wrong.line()).is_err_and(|error| error.message.contains("no.such")));
}

#[test]
fn configs_of_every_kind_are_set_and_deleted() {
    let view = cluster().view();
    let line = |changes: &[(&str, &str)]| {
        let mut form = Form::new(Deed::Config, &view, None);
        changes.iter().for_each(|(label, value)| set(&mut form, label, value, &view));
        assert!(form.is_possible());
        let line = form.line();
        line.split_once("--alter ").expect("it alters").1.to_owned()
    };
    assert_eq!(line(&[]), "--entity-type topics --entity-name kafkatask --add-config min.insync.replicas=2");
    assert_eq!(
        line(&[("do", "delete")]),
        "--entity-type topics --entity-name kafkatask --delete-config min.insync.replicas"
    );
    assert_eq!(
        line(&[("entity-type", "brokers (default)"), ("config", "message.max.bytes=9")]),
        "--entity-type brokers --entity-default --add-config message.max.bytes=9"
    );
    assert_eq!(
        line(&[("entity-type", "brokers"), ("config", "a=1,b=2"), ("do", "delete")]),
        "--entity-type brokers --entity-name 0 --delete-config a,b"
    );
    assert_eq!(
        line(&[("entity-type", "groups"), ("config", "consumer.session.timeout.ms=50000")]),
        "--entity-type groups --entity-name consumergroup1 --add-config consumer.session.timeout.ms=50000"
    );
}

#[test]
fn a_disk_is_harmed_file_by_file() {
    let mut engine = cluster();
    let view = engine.view();
    let mut form = Form::new(Deed::Disk, &view, Some("1"));
    set(&mut form, "do", "flip", &view);
    let file = form.fields.iter().find(|field| field.label == "file").expect("a field").clone();
    assert!(file.choices.iter().any(|file| file.starts_with("kafkatask-") && file.ends_with(".log")));
    set(&mut form, "byte", "64", &view);
    assert_eq!(form.line(), format!("disk 1 flip {} 64", file.value));
    assert!(engine.command(&form.line()).is_ok(), "{}", form.line());
    set(&mut form, "node", "2", &view);
    set(&mut form, "do", "lose", &view);
    assert!(form.line().starts_with("disk 2 lose "));
    assert!(engine.command(&form.line()).is_ok(), "{}", form.line());
}

#[test]
fn of_several_log_directories_one_can_fail_and_its_files_be_harmed() {
    let story = "partita story 1\nseed 1\nbrokers 3\nset log.dirs=/d1,/d2\n4 topic orders partitions=4 replicas=3\n9 end\n";
    let mut engine = partita_web::stories::open(story).expect("a story");
    let _ = engine.seek(8_000_000, u32::MAX);
    let view = engine.view();
    let mut form = Form::new(Deed::Disk, &view, Some("1"));
    let choices = |form: &Form, label: &str| {
        form.fields.iter().find(|field| field.label == label).expect("a field").choices.clone()
    };
    assert_eq!(choices(&form, "log directory"), ["all log directories", "/d1", "/d2"]);
    set(&mut form, "do", "fail", &view);
    assert_eq!(form.line(), "disk 1 fail");
    let files = choices(&form, "file");
    for file in ["orders-", "~1/orders-", "~1/replication-offset-checkpoint"] {
        let found = files.iter().find(|known| known.starts_with(file)).expect(file);
        set(&mut form, "do", "lose", &view);
        set(&mut form, "file", found, &view);
        assert!(engine.command(&form.line()).is_ok(), "{}", form.line());
    }
    set(&mut form, "do", "fail", &view);
    set(&mut form, "log directory", "/d2", &view);
    assert_eq!(form.line(), "disk 1 fail /d2");
    assert!(engine.command(&form.line()).is_ok());
}

#[test]
fn a_message_is_delayed_by_any_length() {
    let mut engine = cluster();
    let flight = loop {
        let view = engine.view();
        let far = |flight: &&partita_view::Flight| flight.arrives.is_some_and(|at| at > view.at + 100);
        if let Some(flight) = view.flights.iter().filter(far).find(|flight| !flight.response) {
            break flight.clone();
        }
        assert!(engine.step());
    };
    let view = engine.view();
    let mut form = Form::new(Deed::Delay, &view, Some(&flight.id.0.to_string()));
    set(&mut form, "by", "70ms", &view);
    assert_eq!(form.line(), format!("delay {} 70ms", flight.id.0));
    engine.command(&form.line()).expect("delayed");
    let view = engine.view();
    let delayed = view.flights.iter().find(|other| other.id == flight.id).expect("it is on its way");
    let arrives = |flight: &partita_view::Flight| flight.arrives.expect("it is not held");
    assert!(arrives(delayed) >= arrives(&flight) + 69_000);
    set(&mut form, "do", "late", &view);
    engine.command(&form.line()).expect("a request can be late");
}

#[test]
fn console_tools_are_typed_into_and_told_nothing_else() {
    let mut engine = cluster();
    for line in [
        "run typist: kafka-console-producer.sh --bootstrap-server localhost:9092 --topic kafkatask",
        "run reader: kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic kafkatask --group readers",
    ] {
        engine.command(line).expect("a tool");
    }
    let until = engine.now() + 8_000_000;
    while let Progress::Working(_) = engine.run(until, 100_000) {}
    let view = engine.view();
    assert!(view.producers.iter().any(|producer| &*producer.name == "typist"));
    assert!(view.groups.iter().flat_map(|group| &group.members).any(|member| &*member.name == "reader"));
    for (deed, label) in [(Deed::Record, "producer"), (Deed::Seek, "consumer"), (Deed::Pace, "consumer")] {
        let form = Form::new(deed, &view, Some("typist"));
        let field = form.fields.iter().find(|field| field.label == label).expect(label);
        let offered = |name: &str| field.choices.iter().any(|choice| choice == name);
        assert!(!offered("typist") && !offered("reader"), "{deed:?}: {:?}", field.choices);
    }
    let mut typed = Form::new(Deed::Line, &view, Some("typist"));
    set(&mut typed, "line", "  by hand", &view);
    assert_eq!(typed.line(), "typist>   by hand");
    engine.command(&typed.line()).expect("typed");
    let process = Form::new(Deed::Process, &view, Some("reader"));
    engine.command(&process.line()).expect("any process can be killed");
}

#[test]
fn offsets_are_set_to_anything_and_of_one_partition_alone() {
    let view = cluster().view();
    let made = |changes: &[(&str, &str)]| {
        let mut form = Form::new(Deed::Offsets, &view, None);
        changes.iter().for_each(|(label, value)| set(&mut form, label, value, &view));
        let line = form.line();
        (line.split_once("--topic ").expect("a topic").1.to_owned(), form.wrong(&view))
    };
    let good = |changes: &[(&str, &str)], line: &str| assert_eq!(made(changes), (line.into(), None));
    good(&[], "kafkatask --reset-offsets --to-earliest --execute");
    good(&[("to", "to-offset"), ("to what", "7")], "kafkatask --reset-offsets --to-offset 7 --execute");
    good(&[("to", "shift-by")], "kafkatask --reset-offsets --shift-by -1 --execute");
    good(
        &[("only partition", "2"), ("to", "by-duration"), ("to what", "PT1M")],
        "kafkatask:2 --reset-offsets --by-duration PT1M --execute",
    );
    let (line, wrong) = made(&[("to", "to-datetime")]);
    assert!(line.contains("--to-datetime 2026-01-01T00:00:12.000 ") && wrong.is_none(), "{line}");
    for (changes, says) in [
        (&[("only partition", "3")][..], "no partition 3"),
        (&[("only partition", "x")], "'x' is no whole number"),
        (&[("to", "to-offset"), ("to what", "-1")], "'-1' is no whole number"),
        (&[("to", "to-datetime"), ("to what", "noon")], "'noon' is no time"),
        (&[("to", "by-duration"), ("to what", "1m")], "'1m' is no duration"),
    ] {
        let (line, wrong) = made(changes);
        assert!(wrong.as_ref().is_some_and(|wrong| wrong.contains(says)), "{line}: {wrong:?}");
    }
}

#[test]
fn partitions_clocks_and_disks_take_any_number() {
    let mut engine = cluster();
    let view = engine.view();
    let mut more = Form::new(Deed::Partitions, &view, Some("kafkatask"));
    assert!(more.line().ends_with("--alter --topic kafkatask --partitions 4"), "{}", more.line());
    set(&mut more, "partitions", "3", &view);
    assert!(more.wrong(&view).is_some_and(|wrong| wrong.contains("3 partitions already")));
    set(&mut more, "partitions", "12", &view);
    assert_eq!(more.wrong(&view), None);
    let mut clock = Form::new(Deed::Clock, &view, Some("1"));
    set(&mut clock, "or by", "-90s", &view);
    assert_eq!(clock.line(), "clock 1 -90s");
    let mut disk = Form::new(Deed::Disk, &view, Some("1"));
    set(&mut disk, "do", "slow", &view);
    assert_eq!(disk.line(), "disk 1 slow 50ms");
    set(&mut disk, "slow by", "3s", &view);
    for form in [&more, &clock, &disk] {
        assert!(engine.command(&form.line()).is_ok(), "{}", form.line());
    }
    set(&mut clock, "or by", "soon", &view);
    let said = engine.command(&clock.line()).expect_err("no clock goes so");
    assert!(said.message.contains("'soon' is not how far a clock may be off"), "{}", said.message);
}
