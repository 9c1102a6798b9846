//! Where the word of a message stands: at one side of its line, then at the other, then nowhere. Pure.

use super::plane::Plane;

/// Height and width of a label's letters.
const LABEL: (i64, i64) = (15, 7);

/// A place for a word: x, baseline, how it is anchored.
pub(super) type Label = (i64, i64, &'static str);

/// How far from a line of life the middle of a word stands that does not lie on it.
const OFF: i64 = 9;

/// Words that have their place; room that is taken is not given again.
pub(super) struct Labels {
    plane: Plane,
    /// Left and right of the room there is.
    room: (i64, i64),
    /// Where lines of life lie, across time.
    lives: Vec<i64>,
    /// Left, right and middle of each.
    taken: Vec<(i64, i64, i64)>,
}

/// Where a word might stand: left, right, middle, and how it is anchored.
type Place = (i64, i64, i64, (i64, &'static str));

impl Labels {
    /// No words yet, in the room between two x, among these lines of life.
    pub(super) fn new(plane: Plane, room: (i64, i64), lives: Vec<i64>) -> Self {
        Self { plane, room, lives, taken: Vec::new() }
    }

    /// A place for a word beside its line, both ends on the page: off the lines of life if there is one.
    pub(super) fn place(&mut self, word: &str, from: (i64, i64), to: (i64, i64)) -> Option<Label> {
        let length = i64::try_from(word.chars().count()).unwrap_or(0) * LABEL.1;
        let places = self.places(length, from, to);
        let free = |place: &&Place| self.is_free(place);
        let found = places.iter().filter(|place| !self.lies_on_a_life(place)).find(free);
        let (start, end, middle, (at, anchor)) = *found.or_else(|| places.iter().find(free))?;
        self.taken.push((start, end, middle));
        Some((at, middle + 4, anchor))
    }

    fn places(&self, length: i64, from: (i64, i64), to: (i64, i64)) -> Vec<Place> {
        // So many tenths of the way.
        let on = |part: i64| (from.0 + (to.0 - from.0) * part / 10, from.1 + (to.1 - from.1) * part / 10);
        let side = |part: i64, dy: i64, right: bool| {
            let (x, y) = on(part);
            match right {
                true => (x + 6, x + 6 + length, y + dy, (x + 6, "start")),
                false => (x - 6 - length, x - 6, y + dy, (x - 6, "end")),
            }
        };
        let level = |dy: i64| {
            let (x, y) = on(5);
            (x - length / 2, x + length / 2, y + dy, (x, "middle"))
        };
        match self.plane {
            Plane::Right => [5, 3, 7]
                .into_iter()
                .flat_map(|part| [side(part, 0, true), side(part, 0, false)])
                .chain([side(5, 18, true), side(5, -18, false), side(5, -18, true), side(5, 18, false)])
                .collect(),
            // Lines are rather level: above, then below.
            Plane::Down => vec![level(-10), level(11), side(5, -12, true), side(5, -12, false)],
        }
    }

    fn lies_on_a_life(&self, (_, _, middle, _): &Place) -> bool {
        self.plane == Plane::Right && self.lives.iter().any(|life| (life - middle).abs() < OFF)
    }

    fn is_free(&self, (start, end, middle, _): &Place) -> bool {
        let clear =
            |(a, b, at): &(i64, i64, i64)| (at - middle).abs() >= LABEL.0 || *b < start - 4 || *a > end + 4;
        *start > self.room.0 && *end < self.room.1 && self.taken.iter().all(clear)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stands_at_one_side_then_at_the_other_then_nowhere() {
        let mut labels = Labels::new(Plane::Right, (0, 400), Vec::new());
        let line = ((200, 50), (220, 90));
        let places: Vec<_> = (0..20).filter_map(|_| labels.place("ok, 1.2 ms", line.0, line.1)).collect();
        assert_eq!(places[0], (216, 74, "start"));
        assert_eq!(places[1], (204, 74, "end"));
        assert!(places.len() < 9, "{places:?}");
    }

    #[test]
    fn a_word_does_not_lie_on_a_line_of_life_where_it_can_stand_beside() {
        let mut labels = Labels::new(Plane::Right, (0, 400), vec![30, 70, 110]);
        let (_, y, _) = labels.place("ok", (200, 30), (220, 110)).unwrap();
        assert!([30, 70, 110].iter().all(|life| (life - (y - 4_i64)).abs() >= OFF), "{y}");
        let mut labels = Labels::new(Plane::Right, (0, 400), (0..200).collect());
        assert!(labels.place("ok", (200, 50), (220, 90)).is_some(), "rather there than nowhere");
    }

    #[test]
    fn where_time_runs_down_words_stand_above_or_below_and_never_outside() {
        let mut labels = Labels::new(Plane::Down, (56, 380), vec![100, 200]);
        assert_eq!(labels.place("Fetch", (100, 300), (200, 340)), Some((150, 314, "middle")));
        assert_eq!(labels.place("Fetch", (100, 300), (200, 340)), Some((150, 335, "middle")));
        assert_eq!(labels.place("a word with no room at all", (340, 300), (360, 340)), None);
    }
}
