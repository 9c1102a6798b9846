//! What is due, ordered by time and then by the order in which it came to be due.

use alloc::collections::BTreeMap;

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

/// The queue.
#[derive(Clone, Debug, Default)]
pub(crate) struct Queue {
    due: BTreeMap<(Instant, u64), Due>,
    next: u64,
}

impl Queue {
    pub(crate) fn push(&mut self, at: Instant, due: Due) {
        self.next += 1;
        self.due.insert((at, self.next), due);
    }

    pub(crate) fn pop(&mut self) -> Option<(Instant, Due)> {
        self.due.pop_first().map(|((at, _), due)| (at, due))
    }

    pub(crate) fn len(&self) -> usize {
        self.due.len()
    }

    pub(crate) fn next_at(&self) -> Option<Instant> {
        self.due.first_key_value().map(|(&(at, _), _)| at)
    }
}
