//! What a consumer knows of each partition it reads: where it is, what it waits for, what is committed.

use alloc::collections::{BTreeMap, VecDeque};
use alloc::vec::Vec;

use bytes::Bytes;
use partita_machine::{Instant, Name, Now};
use partita_wire::records::{Header, TimestampType};

/// A partition by topic and number.
pub type Place = (Name, i32);

/// A record as a consumer hands it to its application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsumerRecord {
    /// Topic.
    pub topic: Name,
    /// Partition.
    pub partition: i32,
    /// Offset.
    pub offset: i64,
    /// Leader epoch of its batch.
    pub leader_epoch: i32,
    /// Timestamp, milliseconds since 1970.
    pub timestamp_ms: i64,
    /// Whose timestamp that is.
    pub timestamp_type: TimestampType,
    /// Key.
    pub key: Option<Bytes>,
    /// Value; `None` is a tombstone.
    pub value: Option<Bytes>,
    /// Headers in their order.
    pub headers: Vec<Header>,
}

/// Where a reset goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ResetTo {
    Earliest,
    Latest,
    /// The first record that is at most so many milliseconds old; the end if there is none.
    Ago(u64),
}

impl ResetTo {
    /// As a ListOffsets timestamp.
    pub(super) fn timestamp(self, now: Now) -> i64 {
        match self {
            ResetTo::Ago(ms) => now.wall_ms.saturating_sub_unsigned(ms).max(0),
            ResetTo::Latest => -1,
            ResetTo::Earliest => -2,
        }
    }
}

/// How a partition comes to a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The group's committed offset is asked for.
    NeedsCommitted,
    /// An offset is asked of the leader. `asked`: that is under way.
    NeedsReset { to: ResetTo, asked: bool },
    /// It has a position.
    Ready,
    /// It has a position that the leader of a newer epoch may not know (KIP-320). `asked`: that leader is asked.
    NeedsValidation { asked: bool },
    /// There is no position, and no policy that gives one.
    Stuck,
}

/// A partition that the consumer reads.
#[derive(Clone, Debug)]
pub(super) struct Tracked {
    pub(super) stage: Stage,
    /// Next offset for the application.
    pub(super) position: i64,
    /// Leader epoch of the record before the position, -1 if not known.
    pub(super) position_epoch: i32,
    /// Newest leader epoch in which the position is good, or is asked about; -1 for none yet.
    pub(super) valid_epoch: i32,
    pub(super) committed: Option<i64>,
    pub(super) high_watermark: Option<i64>,
    pub(super) paused: bool,
    /// A rebalance is about to take it: nothing more is handed out.
    pub(super) pending_revocation: bool,
    /// Nothing is asked about it before this moment.
    pub(super) not_before: Instant,
    pub(super) since_generation: i32,
    /// Fetched records that wait for the application.
    pub(super) buffer: VecDeque<ConsumerRecord>,
    /// The position once the buffer is empty.
    pub(super) buffer_end: i64,
    /// Where the leader has sent us to read it.
    pub(super) preferred: Option<Preferred>,
}

/// A replica that a leader has named as better to read from (KIP-392).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Preferred {
    pub(super) replica: i32,
    /// The leader is asked again after this moment.
    pub(super) until: Instant,
    /// The leader epoch of then: another leader may name another replica.
    pub(super) leader_epoch: i32,
}

impl Tracked {
    pub(super) fn new(stage: Stage, since_generation: i32) -> Self {
        Self {
            stage,
            position: -1,
            position_epoch: -1,
            valid_epoch: -1,
            committed: None,
            high_watermark: None,
            paused: false,
            pending_revocation: false,
            not_before: Instant(0),
            since_generation,
            buffer: VecDeque::new(),
            buffer_end: -1,
            preferred: None,
        }
    }

    /// Goes to an offset; what was fetched for another is forgotten.
    pub(super) fn seek(&mut self, offset: i64, epoch: i32) {
        (self.stage, self.position, self.position_epoch) = (Stage::Ready, offset, epoch);
        self.valid_epoch = -1;
        self.buffer.clear();
    }

    /// Loses its position.
    pub(super) fn reset(&mut self, to: ResetTo) {
        self.stage = Stage::NeedsReset { to, asked: false };
        self.buffer.clear();
    }

    /// Whether more of it may be fetched.
    pub(super) fn is_fetchable(&self) -> bool {
        self.stage == Stage::Ready && !self.paused && !self.pending_revocation && self.buffer.is_empty()
    }

    /// Whether its buffer may be handed out.
    pub(super) fn is_readable(&self) -> bool {
        self.stage == Stage::Ready && !self.paused && !self.pending_revocation && !self.buffer.is_empty()
    }

    /// Hands out at most `max` records and moves the position behind them.
    pub(super) fn take(&mut self, max: usize) -> Vec<ConsumerRecord> {
        let records: Vec<ConsumerRecord> = self.buffer.drain(..max.min(self.buffer.len())).collect();
        if let Some(last) = records.last() {
            (self.position, self.position_epoch) = (last.offset + 1, last.leader_epoch);
        }
        if self.buffer.is_empty() {
            self.position = self.position.max(self.buffer_end);
        }
        records
    }

    /// Whether it stands somewhere, be that in question or not.
    pub(super) fn has_position(&self) -> bool {
        matches!(self.stage, Stage::Ready | Stage::NeedsValidation { .. })
    }

    /// High watermark minus position.
    pub(super) fn lag(&self) -> Option<i64> {
        self.has_position().then_some(())?;
        self.high_watermark.map(|high_watermark| (high_watermark - self.position).max(0))
    }
}

/// All partitions that a consumer reads.
pub(super) type Positions = BTreeMap<Place, Tracked>;
