//! The branch that stands beside the present one, on the same clock.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::session::{Session, Title, differences, record_differences};
use crate::stage::{self, Drawing, Scale};
use crate::views::Pair;
use crate::words;

use super::{App, Shared};

/// Room at the sides of a stage that stands beside another.
const EDGES: i32 = 24;
/// Height of a stage that stands beside another.
const HEIGHT: i32 = 300;

/// Another branch of the story.
pub(super) struct Other {
    session: Session,
}

impl Other {
    /// A branch from its story; `None` if it cannot be read.
    pub(super) fn open(shared: &Shared, story: &str) -> Option<Self> {
        let engine = (shared.1)(story).ok()?;
        Some(Self { session: Session::new(engine) })
    }

    /// Goes on towards a moment while there is time. Says whether it is there.
    pub(super) fn follow(&mut self, now: u64, time_left: &mut dyn FnMut() -> bool) -> bool {
        if self.session.now() != now {
            // A goal that moves on while it is being reached would never be reached.
            if self.session.playback.seeking.is_none() {
                self.session.seek(now);
            }
            self.session.tick(0, time_left);
        }
        self.session.now() == now
    }

    /// Both stages and what differs.
    pub(super) fn beside(&self, session: &Session, width: i32) -> Pair {
        let drawing = |of: &Session| {
            Rc::new(stage::layout(&Drawing {
                view: of.view(),
                windows: of.windows(),
                keys: &session.keys,
                fresh: of.fresh(),
                width: if width < 760 { width - EDGES } else { width / 2 - EDGES },
                height: HEIGHT,
                scale: Scale(100),
                selected: None,
                lens: None,
                rates: &BTreeMap::new(),
                followed: None,
            }))
        };
        let other = &self.session;
        Pair {
            scenes: (drawing(session), drawing(other)),
            summaries: (words::summary(session.view()), words::summary(other.view())),
            differences: {
                let ours = (&**session.view(), session.windows());
                let mut all = record_differences(ours, (&**other.view(), other.windows()));
                let ours = (&**session.view(), session.engine().findings());
                all.extend(differences(ours, (&**other.view(), other.engine().findings())));
                all
            },
            behind: session.now() != other.now(),
        }
    }
}

impl App {
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
        self.other = None;
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
