//! What happened to machines and links, on their lines of life: ends and beginnings, pauses, links that are cut or slow, and who
//! leads. Pure.

use partita_view::{Event, Happened, Micros, Party, Process, QuorumRole};

use crate::words;

use super::axis::Axis;
use super::layout::{Drawing, Life};
use super::plane::Plane;

/// Marks drawn at most, the newest.
const MARKS_MAX: usize = 40;
/// Events looked through for them.
const EVENTS_MAX: usize = 20_000;

/// Height of a mark's word.
const WORD_HEIGHT: i64 = 15;

/// What a mark tells; each has a sign of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A process ended.
    End,
    /// A process began.
    Begin,
    /// A process is held.
    Hold,
    /// A process goes on.
    GoOn,
    /// A link is cut.
    Cut,
    /// A link is slow.
    Slow,
    /// A link is as usual again.
    Heal,
    /// A controller became active.
    Controller,
    /// A disk got into trouble.
    Disk,
}

/// A mark on a line of life, or between two of them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mark {
    /// Where it lies along time.
    pub(crate) x: i64,
    /// Where it lies across it.
    pub(crate) y: i64,
    /// The line at the other end of a link.
    pub(crate) other: Option<i64>,
    pub(crate) kind: Kind,
    /// One or two words; empty where there is no room.
    pub(crate) word: String,
    /// The sentence.
    pub(crate) name: String,
}

/// How a machine is in a part of its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Living {
    Up,
    Held,
    Gone,
}

/// A part of a line of life: from, to, how.
pub(crate) type Part = (i64, i64, Living);

/// A time of leadership: from, to, what is said of it.
pub(crate) type Ribbon = (i64, i64, String);

/// Events that are drawn, the oldest first.
pub(crate) fn events(all: &[Happened], since: Option<Micros>, now: Micros) -> Vec<&Happened> {
    let back = all.iter().rev().take(EVENTS_MAX).skip_while(|happened| happened.at > now);
    let shown = back.take_while(|happened| since.is_none_or(|since| happened.at >= since));
    let mut found: Vec<&Happened> =
        shown.filter(|happened| kind(&happened.event).is_some()).take(MARKS_MAX).collect();
    found.reverse();
    found
}

fn kind(event: &Event) -> Option<Kind> {
    Some(match event {
        Event::Killed | Event::PoweredOff | Event::Stopping => Kind::End,
        Event::Started => Kind::Begin,
        Event::Paused => Kind::Hold,
        Event::Resumed => Kind::GoOn,
        Event::LinkCut { .. } => Kind::Cut,
        Event::LinkSlowed { .. } => Kind::Slow,
        Event::LinkHealed { .. } => Kind::Heal,
        Event::QuorumRoleChanged { role: QuorumRole::Leader, .. } => Kind::Controller,
        Event::DiskFilled | Event::DiskFailed => Kind::Disk,
        _ => return None,
    })
}

/// Marks of the events that are drawn.
pub(crate) fn marks(
    drawing: &Drawing,
    shown: &[&Happened],
    axis: &Axis,
    rows: &[Life],
    (left, plane): (i64, Plane),
) -> Vec<Mark> {
    let y_of = |party: &Party| rows.iter().find(|row| row.party == *party).map(|row| row.y);
    let mut marks: Vec<Mark> = Vec::new();
    for happened in shown {
        let Some(x) = axis.x(happened.at).filter(|x| *x >= left) else { continue };
        let Some(kind) = kind(&happened.event) else { continue };
        let (from, to) = match &happened.event {
            Event::LinkCut { from, to } | Event::LinkHealed { from, to } => (from, Some(to)),
            Event::LinkSlowed { from, to, .. } => (from, Some(to)),
            _ => (&happened.who, None),
        };
        let Some(y) = y_of(from) else { continue };
        let other = match to {
            None => None,
            Some(to) => match y_of(to) {
                Some(other) => Some(other),
                None => continue,
            },
        };
        // Both directions of a link are one stroke.
        let same =
            |mark: &Mark| mark.x == x && mark.kind == kind && mark.other == Some(y) && Some(mark.y) == other;
        if other.is_some() && marks.iter().any(same) {
            continue;
        }
        let word = words::life_mark(&happened.event);
        let length = i64::try_from(word.chars().count()).unwrap_or(0) * 7 + 12;
        let crowded = |mark: &Mark| {
            let near = match plane {
                Plane::Right => mark.y == y && (x - mark.x).abs() < length,
                Plane::Down => (x - mark.x).abs() < WORD_HEIGHT,
            };
            near && !mark.word.is_empty()
        };
        let word = if marks.iter().any(crowded) { String::new() } else { word };
        marks.push(Mark { x, y, other, kind, word, name: words::sentence(happened, drawing.view) });
    }
    marks
}

/// The parts of a machine's line: how it was, in the order of time. What it was before the first event that is known is what that
/// event ended.
pub(crate) fn parts(
    life: &Life,
    now: Living,
    shown: &[&Happened],
    axis: &Axis,
    ends: (i64, i64),
) -> Vec<Part> {
    let changes: Vec<(i64, Living, Living)> = shown
        .iter()
        .filter(|happened| happened.who == life.party)
        .filter_map(|happened| {
            let (before, after) = match kind(&happened.event)? {
                Kind::End => (Living::Up, Living::Gone),
                Kind::Begin => (Living::Gone, Living::Up),
                Kind::Hold => (Living::Up, Living::Held),
                Kind::GoOn => (Living::Held, Living::Up),
                _ => return None,
            };
            Some((axis.x(happened.at).unwrap_or(ends.0).clamp(ends.0, ends.1), before, after))
        })
        .collect();
    let mut at = ends.0;
    let mut living = changes.first().map_or(now, |(_, before, _)| *before);
    let mut parts = Vec::new();
    for (x, _, after) in changes {
        if x > at {
            parts.push((at, x, living));
        }
        (at, living) = (x, after);
    }
    parts.push((at, ends.1, living));
    parts
}

/// The parts of the line of one that has ended, as far as its messages tell: it was there from the first to the last of them.
pub(crate) fn ended((first, last): (Micros, Micros), axis: &Axis, ends: (i64, i64)) -> Vec<Part> {
    let x = |at| axis.x(at).unwrap_or(ends.0).clamp(ends.0, ends.1);
    let parts =
        [(ends.0, x(first), Living::Gone), (x(first), x(last), Living::Up), (x(last), ends.1, Living::Gone)];
    parts.into_iter().filter(|(from, to, _)| from < to).collect()
}

/// How a process is now.
pub(crate) fn living(process: Process) -> Living {
    match process {
        Process::Killed | Process::Stopped => Living::Gone,
        Process::Paused => Living::Held,
        Process::Running | Process::Starting | Process::Stopping => Living::Up,
    }
}

/// Times of leadership of the partition that is looked at, by the node that led.
pub(crate) fn ribbons(
    drawing: &Drawing,
    (topic, number): (&str, i32),
    axis: &Axis,
    ends: (i64, i64),
) -> Vec<(i32, Ribbon)> {
    let elections =
        drawing.events.iter().rev().take(EVENTS_MAX).filter_map(|happened| match &happened.event {
            Event::LeaderElected { topic: of, partition, leader, leader_epoch, .. }
                if **of == *topic && *partition == number && happened.at <= drawing.now =>
            {
                Some((happened.at, *leader, *leader_epoch))
            }
            _ => None,
        });
    let mut ribbons = Vec::new();
    let mut to = ends.1;
    for (at, leader, epoch) in elections {
        let from = axis.x(at).unwrap_or(ends.0).max(ends.0);
        if let Some(leader) = leader.filter(|_| to > from) {
            ribbons.push((leader, (from, to, words::leads_in_epoch(number, epoch))));
        }
        to = from;
        if from <= ends.0 {
            return ribbons;
        }
    }
    // Who was elected longer ago than is looked through, or remembered, leads all along.
    let topics = drawing.view.topics.iter().filter(|of| *of.name == *topic);
    let known = topics.flat_map(|topic| &topic.partitions).find(|partition| partition.partition == number);
    if let Some((leader, epoch)) = known.and_then(|known| Some((known.leader?, known.leader_epoch)))
        && to == ends.1
        && to > ends.0
    {
        ribbons.push((leader, (ends.0, to, words::leads_in_epoch(number, epoch))));
    }
    ribbons
}

#[cfg(test)]
mod tests {
    use super::*;

    fn happened(at: Micros, event: Event) -> Happened {
        Happened { at, step: 0, who: Party::Node(1), event }
    }

    #[test]
    fn a_life_has_parts_and_what_was_before_is_what_the_first_event_ended() {
        let all =
            [happened(1_000, Event::Killed), happened(3_000, Event::Started), happened(3_500, Event::Paused)];
        let shown = events(&all, None, 4_000);
        let axis = Axis::new(&[0, 1_000, 3_000, 3_500], 4_000, 0, 400, 10);
        let life = Life {
            party: Party::Node(1),
            name: String::new(),
            note: String::new(),
            y: 0,
            living: Living::Held,
            ended: None,
            parts: Vec::new(),
            ribbons: Vec::new(),
        };
        let parts = parts(&life, Living::Held, &shown, &axis, (0, 400));
        let [killed, started, paused] = [1_000, 3_000, 3_500].map(|at| axis.x(at).unwrap());
        assert!(0 < killed && killed < started && started < paused && paused < 400);
        assert_eq!(
            parts,
            [
                (0, killed, Living::Up),
                (killed, started, Living::Gone),
                (started, paused, Living::Up),
                (paused, 400, Living::Held)
            ]
        );
        assert_eq!(super::parts(&life, Living::Gone, &[], &axis, (0, 400)), [(0, 400, Living::Gone)]);
    }

    #[test]
    fn of_events_only_those_that_are_drawn_are_taken_and_none_of_the_future() {
        let all = [happened(1, Event::Killed), happened(2, Event::Stopped), happened(9, Event::Started)];
        assert_eq!(events(&all, None, 5).len(), 1);
        assert_eq!(events(&all, Some(2), 9).len(), 1);
    }
}
