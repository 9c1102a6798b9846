//! Blocks: each replica is a square in the row of its broker and the column of its partition. Filled leads, hollow
//! follows, dashed is out of sync, a cross is offline.

use partita_view::{NodeView, PartitionView, ReplicaRole, TopicView};

use crate::session::Selection;
use crate::stage::px::{Point, Px};
use crate::stage::scene::{Level, Pen, Rect, Scene, Word, by_hue};
use crate::words;

use super::map::{self, Lanes, Row};
use super::{Drawing, hue, partitions, replica, rows, topics};

/// A partition's column.
pub(super) struct Column<'a> {
    pub(super) topic: &'a TopicView,
    pub(super) partition: &'a PartitionView,
    pub(super) hue: u8,
}

/// Narrowest and widest column.
const COLUMN: (i32, i32) = (12, 34);
/// Lowest and highest row.
const ROW: (i32, i32) = (15, 40);
/// Room between two topics.
const GAP: i32 = 6;

/// All columns of what is drawn.
pub(super) fn columns<'a>(drawing: &Drawing<'a>) -> Vec<Column<'a>> {
    topics(drawing.view)
        .enumerate()
        .flat_map(|(n, topic)| {
            partitions(topic).map(move |partition| Column { topic, partition, hue: hue(n) })
        })
        .collect()
}

pub(super) fn layout(drawing: &Drawing, all: &[Column]) -> Scene {
    let s = drawing.scale;
    let mut scene = Scene::blank(Px::of(drawing.width), Px::of(drawing.height), s);
    let lanes = Lanes::of(drawing);
    let mut pen = Pen::new(Level::Blocks, s);
    let room = lanes.right - lanes.left;
    let gaps = i32::try_from(topics(drawing.view).count()).unwrap_or(1) - 1;
    let count = i32::try_from(all.len().max(1)).unwrap_or(1);
    let width = Px(((room - s.px(GAP) * gaps).0 / count).clamp(s.px(COLUMN.0).0, s.px(COLUMN.1).0));
    let fits = usize::try_from((room - s.px(GAP) * gaps).0 / width.0.max(1)).unwrap_or(1).max(1);
    let shown = &all[..fits.min(all.len())];
    pen.far.columns = (shown.len(), all.len());

    let turned = topics_are_narrow(shown, width, s.px(1));
    let head = if turned { s.px(98) } else { s.px(52) };
    let brokers: Vec<&NodeView> = drawing.view.nodes.iter().map(|n| &**n).filter(|n| n.is_broker).collect();
    let rows = map::rows(drawing, &brokers, head, s.px(34), ROW);
    pen.word(Point::at(lanes.edge, s.px(18)), map::title(&brokers), "lane");
    let right = heads(&mut pen, shown, lanes.left, width, head, turned);
    map::row_labels(&mut pen, drawing, &rows, &lanes, right);
    squares(&mut pen, &rows.rows, shown, (lanes.left, width), rows.height);
    let bottom = rows.bottom + s.px(26);
    key(&mut pen, Point::at(lanes.left, bottom));
    let cells_end = map::groups(&mut pen, drawing, &lanes, head, rows.bottom);
    for (n, topic) in topics(drawing.view).enumerate() {
        scene.roads.hues.insert(topic.name.clone(), hue(n));
    }
    scene.height = scene.height.max(bottom + s.px(12)).max(cells_end);
    scene.far = Some(pen.far.into());
    scene
}

/// Whether the name of a topic has no room above its columns.
fn topics_are_narrow(columns: &[Column], width: Px, pixel: Px) -> bool {
    let mut rest = columns;
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|column| column.topic.name == first.topic.name).count();
        let letters = i32::try_from(first.topic.name.chars().count()).unwrap_or(i32::MAX / 1000);
        if width * i32::try_from(same).unwrap_or(1) < pixel * 8 * letters {
            return true;
        }
        rest = &rest[same..];
    }
    false
}

/// Topics above their columns. Returns where the last column ends.
fn heads(pen: &mut Pen, columns: &[Column], left: Px, width: Px, head: Px, turned: bool) -> Px {
    let (mut x, mut rest) = (left, columns);
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|column| column.topic.name == first.topic.name).count();
        let w = width * i32::try_from(same).unwrap_or(1);
        let (top, foot) = (head - pen.px(8), head - pen.px(3));
        pen.ink(VOLTA[usize::from(first.hue)], &format!("M{x} {foot}V{top}H{}V{foot}", x + w - pen.px(3)));
        let class = NAME[usize::from(first.hue)];
        if turned {
            let at = Point::at(x + w.min(pen.px(24)) / 2, top - pen.px(5));
            pen.turned(at, words::fit(&first.topic.name, 18), class, -48);
        } else {
            pen.word(Point::at(x, top - pen.px(6)), words::fit(&first.topic.name, 60), class);
        }
        let rect = Rect { x, y: top - pen.px(22), w, h: pen.px(28) };
        pen.hit(rect, Selection::Topic(first.topic.name.clone()));
        x += w + pen.px(GAP);
        rest = &rest[same..];
    }
    x
}

pub(super) const VOLTA: [&str; 7] = by_hue!("volta");
pub(super) const NAME: [&str; 7] = by_hue!("tname");
const LEADS: [&str; 7] = by_hue!("block");
const FOLLOWS: [&str; 7] = by_hue!("block hollow");

/// The squares of these rows and columns.
pub(super) fn squares(pen: &mut Pen, rows: &[Row], columns: &[Column], (left, width): (Px, Px), height: Px) {
    let gap = pen.px(GAP);
    for row in rows {
        let (mut x, mut before) = (left, columns.first().map(|column| &column.topic.name));
        for column in columns {
            if before != Some(&column.topic.name) {
                x += gap;
                before = Some(&column.topic.name);
            }
            if let Some(replica) = replica(column.partition, row.node.id) {
                let h = height.min(width).min(pen.px(15)) - pen.px(3);
                let w = (width - pen.px(3)).min(h * 3 / 2);
                let square = Rect { x, y: row.y + (height - h) / 2, w, h };
                let role = if rows::is_gone(row.node.process) { ReplicaRole::Offline } else { replica.role };
                one(pen, square, role, usize::from(column.hue));
                let what =
                    Selection::Replica(column.topic.name.clone(), column.partition.partition, row.node.id);
                pen.hit(Rect { x: x - pen.px(1), y: row.y, w: width, h: height }, what);
            }
            x += width;
        }
    }
}

fn one(pen: &mut Pen, square: Rect, role: ReplicaRole, hue: usize) {
    match role {
        ReplicaRole::Leader => pen.rect(LEADS[hue], square),
        ReplicaRole::Follower => pen.rect(FOLLOWS[hue], inset(square)),
        ReplicaRole::OutOfSync => pen.rect("block behind", inset(square)),
        ReplicaRole::Offline => pen.cross("block gone", inset(square)),
    }
}

/// A line inside of a rectangle.
fn inset(r: Rect) -> Rect {
    Rect { x: r.x + Px(7), y: r.y + Px(7), w: r.w - Px(14), h: r.h - Px(14) }
}

/// What the squares mean.
pub(super) fn key(pen: &mut Pen, at: Point) {
    let entries = [
        (ReplicaRole::Leader, words::LEADS_KEY.text()),
        (ReplicaRole::Follower, words::FOLLOWS_KEY.text()),
        (ReplicaRole::OutOfSync, words::OUT_OF_SYNC_KEY.text()),
        (ReplicaRole::Offline, words::OFFLINE_KEY.text()),
    ];
    let mut x = at.x;
    for (role, text) in entries {
        one(pen, Rect { x, y: at.y - pen.px(10), w: pen.px(11), h: pen.px(10) }, role, 1);
        pen.far.words.push(Word {
            at: Point::at(x + pen.px(17), at.y),
            text: text.into(),
            class: "lane",
            anchor: "start",
            turn: 0,
        });
        x += pen.px(17 + 16) + pen.s.tenths(66 * i32::try_from(text.chars().count()).unwrap_or(0));
    }
}
