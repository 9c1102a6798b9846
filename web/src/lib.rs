//! The page: a Kafka cluster as a score, with its time in your hand.
//!
//! [`Session`](session::Session) is the page's whole state in plain Rust; `stage` turns a moment into a drawing, `panels`
//! explain it, `words` has every sentence. Only [`app`] and what it draws with know of Yew and of a browser, so that
//! everything else is tested natively.
//!
//! Where to start: [`app`], then [`session`], then `stage/layout.rs`.

pub mod app;
pub mod boot;
pub mod keeping;
pub mod session;
pub mod stage;
pub mod stories;
pub mod words;

mod api;
mod browser;
mod doors;
#[cfg(all(test, target_arch = "wasm32"))]
mod in_a_browser;
mod keys;
pub mod meanings;
mod panels;
mod picture;
mod timeline;
mod transport;
mod ui;
pub mod views;
