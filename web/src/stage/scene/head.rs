//! What stands above the staves as it is drawn: topics, partitions, high watermarks.

use partita_view::Name;

use crate::stage::px::{Point, Px};

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
    /// Its topic and its number.
    pub of: (Name, i32),
    /// `kafkatask-0`.
    pub name: String,
    /// Where the name stands.
    pub at: Point,
    /// `ISR {1}` and its class.
    pub flag: Option<(Point, String, &'static str)>,
    /// The high watermark.
    pub high_watermark: Option<Barline>,
    /// The last stable offset where it differs: x, from, to, `LSO 5`.
    pub last_stable: Option<(Px, Px, Px, String)>,
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
    /// What it leaves out from top to bottom, because something is written there: from, to.
    pub gaps: Vec<(Px, Px)>,
    /// `HW 6`.
    pub text: String,
    /// Where its word stands.
    pub label: Point,
    /// Anchor of the word.
    pub anchor: &'static str,
}
