//! The Kafka client as a state machine: producer, consumer, admin, and the application around it.
//!
//! Nothing here waits, asks for the time or opens a socket. A host feeds inputs of [`partita_machine`] and carries out
//! the effects; the same client runs in the simulator, in the command-line tools and against any Kafka from 3.0 on (older
//! brokers lack the batched FindCoordinator and OffsetFetch). Settings have Kafka's names and defaults ([`settings`]).
//!
//! [`producer::Producer`], [`consumer::Consumer`] and [`admin::Admin`] take inputs and give effects, and somebody has to
//! use them: the applications in [`app`], which are machines of their own, or the tools of the shell.
//!
//! Absent on purpose so far: transactions.
//!
//! Where to start: [`app::ProducerApp`] and [`app::ConsumerApp`], then what they contain.
#![no_std]

extern crate alloc;

pub mod admin;
pub mod app;
mod backoff;
pub mod consumer;
mod error;
mod metadata;
mod museum;
mod net;
mod pattern;
pub mod producer;
pub mod settings;
mod throttled;

pub use error::{ClientError, failure_code};
pub use metadata::{Broker, Metadata, Partition, Topic};
pub use pattern::Pattern;
