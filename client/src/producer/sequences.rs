//! The idempotent producer's numbers: producer id and epoch, and the sequences of each partition (KIP-98, KIP-360).

use alloc::collections::{BTreeMap, BTreeSet};

use partita_machine::Name;

use super::batch::{Batch, Sequence, add_sequence, is_before};

/// A partition by topic and number.
pub(super) type Place = (Name, i32);

/// Numbers of one producer.
#[derive(Clone, Debug, Default)]
pub(super) struct Sequences {
    /// Producer id and epoch, once a broker gave them.
    pub(super) producer: Option<(i64, i16)>,
    partitions: BTreeMap<Place, Partition>,
    /// Partitions whose sequences start again under a new epoch.
    restart: BTreeSet<Place>,
}

/// Numbers of one partition.
#[derive(Clone, Debug, Default)]
struct Partition {
    /// The producer id and epoch that they are counted under.
    producer: Option<(i64, i16)>,
    next: i32,
    last_acked: Option<i32>,
    /// A batch was given up and nobody knows whether the broker has it.
    unresolved: bool,
}

impl Sequences {
    /// Whether the batch at the head of a queue may be sent now. `under_way`: all batches of the partition that have a
    /// sequence and are not done, in flight and queued alike: base sequence, and whether it is a retry.
    pub(super) fn may_send(&self, place: &Place, batch: &Batch, under_way: &[(i32, bool)]) -> bool {
        let Some(producer) = self.producer else { return false };
        let partition = self.partitions.get(place);
        match batch.sequence {
            // A retry goes only when it is the oldest: the broker would not take a later one anyway.
            Some(sequence) => !under_way.iter().any(|&(other, _)| is_before(other, sequence.base)),
            // Nothing new overtakes a retry: the broker may have it already, and knows only the last five batches.
            None if under_way.iter().any(|&(_, retry)| retry) => false,
            None => partition.is_none_or(|partition| {
                let stale = partition.producer != Some(producer);
                !(partition.unresolved || (stale && !under_way.is_empty()))
            }),
        }
    }

    /// Numbers a batch that goes out for the first time.
    pub(super) fn number(&mut self, place: &Place, batch: &mut Batch) {
        let Some(producer) = self.producer else { return };
        if batch.sequence.is_some() {
            return;
        }
        let partition = self.partitions.entry(place.clone()).or_default();
        if partition.producer != Some(producer) {
            *partition = Partition { producer: Some(producer), ..Partition::default() };
        }
        batch.sequence = Some(Sequence { producer, base: partition.next });
        partition.next = add_sequence(partition.next, batch.count());
    }

    /// Tells that a broker has a batch.
    pub(super) fn acked(&mut self, place: &Place, batch: &Batch) {
        let Some(end) = batch.end_sequence() else { return };
        let Some(partition) = self.partitions.get_mut(place) else { return };
        let last = end.wrapping_sub(1) & i32::MAX;
        if partition.last_acked.is_none_or(|acked| is_before(acked, last)) {
            partition.last_acked = Some(last);
        }
    }

    /// Whether a sequence is the one that the broker must expect.
    fn is_next(&self, place: &Place, base: i32) -> bool {
        let last_acked = self.partitions.get(place).and_then(|partition| partition.last_acked);
        last_acked.map_or(0, |acked| add_sequence(acked, 1)) == base
    }

    /// Whether OUT_OF_ORDER_SEQUENCE_NUMBER only says that an earlier batch is not there yet. If not, the partition starts
    /// again under a new epoch.
    pub(super) fn out_of_order(&mut self, place: &Place, batch: &Batch) {
        let Some(sequence) = batch.sequence else { return };
        let unresolved = self.partitions.get(place).is_some_and(|partition| partition.unresolved);
        let earlier_missing = batch.sequence_reset || !self.is_next(place, sequence.base);
        if unresolved || !earlier_missing {
            self.restart.insert(place.clone());
        }
    }

    /// The partition's sequences start again under a new epoch.
    pub(super) fn restart(&mut self, place: &Place) {
        self.restart.insert(place.clone());
    }

    /// A batch that may have reached the broker was given up.
    pub(super) fn unresolved(&mut self, place: &Place) {
        if let Some(partition) = self.partitions.get_mut(place) {
            partition.unresolved = true;
        }
    }

    /// Settles partitions with batches of unknown fate once nothing of them is under way.
    pub(super) fn resolve(&mut self, is_under_way: impl Fn(&Place) -> bool) {
        let places: alloc::vec::Vec<Place> = self
            .partitions
            .iter()
            .filter(|(place, partition)| partition.unresolved && !is_under_way(place))
            .map(|(place, _)| place.clone())
            .collect();
        for place in places {
            let next = self.partitions[&place].next;
            if !self.is_next(&place, next) {
                self.restart.insert(place.clone());
            }
            if let Some(partition) = self.partitions.get_mut(&place) {
                partition.unresolved = false;
            }
        }
    }

    /// Bumps the epoch if a partition has to start again, and gives those partitions: their batches under way are
    /// numbered again, oldest first, by [`Sequences::renumber`]. After the last epoch a new producer id is needed.
    pub(super) fn bump(&mut self) -> BTreeSet<Place> {
        let places = core::mem::take(&mut self.restart);
        if places.is_empty() {
            return places;
        }
        let Some((id, epoch)) = self.producer else { return BTreeSet::new() };
        let Some(epoch) = epoch.checked_add(1) else {
            self.producer = None;
            self.restart = places;
            return BTreeSet::new();
        };
        self.producer = Some((id, epoch));
        for place in &places {
            let producer = self.producer;
            self.partitions.insert(place.clone(), Partition { producer, ..Partition::default() });
        }
        places
    }

    /// Numbers a batch under way again, after [`Sequences::bump`].
    pub(super) fn renumber(&mut self, place: &Place, batch: &mut Batch) {
        batch.sequence = None;
        self.number(place, batch);
        batch.sequence_reset = true;
    }
}
