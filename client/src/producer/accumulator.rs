//! Records gathered into batches, a queue of them per partition.

use alloc::collections::{BTreeMap, VecDeque};
use alloc::vec::Vec;

use partita_machine::{Instant, Name, Now, Rng};

use super::batch::{Batch, ProducerRecord, SendId, is_before};
use super::partitioner::{Choice, RoundRobin, StickyPartitioner, partition_for_key};
use super::sequences::Place;
use crate::metadata::Metadata;
use crate::settings::{PartitionerClass, ProducerSettings};

/// Queues of batches that are not in flight, oldest first, and what chooses among partitions.
#[derive(Clone, Debug)]
pub(super) struct Accumulator {
    pub(super) queues: BTreeMap<Place, VecDeque<Batch>>,
    sticky: BTreeMap<Name, StickyPartitioner>,
    round_robin: RoundRobin,
    /// Bytes of `buffer.memory` in use.
    pub(super) memory: u64,
    next_number: u64,
    /// Where a batch was opened or filled since this was taken last.
    pub(super) stirred: Option<Place>,
}

impl Accumulator {
    pub(super) fn new() -> Self {
        Self {
            queues: BTreeMap::new(),
            sticky: BTreeMap::new(),
            round_robin: RoundRobin::default(),
            memory: 0,
            next_number: 0,
            stirred: None,
        }
    }

    /// Puts a record into a batch of its partition. The topic is in the metadata, and so is an explicit partition. Gives
    /// the record back while `buffer.memory` is used up.
    pub(super) fn append(
        &mut self,
        now: Now,
        settings: &ProducerSettings,
        metadata: &Metadata,
        rng: &mut Rng,
        id: SendId,
        record: ProducerRecord,
    ) -> Option<ProducerRecord> {
        // Who has a key goes where the key says, whatever is available.
        let has_place = record.partition.is_some() || is_keyed(settings, &record);
        let available = if has_place { Vec::new() } else { available(metadata, &record.topic) };
        let partitions = metadata.partition_count(&record.topic).unwrap_or(0);
        let choice = Choice { partitions, available: &available };
        let (partition, sticks) = self.choose(settings, choice, rng, &record);
        let place = (record.topic.clone(), partition);
        let timestamp = record.timestamp_ms.unwrap_or(now.wall_ms);
        let limit = u64::from(settings.batch_size);

        let room = self.last(&place).is_some_and(|batch| batch.has_room(&record, timestamp, limit));
        if !room {
            if let Some(last) = self.queues.get_mut(&place).and_then(VecDeque::back_mut) {
                last.closed = true;
            }
            if !self.open(now, settings, &place, &record) {
                return Some(record);
            }
        }
        let Some(batch) = self.queues.get_mut(&place).and_then(VecDeque::back_mut) else {
            return Some(record);
        };
        let before = if room { batch.size() } else { 0 };
        // No record is larger than `max.request.size`, far below the largest size of a batch.
        let pushed = batch.push(id, record, timestamp);
        debug_assert!(pushed.is_ok());
        let bytes = batch.size() - before;
        let may_switch = batch.is_full(limit);
        if !room || may_switch {
            self.stirred = Some(place.clone());
        }
        if sticks {
            let sticky = self.sticky.entry(place.0).or_default();
            sticky.appended(bytes, limit.max(1), may_switch, choice, rng);
        }
        None
    }

    /// The partition of a record, and whether the sticky partitioner chose it.
    fn choose(
        &mut self,
        settings: &ProducerSettings,
        choice: Choice<'_>,
        rng: &mut Rng,
        record: &ProducerRecord,
    ) -> (i32, bool) {
        if let Some(partition) = record.partition {
            return (partition, false);
        }
        if settings.partitioner == PartitionerClass::RoundRobin {
            return (self.round_robin.next(&record.topic, choice), false);
        }
        if let Some(key) = record.key.as_deref().filter(|_| is_keyed(settings, record)) {
            let count = u32::try_from(choice.partitions).unwrap_or(0);
            return (partition_for_key(key, count).cast_signed(), false);
        }
        let limit = u64::from(settings.batch_size).max(1);
        let sticky = self.sticky.entry(record.topic.clone()).or_default();
        let partition = sticky.current(choice, rng);
        // A switch that was put off until the batch is full may be due by now.
        let last = self.queues.get(&(record.topic.clone(), partition)).and_then(VecDeque::back);
        if last.is_none_or(|batch| batch.is_full(limit)) {
            sticky.appended(0, limit, true, choice, rng);
        }
        (sticky.current(choice, rng), true)
    }

    fn last(&self, place: &Place) -> Option<&Batch> {
        self.queues.get(place)?.back().filter(|batch| batch.sequence.is_none() && batch.attempts == 0)
    }

    /// Opens a batch, if the memory suffices.
    fn open(
        &mut self,
        now: Now,
        settings: &ProducerSettings,
        place: &Place,
        record: &ProducerRecord,
    ) -> bool {
        let memory = u64::from(settings.batch_size).max(record.size_upper_bound());
        if self.memory + memory > settings.buffer_memory {
            return false;
        }
        self.memory += memory;
        let number = self.fresh_number();
        let batch = Batch::new(number, settings.compression, now.at, memory);
        self.queues.entry(place.clone()).or_default().push_back(batch);
        true
    }

    fn fresh_number(&mut self) -> u64 {
        self.next_number += 1;
        self.next_number
    }

    /// Puts a batch back for another try: in the order of sequences, or first where there are none.
    pub(super) fn put_back(&mut self, place: &Place, batch: Batch) {
        let queue = self.queues.entry(place.clone()).or_default();
        let at = match batch.sequence {
            None => 0,
            Some(own) => queue
                .iter()
                .take_while(|other| other.sequence.is_some_and(|other| is_before(other.base, own.base)))
                .count(),
        };
        queue.insert(at, batch);
    }

    /// Splits a batch that a broker found too large into ones of `batch.size`, and a part that is still too large into halves,
    /// and queues them in its place.
    pub(super) fn split(&mut self, settings: &ProducerSettings, place: &Place, batch: Batch) {
        let limit = batch.part_size(settings.batch_size.into());
        let mut parts: Vec<Batch> = Vec::new();
        let mut sequence = batch.sequence;
        for (id, record, timestamp) in batch.records {
            if !parts.last().is_some_and(|part| part.has_room(&record, timestamp, limit)) {
                let memory = limit.max(record.size_upper_bound());
                self.memory += memory;
                let mut part = Batch::new(self.fresh_number(), settings.compression, batch.created, memory);
                if let (Some(own), Some(last)) = (&mut sequence, parts.last()) {
                    own.base = last.end_sequence().unwrap_or(own.base);
                }
                part.sequence = sequence;
                parts.push(part);
            }
            if let Some(part) = parts.last_mut() {
                // Each record was in a batch before, so it fits into one.
                let pushed = part.push(id, record, timestamp);
                debug_assert!(pushed.is_ok());
            }
        }
        for mut part in parts.into_iter().rev() {
            (part.closed, part.is_part) = (true, true);
            self.put_back(place, part);
        }
        self.memory -= batch.memory;
    }

    /// Whether anybody wants to know how long the queues are.
    pub(super) fn observes_load(&self) -> bool {
        !self.sticky.is_empty()
    }

    /// Tells the sticky partitioners how long the queues are.
    pub(super) fn observe_load(&mut self, metadata: &Metadata) {
        for (topic, sticky) in &mut self.sticky {
            let first = (topic.clone(), i32::MIN);
            let last = (topic.clone(), i32::MAX);
            let queues: Vec<(i32, u64)> = self
                .queues
                .range(first..=last)
                .filter(|((topic, partition), _)| metadata.leader(topic, *partition).is_some())
                .map(|((_, partition), queue)| (*partition, queue.len() as u64))
                .collect();
            let all = metadata.topic(topic).map_or(0, |topic| topic.partitions.len());
            if queues.len() >= all { sticky.observe(&queues) } else { sticky.forget_load() }
        }
    }

    /// Takes the batches that were created too long ago out of the queues.
    pub(super) fn expired(&mut self, at: Instant, delivery_timeout_ms: u64) -> Vec<(Place, Batch)> {
        let mut expired = Vec::new();
        for (place, queue) in &mut self.queues {
            while queue.front().is_some_and(|batch| batch.created.after_ms(delivery_timeout_ms) <= at) {
                expired.extend(queue.pop_front().map(|batch| (place.clone(), batch)));
            }
        }
        expired
    }

    /// Whether no batch waits.
    pub(super) fn is_empty(&self) -> bool {
        self.queues.values().all(VecDeque::is_empty)
    }
}

/// Whether the record's key chooses its partition.
fn is_keyed(settings: &ProducerSettings, record: &ProducerRecord) -> bool {
    settings.partitioner != PartitionerClass::RoundRobin && record.key.is_some() && !settings.ignore_keys
}

/// Partitions of a topic that have a leader.
fn available(metadata: &Metadata, topic: &str) -> Vec<i32> {
    let Some(found) = metadata.topic(topic) else { return Vec::new() };
    found
        .partitions
        .keys()
        .copied()
        .filter(|&partition| metadata.leader(topic, partition).is_some())
        .collect()
}
