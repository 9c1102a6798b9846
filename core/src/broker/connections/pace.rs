//! How many connections a listener takes a second (`max.connection.creation.rate`, KIP-612). Above that its acceptor waits: the one
//! that was too many is taken once the rate is within the limit again, at the latest after one sample of it, and whatever else comes
//! to the listener stands behind it.

use alloc::collections::BTreeMap;

use partita_machine::{Instant, Listener};

use super::super::throttle::{Rates, Window};
use crate::config::NodeConfig;

/// The rates of a node's listeners, and the acceptors that wait.
#[derive(Clone, Debug)]
pub(super) struct Pace {
    rates: Rates<Listener>,
    until: BTreeMap<Listener, Instant>,
}

impl Pace {
    /// Nobody has come yet.
    pub(super) fn new(config: &NodeConfig) -> Self {
        Self { rates: Rates::new(Window::of(config)), until: BTreeMap::new() }
    }

    /// Counts a connection whose turn it is, where `a_second` are allowed.
    pub(super) fn count(&mut self, at: Instant, listener: Listener, a_second: u32) {
        let throttle_ms = self.rates.record(at, listener, 1, u128::from(a_second) * 1_000);
        let throttle_ms = throttle_ms.min(self.rates.window().sample_ms());
        if throttle_ms > 0 {
            self.until.insert(listener, at.after_ms(throttle_ms));
        }
    }

    /// Until when the acceptor of a listener waits; that may be over.
    pub(super) fn until(&self, listener: Listener) -> Option<Instant> {
        self.until.get(&listener).copied()
    }
}
