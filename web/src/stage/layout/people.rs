//! Producers and tools at the left, consumer groups at the right.

use std::sync::Arc;

use partita_view::{
    BatchView, ClusterView, GroupView, MemberState, MemberView, OwnedPartition, ProducerView, ToolView,
};

use crate::stage::px::{Point, Px, Scale};
use crate::stage::scene::{Chip, GroupBox, MemberBox, ProducerBox, Roads};
use crate::words;

use super::rows::{is_gone, of_client};
use super::{Drawing, letter};

/// Batches drawn of one producer; the rest is a number.
const BATCHES_MAX: usize = 3;
/// Records drawn of one batch; of a larger one some, and a number.
const RECORDS_MAX: u32 = 5;
const RECORDS_OF_LARGE: u32 = 3;

/// A lane: left, width, x of its bus, and where the first name stands.
#[derive(Clone, Copy)]
pub(super) struct Lane {
    pub(super) x: Px,
    pub(super) w: Px,
    pub(super) bus: Px,
    pub(super) top: Px,
    pub(super) scale: Scale,
}

/// Producers and tools, one under the other. Returns where the lane ends.
pub(super) fn producers(drawing: &Drawing, lane: Lane, roads: &mut Roads) -> (Vec<ProducerBox>, Px) {
    let s = lane.scale;
    let mut y = lane.top;
    let mut boxes = Vec::new();
    let words_max = usize::try_from(lane.w.0 / s.tenths(66).0.max(1)).unwrap_or(0);
    let view = drawing.view;
    let all = view
        .producers
        .iter()
        .map(|p| producer(view, p, roads, words_max))
        .chain(view.tools.iter().filter(|t| !is_drawn_as_client(drawing, t)).map(|t| tool(t, words_max)));
    for mut person in all.collect::<Vec<_>>() {
        person.at = Point::at(lane.x, y);
        let port = Point::at(lane.x + lane.w, y - s.tenths(45));
        person.port = Some((port, lane.bus));
        roads.ports.insert(person.name.clone(), (port, lane.bus));
        let lines = i32::try_from(person.lines.len()).unwrap_or(0);
        let batches = i32::try_from(person.batches.len()).unwrap_or(0);
        y += s.px(17) + s.tenths(165) * lines + s.px(19) * batches + s.px(14);
        boxes.push(person);
    }
    (boxes, y)
}

/// A console producer is drawn as a producer, a console consumer as a member of its group.
fn is_drawn_as_client(drawing: &Drawing, tool: &ToolView) -> bool {
    let view = drawing.view;
    let is_it = |member: &MemberView| member.name == tool.name;
    view.producers.iter().any(|producer| producer.name == tool.name)
        || view.groups.iter().any(|group| group.members.iter().any(is_it))
}

fn producer(
    view: &ClusterView,
    producer: &Arc<ProducerView>,
    roads: &Roads,
    words_max: usize,
) -> ProducerBox {
    let gone = is_gone(producer.process);
    let mut lines: Vec<(String, &'static str)> =
        tool_line(view, &producer.name, words_max).into_iter().collect();
    lines.push((words::acks(producer.acks, producer.idempotent), "cset"));
    for (name, value) in producer.settings.iter().filter(|(name, _)| &**name != "acks").take(2) {
        lines.push((words::fit(&format!("{name}={value}"), words_max), "cset"));
    }
    if gone || producer.process == partita_view::Process::Paused {
        lines.push((words::process(producer.process).into(), if gone { "cset bad" } else { "cset warn" }));
    }
    let troubles = of_client(&producer.name, view).into_iter();
    lines.extend(troubles.map(|(text, class)| (words::fit(&text, words_max), class)));
    if let Some(blocked) = &producer.blocked {
        lines.push((words::blocked(blocked).into(), "cset warn"));
    }
    if producer.failed > 0 {
        lines.push((words::failed(producer.failed), "cset bad"));
    }
    if let Some(retry) = producer.batches.iter().find_map(|batch| words::retry(&batch.state)) {
        lines.push((retry, "cset warn"));
    }
    let mut batches: Vec<(u32, u8, String)> =
        producer.batches.iter().take(BATCHES_MAX).map(|b| batch(b, roads)).collect();
    if producer.batches.len() > BATCHES_MAX {
        let more = producer.batches.len() - BATCHES_MAX;
        batches.push((0, 1, words::more_batches(more)));
    }
    ProducerBox {
        name: producer.name.clone(),
        is_tool: false,
        at: Point::default(),
        port: None,
        lines,
        batches,
        blocked: producer.blocked.is_some(),
        gone,
    }
}

/// What was typed to start a client, if it is a tool.
fn tool_line(view: &ClusterView, name: &str, letters: usize) -> Option<(String, &'static str)> {
    let tool = view.tools.iter().find(|tool| *tool.name == *name)?;
    Some((words::fit(&words::tool(&tool.line), letters), "cset"))
}

fn batch(batch: &BatchView, roads: &Roads) -> (u32, u8, String) {
    let hue = roads.hues.get(&batch.topic).copied().unwrap_or(1);
    let drawn = if batch.records > RECORDS_MAX { RECORDS_OF_LARGE } else { batch.records };
    (drawn, hue, words::batch(batch))
}

fn tool(tool: &Arc<ToolView>, words_max: usize) -> ProducerBox {
    ProducerBox {
        name: tool.name.clone(),
        is_tool: true,
        at: Point::default(),
        port: None,
        lines: vec![(words::fit(&words::tool(&tool.line), words_max), "cset")],
        batches: Vec::new(),
        blocked: false,
        gone: is_gone(tool.process),
    }
}

/// Groups, one under the other. Returns where the lane ends.
pub(super) fn groups(drawing: &Drawing, lane: Lane, roads: &mut Roads) -> (Vec<GroupBox>, Px) {
    let s = lane.scale;
    let mut y = lane.top;
    let mut boxes = Vec::new();
    for (n, group) in drawing.view.groups.iter().enumerate() {
        let at = Point::at(lane.x, y);
        let state = group_state(group, lane);
        y += s.px(if state.1.is_some() { 42 } else { 26 });
        let mut members = Vec::new();
        for member in &group.members {
            y += s.px(16);
            members.push(boxed_member(drawing, group, member, Lane { top: y, ..lane }, roads));
            let lines =
                i32::try_from(members.last().map_or(0, |member: &MemberBox| member.lines.len())).unwrap_or(0);
            y += s.px(10) + s.px(14) * rows_of(member) + s.tenths(35) * rows_of(member) + s.px(15) * lines;
        }
        boxes.push(GroupBox {
            mark: letter(n),
            id: group.id.clone(),
            at,
            width: lane.w,
            state,
            lag: group.members.is_empty().then(|| group.offsets.iter().filter_map(|o| o.lag).sum()),
            members,
        });
        y += s.px(24);
    }
    (boxes, y)
}

fn rows_of(member: &MemberView) -> i32 {
    i32::try_from(member.owned.len()).unwrap_or(0)
}

/// State and class of a group; a rebalance that goes on is worth a second look.
pub(super) fn group_state(group: &GroupView, lane: Lane) -> (String, Option<String>, &'static str) {
    let class = match group.state {
        "PreparingRebalance" | "CompletingRebalance" | "Assigning" | "Reconciling" => "cset warn",
        _ => "cset",
    };
    let room = usize::try_from(lane.w.0 / lane.scale.tenths(62).0.max(1)).unwrap_or(0);
    let (state, more) = words::group_state(group, room);
    (state, more, class)
}

fn boxed_member(
    drawing: &Drawing,
    group: &GroupView,
    member: &MemberView,
    lane: Lane,
    roads: &mut Roads,
) -> MemberBox {
    let s = lane.scale;
    let gone = member.state == MemberState::Left || is_gone(member.process);
    let port = Point::at(lane.x, lane.top - s.px(4));
    if !gone {
        roads.ports.insert(member.name.clone(), (port, lane.bus));
    }
    let letters = usize::try_from((lane.w - s.px(9)).0 / s.tenths(66).0.max(1)).unwrap_or(0);
    let troubles = of_client(&member.name, drawing.view).into_iter();
    let troubles = troubles.map(|(text, class)| (words::fit(&text, letters), class));
    let lines: Vec<(String, &'static str)> =
        tool_line(drawing.view, &member.name, letters).into_iter().chain(troubles).collect();
    let mut y = lane.top + s.px(4) + s.px(15) * i32::try_from(lines.len()).unwrap_or(0);
    let chips = member
        .owned
        .iter()
        .map(|owned| {
            y += s.px(14);
            let chip = chip(drawing, group, owned, Point::at(lane.x + s.px(9), y), lane, roads);
            y += s.tenths(35);
            chip
        })
        .collect();
    let note = words::member_note(group, member);
    // A name gives way to what is told of the member.
    let told = note.as_ref().map_or(0, |(text, _)| i32::try_from(text.chars().count()).unwrap_or(0) * 7 + 8);
    let room = usize::try_from((lane.w - s.px(9 + told)).0 / s.tenths(72).0.max(1)).unwrap_or(0).max(4);
    MemberBox {
        shown: words::fit(&member.name, room),
        name: member.name.clone(),
        at: Point::at(lane.x + s.px(9), lane.top),
        port: Some((port, lane.bus)),
        note,
        lines,
        gone,
        chips,
    }
}

/// An owned partition of a member, with position and lag where there is room.
pub(super) fn chip(
    drawing: &Drawing,
    group: &GroupView,
    owned: &OwnedPartition,
    at: Point,
    lane: Lane,
    roads: &Roads,
) -> Chip {
    let s = lane.scale;
    let text = if super::topics(drawing.view).count() > 1 {
        words::fit(&words::partition(&owned.topic, owned.partition), 12)
    } else {
        words::short_partition(owned.partition)
    };
    let w = s.tenths(74 * i32::try_from(text.chars().count()).unwrap_or(0) + 90);
    let fresh = drawing.fresh.get(&group.id) == Some(&owned.since_generation);
    let lag = owned.lag.or_else(|| {
        let offset =
            group.offsets.iter().find(|o| o.topic == owned.topic && o.partition == owned.partition)?;
        offset.lag
    });
    Chip {
        at,
        w,
        text,
        hue: roads.hues.get(&owned.topic).copied().unwrap_or(1),
        fresh,
        position: owned.position.map(|position| (at.x + w + s.px(9), words::at_offset(position))),
        lag: lag.map(|lag| {
            (lane.x + lane.w, words::lag(lag), if lag > LAG_HIGH { "cset num hi" } else { "cset num" })
        }),
    }
}

/// A lag above this is shown as worth looking at.
const LAG_HIGH: i64 = 3;
