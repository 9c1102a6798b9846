//! The two branches that stand side by side, on the clock of the present one.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::browser;
use crate::session::{Branches, KeyBook, Session, Side, Title, View, compare, differing_cells, lost_cells};
use crate::stage::{self, Drawing, Scale};
use crate::views::{Pair, Sheet};
use crate::words;

use super::{App, Shared};

/// Room at the sides of a stage that stands beside another.
const EDGES: i32 = 24;
/// Height of a stage that stands beside another.
const HEIGHT: i32 = 300;

/// What stands side by side, as far as it is not the session itself.
#[derive(Default)]
pub(super) struct Beside {
    sides: [Option<Other>; 2],
}

/// A branch that was given up, in a session of its own.
struct Other {
    letter: String,
    session: Session,
}

impl Other {
    /// Goes on towards a moment while there is time.
    fn follow(&mut self, now: u64, time_left: &mut dyn FnMut() -> bool) {
        if self.session.now() != now {
            // A goal that moves on while it is being reached would never be reached.
            if self.session.playback.seeking.is_none() {
                self.session.seek(now);
            }
            self.session.tick(0, time_left);
        }
    }
}

impl Beside {
    /// Whether nothing stands beside the present branch.
    pub(super) fn is_empty(&self) -> bool {
        self.sides.iter().all(Option::is_none)
    }

    /// Whether one of them has not come to this moment yet.
    pub(super) fn is_behind(&self, now: u64) -> bool {
        self.sides.iter().flatten().any(|other| other.session.now() != now)
    }

    /// Opens what was chosen and does not stand there yet; says what is wrong with a story that cannot be read.
    fn stand(&mut self, shared: &Shared, branches: &Branches) -> Result<(), String> {
        let chosen = branches.compared().map(|compared| compared.sides());
        let wanted = chosen.map_or([None; 2], |sides| sides.map(|side| branches.of_side(side)));
        let stands = |(side, wanted): (&Option<Other>, &Option<&_>)| {
            let letter = |branch: &&crate::session::Branch| branch.name.clone();
            side.as_ref().map(|other| other.letter.clone()) == wanted.as_ref().map(letter)
        };
        if self.sides.iter().zip(&wanted).all(stands) {
            return Ok(());
        }
        let mut before: Vec<Other> = self.sides.iter_mut().filter_map(Option::take).collect();
        for (side, wanted) in self.sides.iter_mut().zip(wanted) {
            let Some(branch) = wanted else { continue };
            let known = before.iter().position(|other| other.letter == branch.name);
            *side = Some(match known {
                Some(at) => before.swap_remove(at),
                None => {
                    let session = Session::new((shared.1)(&branch.story)?);
                    Other { letter: branch.name.clone(), session }
                }
            });
        }
        Ok(())
    }

    /// Both go on towards a moment, each with its part of the time until so many milliseconds after a frame began.
    pub(super) fn follow(&mut self, now: u64, began_ms: f64, slice_ms: f64) {
        let mut parts = if self.sides.iter().all(Option::is_some) { 2.0 } else { 1.0 };
        for other in self.sides.iter_mut().flatten() {
            let until = began_ms + slice_ms / parts;
            other.follow(now, &mut || browser::clock_ms() < until);
            parts = 1.0;
        }
    }

    /// Both stages and what differs; `None` while nothing is compared.
    pub(super) fn pair(&self, session: &Session, width: i32) -> Option<Pair> {
        let chosen = session.branches.compared()?.sides();
        let of = |place: usize| match chosen[place] {
            Side::Present => Some(session),
            Side::Kept(_) => self.sides[place].as_ref().map(|other| &other.session),
        };
        let (left, right) = (of(0)?, of(1)?);
        // A key has one head on both stages, the one that it has in the present branch.
        let mut keys = session.keys.clone();
        keys.learn_all(&left.keys);
        keys.learn_all(&right.keys);
        let sheet = |place: usize, here: &Session, there: &Session| Sheet {
            letter: session.branches.letter_of(chosen[place]),
            side: chosen[place],
            scene: Rc::new(drawn(here, there, &keys, width)),
            summary: words::summary(here.view()),
            behind: here.now() != session.now(),
        };
        let windows = (left.windows(), right.windows());
        let a = (&**left.view(), left.engine().findings());
        let b = (&**right.view(), right.engine().findings());
        Some(Pair {
            sheets: [sheet(0, left, right), sheet(1, right, left)],
            differences: compare(a, b, windows),
        })
    }
}

/// The stage of one branch, with what the other has not.
fn drawn(here: &Session, there: &Session, keys: &KeyBook, width: i32) -> stage::Scene {
    let mut scene = stage::layout(&Drawing {
        view: here.view(),
        windows: here.windows(),
        keys,
        fresh: here.fresh(),
        width: if width < 760 { width - EDGES } else { width / 2 - EDGES },
        height: HEIGHT,
        scale: Scale(100),
        selected: None,
        lens: None,
        rates: &BTreeMap::new(),
        followed: None,
    });
    // Of two moments nothing can be said cell by cell.
    if here.now() == there.now() {
        let mut cells = differing_cells((here.view(), here.windows()), (there.view(), there.windows()));
        cells.extend(lost_cells(here.view(), here.engine().findings(), there.engine().findings()));
        stage::mark(&mut scene, &cells);
    }
    scene
}

impl App {
    /// Two branches are chosen to stand side by side, or others than before.
    pub(super) fn stand_beside(&mut self, choose: impl FnOnce(&mut Branches)) {
        {
            let mut session = self.session.0.borrow_mut();
            choose(&mut session.branches);
            session.show_as(View::Branches);
        }
        self.keep_beside();
    }

    /// What stands side by side is what was chosen, whatever has happened to the branches.
    pub(super) fn keep_beside(&mut self) {
        let stood = self.beside.stand(&self.session, &self.session.0.borrow().branches);
        if let Err(wrong) = stood {
            self.session.0.borrow_mut().branches.part_company();
            self.story_error = Some(wrong);
        }
    }

    /// A branch takes the place of the present one, at the same moment.
    pub(super) fn continue_branch(&mut self, at: usize) {
        let (story, now, end, mut branches, title) = {
            let session = self.session.0.borrow();
            let title = session.title.clone();
            (session.story(), session.now(), session.end(), session.branches.clone(), title)
        };
        let left = title.as_ref().map(Title::text).unwrap_or_default();
        let Some(taken) = branches.swap(at, story, end, &left) else { return };
        // What a person typed and marked is not the branch's.
        let (terminal, bookmarks) = {
            let mut session = self.session.0.borrow_mut();
            (std::mem::take(&mut session.terminal), session.timeline.bookmarks().to_vec())
        };
        self.story_error = self.session.open(&taken.story).err();
        if self.story_error.is_some() {
            // The present branch goes on, and the other one stays what it was.
            self.session.0.borrow_mut().terminal = terminal;
            return;
        }
        self.beside = Beside::default();
        let mut session = self.session.0.borrow_mut();
        session.branches = branches;
        // What was undone belongs to the branch that was left.
        session.branches.forget_redo();
        session.title = if taken.another { Some(Title::Named(taken.without)) } else { title };
        session.terminal = terminal;
        session.timeline.keep_bookmarks(bookmarks);
        session.playback.pause();
        session.seek(now);
    }
}
