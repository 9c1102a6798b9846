//! Which two branches stand side by side: any two, by default the one that is played and another.

use super::{Branch, Branches};

/// One of two branches that stand side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// The branch that is played.
    #[default]
    Present,
    /// One that was given up, by its number.
    Kept(usize),
}

/// Two branches side by side, the left one and the right one; never one twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared([Side; 2]);

impl Compared {
    /// The left one and the right one.
    pub fn sides(self) -> [Side; 2] {
        self.0
    }

    /// What they are once the oldest branch is forgotten; `None` if it was one of them.
    fn without_oldest(self) -> Option<Self> {
        let younger = |side| match side {
            Side::Present => Some(Side::Present),
            Side::Kept(at) => usize::checked_sub(at, 1).map(Side::Kept),
        };
        Some(Self([younger(self.0[0])?, younger(self.0[1])?]))
    }
}

impl Branches {
    /// The two that stand side by side.
    pub fn compared(&self) -> Option<Compared> {
        self.compared
    }

    /// A branch stands at the right. At the left stays what stood there; the one that is played, unless another was chosen.
    pub fn compare(&mut self, at: usize) {
        self.put(1, Side::Kept(at));
    }

    /// A branch takes a place, 0 at the left, 1 at the right. If it stood in the other one, both change places.
    pub fn put(&mut self, place: usize, side: Side) {
        if place > 1 || matches!(side, Side::Kept(at) if at >= self.all().len()) {
            return;
        }
        let mut sides = self.compared.map_or([Side::Present; 2], Compared::sides);
        if sides[1 - place] == side {
            sides[1 - place] = sides[place];
        }
        sides[place] = side;
        // Before anything was compared both places are the present one's: two of it say nothing.
        self.compared = (sides[0] != sides[1]).then_some(Compared(sides));
    }

    /// Nothing stands side by side any more.
    pub fn part_company(&mut self) {
        self.compared = None;
    }

    /// The branch of a side; `None` for the one that is played.
    pub fn of_side(&self, side: Side) -> Option<&Branch> {
        match side {
            Side::Present => None,
            Side::Kept(at) => self.all().get(at),
        }
    }

    /// The letter of a side.
    pub fn letter_of(&self, side: Side) -> String {
        self.of_side(side).map_or_else(|| self.current(), |branch| branch.name.clone())
    }

    pub(super) fn forget_oldest_side(&mut self) {
        self.compared = self.compared.and_then(Compared::without_oldest);
    }
}

#[cfg(test)]
mod tests {
    use super::super::BRANCHES_MAX;
    use super::*;

    fn three() -> Branches {
        let mut branches = Branches::default();
        for command in ["kill 0", "kill 1", "kill 2"] {
            branches.part(format!("story with {command}"), 5, 9, command);
        }
        branches
    }

    fn letters(branches: &Branches) -> Option<[String; 2]> {
        branches.compared().map(|compared| compared.sides().map(|side| branches.letter_of(side)))
    }

    fn pair(left: &str, right: &str) -> Option<[String; 2]> {
        Some([left.into(), right.into()])
    }

    #[test]
    fn the_present_one_stands_at_the_left_until_another_is_chosen() {
        let mut branches = three();
        assert_eq!(letters(&branches), None);
        branches.compare(0);
        assert_eq!(letters(&branches), pair("D", "A"));
        branches.put(0, Side::Kept(1));
        assert_eq!(letters(&branches), pair("B", "A"));
        branches.compare(2);
        assert_eq!(letters(&branches), pair("B", "C"));
    }

    #[test]
    fn one_that_is_put_in_the_place_of_itself_changes_places() {
        let mut branches = three();
        branches.compare(0);
        branches.put(0, Side::Kept(0));
        assert_eq!(letters(&branches), pair("A", "D"));
        branches.compare(0);
        assert_eq!(letters(&branches), pair("D", "A"));
        branches.put(0, Side::Kept(7));
        branches.put(5, Side::Kept(1));
        assert_eq!(letters(&branches), pair("D", "A"));
    }

    #[test]
    fn two_that_are_given_up_stay_while_others_come_and_go() {
        let mut branches = three();
        branches.compare(2);
        branches.put(0, Side::Kept(1));
        for n in branches.all().len()..=BRANCHES_MAX {
            branches.part("another".into(), 5, 9, &format!("command {n}"));
        }
        assert_eq!(letters(&branches), pair("B", "C"));
        branches.part("another".into(), 5, 9, "one more");
        assert_eq!(letters(&branches), None);
    }
}
