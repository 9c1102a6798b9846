//! Where the word beside a message stands: at its right, else at its left, else nowhere. Pure; the canvas and the picture share it.

use super::Sprite;

/// A rectangle: left, top, right, bottom.
pub(super) type Area = (f64, f64, f64, f64);

/// Room between a message and its word, and around the word.
const GAP: f64 = 7.0;
const AROUND: f64 = 3.0;
/// A chosen message has brackets around it.
const BRACKETS: f64 = 4.0;

/// Places that are taken: by messages first, then by the words beside them.
pub(super) struct Labels {
    taken: Vec<Area>,
    /// Right of the last word: of the lane of a message, and of the drawing.
    lane: f64,
    width: f64,
    s: f64,
}

impl Labels {
    /// A drawing of this width with these messages, whose middle lane ends at `lane` (0: there is none).
    pub(super) fn new(sprites: &[Sprite], lane: f64, width: f64, s: f64) -> Self {
        let body = |sprite: &Sprite| {
            let (at, (w, h)) = (sprite.place(), sprite.size(s));
            (at.x - w / 2.0, at.y - h / 2.0, at.x + w / 2.0, at.y + h / 2.0)
        };
        let taken = sprites.iter().filter(|sprite| !sprite.control).map(body).collect();
        Self { taken, lane, width, s }
    }

    /// Where the word of a message begins, if there is room for so much of it at one side; the room is taken then.
    pub(super) fn place(&mut self, sprite: &Sprite, length: f64) -> Option<(f64, Area)> {
        let (at, s) = (sprite.place(), self.s);
        let (w, _) = sprite.size(s);
        let gap = w / 2.0 + GAP * s + if sprite.selected { BRACKETS } else { 0.0 };
        // Words stay off the lane of the groups.
        let end = if self.lane > 0.0 && at.x <= self.lane { self.lane } else { self.width };
        let clear = |area: &Area| {
            area.0 >= 0.0
                && area.2 <= end
                && self.taken.iter().all(|t| area.2 < t.0 || area.0 > t.2 || area.3 < t.1 || area.1 > t.3)
        };
        let found = [at.x + gap, at.x - gap - length]
            .map(|x| (x, (x - AROUND, at.y - 8.0 * s, x + length + AROUND, at.y + 8.0 * s)))
            .into_iter()
            .find(|(_, area)| clear(area))?;
        self.taken.push(found.1);
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::route::Route;
    use partita_view::MessageId;

    fn sprite(x: f64) -> Sprite {
        Sprite {
            id: MessageId(1),
            route: Route(vec![(x - 1.0, 50.0), (x + 1.0, 50.0)]),
            part: 0.5,
            hue: 0,
            heads: Vec::new(),
            more: 0,
            glyph: "7".into(),
            hollow: true,
            bad: false,
            control: false,
            still: false,
            label: "Fetch".into(),
            selected: false,
        }
    }

    #[test]
    fn one_side_then_the_other_then_none() {
        let sprites = [sprite(100.0), sprite(240.0), sprite(400.0)];
        let mut labels = Labels::new(&sprites, 0.0, 500.0, 1.0);
        let side = |labels: &mut Labels, n: usize, length| {
            labels.place(&sprites[n], length).map(|(x, _)| x > sprites[n].place().x)
        };
        assert_eq!(side(&mut labels, 0, 100.0), Some(true));
        assert_eq!(side(&mut labels, 2, 100.0), Some(false), "the drawing ends at its right");
        assert_eq!(side(&mut labels, 1, 60.0), None, "both sides are taken");
    }

    #[test]
    fn a_word_stays_off_the_lane_of_the_groups() {
        let sprites = [sprite(200.0)];
        let mut labels = Labels::new(&sprites, 260.0, 500.0, 1.0);
        assert!(labels.place(&sprites[0], 80.0).is_some_and(|(x, _)| x < 200.0));
    }
}
