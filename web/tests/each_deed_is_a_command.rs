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
