//! Messages in flight: one list of sprites, drawn again for every frame on a canvas above the score, and as SVG for paper.

mod flat;
mod ink;
mod labels;
mod paint;
mod sprite;

pub use flat::Flat;
pub use paint::{Palette, paint};
pub use sprite::{Sprite, Sprites, Style, sprites};
