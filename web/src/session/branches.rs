//! Branches: acting in the past gives up a future for another one. What is given up stays here as a story, can be
//! continued, and can stand beside the present one. Undo and redo go back to just before a command, and on again.

use partita_view::Micros;

use super::compared::Compared;
use crate::words;

/// Branches kept.
pub const BRANCHES_MAX: usize = 12;
/// Commands that can be given again.
const REDO_MAX: usize = 200;

/// A future that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// Its letter.
    pub name: String,
    /// What parted the other future from it; of another story, what it is called.
    pub without: String,
    /// Whether it is of another story, which this one took the place of.
    pub another: bool,
    /// Where they part.
    pub parted: Micros,
    /// How far it had come.
    pub end: Micros,
    /// The story that plays it.
    pub story: String,
}

/// All branches but the one that is played.
#[derive(Clone, Debug, Default)]
pub struct Branches {
    kept: Vec<Branch>,
    /// Branches there have been.
    named: usize,
    /// The two that stand side by side.
    pub(super) compared: Option<Compared>,
    /// Commands that were undone, the last one first to be given again: when they were given, and their words.
    redo: Vec<(Micros, String)>,
    version: u64,
}

impl Branches {
    /// Branches that were kept; so many there have been.
    pub(super) fn of(kept: Vec<Branch>, letters: usize) -> Self {
        Self { named: letters.max(kept.len()), kept, ..Self::default() }
    }

    /// Branches there have been, this one not counted.
    pub fn letters(&self) -> usize {
        self.named
    }

    /// Branches that were given up, oldest first.
    pub fn all(&self) -> &[Branch] {
        &self.kept
    }

    /// Grows with every change.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The letter of the branch that is played.
    pub fn current(&self) -> String {
        letter(self.named)
    }

    /// A future is given up by a command: its story and how far it had come.
    pub(super) fn part(&mut self, story: String, parted: Micros, end: Micros, command: &str) {
        let without = words::fit(command, 60);
        self.keep(Branch { name: self.current(), without, another: false, parted, end, story });
    }

    /// Another story takes the place of this one, which stays whole as a branch of it.
    pub(super) fn leave(&mut self, story: String, end: Micros, title: &str) {
        let without = words::fit(title, 60);
        self.keep(Branch { name: self.current(), without, another: true, parted: 0, end, story });
        self.redo.clear();
        self.compared = None;
    }

    fn keep(&mut self, branch: Branch) {
        self.kept.push(branch);
        self.named += 1;
        self.version += 1;
        if self.kept.len() > BRANCHES_MAX {
            self.kept.remove(0);
            self.forget_oldest_side();
        }
    }

    /// Takes a branch out, because it is to be played; the one that was played takes its place.
    pub(crate) fn swap(&mut self, at: usize, story: String, end: Micros, title: &str) -> Option<Branch> {
        let taken = self.kept.get(at)?.clone();
        self.version += 1;
        self.compared = None;
        let name = self.current();
        let without = if taken.another { words::fit(title, 60) } else { taken.without.clone() };
        self.kept[at] = Branch { name, without, story, end, ..taken.clone() };
        self.named += 1;
        Some(taken)
    }

    pub(super) fn undone(&mut self, at: Micros, command: String) {
        self.redo.push((at, command));
        if self.redo.len() > REDO_MAX {
            self.redo.remove(0);
        }
    }

    /// The command to be given again.
    pub(super) fn take_redo(&mut self) -> Option<(Micros, String)> {
        self.redo.pop()
    }

    /// Something else was done: there is nothing to give again.
    pub(crate) fn forget_redo(&mut self) {
        self.redo.clear();
    }

    /// Whether there is a command to give again.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }
}

fn letter(number: usize) -> String {
    crate::stage::letter(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_future_that_is_given_up_keeps_its_letter() {
        let mut branches = Branches::default();
        assert_eq!(branches.current(), "A");
        branches.part("story a".into(), 5, 9, "kill 1");
        assert_eq!((branches.current().as_str(), branches.all()[0].name.as_str()), ("B", "A"));
        let taken = branches.swap(0, "story b".into(), 12, "").unwrap();
        assert_eq!(taken.story, "story a");
        assert_eq!((branches.all()[0].name.as_str(), branches.all()[0].story.as_str()), ("B", "story b"));
    }
}
