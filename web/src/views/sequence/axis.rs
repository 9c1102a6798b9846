//! Time to the right, ending now: silence is folded into a bar with its length, as a score folds bars of rest.

use partita_view::Micros;

/// Width of a folded silence, pixels.
pub(super) const FOLD: i64 = 56;

/// A stretch of time without a fold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) from: Micros,
    pub(super) to: Micros,
    /// Left of its beginning.
    pub(super) x: i64,
}

/// Where moments stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Axis {
    /// In the order of time.
    pub(super) stretches: Vec<Stretch>,
    /// Microseconds in a pixel.
    per_pixel: u64,
}

impl Axis {
    /// An axis for `moments` (sorted), that ends with `now` at `right` and begins at `left`.
    pub(super) fn new(moments: &[Micros], now: Micros, left: i64, right: i64, per_pixel: u64) -> Self {
        let wide = |length: Micros| i64::try_from(length / per_pixel.max(1)).unwrap_or(i64::MAX / 4);
        let mut stretches = Vec::new();
        let (mut end, mut begin, mut x_end) = (now, now, right);
        for at in moments.iter().rev().copied().filter(|at| *at <= now) {
            let gap = begin - at;
            if wide(gap) > FOLD * 3 / 2 {
                let x = x_end - wide(end - begin);
                stretches.push(Stretch { from: begin, to: end, x });
                x_end = x - FOLD;
                end = at;
            }
            begin = at;
            if x_end - wide(end - begin) < left {
                break;
            }
        }
        stretches.push(Stretch { from: begin, to: end, x: x_end - wide(end - begin) });
        stretches.reverse();
        Self { stretches, per_pixel: per_pixel.max(1) }
    }

    /// Where a moment stands; `None` before the beginning.
    pub(super) fn x(&self, at: Micros) -> Option<i64> {
        let first = self.stretches.first()?;
        if at < first.from {
            return None;
        }
        let found = self.stretches.iter().rev().find(|stretch| stretch.from <= at)?;
        let into = at.min(found.to) - found.from;
        let beyond = if at > found.to { FOLD / 2 } else { 0 };
        Some(found.x + i64::try_from(into / self.per_pixel).unwrap_or(0) + beyond)
    }

    /// Folded silences: left, right, length.
    pub(super) fn folds(&self) -> impl Iterator<Item = (i64, i64, Micros)> {
        self.stretches.windows(2).map(|pair| (pair[1].x - FOLD, pair[1].x, pair[1].from - pair[0].to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_folded_and_now_is_at_the_right() {
        let axis = Axis::new(&[1_000, 1_500, 900_900, 901_400], 901_500, 0, 1000, 10);
        assert_eq!(axis.x(901_500), Some(1000));
        assert_eq!(axis.x(900_900), Some(940));
        assert_eq!(axis.folds().collect::<Vec<_>>(), [(940 - FOLD, 940, 899_400)]);
        assert_eq!(axis.x(1_500), Some(940 - FOLD));
        assert_eq!(axis.x(1_000), Some(890 - FOLD));
        assert_eq!(axis.x(0), None);
    }

    #[test]
    fn what_has_no_room_is_before_the_beginning() {
        let moments: Vec<Micros> = (0..1000).map(|n| n * 100).collect();
        let axis = Axis::new(&moments, 100_000, 0, 500, 10);
        assert!(axis.x(0).is_none());
        assert_eq!(axis.x(100_000), Some(500));
    }
}
