//! From a moment of the cluster to a drawing: `layout(drawing) -> Scene`. Pure: the same moment and the same size give
//! the same scene, and nothing here knows of a browser.
//!
//! A wide score has a row per broker and a column per partition ([`wide`]); a narrow one breaks into systems, one per
//! partition ([`systems`]), as printed music does.

mod bars;
mod blocks;
mod controllers;
mod follow;
mod head;
mod heat;
mod map;
mod people;
mod rows;
mod strip;
mod systems;
mod wide;

use std::collections::BTreeMap;

use partita_view::{ClusterView, GroupView, Name, PartitionView, ReplicaView, TopicView};

use crate::session::{BrokerRate, Followed, KeyBook, Selection, Windows};
use crate::stage::px::{Px, Scale};
use crate::stage::scene::{Far, Level, Rect, Scene, Target};

/// Everything a scene is made of.
#[derive(Clone, Copy)]
pub struct Drawing<'a> {
    /// The moment.
    pub view: &'a ClusterView,
    /// Records of the replicas.
    pub windows: &'a Windows,
    /// Note heads of the keys.
    pub keys: &'a KeyBook,
    /// Groups whose ownership has just changed.
    pub fresh: &'a BTreeMap<Name, i32>,
    /// Width of the stage in pixels.
    pub width: i32,
    /// Height of the stage in pixels.
    pub height: i32,
    /// How much larger than designed.
    pub scale: Scale,
    /// What is selected.
    pub selected: Option<&'a Selection>,
    /// What is shown larger below a map.
    pub lens: Option<&'a (Name, i32)>,
    /// Records per second of each broker.
    pub rates: &'a BTreeMap<i32, BrokerRate>,
    /// The key that is followed.
    pub followed: Option<&'a Followed>,
}

/// Narrower than this, a slot has no room for its number: the score breaks into systems.
const SLOT_MIN_TENTHS: i32 = 125;
/// Slots that a wide score wants to show of each partition at least.
const SLOTS_MIN: i32 = 8;
/// Stages narrower than this are phones.
const PHONE: i32 = 620;

/// Bars and blocks want columns so wide at least, in pixels as designed.
const BAR_MIN: i32 = 48;
const BLOCK_MIN: i32 = 12;
/// More brokers than this have no room for notes, bars or blocks one under the other.
const NOTE_ROWS: usize = 10;
const BAR_ROWS: usize = 16;
const BLOCK_ROWS: usize = 40;
/// A score breaks into systems, which scroll, only while there are few.
const SYSTEMS_MAX: i32 = 5;
const SYSTEMS_OF_PHONE: i32 = 16;

/// Lays a moment out.
pub fn layout(drawing: &Drawing) -> Scene {
    let lanes = wide::Lanes::of(drawing);
    let mut scene = match level(drawing, &lanes) {
        None => systems::layout(drawing),
        Some(near @ (Level::Notes | Level::Bars)) => wide::layout(drawing, &lanes, near),
        Some(Level::Blocks) => blocks::layout(drawing, &blocks::columns(drawing)),
        Some(Level::Heat) => heat::layout(drawing),
    };
    scene.outlines = drawing
        .selected
        .and_then(|selected| Some((selected.clone(), outline(&scene, selected)?)))
        .into_iter()
        .collect();
    if let Some(followed) = drawing.followed {
        follow::mark(&mut scene, followed);
    }
    scene
}

/// How near the stage can be with the room that it has; `None` for notes in systems.
fn level(drawing: &Drawing, lanes: &wide::Lanes) -> Option<Level> {
    let topics = topics(drawing.view).count();
    let columns = i32::try_from(self::topics(drawing.view).map(|t| t.partitions.len()).sum::<usize>())
        .unwrap_or(i32::MAX);
    let brokers = drawing.view.nodes.iter().filter(|node| node.is_broker).count();
    let s = drawing.scale;
    let few_rows = brokers <= NOTE_ROWS;
    if drawing.width < PHONE {
        let blocks = topics <= 1 || columns * BLOCK_MIN <= drawing.width - 90;
        return match () {
            () if columns <= SYSTEMS_OF_PHONE && few_rows => None,
            () if blocks && brokers <= BLOCK_ROWS => Some(Level::Blocks),
            () => Some(Level::Heat),
        };
    }
    let column = lanes.column(columns);
    let slot = (column - s.px(22)) / SLOTS_MIN;
    let notes = slot.0 >= SLOT_MIN_TENTHS && (columns <= 1 || slot.0 * 100 / s.0.max(1) >= SLOT_MIN_TENTHS);
    let map = map::Lanes::of(drawing);
    let block = (map.right - map.left) / columns.max(1);
    Some(match () {
        () if few_rows && (columns == 0 || notes) => Level::Notes,
        () if columns <= SYSTEMS_MAX && few_rows => return None,
        () if column >= s.px(BAR_MIN) && brokers <= BAR_ROWS => Level::Bars,
        // One topic has nothing to gain from a map.
        () if brokers <= BLOCK_ROWS && (block >= s.px(BLOCK_MIN) || topics <= 1) => Level::Blocks,
        () if topics <= 1 && columns > 0 => Level::Blocks,
        () => Level::Heat,
    })
}

/// Topics that are drawn: Kafka's own only where one of them is looked at alone.
fn topics(view: &ClusterView) -> impl Iterator<Item = &TopicView> {
    let only_internal = view.topics.iter().all(|topic| topic.internal) && view.topics.len() == 1;
    view.topics.iter().map(|topic| &**topic).filter(move |topic| only_internal || !topic.internal)
}

/// Partitions of a topic.
fn partitions(topic: &TopicView) -> impl Iterator<Item = &PartitionView> {
    topic.partitions.iter().map(|partition| &**partition)
}

/// Hue of the n-th topic.
fn hue(number: usize) -> u8 {
    u8::try_from(number % 6).unwrap_or(0) + 1
}

/// Letter of the n-th group, as rehearsal marks go: A to Z, then AA.
pub fn letter(number: usize) -> String {
    let last = char::from(b'A' + u8::try_from(number % 26).unwrap_or(0));
    if number < 26 { last.into() } else { format!("{}{last}", letter(number / 26 - 1)) }
}

/// First offset drawn of a partition, shared by its replicas, for staves of so many slots.
fn first_offset(partition: &PartitionView, slots: i64) -> i64 {
    let start = partition.replicas.iter().map(|r| r.log_start).min().unwrap_or(0);
    let end = partition.replicas.iter().map(|r| r.log_end).max().unwrap_or(0);
    if end - start < slots { start } else { end + 1 - slots + FOLD_SLOTS }
}

/// Slots that the stub of folded records takes.
const FOLD_SLOTS: i64 = 2;

fn replica(partition: &PartitionView, node: i32) -> Option<&ReplicaView> {
    partition.replicas.iter().find(|replica| replica.node == node).map(|replica| &**replica)
}

/// Where a group reads a partition: next position and committed offset.
fn position(group: &GroupView, topic: &TopicView, partition: i32) -> Option<(i64, Option<i64>)> {
    let committed = group
        .offsets
        .iter()
        .find(|offset| offset.topic == topic.name && offset.partition == partition)
        .map(|offset| offset.committed);
    let owned = group
        .members
        .iter()
        .flat_map(|member| &member.owned)
        .filter(|owned| owned.topic == topic.name && owned.partition == partition)
        .find_map(|owned| owned.position);
    Some((owned.or(committed)?, committed))
}

/// The rectangle around a thing of a drawing from far; a replica or a record that is too small is where its topic and its
/// broker meet.
fn from_far(far: &Far, what: &Selection) -> Option<Rect> {
    let named = |wanted: &Selection| {
        let area = far.areas.iter().find(|(_, what)| what == wanted).map(|(rect, _)| *rect);
        area.or_else(|| {
            far.hits
                .iter()
                .find(|(_, hit)| matches!(hit, Target::Thing(what) if what == wanted))
                .map(|(rect, _)| *rect)
        })
    };
    let replica = match what {
        Selection::Record(topic, partition, node, _) => Selection::Replica(topic.clone(), *partition, *node),
        other => other.clone(),
    };
    named(&replica).or_else(|| {
        let Selection::Replica(topic, _, node) = &replica else { return None };
        let here = |hit: &Target| matches!(hit, Target::Place(name, id) if name == topic && id == node);
        far.hits.iter().find(|(_, hit)| here(hit)).map(|(rect, _)| *rect)
    })
}

/// The rectangle around a thing of the scene.
pub fn outline(scene: &Scene, what: &Selection) -> Option<Rect> {
    let s = scene.scale;
    let around = |x: Px, y: Px, w: Px, h: Px| Some(Rect { x, y, w, h });
    if let Some(found) = scene.far.as_ref().and_then(|far| from_far(far, what)) {
        return Some(found);
    }
    match what {
        Selection::Node(id) => scene.nodes.iter().find(|node| node.id == *id).map(|node| node.row),
        Selection::Topic(name) => {
            let topic = scene.topics.iter().find(|topic| topic.name == *name)?;
            around(
                topic.bracket.0 - s.px(4),
                topic.at.y - s.px(15),
                topic.bracket.1 - topic.bracket.0,
                s.px(30),
            )
        }
        Selection::Replica(topic, partition, node) => {
            let strip = scene
                .strips
                .iter()
                .find(|r| r.topic == *topic && r.partition == *partition && r.node == *node)?;
            let r = strip.stave;
            let top = if scene.narrow { r.y } else { strip.role_at.y - s.px(14) };
            around(r.x - s.px(11), top, r.w + s.px(15), r.y + r.h + s.px(20) - top)
        }
        Selection::Record(topic, partition, node, offset) => {
            let strip = scene
                .strips
                .iter()
                .find(|r| r.topic == *topic && r.partition == *partition && r.node == *node)?;
            let r = strip.stave;
            let cell = |x: Px, w: Px| {
                Some(Rect { x: x - Px::of(2), y: r.y - Px::of(4), w: w + Px::of(4), h: r.h + Px::of(8) })
            };
            match *offset {
                offset if offset >= strip.log_end => None,
                offset if offset >= strip.first => cell(strip.cell_x(offset), strip.cell),
                // An old record lies in the stub of those that are folded away.
                offset if offset >= strip.first - strip.folded => cell(r.x, strip.cells_x - r.x),
                _ => None,
            }
        }
        Selection::Producer(name) | Selection::Tool(name) => {
            let producer = scene.producers.iter().find(|producer| producer.name == *name)?;
            let lines = i32::try_from(producer.lines.len() + producer.batches.len()).unwrap_or(0);
            around(
                producer.at.x - s.px(6),
                producer.at.y - s.px(17),
                s.px(118),
                s.px(24) + s.tenths(165) * lines,
            )
        }
        Selection::Group(id) => {
            let group = scene.groups.iter().find(|group| group.id == *id)?;
            around(group.at.x - s.px(6), group.at.y - s.px(18), group.width + s.px(10), s.px(42))
        }
        Selection::Member(id, name) => {
            let group = scene.groups.iter().find(|group| group.id == *id)?;
            let member = group.members.iter().find(|member| member.name == *name)?;
            let bottom = member.chips.iter().map(|chip| chip.at.y).max().unwrap_or(member.at.y);
            let left = member.at.x - s.px(12);
            let top = member.at.y - s.px(14);
            around(left, top, group.width + s.px(6), bottom + s.px(7) - top)
        }
        Selection::Batch(topic, partition, node, _) | Selection::Segment(topic, partition, node, _) => {
            outline(scene, &Selection::Replica(topic.clone(), *partition, *node))
        }
        Selection::Link(..) | Selection::Message(_) => None,
    }
}
