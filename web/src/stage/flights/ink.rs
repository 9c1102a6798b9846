//! The pen of the canvas: it is told again only what is another than before, since each word on its way to the browser costs more
//! than the stroke.

use std::cell::Cell;

use web_sys::CanvasRenderingContext2d;

use crate::stage::px::Px;

use super::paint::Palette;

/// What the canvas draws with now.
pub(super) struct Ink<'a> {
    context: &'a CanvasRenderingContext2d,
    stroke: Cell<&'a str>,
    fill: Cell<&'a str>,
    width: Cell<f64>,
    letters: Cell<(bool, &'static str)>,
    /// Plain letters and strong ones.
    fonts: [String; 2],
}

impl<'a> Ink<'a> {
    /// A pen that knows nothing of what the canvas drew with before.
    pub(super) fn new(context: &'a CanvasRenderingContext2d, palette: &Palette, s: f64) -> Self {
        let size = Px((120.0 * s).round() as i32);
        Self {
            context,
            stroke: Cell::new(""),
            fill: Cell::new(""),
            width: Cell::new(0.0),
            letters: Cell::new((false, "")),
            fonts: [400, 600].map(|weight| format!("{weight} {size}px {}", palette.font)),
        }
    }

    /// Lines are of this colour.
    pub(super) fn stroke(&self, colour: &'a str) {
        if self.stroke.replace(colour) != colour {
            self.context.set_stroke_style_str(colour);
        }
    }

    /// Areas and letters are of this colour.
    pub(super) fn fill(&self, colour: &'a str) {
        if self.fill.replace(colour) != colour {
            self.context.set_fill_style_str(colour);
        }
    }

    /// Lines are as wide.
    pub(super) fn width(&self, width: f64) {
        if self.width.replace(width) != width {
            self.context.set_line_width(width);
        }
    }

    /// Letters are strong or not, and stand so at their place.
    pub(super) fn letters(&self, strong: bool, align: &'static str) {
        let (was_strong, was_aligned) = self.letters.replace((strong, align));
        if was_aligned != align {
            self.context.set_text_align(align);
        }
        if was_aligned.is_empty() || was_strong != strong {
            self.context.set_font(&self.fonts[usize::from(strong)]);
        }
    }
}
