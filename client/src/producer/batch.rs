//! A batch in the making, on its way, or waiting for another try.

use alloc::vec::Vec;

use bytes::Bytes;
use partita_machine::{Instant, Name};
use partita_wire::ErrorCode;
use partita_wire::records::{BatchBuilder, BuildError, Codec, Header, record_size_upper_bound};

/// Names one record that was given to a producer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SendId(pub u64);

/// A record for a producer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProducerRecord {
    /// Topic.
    pub topic: Name,
    /// Partition; `None` leaves it to the partitioner.
    pub partition: Option<i32>,
    /// Key.
    pub key: Option<Bytes>,
    /// Value; `None` is a tombstone.
    pub value: Option<Bytes>,
    /// Headers in their order.
    pub headers: Vec<Header>,
    /// Milliseconds since 1970; `None` takes the wall clock when the record is sent.
    pub timestamp_ms: Option<i64>,
}

impl ProducerRecord {
    /// Bytes that it takes in a batch of its own at most.
    pub(super) fn size_upper_bound(&self) -> u64 {
        record_size_upper_bound(self.key.as_deref(), self.value.as_deref(), &self.headers) as u64
    }
}

/// Under which producer id and epoch, and with which sequence, a batch travels (KIP-98).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sequence {
    pub(super) producer: (i64, i16),
    pub(super) base: i32,
}

/// A batch of one partition.
#[derive(Clone, Debug)]
pub(super) struct Batch {
    /// Never used twice.
    pub(super) number: u64,
    pub(super) records: Vec<(SendId, ProducerRecord, i64)>,
    builder: BatchBuilder,
    pub(super) created: Instant,
    /// Memory it holds of `buffer.memory`.
    pub(super) memory: u64,
    /// Takes no more records.
    pub(super) closed: bool,
    /// It is a part of one that was too large: if it is too large itself, it is halved (KAFKA-8350).
    pub(super) is_part: bool,
    pub(super) sequence: Option<Sequence>,
    /// Whether the sequence is another one than at the first try.
    pub(super) sequence_reset: bool,
    /// Tries that failed.
    pub(super) attempts: u32,
    /// The backoff after the last failed try: from, until, and why.
    pub(super) retry: Option<(Instant, Instant, ErrorCode)>,
    /// Leader epoch as known at the last try.
    pub(super) leader_epoch: i32,
}

impl Batch {
    /// Bytes of the parts that it is split into when a broker finds it too large, at most.
    pub(super) fn part_size(&self, batch_size: u64) -> u64 {
        let largest = self.records.iter().map(|(_, record, _)| record.size_upper_bound()).max().unwrap_or(0);
        if self.is_part { largest.max(self.builder.size() as u64 / 2) } else { batch_size }
    }

    /// An empty batch. `memory`: what it takes of `buffer.memory`.
    pub(super) fn new(number: u64, codec: Codec, created: Instant, memory: u64) -> Self {
        Self {
            number,
            records: Vec::new(),
            builder: BatchBuilder::new(codec),
            created,
            memory,
            closed: false,
            is_part: false,
            sequence: None,
            sequence_reset: false,
            attempts: 0,
            retry: None,
            leader_epoch: -1,
        }
    }

    /// Whether a record fits into `limit` bytes; the first one always does.
    pub(super) fn has_room(&self, record: &ProducerRecord, timestamp: i64, limit: u64) -> bool {
        if self.closed {
            return false;
        }
        let more =
            self.builder.size_of(timestamp, record.key.as_deref(), record.value.as_deref(), &record.headers);
        self.records.is_empty() || (self.builder.size() + more) as u64 <= limit
    }

    /// Adds a record; fails only past the largest size of any batch.
    pub(super) fn push(
        &mut self,
        id: SendId,
        record: ProducerRecord,
        timestamp: i64,
    ) -> Result<(), BuildError> {
        let (key, value) = (record.key.as_deref(), record.value.as_deref());
        self.builder.append(timestamp, key, value, &record.headers)?;
        self.records.push((id, record, timestamp));
        Ok(())
    }

    /// Bytes before compression.
    pub(super) fn size(&self) -> u64 {
        self.builder.size() as u64
    }

    /// Number of records.
    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.records.len()).unwrap_or(u32::MAX)
    }

    /// Whether it takes no more records, or has reached `limit` bytes.
    pub(super) fn is_full(&self, limit: u64) -> bool {
        self.closed || self.size() >= limit
    }

    /// Its bytes as a Produce request carries them.
    pub(super) fn bytes(&self) -> Result<Bytes, BuildError> {
        match self.sequence {
            None => self.builder.build(0, -1),
            Some(Sequence { producer: (id, epoch), base }) => {
                self.builder.clone().producer(id, epoch, base).build(0, -1)
            }
        }
    }

    /// Sequence after its last record; it wraps from 2^31-1 to 0.
    pub(super) fn end_sequence(&self) -> Option<i32> {
        self.sequence.map(|sequence| add_sequence(sequence.base, self.count()))
    }
}

/// A sequence `count` records later.
pub(super) fn add_sequence(sequence: i32, count: u32) -> i32 {
    let sum = (i64::from(sequence) + i64::from(count)) & i64::from(i32::MAX);
    i32::try_from(sum).unwrap_or(0)
}

/// Whether one sequence comes before another, as far as both belong to batches that are under way together.
pub(super) fn is_before(a: i32, b: i32) -> bool {
    let ahead = b.wrapping_sub(a) & i32::MAX;
    ahead != 0 && ahead < i32::MAX / 2
}
