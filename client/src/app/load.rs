//! What a producing application sends by itself.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

use bytes::Bytes;
use partita_machine::{Instant, Name};

use crate::producer::ProducerRecord;

/// Most records of one load that leave in one moment.
pub const LOAD_RECORDS_AT_ONCE_MAX: u64 = 10_000;

/// Length of a dash and the largest number.
const NUMBER_LEN_MAX: usize = 21;

/// Keys of a load's records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keys {
    /// None: the sticky partitioner decides.
    None,
    /// Always this one.
    One(Bytes),
    /// `key-0`, `key-1`, ... in turn, this many.
    Cycle(u32),
    /// These in turn; none of them is no key.
    Of(Vec<Bytes>),
}

/// Records sent at a pace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// Topic.
    pub topic: Name,
    /// Partition; `None` leaves it to the partitioner.
    pub partition: Option<i32>,
    /// How many in all; `None` for ever.
    pub count: Option<u64>,
    /// Microseconds between two records; 0 sends all at once, where there is a count.
    pub every_us: u64,
    /// Keys.
    pub keys: Keys,
    /// Bytes of each value; it begins with `name-number`, so no two are equal unless cut short.
    pub value_bytes: u32,
}

/// A load that is under way.
#[derive(Clone, Debug)]
pub(super) struct Running {
    pub(super) load: Load,
    sent: u64,
    pub(super) next_at: Instant,
}

impl Running {
    pub(super) fn new(load: Load, from: Instant) -> Self {
        Self { load, sent: 0, next_at: from }
    }

    pub(super) fn is_done(&self) -> bool {
        self.load.count.is_some_and(|count| self.sent >= count)
    }

    /// The record that is due, if one is. After a pause the pace goes on; what was missed is not made up for.
    pub(super) fn next(&mut self, at: Instant, name: &str) -> Option<ProducerRecord> {
        if self.is_done() || self.next_at > at {
            return None;
        }
        let number = self.sent;
        self.sent += 1;
        let step = self.next_at.0.saturating_add(self.every_us());
        self.next_at = Instant(if step < at.0 { at.0.saturating_add(self.every_us()) } else { step });
        Some(ProducerRecord {
            topic: self.load.topic.clone(),
            partition: self.load.partition,
            key: self.key(number),
            value: Some(value(name, number, self.load.value_bytes)),
            ..ProducerRecord::default()
        })
    }

    /// An endless load has a pace, or its first moment would never end.
    fn every_us(&self) -> u64 {
        if self.load.count.is_none() { self.load.every_us.max(1) } else { self.load.every_us }
    }

    fn key(&self, number: u64) -> Option<Bytes> {
        match &self.load.keys {
            Keys::None => None,
            Keys::One(key) => Some(key.clone()),
            Keys::Of(keys) => {
                let index = number.checked_rem(keys.len() as u64)?;
                keys.get(usize::try_from(index).ok()?).cloned()
            }
            Keys::Cycle(count) => Some(Bytes::from(format!("key-{}", number % u64::from(*count).max(1)))),
        }
    }
}

fn value(name: &str, number: u64, bytes: u32) -> Bytes {
    let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
    let mut text = String::with_capacity(bytes.max(name.len() + NUMBER_LEN_MAX));
    // Writing to a string does not fail.
    let _ = write!(text, "{name}-{number}");
    let mut value = text.into_bytes();
    value.resize(bytes.max(value.len()), b'.');
    Bytes::from(value)
}
