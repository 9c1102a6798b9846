//! A world of machines: links, disks, clocks, faults; stories, snapshots, time travel; checkers.
//!
//! A [`World`] holds nodes, clients and tools, the connections between them, and one queue of what is due, ordered by
//! time and then by the order in which it came to be due. [`World::step`] delivers one thing. A [`Command`] is the only
//! way to change a world from outside. A [`Story`] is a seed, a setup and timed commands, and has a text form: the same
//! story gives the same steps everywhere, which two digests prove. An [`Engine`] keeps a story's past, so that a page
//! can go back, act, and go on.
//!
//! # Where to start
//! `world.rs` for what a step is, `network/` for what a connection may do to a message, `command.rs` for what a person
//! may do to a world, `check/` for the promises that are watched.
#![no_std]

extern crate alloc;

mod check;
mod command;
mod digest;
mod engine;
mod host;
mod network;
mod setup;
mod story;
mod strict;
mod view;
mod words;
mod world;

pub use command::{Command, DiskFault};
pub use engine::Engine;
pub use setup::Setup;
pub use story::{STORY_BYTES_MAX, Story, StoryError};
pub use words::first_words;
pub use world::{Delivered, Step, World};
