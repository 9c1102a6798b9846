//! One story after another: opened, put in the place of the one before, gone on with after a reload.

use partita_view::Engine;

use super::{Branches, Session};
use crate::keeping::Kept;

impl Session {
    /// Another story takes the place of this one, which is kept as a branch where somebody has done something to it: its letter.
    pub fn replace(&mut self, engine: Box<dyn Engine>, title: &str) -> Option<String> {
        let mut branches = std::mem::take(&mut self.branches);
        let touched = self.deeds > 0 || self.carried || !branches.all().is_empty();
        let left = touched.then(|| (self.engine.story(), self.end()));
        self.open(engine);
        let (story, end) = left?;
        let letter = branches.current();
        branches.leave(story, end, title);
        self.branches = branches;
        Some(letter)
    }

    /// Another story takes the place of this one. What a person chose for the page stays.
    pub fn open(&mut self, engine: Box<dyn Engine>) {
        let mut fresh = Self::new(engine);
        fresh.playback = self.playback.clone();
        fresh.playback.seeking = None;
        fresh.show_as(self.shows_as);
        fresh.panel = self.panel;
        fresh.control_traffic = self.control_traffic;
        fresh.everything = self.everything;
        fresh.log = self.log.clone();
        fresh.opened = self.opened + 1;
        fresh.called = self.called;
        *self = fresh;
    }

    /// Goes on with what was kept of a session, whose story the engine has: its branches are there again, and its moment is
    /// gone to in slices.
    pub fn go_on_with(&mut self, kept: Kept) {
        self.branches = Branches::of(kept.branches, kept.letters);
        self.show_as(kept.view);
        self.panel = kept.panel;
        self.title = kept.title;
        self.carried = true;
        self.timeline.keep_bookmarks(kept.bookmarks);
        self.terminal.go_on_with(kept.owners, kept.typed);
        self.seek(kept.at);
    }
}
