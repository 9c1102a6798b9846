//! Nodes as they are drawn, and the signs beside their words.

use crate::stage::px::{Point, Px, Scale};

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
    /// Where the words of a node without a row of its own must end: what is left goes below.
    pub room: Option<Px>,
}

/// Between two lines of a node's words.
const LINE: i32 = 17;
/// Room of a sign and of the gap behind its word.
const SIGN: i32 = 24;

impl NodeRow {
    /// Where the words of a node without a row of its own stand: its state first, then its lines; and where they end.
    pub fn flow(&self, s: Scale) -> (Vec<Point>, Px) {
        let width = |text: &str| s.tenths(75 * i32::try_from(text.chars().count()).unwrap_or(0));
        let indent = self.at.x + width(&self.name) + s.px(12);
        let mut at = Point { x: indent, y: self.at.y };
        let mut end = indent;
        let lines = self.lines.iter().map(|(_, text, _)| text.as_str());
        let mut places = Vec::new();
        for word in std::iter::once(self.state.1).chain(lines) {
            let next = at.x + width(word) + s.px(SIGN);
            if at.x > indent && self.room.is_some_and(|room| next - s.px(SIGN / 3) > room) {
                at = Point { x: indent, y: at.y + s.px(LINE) };
            }
            places.push(at);
            at.x += width(word) + s.px(SIGN);
            end = end.max(at.x);
        }
        (places, end)
    }
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
