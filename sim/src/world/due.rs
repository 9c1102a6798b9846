//! What is due, ordered by time and then by the order in which it came to be due.

use alloc::collections::BinaryHeap;
use core::cmp::{Ordering, Reverse};

use partita_machine::{ConnId, Instant, ReadId};

use crate::network::{Direction, MachineId};

/// Something that will be looked at when its time has come. It may have become idle by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Due {
    /// The first thing in a channel may have arrived.
    Arrival(ConnId, Direction),
    /// The acceptor of a connection may take its next request.
    Turn(ConnId),
    /// A machine wanted to be woken.
    Wake(MachineId),
    /// A process that goes on reads the next thing that has waited for it.
    Inbox(MachineId),
    /// What a machine's disk was asked for is there.
    Loaded(MachineId, ReadId),
}

/// When something is due, and its turn among all that is due then.
#[derive(Clone, Copy, Debug)]
struct Entry {
    at: Instant,
    number: u64,
    due: Due,
}

impl Entry {
    fn place(&self) -> (Instant, u64) {
        (self.at, self.number)
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.place() == other.place()
    }
}

impl Eq for Entry {}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        self.place().cmp(&other.place())
    }
}

/// The queue.
#[derive(Clone, Debug, Default)]
pub(crate) struct Queue {
    /// No two have the same number, so that their order is total.
    due: BinaryHeap<Reverse<Entry>>,
    next: u64,
}

impl Queue {
    pub(crate) fn push(&mut self, at: Instant, due: Due) {
        self.next += 1;
        self.due.push(Reverse(Entry { at, number: self.next, due }));
    }

    pub(crate) fn pop(&mut self) -> Option<(Instant, Due)> {
        self.due.pop().map(|Reverse(entry)| (entry.at, entry.due))
    }

    pub(crate) fn len(&self) -> usize {
        self.due.len()
    }

    pub(crate) fn next_at(&self) -> Option<Instant> {
        self.due.peek().map(|Reverse(entry)| entry.at)
    }
}
