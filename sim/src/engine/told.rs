//! A list of what was told, whose oldest part is forgotten when it is longer than its limit.

use alloc::vec::Vec;

use partita_view::Micros;

/// Entries by their number since the beginning of the story.
#[derive(Clone, Debug)]
pub(super) struct Told<T> {
    entries: Vec<T>,
    /// Entries before the first that is there.
    forgotten: usize,
    /// When the last of them was told.
    forgotten_at: Option<Micros>,
    entries_max: usize,
}

impl<T> Told<T> {
    /// Nothing yet, and never more entries than that.
    pub(super) fn new(entries_max: usize) -> Self {
        Self { entries: Vec::new(), forgotten: 0, forgotten_at: None, entries_max }
    }

    /// Entries so far, the forgotten ones among them.
    pub(super) fn len(&self) -> usize {
        self.forgotten + self.entries.len()
    }

    /// Number of the first entry that is there.
    pub(super) fn first(&self) -> usize {
        self.forgotten
    }

    /// Everything later than this is there; from the beginning on if there is no such moment.
    pub(super) fn forgotten_at(&self) -> Option<Micros> {
        self.forgotten_at
    }

    /// Adds an entry. Where there are too many, the older quarter goes; `at` says when an entry was told.
    pub(super) fn push(&mut self, entry: T, at: impl Fn(&T) -> Micros) {
        if self.entries.len() >= self.entries_max {
            let gone = (self.entries_max / 4).max(1);
            self.forgotten_at = self.entries.get(gone - 1).map(at);
            self.entries.drain(..gone);
            self.forgotten += gone;
        }
        self.entries.push(entry);
    }

    /// Forgets what comes after the first `len` entries, which were told up to that moment.
    pub(super) fn truncate(&mut self, len: usize, at: Micros) {
        self.forgotten_at = self.forgotten_at.map(|forgotten| forgotten.min(at));
        self.entries.truncate(len.saturating_sub(self.forgotten));
        self.forgotten = self.forgotten.min(len);
    }

    /// What there is of the entries from one number on, up to another.
    pub(super) fn range(&self, from: usize, until: usize) -> &[T] {
        let place = |number: usize| number.saturating_sub(self.forgotten).min(self.entries.len());
        let until = place(until);
        &self.entries[place(from).min(until)..until]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(until: u64) -> Told<u64> {
        let mut told = Told::new(8);
        (0..until).for_each(|number| told.push(number, |at| *at));
        told
    }

    #[test]
    fn numbers_stay_when_the_oldest_go() {
        let told = told(13);
        assert_eq!((told.len(), told.first(), told.forgotten_at()), (13, 6, Some(5)));
        assert_eq!(told.range(0, usize::MAX), [6, 7, 8, 9, 10, 11, 12]);
        assert_eq!(told.range(9, 11), [9, 10]);
        assert!(told.range(0, 4).is_empty());
        assert!(told.range(12, 3).is_empty());
    }

    #[test]
    fn another_future_begins_where_the_old_one_is_cut() {
        let mut now = told(13);
        now.truncate(7, 6);
        assert_eq!((now.len(), now.range(0, 99)), (7, &[6][..]));
        now.truncate(3, 2);
        assert_eq!((now.len(), now.first(), now.forgotten_at()), (3, 3, Some(2)));
        now.push(77, |at| *at);
        assert_eq!(now.range(3, 4), [77]);
        assert_eq!(told(8).forgotten_at(), None);
    }
}
