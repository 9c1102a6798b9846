//! What leaves the page and comes back to it: a story in a link, in a file, in the storage of the tab. All of it comes from
//! outside and is read as such: limits before allocation, a clear message, never a panic. Plain Rust, no word of a browser.

mod base64;
mod kept;
mod link;
mod log;
mod outline;

pub use kept::{KEPT_BYTES_MAX, Kept};
pub use link::{CHARS_MAX, LinkTrouble, TEXT_BYTES_MAX, is_link, pack, unpack};
pub use log::log;
pub use outline::{Arrival, Outline, Source};
