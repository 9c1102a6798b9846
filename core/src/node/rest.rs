//! Which rooms of a node have to be looked at: those that an input is about, those whose time has come, and those that
//! follow from them. The others rest, and cost nothing.

use partita_machine::{Address, Instant};

use super::Node;
use crate::broker::Broker;
use crate::controller::Registration;
use crate::disk::Disk;

/// Rooms that one input is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct AtWork {
    /// The quorum, the controller and its registration.
    pub(super) quorum: bool,
    /// The broker.
    pub(super) broker: bool,
}

impl AtWork {
    pub(super) const ALL: Self = Self { quorum: true, broker: true };
}

/// Until when rooms rest, noted when they were last at work.
#[derive(Clone, Debug, Default)]
pub(super) struct Rest {
    quorum: Option<Instant>,
    broker: Option<Instant>,
    /// When the broker does something if it is looked at, though it need not be woken for it.
    chore: Option<Instant>,
    /// The active controller that the broker has seen last.
    controller: Option<(i32, Address)>,
}

impl Rest {
    /// Rooms whose time has come go to work.
    pub(super) fn wake(&self, now: Instant, at_work: &mut AtWork) {
        let is_due = |at: Option<Instant>| at.is_some_and(|at| at <= now);
        at_work.quorum |= is_due(self.quorum);
        at_work.broker |= is_due(self.broker) || is_due(self.chore);
    }

    /// When the first room goes to work by itself.
    pub(super) fn wake_at(&self) -> Option<Instant> {
        [self.quorum, self.broker].into_iter().flatten().min()
    }
}

impl<D: Disk> Node<D> {
    /// The broker goes to work where the quorum has another leader than it knows.
    pub(super) fn tell_of_controller(&mut self, at_work: &mut AtWork) {
        if at_work.quorum {
            let known = self.rest.controller.as_ref().map(|(id, address)| (*id, address));
            if self.raft.leader() != known {
                at_work.broker = true;
                self.rest.controller = self.raft.leader().map(|(id, address)| (id, address.clone()));
            }
        }
    }

    /// Notes until when rooms that were at work rest now.
    pub(super) fn note_rest(&mut self, at_work: AtWork) {
        if at_work.quorum {
            let controller = self.controller.as_ref().and_then(|controller| controller.wake_at(&self.config));
            let registration = self.registration.as_ref().and_then(Registration::wake_at);
            self.rest.quorum = self.raft.wake_at().into_iter().chain(controller).chain(registration).min();
        }
        if at_work.broker {
            self.rest.broker = self.broker.as_ref().and_then(Broker::wake_at);
            self.rest.chore = self.broker.as_ref().and_then(|broker| broker.partitions.replicas.chore_at());
        }
    }
}
