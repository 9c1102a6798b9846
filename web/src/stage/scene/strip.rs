//! Replicas as they are drawn: staves with records and the positions of groups.

use partita_view::Name;

use crate::stage::px::{Point, Px, Scale};

use super::{Rect, Sign};

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
    /// The high watermark that a follower knows, where that is behind the partition's.
    pub own_mark: Option<i64>,
    /// What stands in the cells.
    pub notes: Vec<Note>,
    /// Offsets where a leader epoch begins, between two cells.
    pub epochs: Vec<i64>,
    /// Offsets where a segment begins, between two cells.
    pub segments: Vec<i64>,
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

/// What is said of a cell that another branch does not share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marked {
    /// Something else stands there, or nothing.
    Differs,
    /// The record that stood there is lost, and nothing has come in its place.
    Ghost,
    /// The record that stood there is lost, and another has come in its place.
    Struck,
}
