//! Where moments stand on the timeline: evenly, except for long silences, each folded into a bar of one width, as a score writes
//! many bars of rest.

use std::rc::Rc;

use partita_view::Micros;

/// Room at both ends.
pub(super) const PAD: i64 = 16;
/// Width of a folded silence.
pub(super) const FOLD: i64 = 46;
/// Folds take at most so much of the line: of many silences the longest.
const FOLDS_MAX: i64 = 3;

/// Where moments stand on the line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Axis {
    pub(super) width: i64,
    pub(super) until: Micros,
    /// Silences that are folded, in the order of time.
    folds: Rc<Vec<(Micros, Micros)>>,
}

impl Axis {
    /// An axis of this width; of the silences those are folded for which there is room.
    pub(super) fn new(width: i64, until: Micros, silences: &[(Micros, Micros)]) -> Self {
        let most = usize::try_from((width - 2 * PAD) / (FOLD * FOLDS_MAX)).unwrap_or(0);
        let mut folds: Vec<(Micros, Micros)> =
            silences.iter().copied().filter(|(_, to)| *to <= until).collect();
        folds.sort_by_key(|(from, to)| std::cmp::Reverse(to - from));
        folds.truncate(most);
        folds.sort_unstable();
        // What would not become narrower is not folded.
        let room = u64::try_from((width - 2 * PAD).max(1)).unwrap_or(1);
        folds.retain(|(from, to)| (to - from) * room / until.max(1) > FOLD.unsigned_abs() * 3 / 2);
        Self { width, until, folds: Rc::new(folds) }
    }

    /// Folded silences: left, and their ends in time.
    pub(super) fn folds(&self) -> impl Iterator<Item = (i64, Micros, Micros)> {
        self.folds.iter().map(|(from, to)| (self.x(*from), *from, *to))
    }

    /// Time that is not folded, and the room for it.
    fn even(&self) -> (i64, i64) {
        let folded: Micros = self.folds.iter().map(|(from, to)| to - from).sum();
        let count = i64::try_from(self.folds.len()).unwrap_or(0);
        let room = (self.width - 2 * PAD - count * FOLD).max(1);
        (i64::try_from(self.until.saturating_sub(folded)).unwrap_or(1).max(1), room)
    }

    pub(super) fn x(&self, at: Micros) -> i64 {
        let (time, room) = self.even();
        let wide = |length: Micros| i64::try_from(length).unwrap_or(0) * room / time;
        let at = at.min(self.until);
        let (mut even, mut folds) = (at, 0);
        for (from, to) in self.folds.iter().filter(|(from, _)| *from < at) {
            if at < *to {
                let into = i64::try_from((at - from) * FOLD.unsigned_abs() / (to - from)).unwrap_or(0);
                return PAD + wide(even - (at - from)) + folds + into;
            }
            even -= to - from;
            folds += FOLD;
        }
        PAD + wide(even) + folds
    }

    pub(super) fn at(&self, x: i64) -> Micros {
        let (time, room) = self.even();
        let mut left = (x - PAD).clamp(0, self.width - 2 * PAD);
        let mut begin: Micros = 0;
        for (from, to) in self.folds.iter() {
            let wide = i64::try_from(from - begin).unwrap_or(0) * room / time;
            if left < wide {
                break;
            }
            left -= wide;
            if left < FOLD {
                return from + u64::try_from(left).unwrap_or(0) * (to - from) / FOLD.unsigned_abs();
            }
            left -= FOLD;
            begin = *to;
        }
        (begin + u64::try_from(left * time / room).unwrap_or(0)).min(self.until)
    }

    /// Seconds between two numbers, so that they have room.
    pub(super) fn every(&self) -> u64 {
        let (time, room) = self.even();
        let seconds = u64::try_from(time / 1_000_000).unwrap_or(0);
        let places = u64::try_from(room / 80).unwrap_or(1).max(1);
        [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600]
            .into_iter()
            .find(|every| seconds / every <= places)
            .unwrap_or(7200)
    }

    /// Whether a moment is inside of a fold.
    pub(super) fn hides(&self, at: Micros) -> bool {
        self.folds.iter().any(|(from, to)| *from < at && at < *to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_on_the_line_is_a_moment_and_back() {
        let axis = Axis::new(1032, 10_000_000, &[]);
        assert_eq!(axis.x(0), 16);
        assert_eq!(axis.x(10_000_000), 1016);
        assert_eq!(axis.at(516), 5_000_000);
        assert_eq!(axis.at(-50), 0);
        assert_eq!(axis.at(5000), 10_000_000);
    }

    #[test]
    fn a_silence_takes_one_width_however_long_it_is() {
        let axis = Axis::new(1032, 100_000_000, &[(10_000_000, 90_000_000)]);
        assert_eq!(axis.x(0), PAD);
        assert_eq!(axis.x(90_000_000) - axis.x(10_000_000), FOLD);
        assert_eq!(axis.x(100_000_000), 1016);
        for at in [0, 5_000_000, 10_000_000, 50_000_000, 90_000_000, 95_000_000] {
            assert!(axis.at(axis.x(at)).abs_diff(at) < 2_000_000, "{at}");
        }
        assert!(axis.hides(20_000_000) && !axis.hides(95_000_000));
        assert!(axis.folds().eq([(axis.x(10_000_000), 10_000_000, 90_000_000)]));
        // Of a line with room for none, none is folded.
        assert_eq!(Axis::new(120, 100_000_000, &[(10_000_000, 90_000_000)]).folds().count(), 0);
    }
}
