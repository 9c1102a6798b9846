//! The wide score: producers, brokers by partitions, groups.

use std::rc::Rc;

use partita_view::{NodeView, PartitionView, TopicView};

use crate::stage::px::{Point, Px, Scale};
use crate::stage::scene::{Label, Level, NodeRow, Pen, Rect, Scene, Strip};
use crate::words;

use super::people::Lane;
use super::strip::Place;
use super::{
    Drawing, bars, controllers, first_offset, head, hue, partitions, people, replica, rows, strip, topics,
};

/// Lower than this a row has no room for what stands in it.
const ROW_MIN: i32 = 104;
const ROW_MIN_OF_BROKER: i32 = 92;
const ROW_MAX: i32 = 176;
/// Bars are content with less.
const BAR_ROW_MIN: i32 = 72;
/// From the top of the score to the first row.
const HEAD: i32 = 66;
/// Between two topics.
const TOPIC_GAP: i32 = 18;
/// From a row's top to its stave.
const STAVE_TOP: i32 = 26;

/// Columns of the stage.
pub(super) struct Lanes {
    s: Scale,
    edge: Px,
    producers: Px,
    groups: Px,
    label: Px,
    /// Left of the brokers.
    left: Px,
    /// Right of the partitions.
    right: Px,
    topics: i32,
}

impl Lanes {
    pub(super) fn of(drawing: &Drawing) -> Self {
        let s = drawing.scale;
        let view = drawing.view;
        let compact = drawing.width * 100 / s.0.max(1) < 1000;
        let (producers, groups, label) = if compact { (122, 150, 98) } else { (146, 172, 112) };
        let (edge, bus) = (s.px(14), s.px(22));
        // The lanes are there before anybody is in them: nothing moves aside when the first producer starts.
        let (producers, groups) = (s.px(producers) + bus, s.px(groups) + bus);
        Self {
            s,
            edge,
            producers,
            groups,
            label: s.px(label),
            left: edge + producers,
            right: Px::of(drawing.width) - edge - groups,
            topics: i32::try_from(topics(view).count()).unwrap_or(1),
        }
    }

    /// Width of a partition's column where so many share the room.
    pub(super) fn column(&self, columns: i32) -> Px {
        let gaps = self.s.px(TOPIC_GAP) * (self.topics - 1).max(0);
        (self.right - self.left - self.label - gaps) / columns.max(1)
    }

    fn buses(&self) -> (Px, Px) {
        let half = self.s.px(11);
        (self.left - half, self.right + half)
    }
}

/// Heights shared by all rows.
struct Rows {
    top: Px,
    height: Px,
    stave: Px,
}

pub(super) fn layout(drawing: &Drawing, lanes: &Lanes, level: Level) -> Scene {
    let s = drawing.scale;
    let mut scene = Scene::blank(Px::of(drawing.width), Px::of(drawing.height), drawing.scale);
    let (brokers, controllers): (Vec<&NodeView>, Vec<&NodeView>) =
        drawing.view.nodes.iter().map(|node| &**node).partition(|node| node.is_broker);
    let row_min = row_min(&brokers, level);
    let brokers_min = s.px(HEAD + 6 + row_min * i32::try_from(brokers.len()).unwrap_or(0));
    let room = controllers::Room {
        left: lanes.left + s.px(6),
        right: lanes.right,
        rows: brokers_min + s.px(controllers::height(controllers.len())) <= Px::of(drawing.height),
    };
    let head_top = controllers::layout(&mut scene, drawing, &controllers, room);
    let rows = heights(drawing, brokers.len(), head_top, row_min);

    scene.roads.buses = lanes.buses();
    lane_names(&mut scene, lanes, head_top);
    broker_rows(&mut scene, drawing, &brokers, lanes, &rows);
    columns(&mut scene, drawing, &brokers, lanes, &rows, (head_top, level));

    let first_name = rows.top + s.px(22);
    let lane = |x: Px, w: Px, bus: Px| Lane { x, w, bus, top: first_name, scale: s };
    let bus = s.px(22);
    let (left, right) = scene.roads.buses;
    let (producers, producers_end) =
        people::producers(drawing, lane(lanes.edge, lanes.producers - bus, left), &mut scene.roads);
    let (groups, groups_end) =
        people::groups(drawing, lane(lanes.right + bus, lanes.groups - bus, right), &mut scene.roads);
    scene.producers = producers.into_iter().map(Rc::new).collect();
    scene.groups = groups.into_iter().map(Rc::new).collect();

    let bottom = rows.top + rows.height * i32::try_from(brokers.len()).unwrap_or(0);
    draw_buses(&mut scene, lanes, &rows, bottom);
    let content = bottom.max(producers_end).max(groups_end - s.px(24));
    scene.height = content.max(Px::of(drawing.height));
    scene
}

/// What a row needs at least: a broker that votes tells more than one that does not.
fn row_min(brokers: &[&NodeView], level: Level) -> i32 {
    match level {
        Level::Bars => BAR_ROW_MIN,
        _ if brokers.iter().all(|node| !node.is_controller) => ROW_MIN_OF_BROKER,
        _ => ROW_MIN,
    }
}

fn heights(drawing: &Drawing, brokers: usize, head_top: Px, row_min: i32) -> Rows {
    let s = drawing.scale;
    let top = head_top + s.px(HEAD);
    let count = i32::try_from(brokers.max(1)).unwrap_or(1);
    let room = Px::of(drawing.height) - top - s.px(6);
    let height = (room / count).min(s.px(ROW_MAX)).max(s.px(row_min));
    let stave = (height - s.px(STAVE_TOP + 16 + 20 + 22)).max(Px::of(22)).min(s.px(54));
    Rows { top, height, stave }
}

fn lane_names(scene: &mut Scene, lanes: &Lanes, top: Px) {
    let s = lanes.s;
    let y = top + s.px(18);
    let mut lane = |x: Px, text: &str| {
        scene.lanes.push(Label { at: Point::at(x, y), text: text.into(), class: "lane", end: false });
    };
    lane(lanes.edge, words::PRODUCERS.text());
    lane(lanes.left, words::BROKERS.text());
    lane(lanes.right + s.px(22), words::GROUPS.text());
}

fn broker_rows(scene: &mut Scene, drawing: &Drawing, brokers: &[&NodeView], lanes: &Lanes, rows: &Rows) {
    let s = drawing.scale;
    let (bus_left, bus_right) = scene.roads.buses;
    let mut y = rows.top;
    let mut built: Vec<NodeRow> = Vec::new();
    // From behind a line's sign to the first stave.
    let letters = usize::try_from((lanes.label - s.px(28)).0 / s.tenths(62).0.max(1)).unwrap_or(0);
    for node in brokers {
        let mut row = rows::row(node, drawing.view, letters);
        if node.is_controller {
            rows::add_term(&mut row, node);
        }
        // The state and as many lines as the row has room for.
        let room = usize::try_from((rows.height - s.px(50)).0 / s.tenths(165).0.max(1)).unwrap_or(0);
        row.lines.truncate(room);
        row.at = Point::at(lanes.left + s.px(6), y + s.px(22));
        row.row = Rect {
            x: lanes.left - Px::of(2),
            y: y + Px::of(1),
            w: lanes.right - lanes.left + Px::of(4),
            h: rows.height - s.px(14),
        };
        let rail = y + rows.height - s.px(7);
        row.rail = Some((rail, bus_left, bus_right));
        scene.roads.rails.insert(node.id, rail);
        scene.roads.labels.insert(node.id, Point::at(lanes.left + s.px(2), y + s.px(17)));
        built.push(row);
        y += rows.height;
    }
    racks(&mut built, brokers, rows, s);
    scene.nodes.extend(built.into_iter().map(Rc::new));
}

/// A bracket where a rack begins, down to its last broker in a row.
fn racks(built: &mut [NodeRow], brokers: &[&NodeView], rows: &Rows, s: Scale) {
    let mut from = 0;
    while from < brokers.len() {
        let mut to = from;
        while to + 1 < brokers.len() && brokers[to + 1].rack == brokers[from].rack {
            to += 1;
        }
        if brokers[from].rack.is_some() {
            let top = built[from].row.y + s.px(7);
            built[from].rack = Some((top, built[to].row.y + rows.height - s.px(17)));
        }
        from = to + 1;
    }
}

fn columns(
    scene: &mut Scene,
    drawing: &Drawing,
    brokers: &[&NodeView],
    lanes: &Lanes,
    rows: &Rows,
    (head_top, level): (Px, Level),
) {
    let s = drawing.scale;
    let count = topics(drawing.view).map(|topic| partitions(topic).count()).sum::<usize>();
    if count == 0 {
        scene.empty = Some(words::NO_TOPIC.text().into());
        return;
    }
    let column = lanes.column(i32::try_from(count).unwrap_or(1));
    let mut x = lanes.left + lanes.label;
    let mut pen = Pen::new(level, s);
    let most = bars::most(drawing);
    for (n, topic) in topics(drawing.view).enumerate() {
        scene.roads.hues.insert(topic.name.clone(), hue(n));
        let width = column * i32::try_from(partitions(topic).count()).unwrap_or(1);
        let head = head::topic(topic, hue(n), x - Px::of(4), width - s.px(16), head_top, s, false);
        scene.topics.push(Rc::new(head));
        for partition in partitions(topic) {
            if level == Level::Bars {
                let w = column - s.px(14);
                bar_head(scene, topic, partition, Point::at(x - Px::of(2), head_top + s.px(45)), w, s);
                let place = bars::Column { x, w, hue: hue(n), rows: (rows.top, rows.height), most };
                bars::column(scene, &mut pen, drawing, brokers, topic, partition, place);
            } else {
                let place = Column { x, width: column - s.px(22), hue: hue(n), head_top };
                one_column(scene, drawing, brokers, rows, topic, partition, place);
            }
            x += column;
        }
        x += s.px(TOPIC_GAP);
    }
    if level == Level::Bars {
        pen.far.columns = (count, count);
        scene.far = Some(Rc::new(pen.far));
    }
}

/// A partition's name above its bars, as short as its column asks for, and its ISR where that is not complete.
fn bar_head(scene: &mut Scene, topic: &TopicView, partition: &PartitionView, at: Point, w: Px, s: Scale) {
    let mut head = head::partition(topic, partition, at, s);
    let letters = |text: &str| s.tenths(72 * i32::try_from(text.chars().count()).unwrap_or(0));
    if letters(&head.name) > w {
        head.name = words::short_partition(partition.partition);
    }
    if let Some((place, text, _)) = &mut head.flag {
        place.x = at.x;
        place.y = at.y + s.px(14);
        *text = words::fit(text, usize::try_from(w.0 / s.tenths(66).0.max(1)).unwrap_or(0));
    }
    scene.partitions.push(Rc::new(head));
}

/// Where a partition's column stands.
struct Column {
    x: Px,
    width: Px,
    hue: u8,
    head_top: Px,
}

fn one_column(
    scene: &mut Scene,
    drawing: &Drawing,
    brokers: &[&NodeView],
    rows: &Rows,
    topic: &TopicView,
    partition: &PartitionView,
    column: Column,
) {
    let s = drawing.scale;
    let slots = (column.width.0 / s.px(18).0.max(1)).max(super::SLOTS_MIN);
    let cell = Px((column.width.0 / slots).min(s.px(30).0));
    let first = first_offset(partition, i64::from(slots));
    let mut strips: Vec<Strip> = Vec::new();
    for (n, node) in brokers.iter().enumerate() {
        let y = rows.top + rows.height * i32::try_from(n).unwrap_or(0);
        let stave = Rect { x: column.x, y: y + s.px(STAVE_TOP), w: column.width, h: rows.stave };
        let Some(replica) = replica(partition, node.id) else {
            scene.rests.push(Point::at(stave.x + stave.w / 2, stave.y + stave.h / 2));
            continue;
        };
        let place = Place {
            stave,
            role_at: Point::at(column.x - Px::of(4), y + s.px(19)),
            cell,
            first,
            scale: s,
            hue: column.hue,
            in_dead: rows::is_gone(node.process),
            below: true,
        };
        strips.push(strip::strip(drawing, topic, partition, replica, place));
    }
    let at = Point::at(column.x - Px::of(4), column.head_top + s.px(45));
    let mut head = head::partition(topic, partition, at, s);
    if let (Some(top), Some(last)) = (strips.first(), strips.last()) {
        let x = top.cell_x(partition.high_watermark.max(first));
        let ends =
            (column.head_top + s.px(HEAD - 2), top.stave.y - s.px(6), last.stave.y + last.stave.h + s.px(5));
        let mut bar = head::barline(partition.high_watermark, x, (column.x, column.width), ends, s);
        bar.gaps = head::gaps(x, &strips, s);
        head.high_watermark = Some(bar);
        if partition.last_stable_offset < partition.high_watermark {
            let x = top.cell_x(partition.last_stable_offset.max(first));
            head.last_stable = Some((x, ends.1, ends.2, words::last_stable(partition.last_stable_offset)));
        }
    }
    scene.partitions.push(Rc::new(head));
    for strip in strips {
        let gutter = column.x + column.width + s.px(10);
        let key = (strip.topic.clone(), strip.partition, strip.node);
        scene.roads.slots.insert(key, strip::slot(&strip, gutter));
        scene.strips.push(Rc::new(strip));
    }
}

/// The vertical lines that join the rails at both sides.
fn draw_buses(scene: &mut Scene, lanes: &Lanes, rows: &Rows, bottom: Px) {
    let (left, right) = scene.roads.buses;
    let reach = |people: Option<Px>| people.unwrap_or_default().max(bottom - lanes.s.px(7));
    let top = rows.top + lanes.s.px(17);
    let last = scene.producers.iter().filter_map(|p| p.port.map(|(port, _)| port.y)).max();
    scene.buses.push((left, top, reach(last)));
    let ports = scene.groups.iter().flat_map(|g| &g.members).filter_map(|m| m.port.map(|(p, _)| p.y));
    let last = ports.max();
    scene.buses.push((right, top, reach(last)));
}
