//! Producers, tools, groups and members as they are drawn.

use partita_view::Name;

use crate::stage::px::{Point, Px};

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
    /// Whether its application waits in `send`.
    pub blocked: bool,
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
    /// `Stable, generation 2, range`, what of it stands in a second line, and its class.
    pub state: (String, Option<String>, &'static str),
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
    /// As much of it as there is room for.
    pub shown: String,
    /// Baseline of its name.
    pub at: Point,
    /// Where its link leaves.
    pub port: Option<(Point, Px)>,
    /// `idle`, `left`, `paused`.
    pub note: Option<(String, &'static str)>,
    /// What is wrong with its links and its clock, under its name: text, class.
    pub lines: Vec<(String, &'static str)>,
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
