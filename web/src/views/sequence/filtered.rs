//! Tests: of a moment with messages of two partitions and three machines, what is drawn by each filter, and who has a ribbon.

use partita_view::{
    ClusterView, Content, Event, Flight, Happened, MessageId, NodeView, PartitionView, Party, Passed, Place,
    ProducerView, TopicView,
};

use super::layout::{Diagram, Drawing, about, layout};
use super::marks::Living;
use crate::session::Filter;

const NOW: u64 = 1_000_000;
const PRODUCE: i16 = 0;
const FETCH: i16 = 1;

fn cluster() -> ClusterView {
    let node = |id| NodeView { id, is_broker: true, ..NodeView::default() }.into();
    let partition = |partition, leader| {
        PartitionView { partition, leader: Some(leader), leader_epoch: 1, ..PartitionView::default() }.into()
    };
    let topic = |name: &str| TopicView {
        name: name.into(),
        partitions: vec![partition(0, 1), partition(1, 2)],
        ..TopicView::default()
    };
    let producer = ProducerView { name: "p".into(), ..ProducerView::default() };
    ClusterView {
        at: NOW,
        nodes: vec![node(1), node(2)],
        topics: vec![topic("orders").into()],
        producers: vec![producer.into()],
        ..ClusterView::default()
    }
}

fn party(name: &str) -> Party {
    name.parse().map_or_else(|_| Party::Client(name.into()), Party::Node)
}

fn place(topic: &str, partition: i32) -> Place {
    Place { topic: topic.into(), partition, records: 1 }
}

/// A message that left so long before now and took a millisecond.
fn passed(id: u64, before: u64, (from, to): (&str, &str), api: i16, content: Content) -> Passed {
    let sent = NOW - before;
    let places = about(&content).map(|(topic, partition)| place(topic, partition));
    let flight = Flight {
        id: MessageId(id),
        from: party(from),
        to: party(to),
        sent,
        arrives: Some(sent + 1_000),
        api,
        api_name: if api == PRODUCE { "Produce" } else { "Fetch" },
        version: 13,
        response: false,
        content,
        places: places.into_iter().collect(),
        places_more: 0,
    };
    Passed { flight, connection: id, correlation_id: 0, arrived: Some(sent + 1_000), step: id }
}

fn messages() -> Vec<Passed> {
    let records =
        |partition| Content::Records { topic: "orders".into(), partition, keys: Vec::new(), count: 1 };
    let wants = Content::Wants { topic: "orders".into(), partition: 0, offset: 4, replica: true };
    vec![
        passed(1, 9_000, ("p", "1"), PRODUCE, records(0)),
        passed(2, 8_000, ("p", "2"), PRODUCE, records(1)),
        passed(3, 7_000, ("1", "2"), FETCH, records(0)),
        passed(4, 6_000, ("2", "1"), FETCH, wants),
        passed(5, 5_000, ("2", "1"), 63, Content::Control),
    ]
}

fn drawn(view: &ClusterView, events: &[Happened], filter: &Filter, control: bool) -> Diagram {
    let messages = messages();
    let (width, height) = (1280, 600);
    layout(&Drawing { view, messages: &messages, events, filter, control, now: NOW, width, height })
}

fn filter(api: Option<i16>, partition: Option<(&str, i32)>, machine: Option<&str>) -> Filter {
    let mut filter = Filter::default();
    filter.api = api;
    filter.partition = partition.map(|(topic, number)| (topic.into(), number));
    filter.party = machine.map(party);
    filter
}

/// Messages that are drawn by a filter.
fn shown(filter: &Filter, control: bool) -> Vec<u64> {
    drawn(&cluster(), &[], filter, control).lines.iter().map(|line| line.id.0).collect()
}

#[test]
fn without_a_filter_what_carries_records_and_with_control_traffic_all() {
    assert_eq!(shown(&Filter::default(), false), [1, 2, 3]);
    assert_eq!(shown(&Filter::default(), true), [1, 2, 3, 4, 5]);
}

#[test]
fn by_a_partition_what_is_about_it() {
    let of = |number| filter(None, Some(("orders", number)), None);
    assert_eq!(shown(&of(0), false), [1, 3]);
    assert_eq!(shown(&of(1), false), [2]);
    assert_eq!(shown(&of(0), true), [1, 3, 4], "control traffic is about no partition");
    assert!(shown(&filter(None, Some(("payments", 0)), None), true).is_empty());
}

#[test]
fn by_a_machine_what_it_sends_and_gets() {
    let of = |name| filter(None, None, Some(name));
    assert_eq!(shown(&of("p"), false), [1, 2]);
    assert_eq!(shown(&of("2"), false), [2, 3]);
    assert_eq!(shown(&of("1"), true), [1, 3, 4, 5]);
}

#[test]
fn by_an_api_a_partition_and_a_machine_what_all_of_them_want() {
    let of = |api, number, name| filter(Some(api), Some(("orders", number)), Some(name));
    // Who asks for an API wants its messages that bring nothing too.
    assert_eq!(shown(&of(FETCH, 0, "2"), false), [3, 4]);
    assert_eq!(shown(&of(PRODUCE, 1, "p"), false), [2]);
    assert!(shown(&of(PRODUCE, 1, "1"), false).is_empty());
}

fn elected(before: u64, partition: i32, leader: Option<i32>, leader_epoch: i32) -> Happened {
    let event =
        Event::LeaderElected { topic: "orders".into(), partition, leader, leader_epoch, unclean: false };
    Happened { at: NOW - before, step: 0, who: Party::Node(1), event }
}

/// Ribbons of a node: from, to.
fn ribbons(diagram: &Diagram, node: i32) -> Vec<(i64, i64)> {
    let row = diagram.rows.iter().find(|row| row.party == Party::Node(node)).expect("a line of life");
    row.ribbons.iter().map(|(from, to, _)| (*from, *to)).collect()
}

#[test]
fn who_led_the_chosen_partition_has_ribbons_that_meet() {
    let events =
        [elected(8_500, 0, Some(2), 1), elected(6_500, 1, Some(1), 3), elected(5_500, 0, Some(1), 2)];
    let filter = filter(None, Some(("orders", 0)), None);
    let diagram = drawn(&cluster(), &events, &filter, false);
    let (before, after) = (ribbons(&diagram, 2), ribbons(&diagram, 1));
    assert_eq!((before.len(), after.len()), (1, 1));
    assert!(
        diagram.left <= before[0].0 && before[0].0 < before[0].1,
        "the first leader's, since its election"
    );
    assert_eq!(after, [(before[0].1, diagram.now)], "the next begins where it ends, and goes on until now");
    let told: Vec<(&Party, &str)> = diagram
        .rows
        .iter()
        .flat_map(|row| row.ribbons.iter().map(|(.., word)| (&row.party, word.as_str())))
        .collect();
    let (one, two) = (Party::Node(1), Party::Node(2));
    assert_eq!(told, [(&one, "leads p0, epoch 2"), (&two, "leads p0, epoch 1")]);
}

#[test]
fn while_nobody_leads_there_is_a_gap_and_without_an_election_who_leads_now_led_all_along() {
    let filter = filter(None, Some(("orders", 0)), None);
    let events = [elected(8_500, 0, Some(2), 1), elected(7_500, 0, None, 2), elected(5_500, 0, Some(1), 3)];
    let diagram = drawn(&cluster(), &events, &filter, false);
    let (before, after) = (ribbons(&diagram, 2), ribbons(&diagram, 1));
    assert!(before[0].1 < after[0].0, "{before:?} {after:?}");
    let quiet = drawn(&cluster(), &[], &filter, false);
    assert_eq!(ribbons(&quiet, 1), [(quiet.left, quiet.now)]);
    assert!(ribbons(&quiet, 2).is_empty());
}

#[test]
fn with_several_partitions_and_none_chosen_nobody_has_a_ribbon() {
    let diagram = drawn(&cluster(), &[elected(8_500, 0, Some(2), 1)], &Filter::default(), false);
    assert!(diagram.rows.iter().all(|row| row.ribbons.is_empty()));
}

#[test]
fn a_message_of_several_partitions_is_about_each_of_them() {
    let mut messages = messages();
    messages[0].flight.places = [place("orders", 0), place("orders", 1), place("payments", 3)].into();
    // What is Kafka's own is quiet where nothing else is with it.
    messages[1].flight.places = [place("__consumer_offsets", 7)].into();
    messages[2].flight.places = [place("__consumer_offsets", 7), place("orders", 0)].into();
    let view = cluster();
    let shown = |filter: &Filter| -> Vec<u64> {
        let (messages, events, control) = (&messages[..], &[][..], false);
        let (width, height) = (1280, 600);
        let drawing = Drawing { view: &view, messages, events, filter, control, now: NOW, width, height };
        layout(&drawing).lines.iter().map(|line| line.id.0).collect()
    };
    let of = |topic, number| filter(None, Some((topic, number)), None);
    assert_eq!(shown(&of("orders", 1)), [1]);
    assert_eq!(shown(&of("payments", 3)), [1]);
    assert_eq!(shown(&of("orders", 0)), [1, 3]);
    assert_eq!(shown(&Filter::default()), [1, 3]);
}

#[test]
fn who_has_ended_keeps_a_line_as_long_as_its_messages_are_shown() {
    let mut messages = messages();
    let records = Content::Records { topic: "orders".into(), partition: 0, keys: Vec::new(), count: 1 };
    messages.push(passed(6, 4_000, ("perf-test", "1"), PRODUCE, records));
    let (view, filter) = (cluster(), Filter::default());
    let (width, height) = (1280, 600);
    let drawing = Drawing {
        view: &view,
        messages: &messages,
        events: &[],
        filter: &filter,
        control: false,
        now: NOW,
        width,
        height,
    };
    let diagram = layout(&drawing);
    assert!(diagram.lines.iter().any(|line| line.id.0 == 6), "its message is drawn");
    let row = diagram.rows.last().expect("a line of life");
    assert_eq!((&row.party, row.living), (&party("perf-test"), Living::Gone));
    let parts: Vec<Living> = row.parts.iter().map(|(.., living)| *living).collect();
    assert_eq!(parts.last(), Some(&Living::Gone));
    // Who is not there and has no message that is shown has no line.
    let others = layout(&Drawing { messages: &messages[..5], ..drawing });
    assert!(others.rows.iter().all(|row| row.party != party("perf-test")));
}
