//! What leaves the page and comes back to it: a story in a link, in a file, in the storage of the tab. All of it comes from
//! outside and is read as such: limits before allocation, a clear message, never a panic. Plain Rust, no word of a browser.

mod base64;
mod link;
mod outline;

pub use link::{CHARS_MAX, LinkTrouble, is_link, pack, unpack};
pub use outline::{Arrival, Outline, Source};
