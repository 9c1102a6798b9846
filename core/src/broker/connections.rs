//! How many connections an address may open (KIP-612). One that is too many is not refused: it is left unread for as long as
//! the address is over its quota, at most for one sample of the rate, and then closed. So a client that tries again without
//! pause is slowed down. How many there may be at a time says `limits.rs`, how many a listener takes a second `pace.rs`.

pub(crate) mod limits;
mod pace;

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use partita_machine::{CloseReason, ConnId, Effect, Instant, Name};

use super::throttle::{Rates, Window, connection_quota_of};
use crate::config::NodeConfig;
use crate::image::Image;

/// Most connections that are left unread; what comes above that is closed at once.
const UNREAD_MAX: usize = 10_000;

/// The rates of addresses, and connections that are not read.
#[derive(Clone, Debug)]
pub(crate) struct Connections {
    rates: Rates<Name>,
    /// Connections that were too many, and when they are closed.
    unread: BTreeMap<ConnId, Instant>,
    /// The same by that moment: it is asked at every input.
    due: BTreeSet<(Instant, ConnId)>,
}

impl Connections {
    pub(crate) fn new(config: &NodeConfig) -> Self {
        Self { rates: Rates::new(Window::of(config)), unread: BTreeMap::new(), due: BTreeSet::new() }
    }

    /// Counts a connection of an address; gives whether it is accepted.
    pub(crate) fn accept(&mut self, at: Instant, image: &Image, conn: ConnId, host: &Name) -> bool {
        let Some(bound) = connection_quota_of(image, host) else { return true };
        let throttle_ms = self.rates.record(at, host.clone(), 1, bound).min(self.rates.window().sample_ms());
        if throttle_ms == 0 {
            return true;
        }
        // It is not accepted, so it does not count.
        self.rates.take_back(host, 1);
        let until = if self.unread.len() < UNREAD_MAX { at.after_ms(throttle_ms) } else { at };
        self.unread.insert(conn, until);
        self.due.insert((until, conn));
        false
    }

    /// Closes connections whose time has come.
    pub(crate) fn on_time(&mut self, at: Instant, effects: &mut Vec<Effect>) {
        while let Some((until, conn)) = self.due.pop_first() {
            if until > at {
                self.due.insert((until, conn));
                return;
            }
            self.unread.remove(&conn);
            effects.push(Effect::Close { conn, why: CloseReason::TooManyConnections });
        }
    }

    pub(crate) fn on_closed(&mut self, conn: ConnId) {
        if let Some(until) = self.unread.remove(&conn) {
            self.due.remove(&(until, conn));
        }
    }

    pub(crate) fn wake_at(&self) -> Option<Instant> {
        self.due.first().map(|&(until, _)| until)
    }
}
