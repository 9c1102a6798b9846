//! A list that grows at its end and is copied often: copies share all but its last few entries.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::ops::Index;

/// Entries that copies share, or do not, together.
const PIECE: usize = 32;

/// A list of which a clone takes next to nothing, and so does the growth of either after that: whole pieces are shared, the few
/// entries behind them are copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedList<T> {
    /// Whole pieces.
    pieces: Arc<Vec<Arc<Vec<T>>>>,
    /// Behind them; less than a piece.
    last: Vec<T>,
    /// Entries of the first piece that were forgotten.
    forgotten: usize,
}

impl<T> Default for SharedList<T> {
    fn default() -> Self {
        Self { pieces: Arc::default(), last: Vec::new(), forgotten: 0 }
    }
}

impl<T> SharedList<T> {
    /// Number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pieces.len() * PIECE + self.last.len() - self.forgotten
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entry at a place.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&T> {
        let at = at.checked_add(self.forgotten)?;
        match self.pieces.get(at / PIECE) {
            Some(piece) => piece.get(at % PIECE),
            None => self.last.get(at - self.pieces.len() * PIECE),
        }
    }

    /// The last entry.
    #[must_use]
    pub fn last(&self) -> Option<&T> {
        self.get(self.len().checked_sub(1)?)
    }

    /// All entries.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.range(0, usize::MAX)
    }

    /// The entries from one place to before another; none where there are none.
    pub fn range(&self, from: usize, until: usize) -> impl DoubleEndedIterator<Item = &T> {
        let until = until.min(self.len());
        (from.min(until)..until).map(|at| &self[at])
    }

    /// The first place whose entry is not `before`, where all that are stand in front.
    pub fn partition_point(&self, before: impl Fn(&T) -> bool) -> usize {
        let (mut from, mut until) = (0, self.len());
        while from < until {
            let middle = from + (until - from) / 2;
            if before(&self[middle]) {
                from = middle + 1;
            } else {
                until = middle;
            }
        }
        from
    }
}

impl<T: Clone> SharedList<T> {
    /// Adds an entry at the end.
    pub fn push(&mut self, entry: T) {
        self.last.push(entry);
        if self.last.len() == PIECE {
            let mut whole = core::mem::take(&mut self.last);
            whole.shrink_to_fit();
            Arc::make_mut(&mut self.pieces).push(Arc::new(whole));
        }
    }

    /// Puts an entry into the place of another.
    pub fn replace(&mut self, at: usize, entry: T) {
        let at = at + self.forgotten;
        let place = match self.pieces.len().checked_sub(at / PIECE + 1) {
            Some(_) => Arc::make_mut(&mut Arc::make_mut(&mut self.pieces)[at / PIECE]).get_mut(at % PIECE),
            None => self.last.get_mut(at - self.pieces.len() * PIECE),
        };
        if let Some(place) = place {
            *place = entry;
        }
    }

    /// Keeps the first `len` entries.
    pub fn truncate(&mut self, len: usize) {
        if len >= self.len() {
            return;
        }
        let end = len + self.forgotten;
        let whole = end / PIECE;
        if whole < self.pieces.len() {
            let pieces = Arc::make_mut(&mut self.pieces);
            self.last = pieces[whole][..end % PIECE].to_vec();
            pieces.truncate(whole);
        } else {
            self.last.truncate(end - whole * PIECE);
        }
        self.forget_first(0);
    }

    /// Forgets the first `count` entries.
    pub fn forget_first(&mut self, count: usize) {
        self.forgotten += count.min(self.len());
        let whole = (self.forgotten / PIECE).min(self.pieces.len());
        if whole > 0 {
            Arc::make_mut(&mut self.pieces).drain(..whole);
            self.forgotten -= whole * PIECE;
        }
        if self.pieces.is_empty() {
            self.last.drain(..core::mem::take(&mut self.forgotten));
        }
    }
}

impl<T> Index<usize> for SharedList<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        let at = at + self.forgotten;
        match self.pieces.get(at / PIECE) {
            Some(piece) => &piece[at % PIECE],
            None => &self.last[at - self.pieces.len() * PIECE],
        }
    }
}

impl<T: Clone> Extend<T> for SharedList<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, entries: I) {
        entries.into_iter().for_each(|entry| self.push(entry));
    }
}

impl<T: Clone> FromIterator<T> for SharedList<T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        let mut list = Self::default();
        list.extend(entries);
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(until: usize) -> SharedList<usize> {
        (0..until).collect()
    }

    fn entries(list: &SharedList<usize>) -> Vec<usize> {
        list.iter().copied().collect()
    }

    #[test]
    fn it_is_a_list_whatever_is_cut_off_at_either_end() {
        for len in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7] {
            for gone in [0, 1, PIECE - 1, PIECE, 2 * PIECE + 3, 9 * PIECE] {
                for kept in [0, 1, PIECE, PIECE + 5, 2 * PIECE, 9 * PIECE] {
                    let (mut shared, mut plain) = (list(len), (0..len).collect::<Vec<_>>());
                    shared.forget_first(gone);
                    plain.drain(..gone.min(len));
                    shared.truncate(kept);
                    plain.truncate(kept);
                    shared.extend([7, 8, 9]);
                    plain.extend([7, 8, 9]);
                    assert_eq!(entries(&shared), plain, "{len} less {gone}, at most {kept}");
                    assert_eq!((shared.len(), shared.last()), (plain.len(), plain.last()));
                    assert_eq!(shared.get(plain.len()), None);
                }
            }
        }
    }

    #[test]
    fn an_entry_takes_the_place_of_another() {
        let mut list = list(70);
        let before = list.clone();
        list.forget_first(3);
        [0, 40, 66, 99].into_iter().for_each(|at| list.replace(at, 1_000));
        let other: Vec<usize> = (0..67).filter(|&at| list[at] != before[at + 3]).collect();
        assert_eq!(other, [0, 40, 66]);
    }

    #[test]
    fn a_place_is_found_by_halves() {
        let list = list(100);
        for wanted in [0, 31, 32, 50, 99, 100] {
            assert_eq!(list.partition_point(|entry| *entry < wanted), wanted);
        }
        assert_eq!(list.range(95, 200).copied().collect::<Vec<_>>(), [95, 96, 97, 98, 99]);
        assert_eq!(list.range(9, 3).next(), None);
    }

    #[test]
    fn a_copy_shares_whole_pieces_and_keeps_its_own_past() {
        let mut now = list(10 * PIECE + 3);
        let before = now.clone();
        now.push(1);
        assert!(now.pieces.iter().zip(&*before.pieces).all(|(a, b)| Arc::ptr_eq(a, b)));
        assert!(Arc::ptr_eq(&now.pieces, &before.pieces));
        now.truncate(5);
        assert_eq!((before.len(), now.len()), (10 * PIECE + 3, 5));
    }
}
