//! The narrow score: one system per partition. The leader's stave is tall, followers are thin.

use std::rc::Rc;

use partita_view::{PartitionView, ReplicaRole, TopicView};

use crate::stage::px::{Point, Px, Scale};
use crate::stage::scene::{Label, ProducerBox, Rect, Scene, Strip};
use crate::words;

use super::people::{self, Lane};
use super::strip::Place;
use super::{Drawing, first_offset, head, hue, letter, partitions, replica, rows, strip, topics};

const EDGE: i32 = 14;
const LABEL: i32 = 88;
/// From the right edge to where messages go up and down: half of one is still on the page.
const GUTTER: i32 = 16;
const SLOTS_MIN: i32 = 9;
const CELL_MAX: i32 = 32;
const LEADER: i32 = 26;
const FOLLOWER: i32 = 14;
/// Producers whose settings and state are told; of more only the names.
const PRODUCERS_TOLD_MAX: usize = 6;

pub(super) fn layout(drawing: &Drawing) -> Scene {
    let mut scene = Scene::blank(Px::of(drawing.width), Px::of(drawing.height), drawing.scale);
    scene.narrow = true;
    scene.scale = Scale(100);
    let mut y = nodes_line(&mut scene, drawing);
    for (n, topic) in topics(drawing.view).enumerate() {
        scene.roads.hues.insert(topic.name.clone(), hue(n));
        let width = Px::of(drawing.width - 2 * EDGE);
        let head = head::topic(topic, hue(n), Px::of(EDGE), width, y, scene.scale, true);
        scene.topics.push(Rc::new(head));
        y += Px::of(26);
        for partition in partitions(topic) {
            y = system(&mut scene, drawing, topic, partition, hue(n), y);
        }
    }
    if scene.topics.is_empty() {
        scene.empty = Some(words::NO_TOPIC.text().into());
        y += Px::of(60);
    }
    y = people_below(&mut scene, drawing, y);
    scene.height = (y + Px::of(12)).max(Px::of(drawing.height));
    scene
}

/// All nodes on lines above: here they have no rows.
fn nodes_line(scene: &mut Scene, drawing: &Drawing) -> Px {
    let s = scene.scale;
    let mut at = Point::at(Px::of(EDGE + 6), Px::of(20));
    // How far below a line the next one begins.
    let mut below = Px::of(24);
    for node in &drawing.view.nodes {
        let mut row = rows::row(node, drawing.view, usize::MAX);
        row.room = Some(Px::of(drawing.width - EDGE));
        let end = rows::in_line(&mut row, at, s);
        if end > Px::of(drawing.width) && at.x > Px::of(EDGE + 6) {
            at = Point::at(Px::of(EDGE + 6), at.y + below);
            below = Px::of(24);
            rows::in_line(&mut row, at, s);
        }
        below = below.max(row.row.h + Px::of(2));
        scene.roads.labels.insert(node.id, Point::at(at.x, at.y - Px::of(4)));
        at.x = row.row.x + row.row.w + Px::of(18);
        scene.nodes.push(Rc::new(row));
    }
    at.y + below - Px::of(12)
}

fn system(
    scene: &mut Scene,
    drawing: &Drawing,
    topic: &TopicView,
    partition: &PartitionView,
    hue: u8,
    top: Px,
) -> Px {
    let x = Px::of(EDGE + LABEL);
    let width = Px::of(drawing.width - EDGE * 2 - LABEL);
    let cell = Px((width.0 / SLOTS_MIN).min(Px::of(CELL_MAX).0));
    let slots = i64::from(width.0 / cell.0.max(1)).max(2);
    let first = first_offset(partition, slots);
    let mut y = top + Px::of(20);
    let mut head = head::partition(topic, partition, Point::at(Px::of(EDGE), y), scene.scale);
    let bar_top = y + Px::of(3);
    y += Px::of(6);

    let mut strips: Vec<Strip> = Vec::new();
    for id in leader_first(partition) {
        let Some(replica) = replica(partition, id) else { continue };
        let leads = replica.role == ReplicaRole::Leader;
        let node = drawing.view.nodes.iter().find(|node| node.id == id);
        let h = Px::of(if leads { LEADER } else { FOLLOWER });
        let place = Place {
            stave: Rect { x, y, w: width, h },
            role_at: Point::at(Px::of(EDGE), y + Px::of(if leads { 26 } else { 11 })),
            cell,
            first,
            scale: Scale(if leads { 100 } else { 62 }),
            hue,
            in_dead: node.is_some_and(|node| rows::is_gone(node.process)),
            below: leads,
        };
        let mut strip = strip::strip(drawing, topic, partition, replica, place);
        strip.note = None;
        if leads {
            let at = Point::at(Px::of(EDGE), y + Px::of(11));
            scene.lanes.push(Label { at, text: words::node(id, true), class: "mname", end: false });
        } else {
            strip.role.1 = words::short_role(replica);
        }
        y += h;
        y += below(&strip);
        strips.push(strip);
    }
    if let (Some(first_strip), Some(last)) = (strips.first(), strips.last()) {
        let hx = first_strip.cell_x(partition.high_watermark.max(first));
        let ends = (bar_top, bar_top, last.stave.y + last.stave.h + Px::of(3));
        let mut bar = head::barline(partition.high_watermark, hx, (x, width), ends, scene.scale);
        bar.anchor = "middle";
        bar.label = Point::at(hx, top + Px::of(19));
        head.high_watermark = Some(bar);
    }
    scene.partitions.push(Rc::new(head));
    for strip in strips {
        let key = (strip.topic.clone(), strip.partition, strip.node);
        scene.roads.slots.insert(key, strip::slot(&strip, Px::of(drawing.width) - Px::of(GUTTER)));
        scene.strips.push(Rc::new(strip));
    }
    y += Px::of(2);
    scene.rules.push((Point::at(Px::of(EDGE), y), Px::of(drawing.width - 2 * EDGE)));
    y
}

fn leader_first(partition: &PartitionView) -> Vec<i32> {
    let mut ids: Vec<i32> = partition.replicas.iter().map(|replica| replica.node).collect();
    ids.sort_by_key(|id| !partition.replicas.iter().any(|r| r.node == *id && r.role == ReplicaRole::Leader));
    ids
}

/// Room under a stave for its numbers and group marks.
fn below(strip: &Strip) -> Px {
    match (strip.leads, strip.positions.is_empty()) {
        (false, _) => Px::of(5),
        (true, true) => Px::of(19),
        (true, false) if strip.positions.iter().all(|p| p.full) => Px::of(41),
        (true, false) => Px::of(46),
    }
}

/// Producers on a line, then groups with their members on one line each.
fn people_below(scene: &mut Scene, drawing: &Drawing, top: Px) -> Px {
    let s = scene.scale;
    let view = drawing.view;
    let mut y = top;
    let edge = Px::of(EDGE);
    let lane = Lane { x: edge, w: Px::of(drawing.width - 2 * EDGE), bus: edge, top: y, scale: s };
    if !view.producers.is_empty() || !view.tools.is_empty() {
        y += Px::of(20);
        scene.lanes.push(Label {
            at: Point::at(edge, y),
            text: words::PRODUCERS.text().into(),
            class: "lane",
            end: false,
        });
        let (mut boxes, _) = people::producers(drawing, lane, &mut scene.roads);
        let told = boxes.len() <= PRODUCERS_TOLD_MAX;
        let mut x = edge + Px::of(LABEL);
        for person in &mut boxes {
            if told {
                y = told_below(scene, person, lane, y);
                continue;
            }
            let width = Px::of(8 * i32::try_from(person.name.chars().count()).unwrap_or(0) + 14);
            if x + width > Px::of(drawing.width) && x > edge + Px::of(LABEL) {
                x = edge + Px::of(LABEL);
                y += Px::of(20);
            }
            person.at = Point::at(x, y);
            person.port = None;
            person.lines.clear();
            person.batches.clear();
            scene.roads.ports.insert(person.name.clone(), (Point::at(x, y - Px::of(4)), x));
            x += width;
        }
        scene.producers = boxes.into_iter().map(Rc::new).collect();
    }
    groups_below(scene, drawing, lane, y)
}

/// A producer on lines of its own: its settings and its state in one line, then its batches. Returns where the next stands.
fn told_below(scene: &mut Scene, person: &mut ProducerBox, lane: Lane, y: Px) -> Px {
    let x = lane.x + Px::of(LABEL);
    person.at = Point::at(x, y);
    person.port = None;
    scene.roads.ports.insert(person.name.clone(), (Point::at(x, y - Px::of(4)), x));
    let room = usize::try_from((lane.w - Px::of(LABEL)).0 / lane.scale.tenths(66).0.max(1)).unwrap_or(0);
    person.lines = joined(std::mem::take(&mut person.lines), room);
    let rows = |count: usize, height: i32| Px::of(i32::try_from(count).unwrap_or(0) * height);
    y + rows(person.lines.len(), 17) + rows(person.batches.len(), 19) + Px::of(22)
}

/// Lines of the same kind joined, as far as there is room: settings first, then what is worth a second look.
fn joined(lines: Vec<(String, &'static str)>, room: usize) -> Vec<(String, &'static str)> {
    let mut all: Vec<(String, &'static str)> = Vec::new();
    for (text, class) in lines {
        match all.last_mut() {
            Some((last, of)) if *of == class && last.chars().count() + text.chars().count() + 2 <= room => {
                last.push_str(", ");
                last.push_str(&text);
            }
            _ => all.push((words::fit(&text, room), class)),
        }
    }
    all
}

fn groups_below(scene: &mut Scene, drawing: &Drawing, lane: Lane, top: Px) -> Px {
    let mut y = top;
    let (boxes, _) = people::groups(drawing, lane, &mut scene.roads);
    for (n, mut boxed) in boxes.into_iter().enumerate() {
        let group = &drawing.view.groups[n];
        y += Px::of(26);
        boxed.at = Point::at(lane.x, y);
        boxed.mark = letter(n);
        boxed.state = people::group_state(group, lane);
        let total = group.offsets.iter().filter_map(|offset| offset.lag).sum();
        boxed.lag = Some(total);
        y += Px::of(18);
        let mut x = lane.x + Px::of(23);
        for (member, view) in boxed.members.iter_mut().zip(&group.members) {
            let name = Px::of(7 * i32::try_from(member.name.chars().count()).unwrap_or(0) + 8);
            let width = name + Px::of(28) * i32::try_from(view.owned.len().max(1)).unwrap_or(1);
            if x + width > Px::of(drawing.width) && x > lane.x + Px::of(23) {
                x = lane.x + Px::of(23);
                y += Px::of(20);
            }
            member.at = Point::at(x, y);
            member.port = None;
            member.note = None;
            member.lines.clear();
            scene.roads.ports.insert(member.name.clone(), (Point::at(x, y - Px::of(4)), x));
            x += name;
            for chip in &mut member.chips {
                chip.at = Point::at(x, y);
                chip.position = None;
                chip.lag = None;
                x += chip.w + Px::of(4);
            }
            x += Px::of(8);
        }
        scene.groups.push(Rc::new(boxed));
    }
    y
}
