//! Messages on their way, and links that are not as usual.

use alloc::sync::Arc;
use alloc::vec::Vec;

use bytes::Bytes;

use crate::{Micros, Name, Party};

/// Names one message of a run for ever: the same story has the same messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct MessageId(pub u64);

/// A message on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flight {
    /// Its id.
    pub id: MessageId,
    /// Who sent it.
    pub from: Party,
    /// Whose inbox it goes to.
    pub to: Party,
    /// When it left.
    pub sent: Micros,
    /// When it arrives; `None` while it is held or its link is cut.
    pub arrives: Option<Micros>,
    /// Key of the API.
    pub api: i16,
    /// Kafka's name of the API.
    pub api_name: &'static str,
    /// Version.
    pub version: i16,
    /// Whether it is the answer.
    pub response: bool,
    /// What it carries, as far as a picture needs it.
    pub content: Content,
    /// Partitions that it is about, in its order: at most [`PLACES_MAX`].
    pub places: Arc<[Place]>,
    /// How many it is about beyond these.
    pub places_more: u32,
}

/// Partitions that are told of a message, at most.
pub const PLACES_MAX: usize = 64;

/// A partition that a message is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Topic; empty where the message has only an id that nobody knows.
    pub topic: Name,
    /// Partition.
    pub partition: i32,
    /// Records of it in the message.
    pub records: u32,
}

impl Flight {
    /// Partitions that it is about.
    #[must_use]
    pub fn places_len(&self) -> usize {
        self.places.len().saturating_add(usize::try_from(self.places_more).unwrap_or(usize::MAX))
    }

    /// Whether it is about a partition, as far as its partitions are told.
    #[must_use]
    pub fn is_about(&self, topic: &str, partition: i32) -> bool {
        self.places.iter().any(|place| *place.topic == *topic && place.partition == partition)
    }
}

/// A message of the recent past, for a diagram of who told whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// The message as it left.
    pub flight: Flight,
    /// Number of its connection.
    pub connection: u64,
    /// The request it is or answers: unique within its connection for a long time.
    pub correlation_id: i32,
    /// When it arrived; `None` while it is on its way, and for ever if it was lost.
    pub arrived: Option<Micros>,
    /// Deliveries before it was sent.
    pub step: u64,
}

/// A request and its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundTrip {
    /// When the answer arrived.
    pub at: Micros,
    /// How long that took since the request had left; of more than an hour and eleven minutes, that.
    pub took: Micros,
    /// Kafka's name of the API.
    pub api_name: &'static str,
}

/// What a message carries, as far as a picture needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Records: a produce request or the answer of a fetch.
    Records {
        /// Topic of the first partition that has records.
        topic: Name,
        /// That partition.
        partition: i32,
        /// Keys of the first five records, of whichever partition.
        keys: Vec<Option<Bytes>>,
        /// How many records in all partitions.
        count: u32,
    },
    /// A fetch request of a consumer or a follower.
    Wants {
        /// Topic and partition of the first; the name is empty where the request has only ids that nobody knows.
        topic: Name,
        /// Its partition.
        partition: i32,
        /// Offset it asks for.
        offset: i64,
        /// Whether a follower asks.
        replica: bool,
    },
    /// An answer without records: the first error in it, if any.
    Done {
        /// Topic and partition of that error, or else of the first partition it is about, if it is about one.
        about: Option<(Name, i32)>,
        /// Kafka's name of the error.
        error: Option<&'static str>,
    },
    /// Control traffic: heartbeats, metadata, votes, joins.
    Control,
}

/// A link that is not as usual, in one direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkView {
    /// From.
    pub from: Party,
    /// To.
    pub to: Party,
    /// Nothing passes.
    pub cut: bool,
    /// Added latency, microseconds.
    pub slow: Micros,
}
