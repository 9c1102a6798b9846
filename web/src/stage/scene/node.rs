//! Nodes as they are drawn, and the signs beside their words.

use crate::stage::px::{Point, Px};

use super::Rect;

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

/// The metadata log of a controller, as a stave.
#[derive(Clone, Debug, PartialEq)]
pub struct MetadataLog {
    /// The controller.
    pub node: i32,
    /// Its stave.
    pub stave: Rect,
    /// Where its log ends, and at which offset.
    pub end: (Px, i64),
    /// Up to where it is committed.
    pub committed: Px,
    /// Whether it is the active controller.
    pub leads: bool,
    /// Records before the stave, if there are any.
    pub folded: Option<i64>,
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
    /// A disk with its arm.
    Disk,
    /// A clock's face.
    Clock,
}
