//! Sprites on a canvas.

use std::collections::BTreeMap;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::stage::note::{self, HEADS};
use crate::stage::route::Place;
use crate::stage::scene::{Note, Scene};

use super::Sprite;
use super::ink::Ink;
use super::labels::Labels;

/// Colours of the stylesheet, as the canvas needs them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Palette {
    ink: String,
    paper: String,
    quiet: String,
    bad: String,
    hues: Vec<(String, String)>,
    pub(super) font: String,
}

impl Palette {
    /// Reads the tokens where an element stands.
    pub fn of(element: &web_sys::Element) -> Option<Self> {
        let style = web_sys::window()?.get_computed_style(element).ok()??;
        let token = |name: &str| style.get_property_value(name).unwrap_or_default().trim().to_owned();
        Some(Self {
            ink: token("--ink"),
            paper: token("--paper"),
            quiet: token("--ink-2"),
            bad: token("--bad"),
            hues: (1..=6).map(|n| (token(&format!("--t{n}")), token(&format!("--t{n}-on")))).collect(),
            font: token("--font"),
        })
    }

    fn line<'a>(&'a self, sprite: &Sprite) -> &'a str {
        match sprite.hue {
            _ if sprite.bad => &self.bad,
            0 => &self.quiet,
            hue => self.hues.get(usize::from(hue) - 1).map_or(&self.ink, |(line, _)| line),
        }
    }

    fn on<'a>(&'a self, sprite: &Sprite) -> &'a str {
        let hue = usize::from(sprite.hue.max(1)) - 1;
        self.hues.get(hue).map_or(&self.paper, |(_, on)| on)
    }
}

/// Draws all sprites. A canvas that cannot draw stays empty. `window` is what of the drawing is seen where it scrolls, from where
/// and how much of its height: the canvas is no larger than that.
pub fn paint(
    canvas: &HtmlCanvasElement,
    scene: &Scene,
    sprites: &[Sprite],
    palette: &Palette,
    window: Option<(f64, f64)>,
) {
    let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
    let (w, all) = (scene.width.as_f64(), scene.height.as_f64());
    let (top, h) = window.filter(|(_, seen)| *seen > 0.0 && *seen < all).unwrap_or((0.0, all));
    // A drawing that became shorter than where one had scrolled to would be held open by the canvas.
    let top = top.min(all - h).max(0.0);
    size(canvas, w * ratio, h * ratio);
    stand(canvas, top, h);
    let Some(context) = context(canvas) else { return };
    let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, -top * ratio);
    context.clear_rect(0.0, top, w, h);
    let s = f64::from(scene.scale.0) / 100.0;
    let brush = Brush { context: &context, palette, s, ink: Ink::new(&context, palette, s) };
    brush.trails(sprites);
    for sprite in sprites {
        brush.sprite(sprite);
    }
    let labelled = || sprites.iter().filter(|sprite| !sprite.label.is_empty());
    if labelled().next().is_some() {
        let mut labels = Labels::over(scene, sprites);
        labelled().for_each(|sprite| brush.label(sprite, &mut labels));
    }
}

fn size(canvas: &HtmlCanvasElement, w: f64, h: f64) {
    let (w, h) = (w.round() as u32, h.round() as u32);
    if canvas.width() != w || canvas.height() != h {
        canvas.set_width(w);
        canvas.set_height(h);
    }
}

/// Puts the canvas over what is seen of the drawing.
fn stand(canvas: &HtmlCanvasElement, top: f64, h: f64) {
    let style = canvas.style();
    for (name, value) in [("top", format!("{top}px")), ("height", format!("{h}px"))] {
        if style.get_property_value(name).ok().as_deref() != Some(&value) {
            let _ = style.set_property(name, &value);
        }
    }
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

struct Brush<'a> {
    context: &'a CanvasRenderingContext2d,
    palette: &'a Palette,
    s: f64,
    ink: Ink<'a>,
}

impl<'a> Brush<'a> {
    fn sprite(&self, sprite: &Sprite) {
        let at = sprite.place();
        let line = self.palette.line(sprite);
        let (w, h) = sprite.size(self.s);
        if sprite.control {
            self.lozenge(at, w / 2.0, line);
        } else {
            self.pill(at, w, h);
            let fill = if sprite.hollow { &self.palette.paper } else { line };
            self.fill_and_stroke(fill, line);
            self.inside(sprite, at, w, line);
        }
        if sprite.selected {
            self.brackets(at, w, h);
        }
    }

    /// Where they came from: a thin line behind each. Those of one colour are one path.
    fn trails(&self, sprites: &[Sprite]) {
        let c = self.context;
        let mut alike: BTreeMap<(bool, &str), Vec<&Sprite>> = BTreeMap::new();
        for sprite in sprites {
            let dotted = sprite.hollow || sprite.still;
            alike.entry((dotted, self.palette.line(sprite))).or_default().push(sprite);
        }
        self.ink.width(2.0 * self.s);
        for ((dotted, line), sprites) in alike {
            let dash = js_sys::Array::new();
            if dotted {
                dash.push(&JsValue::from_f64(2.0));
                dash.push(&JsValue::from_f64(4.0));
            }
            let _ = c.set_line_dash(&dash);
            self.ink.stroke(line);
            c.begin_path();
            for sprite in sprites {
                for (n, (x, y)) in sprite.trail().into_iter().enumerate() {
                    if n == 0 { c.move_to(x, y) } else { c.line_to(x, y) }
                }
            }
            c.stroke();
        }
        let _ = c.set_line_dash(&js_sys::Array::new());
    }

    fn lozenge(&self, at: Place, r: f64, line: &'a str) {
        let c = self.context;
        c.begin_path();
        c.move_to(at.x, at.y - r);
        c.line_to(at.x + r * 1.3, at.y);
        c.line_to(at.x, at.y + r);
        c.line_to(at.x - r * 1.3, at.y);
        c.close_path();
        self.fill_and_stroke(&self.palette.paper, line);
    }

    /// A pill with a nose in its direction.
    fn pill(&self, at: Place, w: f64, h: f64) {
        let c = self.context;
        let (x, y) = (at.x - w / 2.0, at.y - h / 2.0);
        let nose = 5.0 * self.s;
        c.begin_path();
        match at.dx {
            0 => c.rect(x, y, w, h),
            1 => {
                c.move_to(x, y);
                c.line_to(x + w - nose, y);
                c.line_to(x + w + 1.0, y + h / 2.0);
                c.line_to(x + w - nose, y + h);
                c.line_to(x, y + h);
                c.close_path();
            }
            _ => {
                c.move_to(x + w, y);
                c.line_to(x + nose, y);
                c.line_to(x - 1.0, y + h / 2.0);
                c.line_to(x + nose, y + h);
                c.line_to(x + w, y + h);
                c.close_path();
            }
        }
    }

    /// A halo of paper keeps it apart from what it passes.
    fn fill_and_stroke(&self, fill: &'a str, line: &'a str) {
        let c = self.context;
        self.ink.width(5.0 * self.s);
        self.ink.stroke(&self.palette.paper);
        c.stroke();
        self.ink.fill(fill);
        c.fill();
        self.ink.width(1.5 * self.s);
        self.ink.stroke(line);
        c.stroke();
    }

    fn inside(&self, sprite: &Sprite, at: Place, w: f64, line: &'a str) {
        let c = self.context;
        let s = self.s;
        let left = at.x - w / 2.0 + if at.dx < 0 { 10.0 * s } else { 8.5 * s };
        self.ink.fill(self.palette.on(sprite));
        for (n, head) in sprite.heads.iter().enumerate() {
            self.head(*head, left + n as f64 * 11.0 * s, at.y, 3.6 * s);
        }
        if sprite.more > 0 {
            self.ink.letters(true, "center");
            let x = left + sprite.heads.len() as f64 * 11.0 * s + 4.0 * s;
            let _ = c.fill_text(&format!("+{}", sprite.more), x, at.y + 4.4 * s);
        }
        if !sprite.glyph.is_empty() {
            self.ink.letters(true, "center");
            self.ink.fill(line);
            let _ = c.fill_text(&sprite.glyph, at.x, at.y + 4.4 * s);
        }
    }

    fn head(&self, head: Note, x: f64, y: f64, r: f64) {
        let c = self.context;
        c.begin_path();
        match head {
            Note::Key(0, _) => {
                let _ = c.arc(x, y, r, 0.0, std::f64::consts::TAU);
            }
            Note::Key(shape, _) => self.polygon(note::corners(shape), x, y, r),
            _ => self.polygon(note::corners(HEADS), x, y, r),
        }
        c.fill();
    }

    fn polygon(&self, corners: &[(i32, i32)], x: f64, y: f64, r: f64) {
        for (n, (u, v)) in corners.iter().enumerate() {
            let (px, py) = (x + f64::from(*u) * r / 100.0, y + f64::from(*v) * r / 100.0);
            if n == 0 { self.context.move_to(px, py) } else { self.context.line_to(px, py) }
        }
        self.context.close_path();
    }

    fn brackets(&self, at: Place, w: f64, h: f64) {
        let c = self.context;
        let (q, k) = (5.0 * self.s, 6.0 * self.s);
        let (x0, y0, x1, y1) =
            (at.x - w / 2.0 - q, at.y - h / 2.0 - q, at.x + w / 2.0 + q, at.y + h / 2.0 + q);
        self.ink.stroke(&self.palette.ink);
        self.ink.width(2.0 * self.s);
        c.begin_path();
        for (x, y, dx, dy) in [(x0, y0, k, k), (x1, y0, -k, k), (x1, y1, -k, -k), (x0, y1, k, -k)] {
            c.move_to(x + dx, y);
            c.line_to(x, y);
            c.line_to(x, y + dy);
        }
        c.stroke();
    }

    /// The word beside a message, where there is room for it.
    fn label(&self, sprite: &Sprite, labels: &mut Labels) {
        let c = self.context;
        let s = self.s;
        self.ink.letters(sprite.bad, "left");
        let Ok(measured) = c.measure_text(&sprite.label) else { return };
        let Some((x, area)) = labels.place(sprite, measured.width()) else { return };
        self.ink.fill(&self.palette.paper);
        c.fill_rect(area.0, area.1, area.2 - area.0, area.3 - area.1);
        self.ink.fill(if sprite.bad { &self.palette.bad } else { &self.palette.ink });
        let _ = c.fill_text(&sprite.label, x, sprite.place().y + 4.3 * s);
    }
}
