//! Sprites as SVG: the same messages as on the canvas, for what is printed or saved as a picture. Looks come from the
//! stylesheet, as those of the score do.

use std::rc::Rc;

use yew::{Classes, Html, Properties, classes, component, html};

use crate::stage::note;
use crate::stage::px::Px;
use crate::stage::route::Place;
use crate::stage::scene::{Note, Scene};

use super::Sprite;
use super::labels::Labels;

/// Width of a letter of a label, in pixels at scale 1: nobody measures text here.
const LETTER: f64 = 6.4;

/// Props of [`Flat`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The score that they fly over.
    pub scene: Rc<Scene>,
    /// The messages.
    pub sprites: Vec<Sprite>,
}

/// All messages, as one SVG of the score's size.
#[component]
pub fn Flat(props: &Props) -> Html {
    let scene = &props.scene;
    let (w, h) = (scene.width.to_string(), scene.height.to_string());
    let s = f64::from(scene.scale.0) / 100.0;
    let mut labels = Labels::over(scene, &props.sprites);
    html! {
        <svg class="score flat" width={w.clone()} height={h.clone()} viewBox={format!("0 0 {w} {h}")} aria-hidden="true">
            { for props.sprites.iter().map(|sprite| flat(sprite, s, &mut labels)) }
        </svg>
    }
}

fn flat(sprite: &Sprite, s: f64, labels: &mut Labels) -> Html {
    let at = sprite.place();
    let hue = if sprite.bad { "tbad".to_owned() } else { format!("t{}", sprite.hue) };
    let dotted = (sprite.hollow || sprite.still).then_some("dotted");
    let hollow = (sprite.hollow || sprite.control).then_some("hollow");
    let outline = path(&outline(sprite, at, s), true);
    html! {
        <g class={classes!("flight", hue, hollow)}>
            <path d={path(&sprite.trail(), false)} class={classes!("way", dotted)} />
            <path d={outline.clone()} class="halo" />
            <path d={outline} class="pill" />
            { inside(sprite, at, s) }
            { label(sprite, at, s, labels) }
        </g>
    }
}

/// The corners of its body: a pill with a nose in its direction, or a lozenge.
fn outline(sprite: &Sprite, at: Place, s: f64) -> Vec<(f64, f64)> {
    let (w, h) = sprite.size(s);
    if sprite.control {
        let r = w / 2.0;
        return vec![(at.x, at.y - r), (at.x + r * 1.3, at.y), (at.x, at.y + r), (at.x - r * 1.3, at.y)];
    }
    let nose = 5.0 * s;
    let half: &[(f64, f64)] = match at.dx {
        0 => &[(-w / 2.0, -h / 2.0), (w / 2.0, -h / 2.0), (w / 2.0, h / 2.0), (-w / 2.0, h / 2.0)],
        _ => &[
            (-w / 2.0, -h / 2.0),
            (w / 2.0 - nose, -h / 2.0),
            (w / 2.0 + 1.0, 0.0),
            (w / 2.0 - nose, h / 2.0),
            (-w / 2.0, h / 2.0),
        ],
    };
    let turn = if at.dx < 0 { -1.0 } else { 1.0 };
    half.iter().map(|(x, y)| (at.x + x * turn, at.y + y)).collect()
}

fn path(points: &[(f64, f64)], closed: bool) -> String {
    let mut path = String::new();
    for (n, (x, y)) in points.iter().enumerate() {
        path.push_str(&format!("{}{x:.1} {y:.1}", if n == 0 { 'M' } else { 'L' }));
    }
    if closed {
        path.push('Z');
    }
    path
}

fn inside(sprite: &Sprite, at: Place, s: f64) -> Html {
    let (w, _) = sprite.size(s);
    let left = at.x - w / 2.0 + if at.dx < 0 { 10.0 * s } else { 8.5 * s };
    let step = |n: usize| left + n as f64 * 11.0 * s;
    let head = |(n, head): (usize, &Note)| {
        // Round heads and their dots are told apart by the shape alone here, as on the canvas.
        let head = if let Note::Key(shape, _) = head { Note::Key(*shape, false) } else { *head };
        html! { <path d={note::head_path(head, px(step(n)), px(at.y), px(3.6 * s))} class="onpill" /> }
    };
    html! {
        <>
            { for sprite.heads.iter().enumerate().map(head) }
            if sprite.more > 0 {
                { word(step(sprite.heads.len()) + 4.0 * s, at.y + 4.4 * s, "onpill", &format!("+{}", sprite.more)) }
            }
            if !sprite.glyph.is_empty() { { word(at.x, at.y + 4.4 * s, "glyph", &sprite.glyph) } }
        </>
    }
}

/// The word beside a message, where there is room for it.
fn label(sprite: &Sprite, at: Place, s: f64, labels: &mut Labels) -> Html {
    if sprite.label.is_empty() {
        return Html::default();
    }
    let half = sprite.label.chars().count() as f64 * LETTER * s / 2.0;
    let Some((x, area)) = labels.place(sprite, half * 2.0) else { return Html::default() };
    html! { <>
        <rect x={px(area.0).to_string()} y={px(area.1).to_string()} width={px(area.2 - area.0).to_string()} height={px(area.3 - area.1).to_string()} class="plate" />
        { word(x + half, at.y + 4.3 * s, "beside", &sprite.label) }
    </> }
}

fn word(x: f64, y: f64, class: impl Into<Classes>, text: &str) -> Html {
    html! { <text x={px(x).to_string()} y={px(y).to_string()} class={class.into()} text-anchor="middle">{ text.to_owned() }</text> }
}

fn px(pixels: f64) -> Px {
    Px((pixels * 10.0).clamp(-1e6, 1e6).round() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::route::Route;
    use partita_view::MessageId;

    fn sprite(way: &[(f64, f64)]) -> Sprite {
        Sprite {
            id: MessageId(1),
            route: Route(way.to_vec()),
            part: 0.5,
            flies: None,
            hue: 1,
            heads: vec![Note::Key(0, false), Note::Key(1, true)],
            more: 3,
            glyph: String::new(),
            hollow: false,
            bad: false,
            control: false,
            still: false,
            label: "Produce".into(),
            selected: false,
        }
    }

    #[test]
    fn the_nose_points_where_it_goes() {
        let east = sprite(&[(0.0, 10.0), (200.0, 10.0)]);
        let west = sprite(&[(200.0, 10.0), (0.0, 10.0)]);
        let farthest = |sprite: &Sprite, pick: fn(f64, f64) -> f64| {
            outline(sprite, sprite.place(), 1.0).iter().map(|(x, _)| *x).reduce(pick).unwrap_or_default()
        };
        let (w, _) = east.size(1.0);
        assert_eq!(farthest(&east, f64::max), 100.0 + w / 2.0 + 1.0);
        assert_eq!(farthest(&west, f64::min), 100.0 - w / 2.0 - 1.0);
    }

    #[test]
    fn a_path_closes_where_it_is_a_body() {
        assert_eq!(path(&[(0.0, 1.0), (2.5, 3.25)], false), "M0.0 1.0L2.5 3.2");
        assert!(
            path(&outline(&sprite(&[(0.0, 0.0), (9.0, 0.0)]), Place { x: 4.0, y: 0.0, dx: 1 }, 1.0), true)
                .ends_with('Z')
        );
    }
}
