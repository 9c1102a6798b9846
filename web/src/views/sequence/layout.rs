//! From messages to a space-time diagram: a line of life for each machine, a line for each message. Time runs to the right, on a
//! narrow page down ([`Plane`]); lives, marks, times and folds have places along time and across it, messages on the page.
//! Pure: the same moment and the same size give the same drawing.

use std::collections::BTreeMap;

use partita_view::{ClusterView, Content, Happened, MessageId, Micros, Name, Party, Passed, Place, Process};

use crate::session::Filter;
use crate::words;

use super::axis::Axis;
use super::labels::Labels;
use super::marks::{self, Living, Mark, Part, Ribbon};
use super::plane::{self, Plane};

/// Messages drawn at most, the newest.
const MESSAGES_MAX: usize = 160;
/// How long before the first message something that happened is still drawn.
const BEFORE: Micros = 1_000_000;
/// Left of the lines: the names.
const NAMES: i64 = 128;
/// Above the first line: the times. Where time runs down: above its beginning, the names, level or aslant.
const TOP: i64 = 50;
const TOP_ASLANT: i64 = 96;
/// Between two lines of life at least.
const ROW_MIN: i64 = 44;
const ROW_MAX: i64 = 104;

/// A space-time diagram.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Diagram {
    pub(crate) width: i64,
    pub(crate) height: i64,
    pub(crate) plane: Plane,
    /// Whether the names stand aslant above their lines.
    pub(crate) aslant: bool,
    /// Where time begins.
    pub(crate) left: i64,
    pub(crate) rows: Vec<Life>,
    pub(crate) lines: Vec<Line>,
    /// Times: where, and text.
    pub(crate) ticks: Vec<(i64, String)>,
    /// Folded silences: from, to, length in words.
    pub(crate) folds: Vec<(i64, i64, String)>,
    /// What happened to machines and links.
    pub(crate) marks: Vec<Mark>,
    /// Where now is.
    pub(crate) now: i64,
}

/// The line of life of a machine.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Life {
    pub(crate) party: Party,
    pub(crate) name: String,
    pub(crate) note: String,
    /// Where it lies across time.
    pub(crate) y: i64,
    /// How it is now.
    pub(crate) living: Living,
    /// Of one that has ended and is known by its messages alone: when the first and the last of them are.
    pub(crate) ended: Option<(Micros, Micros)>,
    /// How it was, in the order of time.
    pub(crate) parts: Vec<Part>,
    /// When it led the partition that is looked at.
    pub(crate) ribbons: Vec<Ribbon>,
}

/// A message.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) id: MessageId,
    pub(crate) from: (i64, i64),
    pub(crate) to: (i64, i64),
    /// Hue of its topic; 0 for none.
    pub(crate) hue: u8,
    pub(crate) response: bool,
    pub(crate) error: bool,
    /// It has not arrived, and will not by itself.
    pub(crate) lost: bool,
    /// It is on its way.
    pub(crate) flies: bool,
    /// Where its label stands and how it is anchored; none where there is no room.
    pub(crate) label: Option<(i64, i64, &'static str)>,
    pub(crate) word: String,
    /// Everything in words.
    pub(crate) name: String,
}

/// What a diagram is made of.
#[derive(Clone, Copy)]
pub(crate) struct Drawing<'a> {
    pub(crate) view: &'a ClusterView,
    pub(crate) messages: &'a [Passed],
    pub(crate) events: &'a [Happened],
    pub(crate) filter: &'a Filter,
    pub(crate) control: bool,
    pub(crate) now: Micros,
    pub(crate) width: i32,
    pub(crate) height: i32,
}

/// Lays messages out.
pub(crate) fn layout(drawing: &Drawing) -> Diagram {
    let width = i64::from(drawing.width.max(280));
    let plane = Plane::of_width(width);
    let long = plane.long(width, i64::from(drawing.height));
    let mut shown: Vec<&Passed> =
        drawing.messages.iter().filter(|passed| is_shown(drawing, passed)).collect();
    shown.drain(..shown.len().saturating_sub(MESSAGES_MAX));
    let (mut rows, across, aslant) = rows(drawing, &shown, plane, width);
    let left = match plane {
        Plane::Right => NAMES,
        Plane::Down if aslant => TOP_ASLANT,
        Plane::Down => TOP,
    };
    let mut moments: Vec<Micros> = Vec::new();
    for passed in &shown {
        moments.push(passed.flight.sent);
        moments.extend(passed.arrived.filter(|at| *at <= drawing.now));
    }
    // What was done just before the first of them may be why it is as it is.
    let since = moments.iter().min().map(|first| first.saturating_sub(BEFORE));
    let happened = marks::events(drawing.events, since, drawing.now);
    moments.extend(happened.iter().map(|happened| happened.at));
    moments.sort_unstable();
    let right = long - if plane == Plane::Right { 48 } else { 20 };
    let axis = Axis::new(&moments, drawing.now, left + 8, right, drawing.filter.per_pixel());
    let ends = (left, long - 12);
    for row in &mut rows {
        row.parts = match row.ended {
            Some(seen) => marks::ended(seen, &axis, ends),
            None => marks::parts(row, row.living, &happened, &axis, ends),
        };
    }
    let looked_at = looked_at(drawing);
    for (node, ribbon) in looked_at
        .into_iter()
        .flat_map(|(topic, number)| marks::ribbons(drawing, (topic, number), &axis, (left, right)))
    {
        if let Some(row) = rows.iter_mut().find(|row| row.party == Party::Node(node)) {
            row.ribbons.push(ribbon);
        }
    }
    let marks = marks::marks(drawing, &happened, &axis, &rows, (left, plane));
    let (width, height) = plane.at(long, across);
    let room = if plane == Plane::Right { (NAMES - 36, width - 4) } else { (plane::TIMES - 4, width - 4) };
    let lives = rows.iter().map(|row| row.y).collect();
    let lines = lines(drawing, &shown, &axis, &rows, (left, Labels::new(plane, room, lives), plane));
    let ticks = ticks(&axis, left, if plane == Plane::Right { 86 } else { 18 });
    let folds = axis.folds().filter(|(from, ..)| *from >= left);
    Diagram {
        width,
        height,
        plane,
        aslant,
        left,
        lines,
        ticks,
        folds: folds.map(|(from, to, length)| (from, to, words::span(length))).collect(),
        now: right,
        marks,
        rows,
    }
}

/// The partition whose leaders have ribbons: the chosen one, or the only one.
fn looked_at<'a>(drawing: &'a Drawing) -> Option<(&'a Name, i32)> {
    if let Some((topic, number)) = &drawing.filter.partition {
        return Some((topic, *number));
    }
    let mut topics = drawing.view.topics.iter().filter(|topic| !topic.internal);
    let only = topics.next().filter(|topic| topic.partitions.len() == 1)?;
    topics.next().is_none().then_some((&only.name, only.partitions[0].partition))
}

/// Whether a message is drawn: sent by now, and what was asked for.
fn is_shown(drawing: &Drawing, passed: &Passed) -> bool {
    let flight = &passed.flight;
    let filter = drawing.filter;
    let of_partition = |(topic, partition): &(Name, i32)| flight.is_about(topic, *partition);
    let is_own = |place: &Place| place.topic.is_empty() || place.topic.starts_with("__");
    let kafkas_own = !flight.places.is_empty() && flight.places.iter().all(is_own);
    let quiet = matches!(flight.content, Content::Control) || kafkas_own || is_idle(&flight.content);
    passed.flight.sent <= drawing.now
        && filter.party.as_ref().is_none_or(|party| flight.from == *party || flight.to == *party)
        && filter.partition.as_ref().is_none_or(of_partition)
        && match filter.api {
            Some(api) => flight.api == api,
            None => drawing.control || !quiet,
        }
}

/// Fetches that bring nothing go round and round.
fn is_idle(content: &Content) -> bool {
    matches!(content, Content::Wants { .. } | Content::Done { about: None, error: None })
}

/// Topic and partition that a message is about.
pub(crate) fn about(content: &Content) -> Option<(&Name, i32)> {
    match content {
        Content::Records { topic, partition, .. } | Content::Wants { topic, partition, .. } => {
            Some((topic, *partition))
        }
        Content::Done { about: Some((topic, partition)), .. } => Some((topic, *partition)),
        _ => None,
    }
}

/// Producers, nodes, members, tools: as they stand on the stage from left to right, and then whoever else is a party of the messages
/// that are shown; how much room they take across time, and whether their names stand aslant.
fn rows(drawing: &Drawing, shown: &[&Passed], plane: Plane, width: i64) -> (Vec<Life>, i64, bool) {
    let view = drawing.view;
    let mut rows = Vec::new();
    let letters = if plane == Plane::Down { 12 } else { 20 };
    let mut add = |party: Party, note: String, process: Process, ended: Option<(Micros, Micros)>| {
        if !rows.iter().any(|row: &Life| row.party == party) {
            let (name, note) = (words::fit(&words::party(&party, view), letters), words::fit(&note, letters));
            let (living, parts, ribbons) = (marks::living(process), Vec::new(), Vec::new());
            rows.push(Life { name, party, note, y: 0, living, ended, parts, ribbons });
        }
    };
    let mut push = |party, note, process| add(party, note, process, None);
    for producer in &view.producers {
        let note = words::acks(producer.acks, producer.idempotent);
        push(Party::Client(producer.name.clone()), note, producer.process);
    }
    let chosen = drawing.filter.partition.as_ref().and_then(|(topic, number)| {
        let topic = view.topics.iter().find(|each| each.name == *topic)?;
        topic.partitions.iter().find(|partition| partition.partition == *number)
    });
    for node in &view.nodes {
        let leads = chosen.is_some_and(|partition| partition.leader == Some(node.id));
        let note = match chosen {
            _ if marks::living(node.process) != Living::Up => words::process(node.process).into(),
            Some(_) if leads => words::LEADER.text().into(),
            _ if view.quorum.leader == Some(node.id) => words::CONTROLLER.text().into(),
            _ => String::new(),
        };
        push(Party::Node(node.id), note, node.process);
    }
    for group in &view.groups {
        for member in &group.members {
            push(Party::Client(member.name.clone()), group.id.to_string(), member.process);
        }
    }
    for tool in &view.tools {
        push(Party::Client(tool.name.clone()), String::new(), tool.process);
    }
    // Who is not there any more still sent and got what is shown.
    for (party, seen) in seen(shown, drawing.now) {
        add(party.clone(), words::process(Process::Stopped).into(), Process::Stopped, Some(seen));
    }
    let count = i64::try_from(rows.len().max(1)).unwrap_or(1);
    let room = i64::from(drawing.height) - TOP - 24;
    let (top, step, aslant) = match plane {
        Plane::Right => (TOP, (room / count).clamp(ROW_MIN, ROW_MAX), false),
        Plane::Down => {
            let (step, level) = plane::lanes(width, count);
            (plane::TIMES, step, !level)
        }
    };
    for (n, row) in (0..).zip(&mut rows) {
        row.y = top + step / 2 + step * n;
    }
    let across = top + step * count + 8;
    (rows, if plane == Plane::Down { across.max(width) } else { across }, aslant)
}

/// When the parties of messages sent or got the first and the last of them, in the order of the first.
fn seen<'a>(shown: &[&'a Passed], now: Micros) -> Vec<(&'a Party, (Micros, Micros))> {
    let mut seen: Vec<(&Party, (Micros, Micros))> = Vec::new();
    for passed in shown {
        let sent = passed.flight.sent;
        let arrived = passed.arrived.filter(|at| *at <= now).unwrap_or(sent);
        for (party, at) in [(&passed.flight.from, sent), (&passed.flight.to, arrived)] {
            match seen.iter_mut().find(|(known, _)| *known == party) {
                Some((_, (first, last))) => (*first, *last) = ((*first).min(at), (*last).max(at)),
                None => seen.push((party, (at, at))),
            }
        }
    }
    seen
}

fn lines(
    drawing: &Drawing,
    shown: &[&Passed],
    axis: &Axis,
    rows: &[Life],
    (left, mut labels, plane): (i64, Labels, Plane),
) -> Vec<Line> {
    let hues: BTreeMap<&Name, u8> = {
        let topics = drawing.view.topics.iter().filter(|topic| !topic.internal).enumerate();
        topics.map(|(n, topic)| (&topic.name, u8::try_from(n % 6).unwrap_or(0) + 1)).collect()
    };
    let asked: BTreeMap<(u64, i32), Micros> = drawing
        .messages
        .iter()
        .filter(|passed| !passed.flight.response)
        .map(|passed| ((passed.connection, passed.correlation_id), passed.flight.sent))
        .collect();
    let y_of = |party: &Party| rows.iter().find(|row| row.party == *party).map(|row| row.y);
    let mut lines = Vec::new();
    for passed in shown {
        let flight = &passed.flight;
        let (Some(x), Some(from_y), Some(to_y)) = (axis.x(flight.sent), y_of(&flight.from), y_of(&flight.to))
        else {
            continue;
        };
        if x < left {
            continue;
        }
        let arrived = passed.arrived.filter(|at| *at <= drawing.now);
        let flies = arrived.is_none() && drawing.view.flights.iter().any(|each| each.id == flight.id);
        let held =
            flies && drawing.view.flights.iter().any(|each| each.id == flight.id && each.arrives.is_none());
        let lost = arrived.is_none() && !flies || held;
        let (to, part) = end_of(passed, drawing.now, axis, (x, from_y, to_y), arrived);
        let took = flight.response.then(|| {
            let asked = asked.get(&(passed.connection, passed.correlation_id))?;
            Some(arrived.unwrap_or(drawing.now).saturating_sub(*asked))
        });
        let took = took.flatten();
        let error = matches!(&flight.content, Content::Done { error: Some(_), .. });
        let word = words::line_word(flight, took);
        let (from, to) = (plane.at(x, from_y), plane.at(to.0, to.1));
        let label = labels.place(&word, from, to);
        lines.push(Line {
            id: flight.id,
            from,
            to,
            hue: about(&flight.content).and_then(|(topic, _)| hues.get(topic).copied()).unwrap_or(0),
            response: flight.response,
            error,
            lost: lost && part,
            flies,
            label,
            name: words::line_in_words(flight, drawing.view, took, arrived.is_none()),
            word,
        });
    }
    lines
}

/// Where a line ends, and whether it ends in the air: at its arrival, or so far as it has come.
fn end_of(
    passed: &Passed,
    now: Micros,
    axis: &Axis,
    (x, from, to): (i64, i64, i64),
    arrived: Option<Micros>,
) -> ((i64, i64), bool) {
    if let Some(at) = arrived {
        let end = axis.x(at).unwrap_or(x).max(x + 3);
        return ((end, to), false);
    }
    let flight = &passed.flight;
    let whole = flight.arrives.unwrap_or(flight.sent + 1000).saturating_sub(flight.sent).max(1);
    let gone = now.saturating_sub(flight.sent).min(whole);
    let thousandth = i64::try_from(gone * 1000 / whole).unwrap_or(0).clamp(150, 700);
    let end = axis.x(flight.sent + gone).unwrap_or(x).max(x + 3);
    ((end, from + (to - from) * thousandth / 1000), true)
}

fn ticks(axis: &Axis, left: i64, apart: i64) -> Vec<(i64, String)> {
    let mut last = i64::MIN / 2;
    let mut ticks = Vec::new();
    for stretch in axis.stretches.iter().filter(|stretch| stretch.x >= left) {
        if stretch.x - last > apart {
            ticks.push((stretch.x, words::time(stretch.from)));
            last = stretch.x;
        }
    }
    ticks
}
