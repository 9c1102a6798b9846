//! A cluster that is too large for notes, as it is drawn: few long paths, one for each look, because a thousand shapes of
//! their own would keep no browser moving.

use partita_view::Name;

use crate::session::Selection;
use crate::stage::px::{Point, Px, Scale};

use super::Rect;

/// A class for each hue, by its number; hue 0 is the first.
macro_rules! by_hue {
    ($class:literal) => {
        [
            concat!($class, " t1"),
            concat!($class, " t1"),
            concat!($class, " t2"),
            concat!($class, " t3"),
            concat!($class, " t4"),
            concat!($class, " t5"),
            concat!($class, " t6"),
        ]
    };
}
pub(in crate::stage) use by_hue;

/// How near the stage is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// Every record is a note.
    #[default]
    Notes,
    /// One filled bar for each replica.
    Bars,
    /// One small block for each replica.
    Blocks,
    /// Brokers by topics.
    Heat,
}

/// Everything of a drawing from far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Far {
    /// How near it is.
    pub level: Level,
    /// Paths with their classes, in the order in which they are drawn.
    pub inks: Vec<(String, &'static str)>,
    /// Words.
    pub words: Vec<Word>,
    /// What is under a pointer; the smallest wins.
    pub hits: Vec<(Rect, Target)>,
    /// Where the brackets around a selection go, if not around what is hit.
    pub areas: Vec<(Rect, Selection)>,
    /// Columns that had room, and how many there are.
    pub columns: (usize, usize),
}

/// A word of a drawing from far.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Its baseline: beginning, or end, or middle, as the anchor says.
    pub at: Point,
    /// The word.
    pub text: String,
    /// Class of the stylesheet.
    pub class: &'static str,
    /// Anchor.
    pub anchor: &'static str,
    /// Degrees it is turned by.
    pub turn: i32,
}

/// What a pointer hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A thing that can be selected.
    Thing(Selection),
    /// A place of a map: a topic on a broker.
    Place(Name, i32),
}

/// Draws from far.
#[derive(Debug)]
pub(in crate::stage) struct Pen {
    pub(in crate::stage) far: Far,
    pub(in crate::stage) s: Scale,
}

impl Pen {
    pub(in crate::stage) fn new(level: Level, s: Scale) -> Self {
        Self { far: Far { level, ..Far::default() }, s }
    }

    /// Goes on with the path of a class.
    pub(in crate::stage) fn ink(&mut self, class: &'static str, d: &str) {
        match self.far.inks.iter_mut().find(|(_, known)| *known == class) {
            Some((path, _)) => path.push_str(d),
            None => self.far.inks.push((d.to_owned(), class)),
        }
    }

    /// A rectangle, as a part of the path of a class.
    pub(in crate::stage) fn rect(&mut self, class: &'static str, r: Rect) {
        self.ink(class, &format!("M{} {}h{}v{}h{}z", r.x, r.y, r.w, r.h, -r.w));
    }

    /// A cross in a rectangle.
    pub(in crate::stage) fn cross(&mut self, class: &'static str, r: Rect) {
        let (x, y, w, h) = (r.x, r.y, r.w, r.h);
        self.ink(class, &format!("M{x} {y}l{w} {h}m0 {}l{} {h}", -h, -w));
    }

    pub(in crate::stage) fn word(&mut self, at: Point, text: impl Into<String>, class: &'static str) {
        let word = Word { at, text: text.into(), class, anchor: "start", turn: 0 };
        self.far.words.push(word);
    }

    pub(in crate::stage) fn word_at_end(&mut self, at: Point, text: impl Into<String>, class: &'static str) {
        let word = Word { at, text: text.into(), class, anchor: "end", turn: 0 };
        self.far.words.push(word);
    }

    pub(in crate::stage) fn turned(
        &mut self,
        at: Point,
        text: impl Into<String>,
        class: &'static str,
        turn: i32,
    ) {
        self.far.words.push(Word { at, text: text.into(), class, anchor: "start", turn });
    }

    pub(in crate::stage) fn hit(&mut self, rect: Rect, what: Selection) {
        self.far.hits.push((rect, Target::Thing(what)));
    }

    /// A length that was designed in whole pixels.
    pub(in crate::stage) fn px(&self, pixels: i32) -> Px {
        self.s.px(pixels)
    }
}
