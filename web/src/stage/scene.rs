//! What the stage draws: boxes, places and words, ready to be drawn. Made by [`layout`](super::layout), drawn by one
//! component per thing. Parts are behind `Rc`, and components compare them, so that only what changed is drawn again.

use std::collections::BTreeMap;
use std::rc::Rc;

use partita_view::Name;

use crate::session::Selection;
use crate::stage::px::{Point, Px, Scale};

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
    /// Outline of the selected thing, and of the one with the keyboard's focus.
    pub outlines: Vec<(Selection, Rect)>,
}

impl Scene {
    /// A scene with nothing in it.
    pub fn empty() -> Self {
        Self::blank(Px(0), Px(0), Scale(100))
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
            strips: Vec::new(),
            rests: Vec::new(),
            producers: Vec::new(),
            groups: Vec::new(),
            rules: Vec::new(),
            buses: Vec::new(),
            empty: None,
            roads: Roads::default(),
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

/// A topic: name, note, and the bracket over its partitions.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicHead {
    /// Its name.
    pub name: Name,
    /// Hue, 1 to 6.
    pub hue: u8,
    /// Where its name stands.
    pub at: Point,
    /// Settings that are not default.
    pub note: String,
    /// Where the note stands.
    pub note_x: Px,
    /// The bracket: from, to, top.
    pub bracket: (Px, Px, Px),
}

/// A partition: name, ISR when it is not complete, and the high watermark through all replicas.
#[derive(Clone, Debug, PartialEq)]
pub struct PartitionHead {
    /// `kafkatask-0`.
    pub name: String,
    /// Where the name stands.
    pub at: Point,
    /// `ISR {1}` and its class.
    pub flag: Option<(Point, String, &'static str)>,
    /// The high watermark.
    pub high_watermark: Option<Barline>,
    /// The last stable offset where it differs: x, from, to.
    pub last_stable: Option<(Px, Px, Px)>,
}

/// The double barline of the high watermark.
#[derive(Clone, Debug, PartialEq)]
pub struct Barline {
    /// Where.
    pub x: Px,
    /// Where the thin line from the number begins.
    pub top: Px,
    /// Where the double line begins.
    pub from: Px,
    /// Where it ends.
    pub to: Px,
    /// `HW 6`.
    pub text: String,
    /// Where its word stands.
    pub label: Point,
    /// Anchor of the word.
    pub anchor: &'static str,
}

/// A node: its row, its words and its rail.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeRow {
    /// Its id.
    pub id: i32,
    /// `Broker 1`.
    pub name: String,
    /// Where the row's words begin.
    pub at: Point,
    /// The row, greyed when the node is gone.
    pub row: Rect,
    /// Sign and word of its state.
    pub state: (Sign, &'static str),
    /// Further lines: sign, word, class.
    pub lines: Vec<(Option<Sign>, String, &'static str)>,
    /// Whether its process is gone.
    pub gone: bool,
    /// The rail: y, from, to; none for a node that has no row of its own.
    pub rail: Option<(Px, Px, Px)>,
    /// What is wrong with the rail.
    pub link: Link,
    /// Bracket at the left where a rack begins: top and bottom.
    pub rack: Option<(Px, Px)>,
}

/// State of a rail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// As usual.
    Up,
    /// Slow.
    Slow,
    /// Cut in one direction or both.
    Cut,
    /// The node is gone.
    Dead,
}

/// A small sign that stands beside its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Filled square.
    Leader,
    /// Hollow square.
    Follower,
    /// Half-filled dashed square.
    OutOfSync,
    /// Thin cross.
    Offline,
    /// Dot.
    Running,
    /// Heavy cross.
    Killed,
    /// Fence.
    Fenced,
    /// Fermata.
    Paused,
    /// Wave.
    Slow,
    /// Two strokes.
    Cut,
    /// Broken circle.
    Starting,
    /// Filled pennant.
    Active,
    /// Hollow pennant.
    Voter,
}

/// A replica: a stave with its records.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// Topic.
    pub topic: Name,
    /// Partition.
    pub partition: i32,
    /// Broker.
    pub node: i32,
    /// Hue of its topic.
    pub hue: u8,
    /// The stave.
    pub stave: Rect,
    /// Scale of the stave; followers of a narrow score are smaller.
    pub scale: Scale,
    /// Where its role stands.
    pub role_at: Point,
    /// Sign and word of its role.
    pub role: (Sign, String),
    /// Class of the role.
    pub class: &'static str,
    /// What stands behind the role, and its x.
    pub note: Option<(Px, String)>,
    /// Left of the first cell.
    pub cells_x: Px,
    /// Width of a cell.
    pub cell: Px,
    /// Offset of the first cell.
    pub first: i64,
    /// Records folded away at the left.
    pub folded: i64,
    /// Log end.
    pub log_end: i64,
    /// Cells below the high watermark.
    pub committed: i64,
    /// What stands in the cells.
    pub notes: Vec<Note>,
    /// Offsets where a leader epoch begins, between two cells.
    pub epochs: Vec<i64>,
    /// Baseline of the offsets; none where there is no room.
    pub numbers: Option<(Px, i64)>,
    /// Positions of groups; leaders only.
    pub positions: Vec<Position>,
    /// Whether its node is gone.
    pub in_dead: bool,
    /// Whether it leads.
    pub leads: bool,
    /// What it is called: `kafkatask-0 on Broker 1: Leader, log end 6`.
    pub name: String,
}

impl Strip {
    /// Left of the cell of an offset.
    pub fn cell_x(&self, offset: i64) -> Px {
        self.cells_x + self.cell * i32::try_from(offset - self.first).unwrap_or(0)
    }

    /// The offset whose cell is at `x`.
    pub fn offset_at(&self, x: Px) -> Option<i64> {
        let cell = i64::from((x - self.cells_x).0.checked_div(self.cell.0)?);
        let offset = self.first + cell;
        (x >= self.cells_x && offset < self.log_end).then_some(offset)
    }
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// A record with a key: its head, and whether the head comes round again.
    Key(u8, bool),
    /// A record without a key.
    NoKey,
    /// A tombstone of a key.
    Tombstone(u8),
    /// A control record.
    Control(char),
    /// A record that has not been asked for yet.
    Unknown,
}

/// Where a group stands on a stave.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// The group's letter.
    pub mark: String,
    /// Centre of the box.
    pub x: Px,
    /// Centre of the box.
    pub y: Px,
    /// Centre of the cell it points to.
    pub points_to: Px,
    /// Whether everything before the position is committed.
    pub full: bool,
    /// Centre of the cell of the committed offset, where it is behind.
    pub committed: Option<Px>,
}

/// A producer or a tool, left of the brokers.
#[derive(Clone, Debug, PartialEq)]
pub struct ProducerBox {
    /// Its name.
    pub name: Name,
    /// Whether it is a tool.
    pub is_tool: bool,
    /// Where its name stands.
    pub at: Point,
    /// Where its link leaves; none in a narrow score.
    pub port: Option<(Point, Px)>,
    /// Lines under its name: text, class.
    pub lines: Vec<(String, &'static str)>,
    /// Batches: records drawn, hue, word.
    pub batches: Vec<(u32, u8, String)>,
    /// Whether its process is gone.
    pub gone: bool,
}

/// A consumer group, right of the brokers.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupBox {
    /// Its letter.
    pub mark: String,
    /// `group.id`.
    pub id: Name,
    /// Where its letter stands.
    pub at: Point,
    /// Width of the lane.
    pub width: Px,
    /// `Stable, generation 2, range`, and its class.
    pub state: (String, &'static str),
    /// Members.
    pub members: Vec<MemberBox>,
    /// Partitions nobody reads now: only in a group without members.
    pub lag: Option<i64>,
}

/// A member of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct MemberBox {
    /// Its name.
    pub name: Name,
    /// Baseline of its name.
    pub at: Point,
    /// Where its link leaves.
    pub port: Option<(Point, Px)>,
    /// `idle`, `left`, `paused`.
    pub note: Option<(String, &'static str)>,
    /// Whether it has left or its process is gone.
    pub gone: bool,
    /// What it owns.
    pub chips: Vec<Chip>,
}

/// An owned partition.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    /// Where it stands.
    pub at: Point,
    /// Width.
    pub w: Px,
    /// `p0`.
    pub text: String,
    /// Hue of its topic.
    pub hue: u8,
    /// Whether the member got it just now.
    pub fresh: bool,
    /// `at 4` and its x.
    pub position: Option<(Px, String)>,
    /// `lag 2` and the x of its end.
    pub lag: Option<(Px, String, &'static str)>,
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
