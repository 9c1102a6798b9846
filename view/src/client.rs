//! Producers and tools.

use alloc::string::String;
use alloc::vec::Vec;

use crate::{Name, Process, Span};

/// A producer and the application around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProducerView {
    /// Its name in the story; also its `client.id` unless another was set.
    pub name: Name,
    /// Whether it runs.
    pub process: Process,
    /// `acks`: 0, 1 or -1 for all.
    pub acks: i16,
    /// `enable.idempotence`.
    pub idempotent: bool,
    /// Settings that differ from Kafka's defaults, by name.
    pub settings: Vec<(Name, Name)>,
    /// Producer id and epoch, once it has them.
    pub producer_id: Option<(i64, i16)>,
    /// Topic it sends to by default.
    pub topic: Option<Name>,
    /// Why and how long its application waits in `send`.
    pub blocked: Option<Blocked>,
    /// Batches that wait or are on their way.
    pub batches: Vec<BatchView>,
    /// Records acknowledged so far.
    pub acked: u64,
    /// Records given up so far.
    pub failed: u64,
}

/// A producer whose application waits in `send`, until there is what it waits for or `max.block.ms` is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// What it waits for.
    pub on: BlockedOn,
    /// Since when, and until when at most.
    pub wait: Span,
}

/// What an application waits for in `send`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockedOn {
    /// Metadata of a topic, or of one of its partitions.
    Metadata,
    /// Room in `buffer.memory`.
    Memory,
}

/// A batch in a producer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchView {
    /// Its topic.
    pub topic: Name,
    /// Its partition.
    pub partition: i32,
    /// Records in it.
    pub records: u32,
    /// What it is waiting for.
    pub state: BatchState,
}

/// What a batch in a producer is waiting for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BatchState {
    /// More records, until `linger.ms` is over or it is full.
    Lingering(Span),
    /// A place in flight, a leader, or a link.
    Ready,
    /// The broker's answer.
    InFlight,
    /// The backoff of its next try.
    Retrying {
        /// Tries made.
        attempt: u32,
        /// Error code of the last try, by Kafka's name.
        error: &'static str,
        /// The backoff.
        backoff: Span,
    },
}

/// A command-line tool that runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToolView {
    /// Its name in the story.
    pub name: Name,
    /// Its command line.
    pub line: String,
    /// Whether it reads typed lines (a console producer).
    pub reads: bool,
    /// Whether it runs.
    pub process: Process,
}
