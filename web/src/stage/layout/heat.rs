//! The heat map: brokers by topics. The shade is the share of records, a corner says that something is under-replicated,
//! a hatched row that the broker is gone. A window of it, the lens, is shown as blocks below.

use std::collections::BTreeMap;

use partita_view::{NodeView, TopicView};

use crate::session::Selection;
use crate::stage::px::{Point, Px};
use crate::stage::scene::{Level, Pen, Rect, Scene, Target};
use crate::words;

use super::blocks::{Column, NAME, VOLTA, key, squares};
use super::map::{self, HEAT, Lanes, Row, Rows};
use super::{Drawing, hue, rows as nodes, topics};

/// Narrowest and widest column of a topic.
const COLUMN: (i32, i32) = (11, 84);
/// Lowest and highest row.
const ROW: (i32, i32) = (5, 24);
/// Room for the lens below.
const LENS: i32 = 184;
/// A partition's column and a broker's row in the lens.
const LENS_COLUMN: i32 = 15;
const LENS_ROW: i32 = 14;
/// Rows that the lens shows.
const LENS_ROWS: usize = 10;

pub(super) fn layout(drawing: &Drawing) -> Scene {
    let s = drawing.scale;
    let mut scene = Scene::blank(Px::of(drawing.width), Px::of(drawing.height), s);
    let lanes = Lanes::of(drawing);
    let mut pen = Pen::new(Level::Heat, s);
    let head = s.px(if lanes.phone { 104 } else { 108 });
    let brokers: Vec<&NodeView> = drawing.view.nodes.iter().map(|n| &**n).filter(|n| n.is_broker).collect();
    let rows = map::rows(drawing, &brokers, head, s.px(LENS), ROW);
    let all: Vec<&TopicView> = topics(drawing.view).collect();
    let room = lanes.right - lanes.left;
    let count = i32::try_from(all.len().max(1)).unwrap_or(1);
    let width = Px((room / count).0.clamp(s.px(COLUMN.0).0, s.px(COLUMN.1).0) / 10 * 10);
    let fits = usize::try_from(room.0 / width.0.max(1)).unwrap_or(1);
    let shown = &all[..fits.min(all.len())];
    let partitions = |topics: &[&TopicView]| topics.iter().map(|topic| topic.partitions.len()).sum::<usize>();
    pen.far.columns = (partitions(shown), partitions(&all));

    pen.word(Point::at(lanes.edge, s.px(18)), map::title(&brokers), "lane");
    let right = lanes.left + width * i32::try_from(shown.len()).unwrap_or(0);
    let lens = lens_of(drawing, shown, &rows);
    names(&mut pen, shown, &lanes, width, head, lens.as_ref().map(|lens| lens.0));
    cells(&mut pen, &rows, shown, &lanes, width);
    map::row_labels(&mut pen, drawing, &rows, &lanes, right);
    let groups_end = map::groups(&mut pen, drawing, &lanes, head, rows.bottom);
    let mut bottom = rows.bottom + s.px(8);
    if lanes.phone {
        bottom = bottom.max(groups_end);
    }
    if let Some((topic, window)) = lens {
        let column =
            i32::try_from(shown.iter().position(|each| std::ptr::eq(*each, topic)).unwrap_or(0)).unwrap_or(0);
        let at = Window { x: lanes.left + width * column, w: width, rows: window };
        let top = bottom.max(Px::of(drawing.height) - s.px(LENS) + s.px(4));
        bottom = show_lens(&mut pen, drawing, &rows, &lanes, topic, at, top);
    }
    for (n, topic) in topics(drawing.view).enumerate() {
        scene.roads.hues.insert(topic.name.clone(), hue(n));
    }
    scene.height = scene.height.max(bottom).max(groups_end);
    scene.far = Some(pen.far.into());
    scene
}

/// What the lens shows: what was asked for, else where the trouble is, else the beginning.
fn lens_of<'a>(
    drawing: &Drawing,
    topics: &[&'a TopicView],
    rows: &Rows,
) -> Option<(&'a TopicView, (usize, usize))> {
    let asked = drawing.lens.and_then(|(name, node)| {
        let topic = topics.iter().find(|topic| topic.name == *name)?;
        Some((*topic, rows.bracket_of(*node)?))
    });
    let (topic, (from, to)) = asked.or_else(|| {
        let gone = rows.rows.iter().find(|row| nodes::is_gone(row.node.process));
        let node = gone.or(rows.rows.first())?.node.id;
        Some((*topics.first()?, rows.bracket_of(node)?))
    })?;
    Some((topic, (from, to.min(from + LENS_ROWS - 1))))
}

fn names(
    pen: &mut Pen,
    topics: &[&TopicView],
    lanes: &Lanes,
    width: Px,
    head: Px,
    chosen: Option<&TopicView>,
) {
    for (n, topic) in topics.iter().enumerate() {
        let x = lanes.left + width * i32::try_from(n).unwrap_or(0);
        let at = Point::at(x + width / 2 + pen.px(3), head - pen.px(5));
        let class = if chosen.is_some_and(|chosen| std::ptr::eq(chosen, *topic)) { "mname" } else { "lane2" };
        pen.turned(at, words::fit(&topic.name, 18), class, if lanes.phone { -62 } else { -48 });
        let rect = Rect { x, y: head - pen.px(28), w: width, h: pen.px(28) };
        pen.hit(rect, Selection::Topic(topic.name.clone()));
    }
}

/// Records and trouble of each topic on each broker, row by row; `None` without a replica.
fn values(rows: &Rows, topics: &[&TopicView]) -> Vec<Vec<Option<(i64, bool)>>> {
    let row_of: BTreeMap<i32, usize> = rows.rows.iter().zip(0..).map(|(row, n)| (row.node.id, n)).collect();
    let mut values = vec![vec![None; topics.len()]; rows.rows.len()];
    for (n, topic) in topics.iter().enumerate() {
        for partition in &topic.partitions {
            let lacks = partition.in_sync.len() < partition.assignment.len();
            for replica in &partition.replicas {
                let Some(row) = row_of.get(&replica.node) else { continue };
                let (records, under) = values[*row][n].get_or_insert((0, false));
                *records += (replica.log_end - replica.log_start).max(0);
                *under |= lacks;
            }
        }
    }
    values
}

fn cells(pen: &mut Pen, rows: &Rows, topics: &[&TopicView], lanes: &Lanes, width: Px) {
    let values = values(rows, topics);
    let most = values.iter().flatten().flatten().map(|(records, _)| *records).max().unwrap_or(0);
    let mut corners = String::new();
    for (row, values) in rows.rows.iter().zip(&values) {
        for (n, value) in values.iter().enumerate() {
            let Some((records, under)) = value else { continue };
            let x = lanes.left + width * i32::try_from(n).unwrap_or(0);
            let place = Rect { x, y: row.y, w: width, h: rows.height };
            let ink = Rect { x: x + Px(7), y: row.y + Px(5), w: width - Px(14), h: rows.height - Px(10) };
            if !nodes::is_gone(row.node.process) {
                pen.rect(HEAT[map::step(*records, most)], ink);
            }
            if *under && !nodes::is_gone(row.node.process) {
                let side = pen.px(7).min(rows.height - Px(10)).min(width / 2);
                let (right, top) = (ink.x + ink.w, ink.y);
                corners.push_str(&format!("M{} {top}h{side}v{side}z", right - side));
            }
            pen.far.hits.push((place, Target::Place(topics[n].name.clone(), row.node.id)));
        }
    }
    // Above all shades.
    pen.ink("notch", &corners);
}

/// The window on the map that the lens shows.
struct Window {
    x: Px,
    w: Px,
    rows: (usize, usize),
}

fn show_lens(
    pen: &mut Pen,
    drawing: &Drawing,
    rows: &Rows,
    lanes: &Lanes,
    topic: &TopicView,
    window: Window,
    top: Px,
) -> Px {
    let (first, last) = (&rows.rows[window.rows.0], &rows.rows[window.rows.1]);
    let frame = Rect {
        x: window.x - Px::of(1),
        y: first.y - Px::of(1),
        w: window.w + Px::of(2),
        h: last.y + rows.height - first.y + Px::of(2),
    };
    pen.rect("window", frame);
    if !lanes.phone {
        let foot = top - pen.px(2);
        let (a, b, from) = (frame.x, frame.x + frame.w, frame.y + frame.h);
        pen.ink("windowline", &format!("M{a} {from}V{foot}M{b} {from}V{foot}"));
    }
    let edge_right = Px::of(drawing.width) - lanes.edge;
    pen.ink("sep", &format!("M{} {top}H{edge_right}", lanes.edge));

    let width = pen.px(LENS_COLUMN);
    let fits = usize::try_from((edge_right - lanes.left).0 / width.0.max(1)).unwrap_or(1);
    let number = topics(drawing.view).position(|each| each.name == topic.name).unwrap_or(0);
    let columns: Vec<Column> = topic
        .partitions
        .iter()
        .take(fits)
        .map(|partition| Column { topic, partition, hue: hue(number) })
        .collect();
    let hue = usize::from(hue(number));
    let ends = |column: Option<&Column>| column.map_or(0, |column| column.partition.partition);
    let place = match &first.node.rack {
        Some(rack) => words::rack(rack),
        None => words::ids_from_to(first.node.id, last.node.id),
    };
    let note =
        words::lens(&place, &topic.name, ends(columns.first()), ends(columns.last()), topic.partitions.len());
    let y = top + pen.px(18);
    pen.word(Point::at(lanes.edge, y), words::fit(&topic.name, 11), NAME[hue]);
    pen.word(Point::at(lanes.left, y), note, "lane");
    let mut row_y = top + pen.px(34);
    let key_y = if lanes.phone { y + pen.px(20) } else { y };
    if lanes.phone {
        row_y += pen.px(20);
        key(pen, Point::at(lanes.edge, key_y));
    } else {
        key(pen, Point::at(edge_right - pen.px(330), key_y));
    }
    let end = lanes.left + width * i32::try_from(columns.len()).unwrap_or(0);
    pen.ink(VOLTA[hue], &format!("M{} {}v-5H{}v5", lanes.left, row_y - pen.px(2), end - pen.px(3)));
    let height = pen.px(LENS_ROW);
    let mut lens_rows = Vec::new();
    for row in &rows.rows[window.rows.0..=window.rows.1] {
        let gone = nodes::is_gone(row.node.process);
        let class = if gone { "st-killed" } else { "blabel" };
        let name = if gone {
            format!("\u{2715} {} {}", row.node.id, words::process(row.node.process))
        } else {
            words::node(row.node.id, true)
        };
        pen.word(Point::at(lanes.edge, row_y + height / 2 + pen.px(4)), name, class);
        let label = Rect { x: lanes.edge, y: row_y, w: lanes.left - lanes.edge, h: height };
        pen.hit(label, Selection::Node(row.node.id));
        if gone {
            pen.rect("deadrow", Rect { x: lanes.left, y: row_y, w: end - lanes.left, h: height });
        }
        lens_rows.push(Row { node: row.node, y: row_y });
        row_y += height;
    }
    squares(pen, &lens_rows, &columns, (lanes.left, width), height);
    row_y + pen.px(8)
}
