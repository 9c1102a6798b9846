//! Links that are cut or slow, wrong clocks and killed processes: each is written beside whom it befell, in words.

mod laid_out;
mod sample;

use std::sync::Arc;

use partita_view::{ClockView, ClusterView, Engine, LinkView, MemberState, Party, Process};
use partita_web::stage::Scene;
use sample::Sample;

fn scene(change: impl FnOnce(&mut ClusterView)) -> Scene {
    let mut view = (*Sample::default().view()).clone();
    change(&mut view);
    laid_out::scene(&view, 640)
}

fn client(name: &str) -> Party {
    Party::Client(name.into())
}

fn of_node(scene: &Scene, id: i32) -> Vec<String> {
    let node = scene.nodes.iter().find(|node| node.id == id).expect("a row");
    node.lines.iter().map(|(_, text, _)| text.clone()).collect()
}

fn of_producer(scene: &Scene, name: &str) -> Vec<String> {
    let producer = scene.producers.iter().find(|producer| &*producer.name == name).expect("a producer");
    producer.lines.iter().map(|(text, _)| text.clone()).collect()
}

#[test]
fn a_client_that_is_slow_to_reach_a_broker() {
    let slow = LinkView { from: client("Producer-1"), to: Party::Node(1), cut: false, slow: 100_000 };
    let scene = scene(|view| view.links = vec![slow]);
    assert!(of_producer(&scene, "Producer-1").contains(&"to 1 +100 ms".to_owned()));
    // A row has little room: a name ends with what tells it from others.
    assert!(of_node(&scene, 1).contains(&"from …er-1 +100 ms".to_owned()), "{:?}", of_node(&scene, 1));
    assert!(!of_node(&scene, 2).iter().any(|line| line.contains("er-1")));
}

#[test]
fn both_ways_are_one_line_at_each_end() {
    let link =
        |from: i32, to: i32| LinkView { from: Party::Node(from), to: Party::Node(to), cut: true, slow: 0 };
    let scene = scene(|view| view.links = vec![link(1, 2), link(2, 1)]);
    assert_eq!(
        of_node(&scene, 1).iter().filter(|line| line.contains("cut")).collect::<Vec<_>>(),
        ["to 2 cut"]
    );
    assert_eq!(
        of_node(&scene, 2).iter().filter(|line| line.contains("cut")).collect::<Vec<_>>(),
        ["to 1 cut"]
    );
}

#[test]
fn a_member_with_a_wrong_clock_and_a_cut_link() {
    let name = Sample::default().view().groups[0].members[0].name.clone();
    let who = Party::Client(name.clone());
    let scene = scene(|view| {
        view.clocks = vec![ClockView { who: who.clone(), ahead_ms: 3_600_000 }];
        view.links = vec![LinkView { from: Party::Node(2), to: who.clone(), cut: true, slow: 0 }];
    });
    let member = &scene.groups[0].members[0];
    let lines: Vec<&str> = member.lines.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(lines, ["clock +1 h", "from 2 cut"]);
    // What it owns stands below, and the next member below that.
    let below = member.chips.iter().map(|chip| chip.at.y).min();
    assert!(below.is_none_or(|y| y > member.at.y));
    let told = of_node(&scene, 2);
    let end = told.iter().find_map(|line| line.strip_prefix("to …")?.strip_suffix(" cut"));
    assert!(end.is_some_and(|end| end.len() > 3 && name.ends_with(end)), "{told:?}");
}

#[test]
fn who_was_killed_is_grey_and_says_so() {
    let scene = scene(|view| {
        Arc::make_mut(&mut view.producers[0]).process = Process::Killed;
        let members = &mut Arc::make_mut(&mut view.groups[0]).members;
        let member = members.iter_mut().find(|member| member.state == MemberState::Stable);
        member.expect("a member that reads").process = Process::Killed;
    });
    assert!(scene.producers[0].gone);
    assert!(of_producer(&scene, "Producer-1").contains(&"killed".to_owned()));
    let note = |text: &str| {
        let members = scene.groups[0].members.iter();
        members
            .filter(|member| member.gone && member.note.as_ref().is_some_and(|(note, _)| note == text))
            .count()
    };
    assert_eq!(note("killed"), 1);
}
