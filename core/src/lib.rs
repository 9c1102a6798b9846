//! A Kafka node as a state machine: log, replication, controller (KRaft), coordinators.
//!
//! A [`Node`] is a [`partita_machine::Machine`]: it is told what arrived and what time it is, and answers with what it
//! wants sent, opened or flushed. It has no clock, no thread, no socket, no file; its disk is behind [`disk::Disk`], its
//! chance comes from a seed. Between nodes run Kafka's own requests over links, even from a node to itself: a combined
//! node's broker talks to its controller as to any other.
//!
//! # Where to start
//! [`Node`] and the match over inputs in `node.rs`; `node/api.rs` is the one table of which API each listener serves. Then the
//! room that has your question: `raft/` (who leads the metadata log), `controller/` (what the leader decides),
//! `image.rs` (what the metadata log adds up to), `replica/` (a partition's leader and followers), `log/` (records on a
//! disk), `broker/` (requests of clients), `coordinator/` (groups and their offsets).
#![no_std]

extern crate alloc;

mod broker;
pub mod config;
mod configs;
mod controller;
mod coordinator;
mod cx;
pub mod disk;
mod image;
pub mod log;
mod museum;
mod node;
mod raft;
mod replica;
mod shared_list;
mod wait;

pub use config::NodeConfig;
pub use coordinator::group::GroupTarget;
pub use image::Applied;
pub use node::api::served;
pub use node::format::{InitialController, MetaProperties, format, format_with_voters, formatted};
pub use node::{Moving, Node, ReplicaProbe, TopicProbe, records_on, replica_on};
pub use replica::left_of_log;
pub use shared_list::SharedList;
