//! The Kafka client as a state machine: producer, consumer, admin, and the application around it.
//!
//! Nothing here waits, asks for the time or opens a socket. A host feeds inputs of [`partita_machine`] and carries out
//! the effects; the same client runs in the simulator, in the command-line tools and against any Kafka over TCP.
//! Settings have Kafka's names and defaults ([`settings`]).
//!
//! Where to start: [`producer::Producer`] and [`consumer::assignors`].
#![no_std]

extern crate alloc;

pub mod admin;
mod backoff;
pub mod consumer;
mod error;
mod metadata;
mod net;
pub mod producer;
pub mod settings;

pub use error::{ClientError, failure_code};
pub use metadata::{Broker, Metadata, Partition, Topic};
