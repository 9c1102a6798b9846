//! Bars: where a column has no room for notes, a replica is one filled bar with its high watermark and its end, and only the
//! last records have heads. Bars of one picture share a scale, so that a partition with more records is seen to have more.

use partita_view::{NodeView, PartitionView, ReplicaRole, ReplicaView, TopicView};

use crate::session::Selection;
use crate::stage::note::head_path;
use crate::stage::px::{Point, Px};
use crate::stage::scene::{Note, Pen, Rect, Scene, Slot, Word, by_hue};
use crate::words;

use super::{Drawing, replica, rows, strip};

/// Records with heads.
const HEADS: i64 = 3;
/// Room of one head.
const CELL: i32 = 13;
/// Height of a bar.
const BAR: i32 = 18;
/// From a row's top to the bar.
const TOP: i32 = 20;

const FRAME_LEADER: [&str; 7] = by_hue!("frame leader");
const FRAME_FOLLOWER: [&str; 7] = by_hue!("frame");
const FRAME_BEHIND: [&str; 7] = by_hue!("frame behind");
const START: [&str; 7] = by_hue!("bar-start");
const CELLS: [&str; 7] = by_hue!("cells");

/// Where a partition's column stands.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub(super) x: Px,
    pub(super) w: Px,
    pub(super) hue: u8,
    /// Top of the first row, and the height of one.
    pub(super) rows: (Px, Px),
    /// Most records that a bar of this picture holds.
    pub(super) most: i64,
}

/// Most records that a replica of the picture holds.
pub(super) fn most(drawing: &Drawing) -> i64 {
    let replicas = super::topics(drawing.view).flat_map(super::partitions).flat_map(|p| &p.replicas);
    replicas.map(|replica| replica.log_end - replica.log_start).max().unwrap_or(0).max(HEADS)
}

/// The bars of one partition in the rows of its brokers.
pub(super) fn column(
    scene: &mut Scene,
    pen: &mut Pen,
    drawing: &Drawing,
    brokers: &[&NodeView],
    topic: &TopicView,
    partition: &PartitionView,
    place: Column,
) {
    for (n, node) in brokers.iter().enumerate() {
        let y = place.rows.0 + place.rows.1 * i32::try_from(n).unwrap_or(0);
        let bar = Rect { x: place.x, y: y + pen.px(TOP), w: place.w, h: pen.px(BAR) };
        let Some(replica) = replica(partition, node.id) else {
            scene.rests.push(Point::at(bar.x + bar.w / 2, bar.y + bar.h / 2));
            continue;
        };
        let end = one(pen, drawing, topic, partition, replica, bar, place);
        if rows::is_gone(node.process) {
            pen.rect("hatch light", bar);
        }
        let what = Selection::Replica(topic.name.clone(), partition.partition, node.id);
        let area =
            Rect { x: bar.x - Px::of(3), y: bar.y - pen.px(6), w: bar.w + Px::of(6), h: bar.h + pen.px(26) };
        pen.hit(area, what);
        let slot = Slot {
            x: (end + Px::of(6)).min(bar.x + bar.w),
            bottom: bar.y + bar.h,
            middle: bar.y + bar.h / 2,
            gutter: bar.x + bar.w + pen.px(7),
            cell: pen.px(CELL),
        };
        scene.roads.slots.insert((topic.name.clone(), partition.partition, node.id), slot);
    }
}

/// One bar. Returns where it ends.
fn one(
    pen: &mut Pen,
    drawing: &Drawing,
    topic: &TopicView,
    partition: &PartitionView,
    replica: &ReplicaView,
    bar: Rect,
    place: Column,
) -> Px {
    let hue = usize::from(place.hue).min(6);
    let heads = (replica.log_end - replica.log_start).clamp(0, HEADS);
    let heads = heads.min(i64::from(bar.w.0 / pen.px(CELL).0.max(1)));
    let least = pen.px(CELL) * i32::try_from(heads).unwrap_or(0);
    let long = |offset: i64| {
        let part =
            (offset - replica.log_start).clamp(0, place.most).saturating_mul(i64::from(bar.w.0)) / place.most;
        Px(i32::try_from(part).unwrap_or(0))
    };
    let filled = long(replica.log_end).max(least).min(bar.w);
    let committed_to = partition.high_watermark.min(replica.log_end);
    let open = pen.px(CELL) * i32::try_from((replica.log_end - committed_to).clamp(0, heads)).unwrap_or(0);
    let committed = long(committed_to).max(filled - open.min(filled)).min(filled);

    pen.ink("stave", &format!("M{} {}h{}", bar.x, bar.y + bar.h / 2, bar.w));
    pen.rect(CELLS[hue], Rect { w: committed, ..bar });
    let frame = Rect { w: filled.max(Px::of(2)), ..bar };
    match replica.role {
        ReplicaRole::Leader => {
            pen.rect(FRAME_LEADER[hue], frame);
            pen.rect(START[hue], Rect { x: bar.x - Px::of(2), w: Px::of(4), ..bar });
        }
        ReplicaRole::Follower => pen.rect(FRAME_FOLLOWER[hue], frame),
        ReplicaRole::OutOfSync | ReplicaRole::Offline => pen.rect(FRAME_BEHIND[hue], frame),
    }
    let end = bar.x + filled;
    for n in 0..heads {
        let offset = replica.log_end - heads + n;
        let at = i32::try_from(heads - n).unwrap_or(0);
        let (x, y) = (end - pen.px(CELL) * at + pen.px(CELL) / 2, bar.y + bar.h / 2);
        let records = drawing.windows.of(&topic.name, partition.partition, replica.node);
        let note = strip::note(records, offset, drawing.keys);
        if !matches!(note, Note::Unknown | Note::Control(_)) {
            let class = if offset < partition.high_watermark { "mark solid" } else { "mark hollow" };
            pen.ink(class, &head_path(note, x, y, pen.s.tenths(38)));
        }
    }
    if replica.role != ReplicaRole::Offline {
        let x = bar.x + committed;
        pen.ink("hw", &format!("M{x} {}v{}", bar.y - pen.px(4), bar.h + pen.px(8)));
    }
    under(pen, partition, replica, bar, end);
    end
}

/// The end offset below a bar, and how far it is behind.
fn under(pen: &mut Pen, partition: &PartitionView, replica: &ReplicaView, bar: Rect, end: Px) {
    let y = bar.y + bar.h + pen.s.tenths(135);
    let text = words::count(replica.log_end.unsigned_abs());
    let letters = |text: &str| pen.s.tenths(66 * i32::try_from(text.chars().count()).unwrap_or(0));
    let x = end.max(bar.x + letters(&text));
    let behind = partition.replicas.iter().map(|each| each.log_end).max().unwrap_or(0) - replica.log_end;
    let role = match replica.role {
        ReplicaRole::Offline => Some((words::role(replica.role).to_owned(), "role offline")),
        ReplicaRole::OutOfSync => Some((words::behind(behind), "role behind")),
        ReplicaRole::Leader | ReplicaRole::Follower => None,
    };
    let word =
        |at: Px, text: String, class, anchor| Word { at: Point::at(at, y), text, class, anchor, turn: 0 };
    if let Some((role, class)) = role
        && letters(&role) + letters(&text) + pen.px(6) < bar.w
    {
        pen.far.words.push(word(bar.x, role, class, "start"));
        pen.far.words.push(word(bar.x + bar.w, text, "tick end", "end"));
        return;
    }
    pen.far.words.push(word(x, text, "tick end", "end"));
}
