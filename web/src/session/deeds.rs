//! What is done to the cluster: commands, and what they make of the future; undo and redo.

use partita_view::{CommandError, Done, Micros};

use super::Session;

/// A future that is given up by acting now.
pub(super) struct Future {
    story: String,
    /// How far it had come.
    end: Micros,
    /// Events before now: what comes after them is another future's.
    events: usize,
}

impl Session {
    /// Carries out a line of the terminal.
    pub fn run(&mut self, line: &str) -> Result<Done, CommandError> {
        let given_up = self.future();
        let done = self.engine.command(line)?;
        if !matches!(done, Done::Answer(_)) {
            self.acted(given_up, line);
            self.branches.forget_redo();
        }
        self.look();
        Ok(done)
    }

    /// What is given up by acting now.
    pub(super) fn future(&self) -> Option<Future> {
        let events = self.engine.events_len();
        (self.now() < self.end()).then(|| Future { story: self.engine.story(), end: self.end(), events })
    }

    /// Something was done: the story is another one, and where it was done in the past another future begins.
    pub(super) fn acted(&mut self, given_up: Option<Future>, line: &str) {
        self.deeds += 1;
        if let Some(Future { story, end, events }) = given_up {
            self.branches.part(story, self.engine.now(), end, line);
            self.timeline.forget_after(self.engine.now(), events);
            self.metrics.forget_future(&mut *self.engine);
            self.courses.forget_future(&*self.engine);
            self.windows.clear();
        }
    }

    /// Goes to just before the newest command, as if it had not been given; that future stays as a branch.
    pub fn undo(&mut self) {
        let Some((at, _)) = self.engine.last_command() else { return };
        self.playback.pause();
        let before = at.saturating_sub(1);
        self.undoing = Some(before);
        self.seek(before);
    }

    /// Gives the command again that was undone last, at the moment at which it was given.
    pub fn redo(&mut self) {
        if self.redoing.is_some() {
            return;
        }
        let Some((at, line)) = self.branches.take_redo() else { return };
        self.playback.pause();
        // The engine gives a command a microsecond after the present. Others of the same moment stand before it.
        let given = self.engine.last_command().map_or(0, |(given, _)| given);
        let before = at.saturating_sub(1).max(given.min(at));
        self.redoing = Some((before, line));
        if self.now() == before {
            self.playback.seeking = None;
            self.finish_redo();
            return self.look();
        }
        self.seek(before);
    }

    /// The moment before an undone command has come: it is given again.
    pub(super) fn finish_redo(&mut self) {
        let now = self.now();
        if self.playback.seeking.is_some() {
            return;
        }
        let Some((before, line)) = self.redoing.take() else { return };
        if before != now {
            // Another way was gone before it came to that.
            return self.branches.undone(before + 1, line);
        }
        let given_up = self.future();
        if self.engine.command(&line).is_ok() {
            self.acted(given_up, &line);
        }
    }

    /// The moment before a command has come: what lies beyond is given up.
    pub(super) fn finish_undo(&mut self) {
        if self.playback.seeking.is_some() || self.undoing.take() != Some(self.now()) {
            return;
        }
        let story = self.engine.story();
        let end = self.end();
        let commands = self.next_commands(&story);
        let Some((_, command)) = commands.first() else { return };
        let what = format!("undo {command}");
        for (at, command) in commands.into_iter().rev() {
            self.branches.undone(at, command);
        }
        self.engine.give_up_future();
        self.acted(Some(Future { story, end, events: self.engine.events_len() }), &what);
    }

    /// The first commands of a story after now, those of one moment: when, and their words.
    fn next_commands(&self, story: &str) -> Vec<(Micros, String)> {
        let lines = story.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
        let mut commands = lines.filter_map(|line| line.split_once(' ')).filter(|(_, words)| *words != "end");
        let first = match self.engine.last_command() {
            Some(_) => commands.nth(self.engine.commands_given()),
            None => commands.next(),
        };
        let Some((time, words)) = first else { return Vec::new() };
        // It was given a moment after this one: that is where undo has gone to.
        let at = self.now() + 1;
        let same = commands.take_while(|(other, _)| *other == time).map(|(_, words)| (at, words.to_owned()));
        std::iter::once((at, words.to_owned())).chain(same).collect()
    }
}
