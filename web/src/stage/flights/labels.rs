//! Where the word beside a message stands: at its right, else at its left, else nowhere. Pure; the canvas and the picture share it.

use crate::stage::px::{Point, Scale};
use crate::stage::scene::Scene;

use super::Sprite;

/// A rectangle: left, top, right, bottom.
pub(super) type Area = (f64, f64, f64, f64);

/// Room between a message and its word, and around the word.
const GAP: f64 = 7.0;
const AROUND: f64 = 3.0;
/// A chosen message has brackets around it.
const BRACKETS: f64 = 4.0;

/// Widths of a letter of a name and of a line under it, in tenths of pixels at scale 1.
const NAME_LETTER: i32 = 80;
const LINE_LETTER: i32 = 66;

/// Places that are taken: by messages and by words of the score first, then by the words beside messages.
pub(super) struct Labels {
    taken: Vec<Area>,
    /// Right of the last word: of the lane of a message, and of the drawing.
    lane: f64,
    width: f64,
    s: f64,
}

impl Labels {
    /// The words of these messages over a score.
    pub(super) fn over(scene: &Scene, sprites: &[Sprite]) -> Self {
        let s = f64::from(scene.scale.0) / 100.0;
        let mut labels = Self::new(sprites, scene.roads.buses.1.as_f64(), scene.width.as_f64(), s);
        labels.taken.extend(people(scene));
        labels.taken.extend(nodes(scene));
        labels.taken.extend(records(scene));
        labels
    }

    /// A drawing of this width with these messages, whose middle lane ends at `lane` (0: there is none).
    fn new(sprites: &[Sprite], lane: f64, width: f64, s: f64) -> Self {
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

/// Names of producers and what stands under them.
fn people(scene: &Scene) -> Vec<Area> {
    let s = scene.scale;
    let mut areas = Vec::new();
    for person in &scene.producers {
        areas.push(text(person.at, &person.name, NAME_LETTER, s));
        let mut at = Point { y: person.at.y + s.px(17), ..person.at };
        for (line, _) in &person.lines {
            areas.push(text(at, line, LINE_LETTER, s));
            at.y += s.tenths(165);
        }
        for (records, _, word) in &person.batches {
            let cells = s.px(15) * i32::try_from(*records).unwrap_or(0) + s.px(6);
            let (left, top, right, bottom) = text(Point { x: at.x + cells, ..at }, word, LINE_LETTER, s);
            areas.push((left - cells.as_f64(), top, right, bottom));
            at.y += s.px(19);
        }
    }
    areas
}

/// Records on their staves: no word covers them.
fn records(scene: &Scene) -> impl Iterator<Item = Area> {
    scene.strips.iter().map(|strip| {
        let stave = strip.stave;
        let end = strip.cell_x(strip.log_end);
        (stave.x.as_f64(), stave.y.as_f64(), end.as_f64(), (stave.y + stave.h).as_f64())
    })
}

/// Names of nodes that have rows, and what stands under them.
fn nodes(scene: &Scene) -> Vec<Area> {
    let s = scene.scale;
    let mut areas = Vec::new();
    for node in scene.nodes.iter().filter(|node| node.rail.is_some()) {
        areas.push(text(node.at, &node.name, NAME_LETTER, s));
        let mut at = Point { x: node.at.x + s.px(14), y: node.at.y + s.px(17) };
        let lines = node.lines.iter().map(|(_, line, _)| line.as_str());
        for line in std::iter::once(node.state.1).chain(lines) {
            let (left, top, right, bottom) = text(at, line, LINE_LETTER, s);
            areas.push((left - s.px(14).as_f64(), top, right, bottom));
            at.y += s.tenths(165);
        }
    }
    areas
}

/// Where a line of text stands that begins at a baseline.
fn text(at: Point, text: &str, letter: i32, s: Scale) -> Area {
    let width = s.tenths(letter * i32::try_from(text.chars().count()).unwrap_or(0));
    let (x, y) = (at.x.as_f64(), at.y.as_f64());
    (x, y - s.px(11).as_f64(), x + width.as_f64(), y + s.px(3).as_f64())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::px::Px;
    use crate::stage::route::Route;
    use partita_view::MessageId;

    fn sprite(x: f64) -> Sprite {
        Sprite {
            id: MessageId(1),
            route: Route(vec![(x - 1.0, 50.0), (x + 1.0, 50.0)]),
            part: 0.5,
            flies: None,
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

    #[test]
    fn a_word_stays_off_the_names_of_producers_and_nodes() {
        let person = crate::stage::scene::ProducerBox {
            name: "Producer-1".into(),
            is_tool: false,
            at: Point::at(Px::of(14), Px::of(54)),
            port: None,
            lines: vec![("acks=all, idempotent".into(), "cset")],
            batches: Vec::new(),
            blocked: false,
            gone: false,
        };
        let mut scene = Scene::blank(Px::of(900), Px::of(400), Scale(100));
        let sprites = [sprite(140.0)];
        // The lane of the groups begins just right of the message.
        scene.roads.buses.1 = Px::of(160);
        assert!(Labels::over(&scene, &sprites).place(&sprites[0], 60.0).is_some_and(|(x, _)| x < 140.0));
        scene.producers.push(std::rc::Rc::new(person));
        assert_eq!(Labels::over(&scene, &sprites).place(&sprites[0], 60.0), None);
    }
}
