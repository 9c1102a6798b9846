//! What the stage draws: boxes, places and words, ready to be drawn. Made by [`layout`](super::layout), drawn by one
//! component per thing. Parts are behind `Rc`, and components compare them, so that only what changed is drawn again.

mod far;
mod head;
mod node;
mod people;
mod strip;

use std::collections::BTreeMap;
use std::rc::Rc;

use partita_view::Name;

use crate::session::Selection;
use crate::stage::px::{Point, Px, Scale};

pub use far::Level;
pub(super) use far::{Far, Pen, Target, Word, by_hue};
pub(super) use head::{Barline, PartitionHead, TopicHead};
pub(super) use node::{Link, MetadataLog, NodeRow, Sign};
pub(super) use people::{Chip, GroupBox, MemberBox, ProducerBox};
pub use strip::{Marked, Note};
pub(super) use strip::{Position, Strip};

/// One moment of the stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Width of the drawing.
    pub width: Px,
    /// Height of the drawing; it may be larger than the stage, which then scrolls.
    pub height: Px,
    /// How much larger than designed.
    pub scale: Scale,
    /// Whether the score is broken into systems, one per partition.
    pub narrow: bool,
    /// Small titles: the names of the lanes.
    pub lanes: Vec<Label>,
    /// Topics with their brackets.
    pub topics: Vec<Rc<TopicHead>>,
    /// Partitions with their high watermarks.
    pub partitions: Vec<Rc<PartitionHead>>,
    /// Nodes with their rails.
    pub nodes: Vec<Rc<NodeRow>>,
    /// Metadata logs of controllers that have rows.
    pub metadata: Vec<MetadataLog>,
    /// Replicas.
    pub strips: Vec<Rc<Strip>>,
    /// Places without a replica.
    pub rests: Vec<Point>,
    /// Producers and tools.
    pub producers: Vec<Rc<ProducerBox>>,
    /// Consumer groups.
    pub groups: Vec<Rc<GroupBox>>,
    /// Hairlines between systems.
    pub rules: Vec<(Point, Px)>,
    /// Vertical lines that join the rails: x, from, to.
    pub buses: Vec<(Px, Px, Px)>,
    /// What to say where there is nothing to draw.
    pub empty: Option<String>,
    /// Where messages run.
    pub roads: Roads,
    /// What is drawn from far, in the place of notes.
    pub far: Option<Rc<Far>>,
    /// Cells that another branch does not share.
    pub marked: Vec<(Rect, Marked)>,
    /// Ways of the key that is followed.
    pub ways: Vec<String>,
    /// Outline of the selected thing, and of the one with the keyboard's focus.
    pub outlines: Vec<(Selection, Rect)>,
}

impl Scene {
    /// A scene with nothing in it.
    pub fn empty() -> Self {
        Self::blank(Px(0), Px(0), Scale(100))
    }

    /// How near it is.
    pub fn level(&self) -> Level {
        self.far.as_ref().map_or(Level::Notes, |far| far.level)
    }

    /// A sheet of this size with nothing on it.
    pub(super) fn blank(width: Px, height: Px, scale: Scale) -> Self {
        Self {
            width,
            height,
            scale,
            narrow: false,
            lanes: Vec::new(),
            topics: Vec::new(),
            partitions: Vec::new(),
            nodes: Vec::new(),
            metadata: Vec::new(),
            strips: Vec::new(),
            rests: Vec::new(),
            producers: Vec::new(),
            groups: Vec::new(),
            rules: Vec::new(),
            buses: Vec::new(),
            empty: None,
            roads: Roads::default(),
            far: None,
            marked: Vec::new(),
            ways: Vec::new(),
            outlines: Vec::new(),
        }
    }
}

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    /// Left.
    pub x: Px,
    /// Top.
    pub y: Px,
    /// Width.
    pub w: Px,
    /// Height.
    pub h: Px,
}

impl Rect {
    /// Whether the point is inside.
    pub fn holds(self, p: Point) -> bool {
        p.x >= self.x && p.x <= self.x + self.w && p.y >= self.y && p.y <= self.y + self.h
    }
}

/// A word at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Baseline start, or end where `end` says so.
    pub at: Point,
    /// The word.
    pub text: String,
    /// Class of the stylesheet.
    pub class: &'static str,
    /// Whether the text ends at the point.
    pub end: bool,
}

/// What messages run along: ports, buses, rails, slots and gutters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roads {
    /// Ports of clients by name, and the bus they use.
    pub ports: BTreeMap<Name, (Point, Px)>,
    /// Rails of nodes by id.
    pub rails: BTreeMap<i32, Px>,
    /// Where a node's label stands: the end of messages that are about no partition.
    pub labels: BTreeMap<i32, Point>,
    /// Next free slot of each replica: topic, partition, node.
    pub slots: BTreeMap<(Name, i32, i32), Slot>,
    /// Hue of each topic.
    pub hues: BTreeMap<Name, u8>,
    /// Left of the bus at the left and x of the bus at the right.
    pub buses: (Px, Px),
}

/// The end of a replica's log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slot {
    /// Centre of the next free cell.
    pub x: Px,
    /// Bottom of the stave.
    pub bottom: Px,
    /// Middle of the stave.
    pub middle: Px,
    /// Gutter at the right of the column.
    pub gutter: Px,
    /// Width of a cell.
    pub cell: Px,
}
