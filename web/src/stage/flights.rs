//! Messages in flight: one list of sprites, drawn again for every frame on a canvas above the score.

mod paint;
mod sprite;

pub use paint::{Palette, paint};
pub use sprite::{Sprite, Style, sprites};
