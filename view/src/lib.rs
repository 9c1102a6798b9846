//! What anyone may draw or ask of a cluster: plain data, a tree of `Arc`s.
//!
//! A [`ClusterView`] is one moment of a cluster. The simulator makes it from its machines; later a client makes the
//! same from what a running Apache Kafka answers, so whatever Kafka does not tell is an `Option`. Nothing here knows
//! how a cluster works, and no drawing code ever reads the insides of a node.
//!
//! Parts are behind `Arc`: whoever makes views hands out the same pointer while a part has not changed, so that a
//! page can compare by pointer. Records are not part of the view: they are asked for by window ([`RecordView`]).
//!
//! Where to start: [`ClusterView`], then [`PartitionView`] and [`ReplicaView`].
#![no_std]

extern crate alloc;

mod calendar;
mod client;
mod cluster;
mod config;
mod engine;
mod event;
mod finding;
mod flight;
mod group;
mod message;
mod topic;

pub use calendar::civil;
pub use client::*;
pub use cluster::*;
pub use config::*;
pub use engine::*;
pub use event::*;
pub use finding::*;
pub use flight::*;
pub use group::*;
pub use message::*;
pub use topic::*;

/// Microseconds since the beginning of the story.
pub type Micros = u64;

/// A name that Kafka gave or was given: a topic, a group, a client. Text from outside, never markup.
pub type Name = alloc::sync::Arc<str>;
