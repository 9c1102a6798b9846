//! What is at a point of the stage.

use crate::session::Selection;
use crate::stage::layout::outline;
use crate::stage::px::{Point, Px};
use crate::stage::scene::{Rect, Scene, Target};
use partita_view::Name;

/// The smallest and topmost thing at a point: a record, a replica, a member, a group, a producer, a topic, a node.
pub fn pick(scene: &Scene, at: Point) -> Option<Selection> {
    if let Some(Target::Thing(what)) = target(scene, at) {
        return Some(what.clone());
    }
    let hit = |what: Selection| outline(scene, &what).is_some_and(|rect| rect.holds(at)).then_some(what);
    for strip in &scene.strips {
        let (topic, partition, node) = (strip.topic.clone(), strip.partition, strip.node);
        if grown(strip.stave).holds(at) {
            if let Some(offset) = strip.offset_at(at.x) {
                return Some(Selection::Record(topic, partition, node, offset));
            }
            return Some(Selection::Replica(topic, partition, node));
        }
        if let Some(found) = hit(Selection::Replica(topic, partition, node)) {
            return Some(found);
        }
    }
    for group in &scene.groups {
        for member in &group.members {
            if let Some(found) = hit(Selection::Member(group.id.clone(), member.name.clone())) {
                return Some(found);
            }
        }
        if let Some(found) = hit(Selection::Group(group.id.clone())) {
            return Some(found);
        }
    }
    for producer in &scene.producers {
        let what = if producer.is_tool { Selection::Tool } else { Selection::Producer };
        if let Some(found) = hit(what(producer.name.clone())) {
            return Some(found);
        }
    }
    scene
        .topics
        .iter()
        .find_map(|topic| hit(Selection::Topic(topic.name.clone())))
        .or_else(|| scene.nodes.iter().find_map(|node| hit(Selection::Node(node.id))))
}

/// The place of a map at a point: a topic on a broker.
pub fn place(scene: &Scene, at: Point) -> Option<(Name, i32)> {
    match target(scene, at)? {
        Target::Place(topic, node) => Some((topic.clone(), *node)),
        Target::Thing(_) => None,
    }
}

/// The smallest thing of a drawing from far.
fn target(scene: &Scene, at: Point) -> Option<&Target> {
    let hits = scene.far.as_ref()?.hits.iter().filter(|(rect, _)| rect.holds(at));
    hits.min_by_key(|(rect, _)| i64::from(rect.w.0) * i64::from(rect.h.0)).map(|(_, target)| target)
}

/// A stave with the room that a finger needs.
fn grown(stave: Rect) -> Rect {
    Rect { x: stave.x, y: stave.y - Px::of(2), w: stave.w, h: stave.h + Px::of(4) }
}
