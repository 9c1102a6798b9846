//! The stage: the cluster as a score. `layout` turns a moment into a [`Scene`], one component per thing draws it, and
//! messages in flight run on a canvas above it.

mod far;
mod flights;
mod head;
mod layout;
mod mark;
mod node;
mod note;
mod people;
mod pick;
mod px;
mod route;
mod scene;
mod score;
mod sign;
mod strip;
mod tree;

pub use flights::{Flat, Palette, Sprite, Sprites, Style, paint, sprites};
pub use layout::{Drawing, layout, letter, outline};
pub use mark::mark;
pub use note::{HEADS, draw as draw_note};
pub use pick::{pick, place};
pub use px::{Point, Px, Scale};
pub use route::Route;
pub use scene::{Level, Marked, Note, Rect, Scene};
pub use score::Score;
pub use sign::of_role as replica_sign;
pub use tree::{PARTITION_COLUMNS, Section, Tree, TreeItem, neighbour, outline as in_words, walkable};
