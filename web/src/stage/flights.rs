//! Messages in flight: one list of sprites, drawn again for every frame on a canvas above the score.

use partita_view::{ClusterView, Content, Flight, MessageId, Micros};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::session::KeyBook;
use crate::stage::note::{self, HEADS};
use crate::stage::route::{Place, Route};
use crate::stage::scene::{Note, Scene};
use crate::words;

/// Messages drawn at once; above this, they would cover each other.
const SPRITES_MAX: usize = 300;
/// Where a message stands that is held, as a part of its way.
const HELD_AT: f64 = 0.12;
/// Length of the trail, as a part of the way.
const TRAIL: f64 = 0.22;
/// Smallest side of what a finger can hit.
const TARGET: f64 = 24.0;

/// A message as it is drawn at one instant.
#[derive(Clone, Debug, PartialEq)]
pub struct Sprite {
    /// Which.
    pub id: MessageId,
    /// Its way.
    pub route: Route,
    /// How much of it is behind.
    pub part: f64,
    /// Hue, 0 for ink.
    pub hue: u8,
    /// Heads inside.
    pub heads: Vec<Note>,
    /// Records that have no room inside.
    pub more: u32,
    /// A word inside.
    pub glyph: String,
    /// Whether it only asks or answers.
    pub hollow: bool,
    /// Whether it says that something went wrong.
    pub bad: bool,
    /// A small lozenge.
    pub control: bool,
    /// Whether its whole way is dotted behind it.
    pub still: bool,
    /// What stands beside it; empty where nothing does.
    pub label: String,
    /// Whether it is selected.
    pub selected: bool,
}

/// How messages are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether each has a word beside it: time stands.
    pub labelled: bool,
    /// Whether nothing may move: messages stand at their end and leave their whole way dotted.
    pub still: bool,
}

/// What to draw of the messages of a moment.
pub fn sprites(
    view: &ClusterView,
    scene: &Scene,
    now: Micros,
    keys: &KeyBook,
    shown: impl Fn(&Flight) -> bool,
    selected: Option<MessageId>,
    style: Style,
) -> Vec<Sprite> {
    view.flights
        .iter()
        .filter(|flight| shown(flight) || selected == Some(flight.id))
        .filter_map(|flight| sprite(flight, scene, now, keys, selected, style))
        .take(SPRITES_MAX)
        .collect()
}

fn sprite(
    flight: &Flight,
    scene: &Scene,
    now: Micros,
    keys: &KeyBook,
    selected: Option<MessageId>,
    style: Style,
) -> Option<Sprite> {
    let route = Route::of(flight, &scene.roads, scene.narrow)?;
    let mut sprite = Sprite {
        id: flight.id,
        route,
        part: if style.still && flight.arrives.is_some() { 1.0 } else { part(flight, now) },
        hue: 0,
        heads: Vec::new(),
        more: 0,
        glyph: String::new(),
        hollow: true,
        bad: false,
        control: false,
        still: style.still,
        label: String::new(),
        selected: selected == Some(flight.id),
    };
    let hue = |topic| scene.roads.hues.get(topic).copied().unwrap_or(0);
    match &flight.content {
        Content::Records { topic, keys: first, count, .. } => {
            sprite.hue = hue(topic);
            sprite.hollow = false;
            sprite.heads = first
                .iter()
                .map(|key| match key {
                    Some(key) => {
                        let (head, again) = keys.head(key);
                        Note::Key(head, again)
                    }
                    None => Note::NoKey,
                })
                .collect();
            sprite.more = count.saturating_sub(u32::try_from(first.len()).unwrap_or(0));
        }
        Content::Wants { topic, offset, .. } => {
            sprite.hue = hue(topic);
            sprite.glyph = offset.to_string();
        }
        Content::Done { error: Some(_), .. } => {
            sprite.bad = true;
            sprite.glyph = "!".into();
        }
        Content::Done { about, error: None } => {
            sprite.hue = about.as_ref().map_or(0, |(topic, _)| hue(topic));
            sprite.glyph = "ok".into();
        }
        Content::Control => sprite.control = true,
    }
    if style.labelled && !sprite.control && !scene.narrow || sprite.bad || sprite.selected {
        sprite.label = words::flight(flight);
    }
    Some(sprite)
}

/// How much of its way a message has behind it.
fn part(flight: &Flight, now: Micros) -> f64 {
    let Some(arrives) = flight.arrives else { return HELD_AT };
    let (gone, whole) = (now.saturating_sub(flight.sent), arrives.saturating_sub(flight.sent));
    if whole == 0 { 1.0 } else { (gone as f64 / whole as f64).min(1.0) }
}

impl Sprite {
    fn place(&self) -> Place {
        self.route.at(self.part)
    }

    /// The corners of the last part of its way; of the whole way where nothing moves.
    fn trail(&self) -> Vec<(f64, f64)> {
        if self.still {
            return self.route.0.clone();
        }
        const STEPS: u32 = 12;
        let back = |step: u32| TRAIL * (1.0 - f64::from(step) / f64::from(STEPS));
        (0..=STEPS)
            .map(|step| self.route.at((self.part - back(step)).max(0.0)))
            .map(|place| (place.x, place.y))
            .collect()
    }

    /// Width and height of its pill.
    fn size(&self, s: f64) -> (f64, f64) {
        if self.control {
            return (9.0 * s, 9.0 * s);
        }
        let heads = self.heads.len() as f64;
        let more = if self.more > 0 { 20.0 } else { 0.0 };
        let width = if self.heads.is_empty() {
            (self.glyph.len() as f64 * 7.0 + 9.0).max(15.0)
        } else {
            heads * 11.0 + 9.0 + more
        };
        (width * s, 16.0 * s)
    }

    /// Whether a point of the stage hits it.
    pub fn hit(&self, x: f64, y: f64, s: f64) -> bool {
        let (w, h) = self.size(s);
        let at = self.place();
        (x - at.x).abs() <= w.max(TARGET) / 2.0 && (y - at.y).abs() <= h.max(TARGET) / 2.0
    }
}

/// Colours of the stylesheet, as the canvas needs them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Palette {
    ink: String,
    paper: String,
    quiet: String,
    bad: String,
    hues: Vec<(String, String)>,
    font: String,
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

    fn line(&self, sprite: &Sprite) -> &str {
        match sprite.hue {
            _ if sprite.bad => &self.bad,
            0 => &self.quiet,
            hue => self.hues.get(usize::from(hue) - 1).map_or(&self.ink, |(line, _)| line),
        }
    }

    fn on(&self, sprite: &Sprite) -> &str {
        let hue = usize::from(sprite.hue.max(1)) - 1;
        self.hues.get(hue).map_or(&self.paper, |(_, on)| on)
    }
}

/// Draws all sprites. A canvas that cannot draw stays empty.
pub fn paint(canvas: &HtmlCanvasElement, scene: &Scene, sprites: &[Sprite], palette: &Palette) {
    let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
    let (w, h) = (scene.width.as_f64(), scene.height.as_f64());
    size(canvas, w * ratio, h * ratio);
    let Some(context) = context(canvas) else { return };
    let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
    context.clear_rect(0.0, 0.0, w, h);
    let brush = Brush { context: &context, palette, s: f64::from(scene.scale.0) / 100.0 };
    let mut taken = Vec::new();
    for sprite in sprites {
        brush.sprite(sprite);
    }
    // Words stay off the lane of the groups.
    let bus = scene.roads.buses.1.as_f64();
    for sprite in sprites.iter().filter(|sprite| !sprite.label.is_empty()) {
        let right = if bus > 0.0 && sprite.place().x <= bus { bus } else { w };
        brush.label(sprite, right, &mut taken);
    }
}

fn size(canvas: &HtmlCanvasElement, w: f64, h: f64) {
    let (w, h) = (w.round() as u32, h.round() as u32);
    if canvas.width() != w || canvas.height() != h {
        canvas.set_width(w);
        canvas.set_height(h);
    }
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// A rectangle that a label has taken: left, top, right, bottom.
type Taken = (f64, f64, f64, f64);

struct Brush<'a> {
    context: &'a CanvasRenderingContext2d,
    palette: &'a Palette,
    s: f64,
}

impl Brush<'_> {
    fn sprite(&self, sprite: &Sprite) {
        let at = sprite.place();
        let line = self.palette.line(sprite);
        self.trail(sprite, line);
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

    /// Where it came from: a thin line behind it.
    fn trail(&self, sprite: &Sprite, line: &str) {
        let c = self.context;
        c.set_stroke_style_str(line);
        c.set_line_width(2.0 * self.s);
        let dash = js_sys::Array::new();
        if sprite.hollow || sprite.still {
            dash.push(&JsValue::from_f64(2.0));
            dash.push(&JsValue::from_f64(4.0));
        }
        let _ = c.set_line_dash(&dash);
        c.begin_path();
        for (n, (x, y)) in sprite.trail().into_iter().enumerate() {
            if n == 0 { c.move_to(x, y) } else { c.line_to(x, y) }
        }
        c.stroke();
        let _ = c.set_line_dash(&js_sys::Array::new());
    }

    fn lozenge(&self, at: Place, r: f64, line: &str) {
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
    fn fill_and_stroke(&self, fill: &str, line: &str) {
        let c = self.context;
        c.set_line_width(5.0 * self.s);
        c.set_stroke_style_str(&self.palette.paper);
        c.stroke();
        c.set_fill_style_str(fill);
        c.fill();
        c.set_line_width(1.5 * self.s);
        c.set_stroke_style_str(line);
        c.stroke();
    }

    fn inside(&self, sprite: &Sprite, at: Place, w: f64, line: &str) {
        let c = self.context;
        let s = self.s;
        let left = at.x - w / 2.0 + if at.dx < 0 { 10.0 * s } else { 8.5 * s };
        c.set_fill_style_str(self.palette.on(sprite));
        for (n, head) in sprite.heads.iter().enumerate() {
            self.head(*head, left + n as f64 * 11.0 * s, at.y, 3.6 * s);
        }
        c.set_font(&format!("600 {}px {}", 12.0 * s, self.palette.font));
        c.set_text_align("center");
        if sprite.more > 0 {
            let x = left + sprite.heads.len() as f64 * 11.0 * s + 4.0 * s;
            let _ = c.fill_text(&format!("+{}", sprite.more), x, at.y + 4.4 * s);
        }
        if !sprite.glyph.is_empty() {
            c.set_fill_style_str(line);
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
        c.set_stroke_style_str(&self.palette.ink);
        c.set_line_width(2.0 * self.s);
        c.begin_path();
        for (x, y, dx, dy) in [(x0, y0, k, k), (x1, y0, -k, k), (x1, y1, -k, -k), (x0, y1, k, -k)] {
            c.move_to(x + dx, y);
            c.line_to(x, y);
            c.line_to(x, y + dy);
        }
        c.stroke();
    }

    /// The word beside a message, at the side where there is room; none where it would cover another.
    fn label(&self, sprite: &Sprite, width: f64, taken: &mut Vec<Taken>) {
        let c = self.context;
        let s = self.s;
        let at = sprite.place();
        let weight = if sprite.bad { 600 } else { 400 };
        c.set_font(&format!("{weight} {}px {}", 12.0 * s, self.palette.font));
        let Ok(measured) = c.measure_text(&sprite.label) else { return };
        let (w, _) = sprite.size(s);
        let gap = w / 2.0 + if sprite.selected { 11.0 } else { 7.0 } * s;
        let right = at.x + gap + measured.width() + 6.0 < width;
        let x = if right { at.x + gap } else { at.x - gap - measured.width() };
        let rect = (x - 3.0, at.y - 8.0 * s, x + measured.width() + 3.0, at.y + 8.0 * s);
        let clear = |t: &Taken| rect.2 < t.0 || rect.0 > t.2 || rect.3 < t.1 || rect.1 > t.3;
        if !taken.iter().all(clear) {
            return;
        }
        taken.push(rect);
        c.set_text_align("left");
        c.set_fill_style_str(&self.palette.paper);
        c.fill_rect(rect.0, rect.1, rect.2 - rect.0, rect.3 - rect.1);
        c.set_fill_style_str(if sprite.bad { &self.palette.bad } else { &self.palette.ink });
        let _ = c.fill_text(&sprite.label, x, at.y + 4.3 * s);
    }
}
